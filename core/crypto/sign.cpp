// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sign.h"

namespace peyvand {

SigningKey SigningKey::generate(RandomSource& random) {
    Secret<32> seed;
    random.fill({seed.data(), seed.size()});
    return fromSeed(seed);
}

SigningKey SigningKey::fromSeed(const Secret<32>& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed.data());
    crypto_sign_ed25519_sk_to_curve25519(key.box_secret_.data(), key.secret_.data());
    crypto_scalarmult_base(key.box_.data(), key.box_secret_.data());
    return key;
}

SigningKey SigningKey::copy() const { return fromSeed(seed()); }

Secret<32> SigningKey::seed() const {
    Secret<32> seed;
    crypto_sign_ed25519_sk_to_seed(seed.data(), secret_.data());
    return seed;
}

Signature SigningKey::sign(const SignedInput& input) const {
    Signature signature;
    const ByteView message = input.bytes();
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
    return signature;
}

std::optional<Bytes> SigningKey::openBox(ByteView box) const {
    return peyvand::openBox(box_, box_secret_, box);
}

bool verify(const VerifyKey& key, const SignedInput& input, const Signature& signature) {
    const ByteView message = input.bytes();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

std::optional<BoxKey> boxKeyOf(const VerifyKey& key) {
    BoxKey box;
    if (crypto_sign_ed25519_pk_to_curve25519(box.data(), key.data()) != 0)
        return std::nullopt;
    return box;
}

} // namespace peyvand
