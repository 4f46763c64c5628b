// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The items of one class at one side, in their order, and digests over all, a range, a bucket
// ("Digests" of docs/protocol.md). About 8 bytes more than the item for each. One thread at a time.

#include "sync/wire/hello.h"
#include "sync/wire/items.h"

#include <bitset>

namespace peyvand {

/// Buckets in which two sides differ.
using BucketSet = std::bitset<buckets_count>;

class ItemSet {
  public:
    explicit ItemSet(ItemClass kind) : kind_(kind) {}

    ItemClass kind() const { return kind_; }
    std::size_t size() const { return orders_.size(); }
    bool empty() const { return orders_.empty(); }
    ByteView at(std::size_t index) const {
        return ByteView(items_).subspan(index * itemBytes(kind_), itemBytes(kind_));
    }
    std::size_t bucketAt(std::size_t index) const { return bucketOf(orders_[index]); }

    void reserve(std::size_t count) {
        orders_.reserve(count);
        items_.reserve(count * itemBytes(kind_));
    }
    /// In any order; sort() before anything is read.
    void add(ByteView item);
    void sort();
    /// As a peer sends them: whole items in ascending order, behind those that are there.
    /// items_unsorted, frame_too_many, position_impossible.
    Result<void> append(ByteView items);
    bool contains(ByteView item) const;
    /// The positions of one feed: index of the first, and how many. For classes of feeds.
    std::pair<std::size_t, std::size_t> placesOf(const FeedId& feed) const;

    /// H16("class" ‖ u8 class ‖ items).
    ClassDigest digest() const;
    /// H8("range" ‖ u8 class ‖ items) of those from one bucket to before another.
    ShortDigest digestOf(std::size_t first_bucket, std::size_t end_bucket) const;
    ShortDigest rangeDigest(std::size_t range) const {
        return digestOf(range * buckets_of_range, (range + 1) * buckets_of_range);
    }

  private:
    bool isBefore(std::uint64_t order, ByteView item, std::size_t index) const;
    std::size_t indexOfBucket(std::size_t bucket) const;

    ItemClass kind_;
    std::vector<std::uint64_t> orders_{};
    Bytes items_{};
};

} // namespace peyvand
