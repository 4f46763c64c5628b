// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first frame of each side: who it is on this very channel, and a digest of each class of what
// it holds and the other may have ("Hello" of docs/protocol.md).
// Errors: peer_version, frame_malformed, frame_too_many; of checkHello: hello_reflected,
// hello_other_node, hello_other_channel.

#include "core/crypto/epoch_key.h"
#include "core/crypto/sign.h"

namespace peyvand {

enum class ChannelRole : std::uint8_t {
    /// Who opened the connection.
    caller = 1,
    listener = 2,
};

/// One connection, as a side of it sees it. The exporter is 32 bytes of TLS keying material that
/// both sides of this connection have and no other connection has.
struct Channel {
    ChannelRole role = ChannelRole::caller;
    NetworkId network{};
    VerifyKey peer{};
    ByteArray<32> exporter{};
};

/// What one side holds of a class, in 16 bytes.
struct ClassDigest {
    std::uint8_t kind = 0;
    std::uint32_t count = 0;
    ByteArray<16> digest{};
    friend bool operator==(const ClassDigest&, const ClassDigest&) = default;
};

struct Hello {
    VerifyKey node{};
    /// Digest of the newest council decision.
    Digest decisions{};
    /// By ascending kind, none twice; kinds of a later program are read and left alone.
    std::vector<ClassDigest> classes{};
    /// Ed25519("channel" ‖ u8 role ‖ N ‖ own key ‖ peer key ‖ exporter).
    Signature signature{};

    const ClassDigest* find(std::uint8_t kind) const;
    friend bool operator==(const Hello&, const Hello&) = default;
};

inline constexpr std::uint8_t hello_version = 1;
inline constexpr std::size_t hello_classes_limit = 16;

/// Fills node and signature.
void signHello(Hello& hello, const Channel& channel, const SigningKey& own);
Bytes encodeHello(const Hello& hello);
/// The layout only; see checkHello.
Result<Hello> decodeHello(ByteView body);
/// Whether it is the peer of this channel that speaks, on this channel.
Result<void> checkHello(const Hello& hello, const Channel& channel, const VerifyKey& own);

} // namespace peyvand
