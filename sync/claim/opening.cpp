// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/claim/opening.h"

namespace peyvand {

OpenedClaims openClaims(const ClaimOpener& opener, const std::vector<FoundClaim>& found) {
    std::map<KeyId, SealKey> payloads;
    for (const EpochKey& key : opener.keys)
        payloads.emplace(keyId(key), subkey(key, Subkey::claim_payload));

    OpenedClaims result;
    std::map<CharityId, std::size_t> tried;
    for (const FoundClaim& claim : found) {
        if (++tried[claim.charity] > claims_per_author_limit) {
            ++result.over_limit[claim.charity];
            continue;
        }
        const auto payload = payloads.find(claim.frame.head.key_id);
        if (payload == payloads.end()) {
            ++result.key_missing;
            continue;
        }
        const ClaimPlace place{opener.network, claim.feed, claim.charity};
        auto content = openClaim(opener.seed, payload->second, place, claim.frame);
        if (content)
            result.claims.push_back({claim.charity, claim.frame.head, std::move(*content)});
        else
            ++result.unreadable[claim.charity];
    }
    return result;
}

} // namespace peyvand
