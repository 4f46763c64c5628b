// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/seal.h"

namespace peyvand {

static_assert(seal_overhead == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(box_overhead == crypto_box_SEALBYTES);

void sealInto(std::span<std::uint8_t> out, const SealKey& key, const Nonce& nonce,
              ByteView associated, ByteView plaintext) {
    assert(out.size() == plaintext.size() + seal_overhead);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data(), nullptr, plaintext.data(), plaintext.size(), associated.data(),
        associated.size(), nullptr, nonce.data(), key.data());
}

bool openInto(std::span<std::uint8_t> out, const SealKey& key, const Nonce& nonce,
              ByteView associated, ByteView sealed) {
    if (sealed.size() < seal_overhead)
        return false;
    assert(out.size() == sealed.size() - seal_overhead);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               out.data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
               associated.size(), nonce.data(), key.data()) == 0;
}

Bytes seal(const SealKey& key, const Nonce& nonce, ByteView associated, ByteView plaintext) {
    Bytes sealed(plaintext.size() + seal_overhead);
    sealInto(sealed, key, nonce, associated, plaintext);
    return sealed;
}

std::optional<Bytes> open(const SealKey& key, const Nonce& nonce, ByteView associated,
                          ByteView sealed) {
    if (sealed.size() < seal_overhead)
        return std::nullopt;
    Bytes plaintext(sealed.size() - seal_overhead);
    if (!openInto(plaintext, key, nonce, associated, sealed))
        return std::nullopt;
    return plaintext;
}

// crypto_box_seal takes its one-time key from libsodium's own generator, which a simulation could
// not replay; this makes the same bytes from a given seed.
Bytes sealBox(const BoxKey& recipient, ByteView plaintext, RandomSource& random) {
    Secret<32> seed;
    random.fill({seed.data(), seed.size()});
    BoxKey one_time;
    Secret<32> one_time_secret;
    crypto_box_seed_keypair(one_time.data(), one_time_secret.data(), seed.data());

    Nonce nonce;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, one_time.data(), one_time.size());
    crypto_generichash_update(&state, recipient.data(), recipient.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());

    Bytes box(plaintext.size() + box_overhead);
    std::copy(one_time.begin(), one_time.end(), box.begin());
    const int failed =
        crypto_box_easy(box.data() + one_time.size(), plaintext.data(), plaintext.size(),
                        nonce.data(), recipient.data(), one_time_secret.data());
    // A recipient key of small order: nobody could open the box, so it stays empty.
    return failed == 0 ? box : Bytes{};
}

std::optional<Bytes> openBox(const BoxKey& own, const Secret<32>& own_secret, ByteView box) {
    if (box.size() < box_overhead)
        return std::nullopt;
    Bytes plaintext(box.size() - box_overhead);
    if (crypto_box_seal_open(plaintext.data(), box.data(), box.size(), own.data(),
                             own_secret.data()) != 0)
        return std::nullopt;
    return plaintext;
}

} // namespace peyvand
