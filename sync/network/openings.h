// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How many claims of each charity were opened, month by month: counted at the desk where somebody
// asked, and told to the charity in direct scope once the month is over (sync.md, "Claims"). What
// the machine matched by itself is not counted. Numbers only: neither who was asked for nor by
// whom. A changed program could keep silent. The register's thread. Errors: the store's and the
// journal's.

#include "sync/network/network.h"

namespace peyvand {

/// Part of the transaction that is open.
void countOpenings(Database& database, const std::map<CharityId, int>& opened, HijriMonth month);

/// Tells every other member what was not told yet of the months that are over; how many were told.
Result<std::int64_t> tellOpenings(Network& network);

/// What another charity told of claims of this one.
struct OpeningsTold {
    CharityId charity{};
    std::string charity_name{};
    HijriMonth month{};
    std::int64_t count = 0;
};
/// By month, the newest first, then by name; at most 10,000 months.
Result<std::vector<OpeningsTold>> openingsTold(Network& network);

} // namespace peyvand
