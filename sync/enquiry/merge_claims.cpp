// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/merge_claims.h"

#include <set>
#include <tuple>

namespace peyvand {

// What makes two claims look like one: of a person with two identities each aid comes twice.
static auto likeness(const ClaimSeen& claim) {
    return std::tuple(claim.charity, claim.category, claim.item, claim.unit, claim.month, claim.day,
                      claim.state, claim.hold_until);
}

// The multiset union: as often as the one identity shows it that shows it most often.
void mergeClaims(std::vector<ClaimSeen>& into, const std::vector<ClaimSeen>& more) {
    std::multiset<decltype(likeness(into.front()))> there;
    for (const auto& claim : into)
        there.insert(likeness(claim));
    for (const auto& claim : more) {
        const auto same = there.find(likeness(claim));
        if (same == there.end()) {
            into.push_back(claim);
            continue;
        }
        there.erase(same);
        // It was asked about under the other number.
        for (auto& one : into)
            if (claim.asked != QuestionState::none && one.asked == QuestionState::none &&
                likeness(one) == likeness(claim))
                one.asked = claim.asked;
    }
}

} // namespace peyvand
