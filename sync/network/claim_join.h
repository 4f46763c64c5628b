// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How claims that arrive in network feeds become rows of the table claim: a join over frames and
// withdrawals, the same in any order (docs/formats-claims.md). And how they are found again.

#include "core/journal/journal.h"
#include "sync/claim/opening.h"

namespace peyvand {

/// Fields of a claim's entry: the frame of add_fact, the withdrawal of void_fact.
namespace field::claim {
inline constexpr FieldNumber frame = 1;
inline constexpr FieldNumber withdrawal = 1;
} // namespace field::claim

void installClaimJoin(Journal& journal);

/// Live claims under a tag, by charity and id, at most claims_per_author_limit + 1 of each author.
std::vector<FoundClaim> findClaims(Database& database, const Tag& tag);

} // namespace peyvand
