// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ed25519 (RFC 8032) over labelled inputs: a signature covers u8 length ‖ "peyvand/1 label" ‖
// parts, so that one made for one purpose never serves another. Verified by libsodium's rule only
// (canonical, no small-order keys). A node has one key; its X25519 form opens sealed boxes.

#include "core/crypto/hash.h"
#include "core/crypto/seal.h"

namespace peyvand {

/// An Ed25519 public key.
using VerifyKey = ByteArray<32>;
using Signature = ByteArray<64>;
/// What is signed: SignedInput("head").fixed(feed).u64(seq) …
using SignedInput = LabelledInput;

class SigningKey {
  public:
    static SigningKey generate(RandomSource& random);
    static SigningKey fromSeed(const Secret<32>& seed);

    SigningKey copy() const;
    const VerifyKey& publicKey() const { return public_; }
    /// The 32 bytes to keep; fromSeed makes the key again.
    Secret<32> seed() const;
    Signature sign(const SignedInput& input) const;

    const BoxKey& boxKey() const { return box_; }
    /// Opens a sealed box to boxKey().
    std::optional<Bytes> openBox(ByteView box) const;

  private:
    SigningKey() = default;
    VerifyKey public_{};
    BoxKey box_{};
    Secret<64> secret_;
    Secret<32> box_secret_;
};

[[nodiscard]] bool verify(const VerifyKey& key, const SignedInput& input,
                          const Signature& signature);
/// The X25519 form of a node key; nothing when the key is no valid point.
std::optional<BoxKey> boxKeyOf(const VerifyKey& key);

} // namespace peyvand
