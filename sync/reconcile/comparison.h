// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One class, compared by two sides that speak at the same time: digests of ranges, then of the
// buckets of ranges that differ, then the items of buckets that differ ("Comparing" of
// docs/protocol.md). What is equal costs nothing but its digest in the hello. One thread at a time.
// Errors: frame_unexpected, frame_malformed, and those of ItemSet::append.

#include "sync/reconcile/item_set.h"

#include <deque>

namespace peyvand {

/// Frames that wait to be sent, each whole.
using FrameQueue = std::deque<Bytes>;

class ClassComparison {
  public:
    /// own is sorted. Puts what is said first into out.
    ClassComparison(ItemSet own, const ClassDigest& peer, FrameQueue& out);

    Result<void> take(const RangesMessage& message, FrameQueue& out);
    Result<void> take(const BucketsMessage& message, FrameQueue& out);
    Result<void> take(const ItemsView& message);
    Result<void> takeEnd();

    /// Both sides know where they differ.
    bool isSettled() const { return step_ == Step::settled; }
    /// The digests differ, so something is to be sent or to come.
    bool differs() const { return differs_; }
    ItemClass kind() const { return own_.kind(); }
    const ItemSet& own() const { return own_; }
    /// The peer's items, in the buckets that differ.
    const ItemSet& peer() const { return peer_; }
    /// Whether own().at(index) is in a bucket that differs; only there peer() is complete.
    bool isOpen(std::size_t index) const { return open_.test(own_.bucketAt(index)); }
    /// The first own item from index on that the peer does not have; own().size() at the end.
    std::size_t nextMissing(std::size_t index) const;
    /// Gives the memory of both sets back.
    void forget();

  private:
    enum class Step : std::uint8_t { ranges, buckets, items, settled };
    void sayItems(FrameQueue& out);
    void openRange(std::size_t range);

    ItemSet own_;
    ItemSet peer_;
    Step step_ = Step::settled;
    bool differs_ = false;
    std::uint64_t differing_ranges_ = 0;
    BucketSet open_{};
};

} // namespace peyvand
