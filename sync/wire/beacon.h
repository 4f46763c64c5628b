// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How desks of one network find each other in a building: a question to everybody there, and an
// answer of each desk that serves ("Beacon" of docs/protocol.md). Who holds no key of the network
// sees 51 random bytes. It names nobody and proves nothing: trust comes from the pins of the
// connection alone, so an old one that is played again does no harm. Pure functions, any thread.

#include "core/crypto/epoch_key.h"

namespace peyvand {

inline constexpr std::size_t beacon_bytes = 51;

enum class BeaconKind : std::uint8_t { question = 1, answer = 2 };

struct Beacon {
    BeaconKind kind = BeaconKind::question;
    /// Of an answer: where the desk serves, at the address that the answer comes from.
    std::uint16_t port = 0;
    /// Random for each run of a program, so that it knows its own voice.
    ByteArray<8> voice{};
    friend bool operator==(const Beacon&, const Beacon&) = default;
};

/// nonce 24 ‖ seal(key, nonce, "peyvand/1 beacon", u8 kind ‖ u16 port ‖ voice 8); the key is the
/// subkey "beacon" of an epoch's.
Bytes sealBeacon(const Beacon& beacon, const SealKey& key, RandomSource& random);
/// Nothing for what none of the keys opens, for a kind of a later program, for an answer without a
/// port.
std::optional<Beacon> openBeacon(ByteView bytes, std::span<const SealKey> keys);

} // namespace peyvand
