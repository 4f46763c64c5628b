// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Erasing people and households for ever ("Erasing" of docs/backup.md): their keys, entries, rows,
// search words and seeds; their claims become due for withdrawal, the office key is renewed, and a
// tombstone with the id alone is kept beside the database and in the journal. Amount, category and
// day of their aid remain, without them. Nothing brings it back but a backup made before.
// It reads the whole journal and orders the search index anew: seconds in a large register.
// Errors: beneficiary_unknown, household_unknown, those of the journal and of the files; after one
// of them the state is as before, or the next opening finishes what was begun.

#include "core/register/register.h"

namespace peyvand {

struct Erased {
    std::int64_t people = 0;
    std::int64_t households = 0;
    /// Records of all kinds whose text is gone.
    std::int64_t records = 0;
    /// Aid of which amount, category and day remain.
    std::int64_t remaining = 0;
    /// Claims that the next sealing withdraws.
    std::int64_t claims = 0;
    /// False while another reader holds the write-ahead log; it is emptied on closing.
    bool log_emptied = false;
};

/// The person, and a household in which nobody else ever lived.
Result<Erased> erasePerson(Register& opened, const BeneficiaryId& person);
/// The household only; its people stay, out of it.
Result<Erased> eraseHousehold(Register& opened, const HouseholdId& household);
/// What it would take away; nothing is written.
Result<Erased> previewErasing(Register& opened, const BeneficiaryId& person);
Result<Erased> previewErasing(Register& opened, const HouseholdId& household);

/// What other desks, the tombstones of a newer copy or an interrupted erasing left to do; the
/// number of people and households. Called on opening and after receiving.
Result<std::int64_t> finishErasing(Register& opened);

} // namespace peyvand
