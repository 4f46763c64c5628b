// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What two desks did without knowing of each other, or a count that cannot be: told so that a
// person looks, never lost and never refused. Computed on reading.

#include "core/register/register.h"

namespace peyvand {

struct AidFinding {
    /// Code of the word catalogue ("aid_finding.<code>"): proposal_twice, period_twice,
    /// letter_twice, order_twice, number_twice, stock_below_zero.
    std::string code{};
    /// The proposal, schedule, letter, order or stock item.
    RecordId record{};
    /// How often, or thousandths below zero.
    std::int64_t count = 0;
};

Result<std::vector<AidFinding>> aidFindings(Register& opened);

} // namespace peyvand
