// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The secret keys that desks share, and the sealed boxes in which they travel ("Keys" of
// docs/formats.md, grants in docs/formats-membership.md).

#include "core/crypto/epoch_key.h"
#include "core/crypto/layout.h"
#include "core/crypto/sign.h"

namespace peyvand {

enum class KeyScope : std::uint8_t {
    office = 1,
    network = 2,
    direct = 3,
    group = 4,
    /// A veil secret T; number is its generation, audience is N.
    veil = 16,
};

/// One numbered key of one audience (the audience of a network's key is N).
struct SharedKey {
    KeyScope scope = KeyScope::network;
    ByteArray<32> audience{};
    std::uint32_t number = 0;
    EpochKey key{};

    SharedKey copy() const { return {scope, audience, number, key.copy()}; }
};
using KeyRing = std::vector<SharedKey>;

/// The key with this number, or the highest number when it is 0; null when there is none.
const SharedKey* findKey(const KeyRing& ring, KeyScope scope, std::uint32_t number = 0);
const SharedKey* findKey(const KeyRing& ring, const KeyId& id);

/// A key on its way to one desk. The granter's right to grant is for Membership to say.
struct Grant {
    KeyScope scope = KeyScope::network;
    NetworkId network{};
    ByteArray<32> audience{};
    std::uint32_t number = 0;
    KeyId key_id{};
    VerifyKey granter{};
    VerifyKey addressee{};
    ByteArray<80> box{};

    /// certificate_invalid for a wrong layout or signature.
    static Result<Grant> decode(ByteView bytes);
    /// welcome_for_other when it is for another desk; certificate_invalid when the box does not
    /// open or holds another key than it says.
    Result<SharedKey> open(const SigningKey& own) const;
};
inline constexpr std::size_t grant_bytes = 286;

/// certificate_invalid when the addressee's key is no valid point.
Result<Bytes> makeGrant(const NetworkId& network, const SharedKey& key, const SigningKey& granter,
                        const VerifyKey& addressee, RandomSource& random);

} // namespace peyvand
