// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Seals what is due (table claim_due) and appends it to the network feed: a claim for the person
// helped and for every adult of a helped household, one for each confirmed identity; withdrawals
// for what no longer holds. Then charities are told how
// many of their claims were opened here. Runs in the background or before an export; may be stopped
// and goes on where it was. Errors: network_missing, cancelled, and the journal's.

#include "sync/network/seeds.h"

namespace peyvand {

struct SealedClaims {
    std::int64_t aid = 0;
    std::int64_t sealed = 0;
    std::int64_t withdrawn = 0;
};

Result<SealedClaims> sealDueClaims(Network& network, Executor& executor,
                                   const Progress& progress = {}, const CancelToken& cancel = {});

} // namespace peyvand
