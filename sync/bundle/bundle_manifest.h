// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// First and last record of a bundle, both signed by the sending node: the manifest says who sends
// what to whom, the trailer that nothing is missing or changed ("Bundle" of docs/formats.md).
// Records of membership (certificates, decisions, grants) stay bytes here.

#include "core/crypto/epoch_key.h"
#include "sync/bundle/bundle_header.h"

namespace peyvand {

/// What a record holds; others are of later programs and skipped.
enum class BundleRecord : std::uint8_t {
    manifest = 1,
    /// A feed's descriptor, before its segments.
    descriptor = 2,
    segment = 3,
    /// A head by itself: the feed's time of freshness.
    head = 4,
    /// Feed id 32, u64 sequence, link 32: how far the sender has a feed; in every part those of the
    /// whole export.
    position = 5,
    /// Bundle id 16, header hash 32 of a bundle that was read to its end and of which all is here.
    receipt = 6,
    /// Of a person or household, between the desks of one charity only (docs/formats.md).
    subject_key = 7,
    trailer = 255,
};

/// A record's bytes, without type and length.
inline constexpr std::size_t max_bundle_record_bytes = std::size_t{16} << 20;
inline constexpr std::size_t bundle_record_head_bytes = 5;
/// In each of the manifest's three lists.
inline constexpr std::size_t max_manifest_items = 65'536;
inline constexpr std::size_t bundle_trailer_bytes = 64;

struct BundleManifest {
    VerifyKey sender{};
    /// Zeros when the desks of one charity exchange without a network.
    NetworkId network{};
    Digest recipients_hash{};
    Digest header_hash{};
    std::uint64_t time_ms = 0;
    /// What proves the sender's membership.
    std::vector<Bytes> certificates{};
    std::vector<Bytes> decisions{};
    std::vector<Bytes> grants{};
    friend bool operator==(const BundleManifest&, const BundleManifest&) = default;
};

/// With the signature of the sender, who must be manifest.sender.
Bytes encodeManifest(const BundleManifest& manifest, const SigningKey& sender);
/// bundle_damaged, also when the signature is not the sender's; whether the sender is a member is
/// for the caller to say.
Result<BundleManifest> decodeManifest(ByteView bytes);

/// Ed25519("bundle" ‖ bundle id ‖ header hash ‖ SHA-256 of all records before the trailer).
Signature signTrailer(const BundleId& id, const Digest& header_hash, const Digest& plaintext_hash,
                      const SigningKey& sender);
[[nodiscard]] bool verifyTrailer(const BundleId& id, const Digest& header_hash,
                                 const Digest& plaintext_hash, const VerifyKey& sender,
                                 const Signature& signature);

} // namespace peyvand
