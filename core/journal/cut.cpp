// SPDX-License-Identifier: GPL-3.0-or-later
// What a cut leaves of a charity's feeds (docs/formats-membership.md, "expulsion").
#include "core/journal/journal.h"

#include <algorithm>

namespace peyvand {
namespace {

struct CutFeed {
    std::int64_t number = 0;
    FeedPosition position{};
};

std::vector<CutFeed> networkFeedsOf(Database& database, const CharityId& charity) {
    std::vector<CutFeed> feeds;
    auto rows = database.prepare("SELECT number, id, position FROM feed WHERE charity = ?"
                                 " AND scope = 2 ORDER BY number");
    rows.bind(charity);
    while (rows.step()) {
        CutFeed feed;
        feed.number = rows.integer(0);
        if (rows.blob(1).size() == feed.position.feed.size())
            std::copy_n(rows.blob(1).begin(), 32, feed.position.feed.begin());
        feed.position.seq = static_cast<std::uint64_t>(rows.integer(2));
        feeds.push_back(feed);
    }
    return feeds;
}

// Where the branch ends with the cut: at its link if it holds it, else before everything.
FeedPosition keptOf(Database& database, const CutFeed& feed,
                    const std::vector<FeedPosition>& cuts) {
    for (const FeedPosition& cut : cuts) {
        if (cut.feed != feed.position.feed)
            continue;
        auto row = database.prepare("SELECT 1 FROM segment WHERE feed = ?"
                                    " AND first_seq + count - 1 = ? AND link = ?");
        row.bind(feed.number).bind(static_cast<std::int64_t>(cut.seq)).bind(cut.link);
        // A feed that has not come so far yet has nothing to lose.
        if (row.step() || feed.position.seq < cut.seq)
            return cut;
    }
    return FeedPosition::start(feed.position.feed);
}

void shorten(Database& database, const CutFeed& feed, const FeedPosition& kept) {
    const auto seq = static_cast<std::int64_t>(kept.seq);
    database.prepare("DELETE FROM entry WHERE feed = ? AND seq > ?")
        .bind(feed.number)
        .bind(seq)
        .run();
    database.prepare("DELETE FROM segment WHERE feed = ? AND first_seq > ?")
        .bind(feed.number)
        .bind(seq)
        .run();
    database
        .prepare("UPDATE feed SET position = ?2, link = ?3,"
                 " head_time_ms = IFNULL((SELECT time_ms FROM segment WHERE feed = ?1"
                 " ORDER BY first_seq DESC LIMIT 1), 0),"
                 " head_signature = (SELECT signature FROM segment WHERE feed = ?1"
                 " ORDER BY first_seq DESC LIMIT 1) WHERE number = ?1")
        .bind(feed.number)
        .bind(seq)
        .bind(kept.link)
        .run();
}

} // namespace

void Journal::joinAgain(const CharityId& charity) {
    auto rows = database().prepare(
        "SELECT feed.id, feed.node, entry.seq, entry.bytes, entry.digest, feed.scope, feed.number"
        " FROM entry JOIN feed ON feed.number = entry.feed WHERE feed.charity = ?"
        " AND feed.scope = 2 AND entry.record IS NOT NULL AND entry.bytes IS NOT NULL"
        " ORDER BY entry.number");
    rows.bind(charity);
    while (rows.step()) {
        const auto change = readStored(rows);
        const auto join = change ? joins_.find(change->change.record_type) : joins_.end();
        if (join == joins_.end())
            continue;
        FeedId feed{};
        std::copy_n(rows.blob(0).begin(), 32, feed.begin());
        join->second(database(), {*change, rows.integer(6), feed, charity});
    }
}

Result<bool> Journal::cut(const CharityId& charity, const std::vector<FeedPosition>& cuts) {
    if (charity == charity_)
        return false;
    Transaction transaction(database());
    bool is_shorter = false;
    for (const CutFeed& feed : networkFeedsOf(database(), charity)) {
        const FeedPosition kept = keptOf(database(), feed, cuts);
        if (feed.position.seq <= kept.seq)
            continue;
        shorten(database(), feed, kept);
        is_shorter = true;
    }
    if (is_shorter) {
        database().prepare("DELETE FROM claim WHERE charity = ?").bind(charity).run();
        joinAgain(charity);
    }
    PEYVAND_TRY(transaction.commit());
    return is_shorter;
}

} // namespace peyvand
