// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The queue of aid whose claims must be made anew (local table claim_due); the claims worker of
// sync empties it. Called inside the transaction of the change that makes them due.

#include "core/store/database.h"

namespace peyvand {

/// One aid.
void markClaimDue(Database& database, const AidId& aid);
/// All aid of a person and of the households the person lives in.
void markClaimsDue(Database& database, const BeneficiaryId& person);
/// All aid of a person or household, and of everyone who lives in it: consent, marks.
void markSubjectClaimsDue(Database& database, const RecordId& subject);
/// All aid of this charity since a day: founding or joining a network, a new veil generation.
void markAllClaimsDue(Database& database, std::int64_t since_day);

} // namespace peyvand
