// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wire/beacon.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::string_view label = "peyvand/1 beacon";

} // namespace

Bytes sealBeacon(const Beacon& beacon, const SealKey& key, RandomSource& random) {
    const auto nonce = random.take<24>();
    Writer inside;
    inside.u8(static_cast<std::uint8_t>(beacon.kind)).u16(beacon.port).fixed(beacon.voice);
    Writer writer(beacon_bytes);
    writer.fixed(nonce).fixed(seal(key, nonce, bytesOf(label), inside.bytes()));
    return writer.take();
}

std::optional<Beacon> openBeacon(ByteView bytes, std::span<const SealKey> keys) {
    if (bytes.size() != beacon_bytes)
        return std::nullopt;
    Reader outside(bytes);
    const auto nonce = outside.fixed<24>();
    const ByteView sealed = outside.rest();
    for (const SealKey& key : keys) {
        const auto opened = open(key, nonce, bytesOf(label), sealed);
        if (!opened)
            continue;
        Reader inside(*opened);
        const std::uint8_t kind = inside.u8();
        const Beacon beacon{static_cast<BeaconKind>(kind), inside.u16(), inside.fixed<8>()};
        const bool is_known = beacon.kind == BeaconKind::question ||
                              (beacon.kind == BeaconKind::answer && beacon.port != 0);
        return is_known && inside.atEnd() ? std::optional(beacon) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace peyvand
