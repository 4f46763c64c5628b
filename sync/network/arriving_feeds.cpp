// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/arriving_feeds.h"

#include "sync/network/stored_feeds.h"

#include <algorithm>

namespace peyvand {
namespace {
constexpr std::uint64_t usual_losses = 50;
constexpr std::uint64_t most_percent = 2;

// Of any branch of the feed a segment ends just before this sequence.
bool hasBefore(Database& database, const FeedId& feed, std::uint64_t first) {
    if (first <= 1)
        return true;
    if (first > static_cast<std::uint64_t>(INT64_MAX))
        return false;
    auto row = database.prepare("SELECT 1 FROM feed JOIN segment ON segment.feed = feed.number"
                                " WHERE feed.id = ?1 AND segment.first_seq < ?2"
                                " AND segment.first_seq >= ?2 - ?3"
                                " AND segment.first_seq + segment.count = ?2");
    row.bind(feed)
        .bind(static_cast<std::int64_t>(first))
        .bind(static_cast<std::int64_t>(max_segment_entries));
    return row.step();
}
} // namespace

bool ArrivingFeeds::misses(ByteView descriptor, std::span<const SegmentView> segments) {
    const FeedId feed = feedIdOf(descriptor);
    const auto counted = segments.first(countWithinCut(network_, descriptor, segments));
    return !counted.empty() && !held_back_.contains(feed) &&
           !hasBefore(network_.opened().database(), feed, counted.front().first);
}

Result<std::uint64_t> ArrivingFeeds::seenOf(const Scope& scope) {
    Database& database = network_.opened().database();
    const auto sqlOf = [](FeedScope of) {
        switch (of) {
        case FeedScope::office:
            return "SELECT (SELECT COUNT(*) FROM beneficiary) + (SELECT COUNT(*) FROM household) +"
                   " (SELECT COUNT(*) FROM aid WHERE state <> 3) WHERE ?1 IS NOT NULL";
        case FeedScope::network:
            return "SELECT COUNT(*) FROM claim WHERE charity = ?1 AND withdrawn = 0";
        case FeedScope::direct:
            break;
        }
        return "SELECT COUNT(*) FROM direct_fact WHERE charity = ?1 AND withdrawn = 0";
    };
    auto row = database.prepare(sqlOf(scope.scope));
    row.bind(scope.charity);
    const std::int64_t seen = row.step() ? row.integer(0) : 0;
    return database.checked(static_cast<std::uint64_t>(seen));
}

Result<Journal::Received> ArrivingFeeds::take(ByteView descriptor,
                                              std::span<const SegmentView> segments) {
    const FeedId feed = feedIdOf(descriptor);
    const auto counted = segments.first(countWithinCut(network_, descriptor, segments));
    if (counted.empty() || held_back_.contains(feed))
        return Journal::Received{};
    PEYVAND_LET(const FeedDescriptor about, decodeDescriptor(descriptor));
    Journal& journal = network_.opened().journal();
    if (!seen_up_to_) {
        PEYVAND_LET(seen_up_to_, journal.newestEntry());
    }
    const Scope scope{about.scope, about.charity};
    std::uint64_t& lost = lost_[scope];
    Journal::LossLimit limit;
    // What this desk wrote itself, before an older copy of it was put back, surprises nobody.
    const bool is_own = about.node_key == journal.nodeKey().publicKey();
    if (losses_ == Losses::held_back && !is_own)
        limit = {usual_losses - std::min(usual_losses, lost), *seen_up_to_};
    PEYVAND_LET(Journal::Received received, journal.receive(descriptor, counted, limit));
    if (received.is_held_back) {
        // Counting takes a while in a large register, so it is done when it matters.
        PEYVAND_LET(const std::uint64_t seen, seenOf(scope));
        const std::uint64_t most = std::max(usual_losses, (seen + lost) * most_percent / 100);
        limit.most = most - std::min(most, lost);
        PEYVAND_LET(received, journal.receive(descriptor, counted, limit));
    }
    if (received.is_held_back) {
        held_back_.insert(feed);
        return received;
    }
    lost += received.losses;
    if (received.entries > 0)
        PEYVAND_TRY(network_.applyCuts(about.charity));
    return received;
}

} // namespace peyvand
