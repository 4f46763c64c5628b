// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one side receives in the stages of a session: gathered in batches of at most 2 MiB, each
// stored in one transaction, so that after a break nothing that came whole is fetched again. The
// replica outlives it. Errors: the replica's; frame_too_many, feed_unknown, segment_repeated.

#include "sync/reconcile/replica.h"

#include <map>

namespace peyvand {

struct IntakeCounts {
    std::uint64_t entries = 0;
    std::uint64_t already_there = 0;
    std::uint64_t records = 0;
    std::uint64_t keys = 0;
    /// Feeds that this peer may not bring, or of nodes that no member certified; passed over.
    std::uint64_t strangers = 0;
    /// Two signed heads of one sequence came to light.
    bool forked = false;
    /// Records that a feed would have taken away which was not taken for that.
    std::uint64_t held_back = 0;
};

class Intake {
  public:
    static constexpr std::size_t most_gathered_bytes = std::size_t{2} << 20;
    /// A feed is sent from one place on; with branches, or whole, from a few more.
    static constexpr std::uint32_t most_runs = 64;

    explicit Intake(Replica& replica) : replica_(replica) {}

    Result<void> record(ByteView record);
    Result<void> grant(ByteView grant);
    Result<void> subjectKey(ByteView frame);
    Result<void> head(ByteView head);
    Result<void> descriptor(ByteView descriptor);
    Result<void> segment(ByteView segment);
    /// Stores what was gathered.
    Result<void> flush();
    /// The end of a session: also applies what waited for keys that came.
    Result<void> finish();
    const IntakeCounts& counts() const { return counts_; }

  private:
    struct Run {
        bool is_welcome = false;
        std::uint64_t next_first = 0;
        std::uint32_t runs = 0;
    };
    Result<Run*> runOf(const FeedId& feed);
    Result<Run*> judge(const FeedId& feed, ByteView descriptor);
    Result<void> flushRecords();

    Replica& replica_;
    std::map<FeedId, Run> runs_{};
    FeedId feed_{};
    Bytes descriptor_{};
    std::vector<Bytes> segments_{};
    std::size_t segments_bytes_ = 0;
    std::vector<Bytes> records_{};
    std::size_t records_bytes_ = 0;
    std::uint32_t records_seen_ = 0;
    std::uint32_t keys_seen_ = 0;
    std::uint32_t subjects_seen_ = 0;
    std::uint32_t heads_seen_ = 0;
    bool keys_came_ = false;
    IntakeCounts counts_{};
};

} // namespace peyvand
