// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one side sends in a stage: everything it has and the other does not, piece by piece, so that
// never more than a piece is in memory. The replica outlives it. Errors: the replica's.

#include "sync/reconcile/comparison.h"
#include "sync/reconcile/replica.h"

#include <set>

namespace peyvand {

struct ShippedCounts {
    std::uint64_t entries = 0;
    std::uint64_t feeds = 0;
    std::uint64_t records = 0;
    std::uint64_t keys = 0;
};

class Shipping {
  public:
    /// Forks that are told to the other at most, in one session.
    static constexpr std::size_t most_wants = 2000;

    Shipping(Replica& replica, std::vector<ClassComparison>& comparisons)
        : replica_(replica), comparisons_(comparisons) {}

    /// After every comparison is settled. Looks up where the other's positions lie.
    Result<void> plan();
    /// Feeds of which both sides hold branches that the other cannot know of.
    const std::vector<FeedId>& wants() const { return wants_; }
    /// The other wants all of these; ids that were not compared are passed over.
    void sendWhole(const std::vector<FeedId>& feeds);
    /// Puts the next frame into out; false when there is nothing more for now.
    Result<bool> next(FrameQueue& out);
    const ShippedCounts& counts() const { return counts_; }

  private:
    struct Parcel {
        FeedId feed{};
        std::uint64_t after = 0;
        bool with_descriptor = false;
    };
    Result<void> planFeed(const ClassComparison& comparison, std::size_t first, std::size_t count);
    void addWhole(const FeedId& feed, bool with_descriptor);
    /// The next item of a class that the other side lacks, as a frame; empty when there is none to
    /// send after all.
    Result<Bytes> frameOf(const ClassComparison& comparison, ByteView item);
    bool wantsHead(const ClassComparison& comparison, ByteView item) const;
    Result<bool> nextItem(FrameQueue& out);
    Result<bool> nextSegment(FrameQueue& out);
    Result<void> openParcel(FrameQueue& out);

    Replica& replica_;
    std::vector<ClassComparison>& comparisons_;
    std::vector<FeedId> wants_{};
    std::deque<Parcel> parcels_{};
    std::set<FeedId> whole_{};
    /// Segments of these go out; they carry their heads.
    std::set<FeedId> planned_{};
    std::optional<SegmentCursor> cursor_{};
    std::size_t comparison_ = 0;
    std::size_t index_ = 0;
    ShippedCounts counts_{};
};

} // namespace peyvand
