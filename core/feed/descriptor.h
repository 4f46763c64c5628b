// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A feed is one (node, scope, audience, incarnation) from sequence 1. Its descriptor is 266 fixed
// bytes signed by the node; its id is their hash. Layout: "Descriptor" of docs/formats.md.

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/crypto/epoch_key.h"
#include "core/crypto/sign.h"

namespace peyvand {

using FeedId = ByteArray<32>;
using Link = ByteArray<32>;

/// A place in a feed: everything up to sequence seq, chained to link. Before the first entry seq
/// is 0 and the link is the feed id.
struct FeedPosition {
    FeedId feed{};
    std::uint64_t seq = 0;
    Link link{};

    static FeedPosition start(const FeedId& feed) { return {feed, 0, feed}; }
    friend auto operator<=>(const FeedPosition&, const FeedPosition&) = default;
};

enum class FeedScope : std::uint8_t { office = 1, network = 2, direct = 3 };

/// Whom a feed or a key is for, as one charity sees it.
struct Audience {
    FeedScope scope = FeedScope::office;
    /// The charity across, of direct ones; zeros for office and network.
    CharityId partner{};

    // NOLINTNEXTLINE(google-explicit-constructor): a scope without a partner is a whole audience.
    Audience(FeedScope of = FeedScope::office) : scope(of) {}
    Audience(FeedScope of, const CharityId& across) : scope(of), partner(across) {}
    static Audience direct(const CharityId& partner) { return {FeedScope::direct, partner}; }
    friend auto operator<=>(const Audience&, const Audience&) = default;
};

struct FeedDescriptor {
    /// Zeros while the charity has no network.
    NetworkId network{};
    VerifyKey node_key{};
    CharityId charity{};
    FeedScope scope = FeedScope::office;
    /// Zeros for office and network; for direct see directAudience.
    ByteArray<32> audience{};
    /// Random, new whenever a register is created or restored.
    ByteArray<16> incarnation{};
    /// Where the feed goes on that this one continues; all zeros for none.
    FeedPosition previous{};
    Signature signature{};
    friend bool operator==(const FeedDescriptor&, const FeedDescriptor&) = default;
};

inline constexpr std::size_t descriptor_bytes = 266;

/// The addressee's charity id, then sixteen zero bytes.
ByteArray<32> directAudience(const CharityId& addressee);
/// Of a feed that was written by own or for own: between the two, the other one.
Audience audienceOf(const FeedDescriptor& descriptor, const CharityId& own);
/// Fills node_key and signature.
void signDescriptor(FeedDescriptor& descriptor, const SigningKey& node);
ByteArray<descriptor_bytes> encodeDescriptor(const FeedDescriptor& descriptor);
/// descriptor_invalid for another length, version or scope, or a signature that is not the node's.
Result<FeedDescriptor> decodeDescriptor(ByteView bytes);
/// SHA-256("peyvand/1 feed" ‖ the 266 bytes as received).
FeedId feedIdOf(ByteView descriptor);

} // namespace peyvand
