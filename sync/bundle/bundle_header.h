// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clear front of a bundle: magic, ids, part and stanzas ("Bundle" of docs/formats.md). A
// stanza seals the file key to one desk; its hint lets the desk find it without trying every box.

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "sync/bundle/bundle_name.h"

namespace peyvand {

inline constexpr std::string_view bundle_magic = "PVBUNDL1";
inline constexpr std::uint16_t bundle_version = 1;
inline constexpr std::size_t bundle_front_bytes = 50;
inline constexpr std::size_t bundle_stanza_bytes = 84;
inline constexpr std::size_t max_bundle_stanzas = 16'384;
/// Of one part, for FAT32 sticks and old programs on them.
inline constexpr std::uint64_t max_bundle_bytes = std::uint64_t{1} << 30;

using FileKey = Secret<32>;
using BundleHint = ByteArray<4>;

struct BundleStanza {
    BundleHint hint{};
    ByteArray<80> sealed_key{};
    friend bool operator==(const BundleStanza&, const BundleStanza&) = default;
};

struct BundleFront {
    BundleId id{};
    /// The same for all parts of one export.
    BundleSetId set{};
    /// From 1 to parts.
    std::uint16_t part = 1;
    std::uint16_t parts = 1;
    std::uint32_t stanzas = 0;
    friend bool operator==(const BundleFront&, const BundleFront&) = default;
};

/// H4("bundle hint" ‖ box key ‖ bundle id).
BundleHint bundleHint(const BoxKey& desk, const BundleId& id);
/// H32("recipients" ‖ box keys in ascending order, none twice).
Digest recipientsHash(std::vector<BoxKey> recipients);

ByteArray<bundle_front_bytes> encodeFront(const BundleFront& front);
/// Of exactly bundle_front_bytes; bundle_not_a_bundle, bundle_version, bundle_damaged.
Result<BundleFront> decodeFront(ByteView bytes);

/// Appends a stanza; certificate_invalid when no box can be sealed to the key.
Result<void> appendStanza(Bytes& out, const BoxKey& desk, const BundleId& id, const FileKey& key,
                          RandomSource& random);
/// The file key from the stanzas as received. bundle_for_other when none is for this desk,
/// bundle_damaged when its own does not open or opens under a wrong hint.
Result<FileKey> findFileKey(ByteView stanzas, const BundleId& id, const SigningKey& own);

} // namespace peyvand
