// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Opening all claims that were found under one tag. Hostile or broken frames are counted for each
// author and never stop the others.

#include "sync/claim/claim.h"

#include <map>

namespace peyvand {

/// At most this many claims per tag and author are shown.
inline constexpr std::size_t claims_per_author_limit = 256;

struct FoundClaim {
    CharityId charity{};
    ByteArray<32> feed{};
    ClaimFrame frame{};
};

struct OpenedClaim {
    CharityId charity{};
    ClaimHead head{};
    ClaimContent content{};
};

struct OpenedClaims {
    std::vector<OpenedClaim> claims{};
    /// Frames whose commitment or content was wrong, by author, for the log.
    std::map<CharityId, int> unreadable{};
    /// Frames beyond the limit, by author; not opened.
    std::map<CharityId, int> over_limit{};
    /// Frames under epoch keys that this desk does not hold.
    int key_missing = 0;
};

/// The seed and what it is opened with; keys are whole epoch keys.
struct ClaimOpener {
    NetworkId network{};
    const Seed& seed;
    const std::vector<EpochKey>& keys;
};

/// In the order found; the caller looked them up by the seed's tag.
OpenedClaims openClaims(const ClaimOpener& opener, const std::vector<FoundClaim>& found);

} // namespace peyvand
