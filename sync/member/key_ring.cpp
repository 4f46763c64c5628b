// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/key_ring.h"

namespace peyvand {
namespace {

constexpr std::uint8_t grant_version = 1;
constexpr std::size_t signature_bytes = 64;

} // namespace

const SharedKey* findKey(const KeyRing& ring, KeyScope scope, std::uint32_t number) {
    const SharedKey* found = nullptr;
    for (const SharedKey& key : ring) {
        const bool fits = key.scope == scope && (number == 0 || key.number == number);
        if (fits && (!found || key.number > found->number))
            found = &key;
    }
    return found;
}

const SharedKey* findKey(const KeyRing& ring, const KeyId& id) {
    const auto found = std::find_if(ring.begin(), ring.end(),
                                    [&](const SharedKey& key) { return keyId(key.key) == id; });
    return found == ring.end() ? nullptr : &*found;
}

Result<Grant> Grant::decode(ByteView bytes) {
    if (bytes.size() != grant_bytes)
        return fail(ErrorCode::certificate_invalid);
    Reader reader(bytes);
    const bool version_known = reader.u8() == grant_version;
    Grant grant;
    grant.scope = static_cast<KeyScope>(reader.u8());
    grant.network = reader.fixed<32>();
    grant.audience = reader.fixed<32>();
    grant.number = reader.u32();
    grant.key_id = reader.fixed<8>();
    grant.granter = reader.fixed<32>();
    grant.addressee = reader.fixed<32>();
    grant.box = reader.fixed<80>();
    SignedInput input("grant");
    input.fixed(bytes.first(grant_bytes - signature_bytes));
    if (!version_known || !verify(grant.granter, input, reader.fixed<64>()))
        return fail(ErrorCode::certificate_invalid);
    return grant;
}

Result<SharedKey> Grant::open(const SigningKey& own) const {
    if (addressee != own.publicKey())
        return fail(ErrorCode::welcome_for_other);
    auto plain = own.openBox(box);
    if (!plain || plain->size() != EpochKey::size())
        return fail(ErrorCode::certificate_invalid);
    SharedKey key{scope, audience, number, EpochKey::from(*plain)};
    sodium_memzero(plain->data(), plain->size());
    if (keyId(key.key) != key_id)
        return fail(ErrorCode::certificate_invalid);
    return key;
}

Result<Bytes> makeGrant(const NetworkId& network, const SharedKey& key, const SigningKey& granter,
                        const VerifyKey& addressee, RandomSource& random) {
    const auto recipient = boxKeyOf(addressee);
    if (!recipient)
        return fail(ErrorCode::certificate_invalid);
    Writer writer(grant_bytes);
    writer.u8(grant_version)
        .u8(static_cast<std::uint8_t>(key.scope))
        .fixed(network)
        .fixed(key.audience)
        .u32(key.number)
        .fixed(keyId(key.key))
        .fixed(granter.publicKey())
        .fixed(addressee)
        .fixed(sealBox(*recipient, key.key.view(), random));
    SignedInput input("grant");
    input.fixed(writer.bytes());
    return writer.fixed(granter.sign(input)).take();
}

} // namespace peyvand
