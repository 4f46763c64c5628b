// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The envelope of everything that membership is made of: a kind, the network, a body, and
// signatures, each with the key that made it. Decisions and certificates share it
// (docs/formats-membership.md, "Signed record"). The digest leaves the signatures out, so one
// record with other signatures is the same record. Kinds of a later program are kept and passed on.

#include "core/crypto/epoch_key.h"
#include "core/crypto/sign.h"

#include <string_view>

namespace peyvand {

enum class RecordKind : std::uint8_t {
    founding = 1,
    epoch = 2,
    veil_generation = 3,
    council = 4,
    expulsion = 5,
    rules = 6,
    admission = 17,
    desk = 18,
    desk_revocation = 19,
};
/// Decisions form one line and have kinds under 16; certificates commute.
inline bool isDecision(RecordKind kind) { return static_cast<std::uint8_t>(kind) < 16; }

inline constexpr std::size_t record_limit_bytes = 512 * 1024;
inline constexpr std::size_t record_signatures_limit = 64;
inline constexpr std::size_t name_limit_bytes = 200;

struct RecordSignature {
    VerifyKey key{};
    Signature signature{};
    friend bool operator==(const RecordSignature&, const RecordSignature&) = default;
};

struct SignedRecord {
    RecordKind kind{};
    /// Zeros in a founding decision.
    NetworkId network{};
    Bytes body{};
    /// By ascending key, none twice.
    std::vector<RecordSignature> signatures{};

    /// SHA-256 of everything before the signatures; N for a founding decision.
    Digest digest() const;
    /// Adds or replaces the signature of this key.
    void sign(const SigningKey& key);
    /// A signature that somebody else made over the same record; not verified here.
    void add(const RecordSignature& signature);
    bool isSignedBy(const VerifyKey& key) const;

    Bytes encode() const;
    /// decision_invalid or certificate_invalid for a wrong layout or any signature that does not
    /// verify; every signature was verified in what is returned.
    static Result<SignedRecord> decode(ByteView bytes);

  private:
    Bytes signedPart() const;
};

} // namespace peyvand
