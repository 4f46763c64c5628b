// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XChaCha20-Poly1305 (IETF construction of libsodium; 24-byte nonce, 16-byte tag behind the
// ciphertext) and sealed boxes (crypto_box_seal, 48 bytes longer than what they hold). Nonces are
// random, from the caller's RandomSource. Opening answers nothing or false when anything was
// changed; the caller knows which error that is.

#include "core/crypto/secret.h"
#include "core/platform/random.h"

#include <optional>

namespace peyvand {

using SealKey = Secret<32>;
using Nonce = ByteArray<24>;
/// An X25519 public key.
using BoxKey = ByteArray<32>;

inline constexpr std::size_t seal_overhead = 16;
inline constexpr std::size_t box_overhead = 48;

Bytes seal(const SealKey& key, const Nonce& nonce, ByteView associated, ByteView plaintext);
std::optional<Bytes> open(const SealKey& key, const Nonce& nonce, ByteView associated,
                          ByteView sealed);
/// out has plaintext.size() + seal_overhead bytes and may not overlap with the plaintext.
void sealInto(std::span<std::uint8_t> out, const SealKey& key, const Nonce& nonce,
              ByteView associated, ByteView plaintext);
/// out has sealed.size() − seal_overhead bytes; its content is of no use when the answer is false.
[[nodiscard]] bool openInto(std::span<std::uint8_t> out, const SealKey& key, const Nonce& nonce,
                            ByteView associated, ByteView sealed);

/// Opened by crypto_box_seal_open; the one-time key comes from the random source.
Bytes sealBox(const BoxKey& recipient, ByteView plaintext, RandomSource& random);
std::optional<Bytes> openBox(const BoxKey& own, const Secret<32>& own_secret, ByteView box);

} // namespace peyvand
