// SPDX-License-Identifier: GPL-3.0-or-later
// What a cut leaves of a charity's feeds (docs/formats-membership.md, "expulsion").
#include "core/journal/journal.h"
#include "core/journal/stored_segment.h"

#include <algorithm>
#include <map>

namespace peyvand {
namespace {

/// Of a forked feed each branch holds what comes after the place where it left an older one.
struct Branch {
    std::int64_t number = 0;
    FeedId feed{};
    std::int64_t position = 0;
    /// Of the first entry that it holds itself; beyond its position when it holds none.
    std::int64_t first = 0;
};

std::vector<Branch> networkBranchesOf(Database& database, const CharityId& charity) {
    std::vector<Branch> branches;
    auto rows = database.prepare(
        "SELECT number, id, position, IFNULL((SELECT MIN(first_seq) FROM segment"
        " WHERE segment.feed = feed.number), position + 1) FROM feed WHERE charity = ?"
        " AND scope = 2 ORDER BY id, branch");
    rows.bind(charity);
    while (rows.step()) {
        Branch branch{rows.integer(0), {}, rows.integer(2), rows.integer(3)};
        if (rows.blob(1).size() == branch.feed.size())
            std::copy_n(rows.blob(1).begin(), branch.feed.size(), branch.feed.begin());
        branches.push_back(branch);
    }
    return branches;
}

bool holds(Database& database, const Branch& branch, const FeedPosition& cut) {
    auto row = database.prepare("SELECT 1 FROM segment WHERE feed = ? AND first_seq + count - 1 = ?"
                                " AND link = ?");
    row.bind(branch.number).bind(static_cast<std::int64_t>(cut.seq)).bind(cut.link);
    return row.step();
}

// Takes away everything after a sequence; what a segment holds beyond it goes with the segment. The
// row of a feed then says where its segments end.
void shorten(Database& database, const Branch& branch, std::int64_t kept) {
    database.prepare("DELETE FROM segment WHERE feed = ? AND first_seq + count - 1 > ?")
        .bind(branch.number)
        .bind(kept)
        .run();
    database
        .prepare("UPDATE feed SET position = IFNULL((SELECT MAX(first_seq + count - 1) FROM segment"
                 " WHERE feed = ?1), 0),"
                 " head_time_ms = IFNULL((SELECT time_ms FROM segment WHERE feed = ?1"
                 " ORDER BY first_seq DESC LIMIT 1), 0),"
                 " head_signature = (SELECT signature FROM segment WHERE feed = ?1"
                 " ORDER BY first_seq DESC LIMIT 1),"
                 " link = IFNULL((SELECT link FROM segment WHERE feed = ?1"
                 " ORDER BY first_seq DESC LIMIT 1), ?2) WHERE number = ?1")
        .bind(branch.number)
        .bind(FeedPosition::start(branch.feed).link)
        .run();
    database
        .prepare("DELETE FROM entry WHERE feed = ?1"
                 " AND seq > (SELECT position FROM feed WHERE number = ?1)")
        .bind(branch.number)
        .run();
}

// While nobody here can tell which branch leads to the cut, all that lies before it stays.
std::int64_t lastBelow(const std::vector<FeedPosition>& cuts, const FeedId& feed) {
    for (const FeedPosition& cut : cuts)
        if (cut.feed == feed)
            return static_cast<std::int64_t>(cut.seq) - 1;
    return 0;
}

// A claim whose withdrawal lay beyond the cut stands again, but its bytes were destroyed with the
// withdrawal; what came without its bytes may be such a claim too. Its segment and what follows
// goes, so that it is fetched once more from those who never heard of the withdrawal: the council,
// at least. Whether anything went.
bool dropDestroyed(Database& database, const CharityId& charity,
                   const std::vector<Branch>& branches) {
    std::map<std::int64_t, std::int64_t> first_destroyed;
    {
        auto rows = database.prepare(
            "SELECT entry.feed, MIN(entry.seq) FROM entry JOIN feed ON feed.number = entry.feed"
            " WHERE feed.charity = ?1 AND feed.scope = 2 AND entry.bytes IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.id = entry.record"
            " AND claim.charity = ?1 AND claim.withdrawn = 1)"
            " GROUP BY entry.feed");
        rows.bind(charity);
        while (rows.step())
            first_destroyed[rows.integer(0)] = rows.integer(1);
    }
    for (const Branch& branch : branches) {
        const auto found = first_destroyed.find(branch.number);
        if (found == first_destroyed.end())
            continue;
        shorten(database, branch, found->second - 1);
        // Nothing hangs in the air.
        for (const Branch& younger : branches)
            if (younger.feed == branch.feed && younger.number != branch.number &&
                younger.first > found->second)
                shorten(database, younger, 0);
    }
    return !first_destroyed.empty();
}

// Of branches by their numbers, up to a sequence.
void takeOver(Database& database, std::int64_t from, std::int64_t into, std::int64_t last) {
    for (const char* sql : {"UPDATE segment SET feed = ?1 WHERE feed = ?2"
                            " AND first_seq + count - 1 <= ?3",
                            "UPDATE entry SET feed = ?1 WHERE feed = ?2 AND seq <= ?3"})
        database.prepare(sql).bind(into).bind(from).bind(last).run();
}

} // namespace

// Of the branch that is kept, what stands before its first entry lies in an older branch: it takes
// that over, down to the beginning, so that everybody holds one branch.
Result<void> Journal::joinBeginning(std::int64_t kept, const FeedId& feed) {
    for (;;) {
        std::int64_t first = 0;
        Bytes bytes;
        {
            auto row =
                database().prepare("SELECT first_seq, count, link, time_ms, signature FROM segment"
                                   " WHERE feed = ? ORDER BY first_seq LIMIT 1");
            row.bind(kept);
            if (!row.step() || row.integer(0) == 1)
                return database().takeFailure();
            first = row.integer(0);
            bytes = storedSegment(database(), kept, feed, row);
        }
        PEYVAND_LET(const SegmentView segment, decodeSegment(bytes));
        std::optional<std::int64_t> older;
        for (const KnownFeed& one : branchesOf(feed)) {
            const auto before = positionBefore(one, static_cast<std::uint64_t>(first));
            if (one.number != kept && before && ChainVerifier(*before).take(segment))
                older = one.number;
        }
        if (!older)
            return fail(ErrorCode::chain_broken);
        takeOver(database(), *older, kept, first - 1);
    }
}

Result<bool> Journal::cut(const CharityId& charity, const std::vector<FeedPosition>& cuts) {
    if (charity == charity_)
        return false;
    Transaction transaction(database());
    const auto branches = networkBranchesOf(database(), charity);
    std::map<FeedId, std::pair<std::int64_t, std::int64_t>> right; // number, last sequence
    for (const Branch& branch : branches)
        for (const FeedPosition& cut : cuts)
            if (cut.feed == branch.feed && holds(database(), branch, cut)) {
                const auto joined = joinBeginning(branch.number, branch.feed);
                // Its beginning has not come: nothing is decided yet.
                if (!joined && joined.error().code == ErrorCode::chain_broken)
                    continue;
                PEYVAND_TRY(joined);
                right[branch.feed] = {branch.number, static_cast<std::int64_t>(cut.seq)};
            }
    bool is_shorter = false;
    for (const Branch& branch : branches) {
        std::int64_t kept = 0;
        if (const auto found = right.find(branch.feed); found != right.end())
            kept = found->second.first == branch.number ? found->second.second : 0;
        else
            kept = lastBelow(cuts, branch.feed);
        if (branch.position <= kept)
            continue;
        shorten(database(), branch, kept);
        is_shorter = true;
    }
    const auto joinAnew = [&]() -> Result<void> {
        database().prepare("DELETE FROM claim WHERE charity = ?").bind(charity).run();
        return replayJoins(database(), charity);
    };
    if (is_shorter) {
        PEYVAND_TRY(joinAnew());
        if (dropDestroyed(database(), charity, branches))
            PEYVAND_TRY(joinAnew());
    }
    PEYVAND_TRY(transaction.commit());
    return is_shorter;
}

} // namespace peyvand
