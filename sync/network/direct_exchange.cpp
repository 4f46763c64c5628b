// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/direct_exchange.h"

#include <algorithm>

namespace peyvand {

ByteArray<32> pairAudience(const CharityId& one, const CharityId& other) {
    ByteArray<32> audience{};
    const auto& [first, second] = std::minmax(one, other);
    std::copy(first.bytes.begin(), first.bytes.end(), audience.begin());
    std::copy(second.bytes.begin(), second.bytes.end(),
              audience.begin() + static_cast<std::ptrdiff_t>(first.bytes.size()));
    return audience;
}

Result<KeyRing> directKeys(Network& network, const std::optional<CharityId>& partner) {
    Journal& journal = network.opened().journal();
    PEYVAND_LET(auto partners, journal.partners());
    if (partner)
        std::erase_if(partners, [&partner](const CharityId& one) { return one != *partner; });
    KeyRing ring;
    for (const CharityId& one : partners) {
        PEYVAND_LET(const auto keys, journal.keysOf(Audience::direct(one)));
        for (const AudienceKey& key : keys)
            ring.push_back({KeyScope::direct, pairAudience(journal.charity(), one), key.number,
                            key.key.copy()});
    }
    return ring;
}

Result<KeyRing> directKeysFor(Network& network, const VerifyKey& desk) {
    const auto charity = network.membership().charityOfNode(desk);
    if (!charity || !network.membership().isEntitled(desk))
        return KeyRing();
    const bool is_own = charity == network.opened().journal().charity();
    return directKeys(network, is_own ? std::nullopt : charity);
}

Result<std::vector<Bytes>> directGrants(Network& network, const std::vector<VerifyKey>& desks) {
    const SigningKey& node = network.opened().journal().nodeKey();
    std::vector<Bytes> grants;
    for (const VerifyKey& desk : desks) {
        if (desk == node.publicKey())
            continue;
        PEYVAND_LET(const KeyRing keys, directKeysFor(network, desk));
        for (const SharedKey& key : keys) {
            PEYVAND_LET(auto grant, makeGrant(network.id(), key, node, desk,
                                              network.opened().platform().random));
            grants.push_back(std::move(grant));
        }
    }
    return grants;
}

std::optional<CharityId> partnerOf(const Network& network, const Grant& grant) {
    const Membership& membership = network.membership();
    const CharityId own = network.ownCharity();
    const auto granter = membership.charityOfNode(grant.granter);
    if (grant.scope != KeyScope::direct || !granter)
        return std::nullopt;
    for (const Member& member : membership.members)
        if (member.id != own && grant.audience == pairAudience(own, member.id) &&
            (granter == own || granter == member.id))
            return member.id;
    return std::nullopt;
}

} // namespace peyvand
