// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What two registers compare: classes of items of a fixed size, each item with its place in a
// space of 64 ranges of 16 buckets ("Classes" of docs/protocol.md). Here are the frames that carry
// them; sync/reconcile compares. Errors: frame_malformed, frame_too_many, items_unsorted,
// position_impossible.

#include "sync/wire/frame.h"

namespace peyvand {

enum class ItemClass : std::uint8_t {
    /// SHA-256 of each record of membership.
    records = 1,
    /// Ids of the office's keys.
    office_keys = 2,
    /// Ids of the people and households whose keys are held.
    subjects = 3,
    /// Positions (feed id ‖ u64 sequence ‖ link), one for each branch.
    network_feeds = 4,
    office_feeds = 5,
    direct_feeds = 6,
    /// Ids of the network's keys and veil secrets.
    network_keys = 7,
    /// Ids of the keys that two charities share: of the two sides, or all of the own charity's
    /// between its desks.
    direct_keys = 8,
    /// Feed id ‖ u32 day since 1970-01-01 of the newest head, of network feeds.
    heads = 9,
};

inline constexpr std::size_t position_bytes = 72;
inline constexpr std::size_t head_item_bytes = 36;
inline constexpr std::size_t ranges_count = 64;
inline constexpr std::size_t buckets_of_range = 16;
inline constexpr std::size_t buckets_count = ranges_count * buckets_of_range;
/// A class with no more items than this at both sides is compared item by item at once.
inline constexpr std::uint32_t few_items = 64;

using ShortDigest = ByteArray<8>;

std::optional<ItemClass> itemClassFrom(std::uint8_t kind);
bool isFeedClass(ItemClass kind);
/// Its items travel as grants.
bool isKeyClass(ItemClass kind);
std::size_t itemBytes(ItemClass kind);
/// How many items one side may have.
std::uint32_t itemsLimit(ItemClass kind);
/// Items stand in ascending order of this number, and of their bytes where it is equal: the first
/// eight bytes of the item; of a subject, the first eight bytes of SHA-256(id).
std::uint64_t itemOrder(ItemClass kind, ByteView item);
/// The bucket of an order number, 0 … 1,023; its range is a sixteenth of it.
inline std::size_t bucketOf(std::uint64_t order) { return static_cast<std::size_t>(order >> 54); }

Bytes encodePosition(const FeedPosition& position);
/// position_impossible for sequence 0 or from 2^63 on.
Result<FeedPosition> decodePosition(ByteView item);

struct RangesMessage {
    ItemClass kind{};
    std::array<ShortDigest, ranges_count> digests{};
};
Bytes encodeRanges(const RangesMessage& message);
Result<RangesMessage> decodeRanges(ByteView body);

/// The buckets of some ranges, ascending.
struct BucketsMessage {
    ItemClass kind{};
    /// Bit 63 − r is range r.
    std::uint64_t ranges = 0;
    std::vector<ShortDigest> digests{};
};
inline bool holdsRange(std::uint64_t ranges, std::size_t range) {
    return (ranges >> (63 - range) & 1) != 0;
}
Bytes encodeBuckets(const BucketsMessage& message);
Result<BucketsMessage> decodeBuckets(ByteView body);

/// Any number of items in one frame; the class of what follows is its first byte.
struct ItemsView {
    ItemClass kind{};
    ByteView items{};
};
/// Whole items; their order is for who gathers them to check.
Result<ItemsView> decodeItems(ByteView body);
Result<ItemClass> decodeItemsEnd(ByteView body);
/// Feed ids, one behind the other.
Result<std::vector<FeedId>> decodeWants(ByteView body);

} // namespace peyvand
