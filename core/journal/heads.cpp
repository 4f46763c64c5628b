// SPDX-License-Identifier: GPL-3.0-or-later
// Heads that are signed once more, with a newer time and nothing else: how others know that a desk
// which wrote nothing is at work (freshness).
#include "core/journal/journal.h"

namespace peyvand {
namespace {
constexpr std::int64_t day_ms = 24 * 3'600'000;
}

// The last segment carries it from now on, to whoever has not got that either.
void Journal::storeHead(std::int64_t feed, const SegmentHead& head) {
    database()
        .prepare("UPDATE feed SET head_time_ms = ?, head_signature = ? WHERE number = ?")
        .bind(static_cast<std::int64_t>(head.time_ms))
        .bind(head.signature)
        .bind(feed)
        .run();
    database()
        .prepare("UPDATE segment SET time_ms = ?, signature = ?"
                 " WHERE feed = ? AND first_seq + count - 1 = ?")
        .bind(static_cast<std::int64_t>(head.time_ms))
        .bind(head.signature)
        .bind(feed)
        .bind(static_cast<std::int64_t>(head.seq))
        .run();
}

Result<void> Journal::refreshHeads() {
    const auto own = own_feeds_.find(FeedScope::network);
    if (own == own_feeds_.end() || own->second.position.seq == 0)
        return {};
    OwnFeed& feed = own->second;
    const std::int64_t now_ms = vault_.platform().clock.unixMs();
    if (now_ms < static_cast<std::int64_t>(feed.head_time_ms) + day_ms)
        return {};
    Transaction transaction(database());
    storeHead(feed.number, signHead(feed.position, static_cast<std::uint64_t>(now_ms), *node_));
    PEYVAND_TRY(transaction.commit());
    feed.head_time_ms = static_cast<std::uint64_t>(now_ms);
    return {};
}

// Its signature was verified.
bool Journal::storeNewerHead(const SegmentHead& head) {
    std::optional<std::int64_t> feed;
    {
        auto row = database().prepare("SELECT number FROM feed WHERE id = ? AND position = ?"
                                      " AND link = ? AND own = 0 AND head_time_ms < ?");
        row.bind(head.feed)
            .bind(static_cast<std::int64_t>(head.seq))
            .bind(head.link)
            .bind(static_cast<std::int64_t>(head.time_ms));
        if (row.step())
            feed = row.integer(0);
    }
    if (feed)
        storeHead(*feed, head);
    return feed.has_value();
}

Result<bool> Journal::takeHead(const SegmentHead& head) {
    const auto branches = branchesOf(head.feed);
    if (branches.empty())
        return database().checked(false);
    if (!verifyHead(head, branches.front().node))
        return fail(ErrorCode::head_signature_invalid);
    Transaction transaction(database());
    const bool is_newer = storeNewerHead(head);
    PEYVAND_TRY(transaction.commit());
    return is_newer;
}

} // namespace peyvand
