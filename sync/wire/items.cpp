// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wire/items.h"

#include "core/crypto/layout.h"

#include <bit>

namespace peyvand {
namespace {

Result<ItemClass> kindFrom(Reader& reader) {
    const auto kind = itemClassFrom(reader.u8());
    if (!kind || !reader.ok())
        return fail(ErrorCode::frame_malformed);
    return *kind;
}

} // namespace

std::optional<ItemClass> itemClassFrom(std::uint8_t kind) {
    if (kind < static_cast<std::uint8_t>(ItemClass::records) ||
        kind > static_cast<std::uint8_t>(ItemClass::heads))
        return std::nullopt;
    return static_cast<ItemClass>(kind);
}

bool isFeedClass(ItemClass kind) {
    return kind == ItemClass::network_feeds || kind == ItemClass::office_feeds ||
           kind == ItemClass::direct_feeds;
}

bool isKeyClass(ItemClass kind) {
    return kind == ItemClass::office_keys || kind == ItemClass::network_keys ||
           kind == ItemClass::direct_keys;
}

std::size_t itemBytes(ItemClass kind) {
    switch (kind) {
    case ItemClass::records:
        return 32;
    case ItemClass::office_keys:
    case ItemClass::network_keys:
    case ItemClass::direct_keys:
        return 8;
    case ItemClass::subjects:
        return 16;
    case ItemClass::heads:
        return head_item_bytes;
    default:
        return position_bytes;
    }
}

std::uint32_t itemsLimit(ItemClass kind) {
    switch (kind) {
    case ItemClass::records:
        return 16'384;
    case ItemClass::office_keys:
    case ItemClass::network_keys:
    case ItemClass::direct_keys:
        return 4'096;
    case ItemClass::subjects:
        return 1'048'576;
    default:
        return 65'536;
    }
}

std::uint64_t itemOrder(ItemClass kind, ByteView item) {
    const auto first = [](ByteView bytes) { return Reader(bytes).u64(); };
    return kind == ItemClass::subjects ? first(sha256(item)) : first(item);
}

Bytes encodePosition(const FeedPosition& position) {
    Writer writer(position_bytes);
    writer.fixed(position.feed).u64(position.seq).fixed(position.link);
    return writer.take();
}

Result<FeedPosition> decodePosition(ByteView item) {
    Reader reader(item);
    FeedPosition position;
    position.feed = reader.fixed<32>();
    position.seq = reader.u64();
    position.link = reader.fixed<32>();
    if (!reader.atEnd())
        return fail(ErrorCode::frame_malformed);
    if (position.seq == 0 || position.seq >> 63 != 0)
        return fail(ErrorCode::position_impossible);
    return position;
}

Bytes encodeRanges(const RangesMessage& message) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(message.kind));
    for (const ShortDigest& digest : message.digests)
        writer.fixed(digest);
    return writer.take();
}

Result<RangesMessage> decodeRanges(ByteView body) {
    Reader reader(body);
    RangesMessage message;
    PEYVAND_LET(message.kind, kindFrom(reader));
    for (ShortDigest& digest : message.digests)
        digest = reader.fixed<8>();
    if (!reader.atEnd())
        return fail(ErrorCode::frame_malformed);
    return message;
}

Bytes encodeBuckets(const BucketsMessage& message) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(message.kind)).u64(message.ranges);
    for (const ShortDigest& digest : message.digests)
        writer.fixed(digest);
    return writer.take();
}

Result<BucketsMessage> decodeBuckets(ByteView body) {
    Reader reader(body);
    BucketsMessage message;
    PEYVAND_LET(message.kind, kindFrom(reader));
    message.ranges = reader.u64();
    const auto count = static_cast<std::size_t>(std::popcount(message.ranges)) * buckets_of_range;
    if (!reader.ok() || reader.remaining() != count * sizeof(ShortDigest))
        return fail(ErrorCode::frame_malformed);
    for (std::size_t i = 0; i < count; ++i)
        message.digests.push_back(reader.fixed<8>());
    return message;
}

Result<ItemsView> decodeItems(ByteView body) {
    Reader reader(body);
    ItemsView view;
    PEYVAND_LET(view.kind, kindFrom(reader));
    view.items = reader.rest();
    if (view.items.empty() || view.items.size() % itemBytes(view.kind) != 0)
        return fail(ErrorCode::frame_malformed);
    return view;
}

Result<ItemClass> decodeItemsEnd(ByteView body) {
    Reader reader(body);
    PEYVAND_LET(const ItemClass kind, kindFrom(reader));
    return reader.atEnd() ? Result<ItemClass>(kind) : fail(ErrorCode::frame_malformed);
}

Result<std::vector<FeedId>> decodeWants(ByteView body) {
    if (body.size() % sizeof(FeedId) != 0)
        return fail(ErrorCode::frame_malformed);
    std::vector<FeedId> feeds;
    Reader reader(body);
    while (reader.remaining() > 0)
        feeds.push_back(reader.fixed<32>());
    return feeds;
}

} // namespace peyvand
