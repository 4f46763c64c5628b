// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

#include <algorithm>

namespace peyvand {
namespace {

Link linkFrom(ByteView bytes) {
    Link link{};
    if (bytes.size() == link.size())
        std::copy(bytes.begin(), bytes.end(), link.begin());
    return link;
}

} // namespace

std::vector<Journal::KnownFeed> Journal::branchesOf(const FeedId& id) {
    std::vector<KnownFeed> branches;
    auto rows = database().prepare("SELECT number, position, link, node, charity, scope, partner"
                                   " FROM feed WHERE id = ? ORDER BY branch");
    rows.bind(id);
    while (rows.step()) {
        KnownFeed feed;
        feed.number = rows.integer(0);
        feed.position = {id, static_cast<std::uint64_t>(rows.integer(1)), linkFrom(rows.blob(2))};
        feed.node = linkFrom(rows.blob(3));
        feed.charity = rows.id<CharityId>(4);
        feed.audience = {static_cast<FeedScope>(rows.integer(5)), rows.id<CharityId>(6)};
        branches.push_back(feed);
    }
    return branches;
}

Journal::KnownFeed Journal::addBranch(const FeedDescriptor& descriptor, ByteView bytes,
                                      const FeedPosition& start, std::int64_t branch) {
    const Audience audience = audienceOf(descriptor, charity_);
    database()
        .prepare(
            "INSERT INTO feed (id, branch, descriptor, scope, partner, node, charity, position,"
            " link, forked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(start.feed)
        .bind(branch)
        .bind(bytes)
        .bind(static_cast<std::int64_t>(audience.scope))
        .bind(audience.partner)
        .bind(descriptor.node_key)
        .bind(descriptor.charity)
        .bind(static_cast<std::int64_t>(start.seq))
        .bind(start.link)
        .bind(static_cast<std::int64_t>(branch == 0 ? 0 : 1))
        .run();
    return {database().lastRow(), start, audience, descriptor.node_key, descriptor.charity};
}

bool Journal::isStored(const KnownFeed& feed, const SegmentView& segment) {
    auto row = database().prepare("SELECT link FROM segment WHERE feed = ? AND first_seq = ?");
    row.bind(feed.number).bind(static_cast<std::int64_t>(segment.first));
    return row.step() && linkFrom(row.blob(0)) == segment.head.link;
}

// The chain just before a sequence that a branch already passed; nothing when no segment of it
// ended there.
std::optional<FeedPosition> Journal::positionBefore(const KnownFeed& feed, std::uint64_t first) {
    if (first == 1)
        return FeedPosition::start(feed.position.feed);
    auto row = database().prepare("SELECT link FROM segment WHERE feed = ?"
                                  " AND first_seq + count = ? ORDER BY first_seq");
    row.bind(feed.number).bind(static_cast<std::int64_t>(first));
    if (!row.step())
        return std::nullopt;
    return FeedPosition{feed.position.feed, first - 1, linkFrom(row.blob(0))};
}

Result<Journal::KnownFeed> Journal::fork(const KnownFeed& feed, const FeedPosition& before,
                                         const FeedDescriptor& descriptor, ByteView bytes,
                                         const SegmentView& segment, std::int64_t branch) {
    // Both heads as they were signed, for whoever is told.
    SegmentHead first{before.feed, 0, {}, 0, {}};
    {
        auto row = database().prepare("SELECT count, link, time_ms, signature FROM segment"
                                      " WHERE feed = ? AND first_seq = ?");
        row.bind(feed.number).bind(static_cast<std::int64_t>(segment.first));
        if (row.step() && row.blob(3).size() == first.signature.size()) {
            first.seq = before.seq + static_cast<std::uint64_t>(row.integer(0));
            first.link = linkFrom(row.blob(1));
            first.time_ms = static_cast<std::uint64_t>(row.integer(2));
            std::copy_n(row.blob(3).begin(), first.signature.size(), first.signature.begin());
        }
    }
    database()
        .prepare("INSERT OR IGNORE INTO fork_proof (feed, seq, first, second) VALUES (?, ?, ?, ?)")
        .bind(feed.number)
        .bind(static_cast<std::int64_t>(segment.first))
        .bind(encodeHead(first))
        .bind(encodeHead(segment.head))
        .run();
    database().prepare("UPDATE feed SET forked = 1 WHERE id = ?").bind(before.feed).run();
    return addBranch(descriptor, bytes, before, branch);
}

// Finds the branch that the segment follows, or makes one; nothing when it is there already.
Result<std::optional<Journal::KnownFeed>> Journal::placeFor(const FeedDescriptor& descriptor,
                                                            ByteView bytes,
                                                            const SegmentView& segment,
                                                            Received& received) {
    const FeedId id = feedIdOf(bytes);
    auto branches = branchesOf(id);
    if (branches.empty())
        branches.push_back(addBranch(descriptor, bytes, FeedPosition::start(id), 0));
    for (const auto& branch : branches)
        if (isStored(branch, segment))
            return std::optional<KnownFeed>();
    for (const auto& branch : branches)
        if (branch.position.seq + 1 == segment.first &&
            ChainVerifier(branch.position).take(segment))
            return branch;
    for (const auto& branch : branches) {
        if (segment.first > branch.position.seq)
            continue;
        const auto before = positionBefore(branch, segment.first);
        if (!before || !ChainVerifier(*before).take(segment))
            continue;
        received.forked = true;
        PEYVAND_LET(auto made, fork(branch, *before, descriptor, bytes, segment,
                                    static_cast<std::int64_t>(branches.size())));
        return made;
    }
    return fail(ErrorCode::chain_broken);
}

// A withdrawal, an erasure or a field that was emptied, of a record that was seen here.
bool Journal::takesAway(const Change& change, const LossLimit& limit) {
    if (limit.most == UINT64_MAX)
        return false;
    const bool empties =
        change.kind == ChangeKind::set_fields &&
        std::any_of(change.fields.begin(), change.fields.end(), [](const auto& one) {
            const auto* text = std::get_if<std::string>(&one.value);
            return std::holds_alternative<std::monostate>(one.value) ||
                   (text != nullptr && text->empty());
        });
    if (change.kind != ChangeKind::void_fact && change.kind != ChangeKind::erase && !empties)
        return false;
    if (change.record_type == RecordType::claim) {
        auto gone = database().prepare("SELECT MIN(withdrawn) FROM claim WHERE id = ?");
        gone.bind(change.record);
        if (gone.step() && !gone.isNull(0) && gone.integer(0) != 0)
            return false;
    }
    auto row = database().prepare("SELECT 1 FROM entry WHERE record = ? AND number <= ? LIMIT 1");
    row.bind(change.record).bind(limit.seen_up_to);
    return row.step();
}

void Journal::storeEntry(const KnownFeed& feed, std::uint64_t seq, ByteView bytes,
                         const Digest& digest, const LossLimit& limit, Received& received) {
    const bool stub = isStub(bytes);
    std::optional<StampedChange> change;
    if (!stub)
        change = readEntry({feed.position.feed, feed.audience, feed.node, seq}, bytes, digest);
    const auto record = change ? std::optional(change->change.record) : std::nullopt;
    const bool is_heard = change && isHeard(*change);
    const bool is_new = change && !isKnown(change->change.record);
    auto insert = database().prepare(
        "INSERT INTO entry (feed, seq, record, digest, bytes) VALUES (?, ?, ?, ?, ?)");
    insert.bind(feed.number).bind(static_cast<std::int64_t>(seq)).bind(record).bind(digest);
    if (stub || (change && !is_heard))
        insert.bindNull().run();
    else
        insert.bind(bytes).run();
    received.entries += 1;
    if (!change) {
        received.waiting += stub ? 0 : 1;
        return;
    }
    if (!is_heard)
        return;
    received.losses += takesAway(change->change, limit) ? 1 : 0;
    (void)clock_.receive(change->stamp, vault_.platform().clock.unixMs());
    const Arrived arrived{*change, feed.number, feed.position.feed, feed.charity, feed.audience};
    apply(*change, &arrived, is_new);
}

bool Journal::isKnown(const RecordId& record) {
    auto row = database().prepare("SELECT 1 FROM entry WHERE record = ? LIMIT 1");
    row.bind(record);
    return row.step();
}

void Journal::storeSegment(const KnownFeed& feed, const SegmentView& segment,
                           const LossLimit& limit, Received& received) {
    database()
        .prepare("INSERT INTO segment (feed, first_seq, count, link, time_ms, signature)"
                 " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(feed.number)
        .bind(static_cast<std::int64_t>(segment.first))
        .bind(static_cast<std::int64_t>(segment.count))
        .bind(segment.head.link)
        .bind(static_cast<std::int64_t>(segment.head.time_ms))
        .bind(segment.head.signature)
        .run();
    database()
        .prepare("UPDATE feed SET position = ?, link = ?, head_time_ms = ?, head_signature = ?"
                 " WHERE number = ?")
        .bind(static_cast<std::int64_t>(segment.head.seq))
        .bind(segment.head.link)
        .bind(static_cast<std::int64_t>(segment.head.time_ms))
        .bind(segment.head.signature)
        .bind(feed.number)
        .run();
    EntryCursor cursor(segment.entries);
    Sha256 hash;
    for (std::uint64_t seq = segment.first; seq < segment.first + segment.count; ++seq) {
        const ByteView bytes = cursor.next();
        storeEntry(feed, seq, bytes, entryDigest(hash, bytes), limit, received);
    }
}

Result<Journal::Received> Journal::receive(ByteView encoded, std::span<const SegmentView> segments,
                                           const LossLimit& limit) {
    PEYVAND_LET(const FeedDescriptor descriptor, decodeDescriptor(encoded));
    const FeedId id = feedIdOf(encoded);
    Received received;
    Transaction transaction(database());
    for (const SegmentView& segment : segments) {
        if (segment.head.feed != id)
            return fail(ErrorCode::chain_broken);
        if (!verifyHead(segment.head, descriptor.node_key))
            return fail(ErrorCode::head_signature_invalid);
        PEYVAND_LET(const auto feed, placeFor(descriptor, encoded, segment, received));
        if (!feed) {
            received.already_there += segment.count;
            storeNewerHead(segment.head);
            continue;
        }
        storeSegment(*feed, segment, limit, received);
        if (received.losses > limit.most) {
            heard_erasure_ = false;
            return Received{.losses = received.losses, .is_held_back = true};
        }
    }
    PEYVAND_TRY(transaction.commit());
    PEYVAND_TRY(received.forked ? loadOwnFeeds() : renewOwnFeeds(id));
    PEYVAND_TRY(tellErasures());
    return received;
}

Result<std::int64_t> Journal::newestEntry() {
    auto row = database().prepare("SELECT IFNULL(MAX(number), 0) FROM entry");
    const std::int64_t newest = row.step() ? row.integer(0) : 0;
    return database().checked(newest);
}

namespace {

struct WaitingRow {
    std::int64_t number;
    std::int64_t feed;
    std::uint64_t seq;
    Bytes bytes;
    Digest digest;
    FeedId feed_id;
    VerifyKey node;
    CharityId charity;
    Audience audience;
};

// The next of those that could not be read when they came.
std::vector<WaitingRow> waitingRows(Database& database, std::int64_t after) {
    std::vector<WaitingRow> rows;
    {
        auto query = database.prepare(
            "SELECT entry.number, entry.feed, entry.seq, entry.bytes, entry.digest, feed.id,"
            " feed.node, feed.charity, feed.scope, feed.partner FROM entry"
            " JOIN feed ON feed.number = entry.feed"
            " WHERE entry.record IS NULL AND entry.bytes IS NOT NULL AND entry.number > ?"
            " ORDER BY entry.number LIMIT 1000");
        query.bind(after);
        while (query.step())
            rows.push_back(
                {query.integer(0), query.integer(1), static_cast<std::uint64_t>(query.integer(2)),
                 Bytes(query.blob(3).begin(), query.blob(3).end()), linkFrom(query.blob(4)),
                 linkFrom(query.blob(5)), linkFrom(query.blob(6)), query.id<CharityId>(7),
                 Audience(static_cast<FeedScope>(query.integer(8)), query.id<CharityId>(9))});
    }
    return rows;
}

} // namespace

Result<std::uint64_t> Journal::applyWaiting() {
    std::uint64_t applied = 0;
    std::int64_t last = 0;
    Transaction transaction(database());
    for (;;) {
        const auto rows = waitingRows(database(), last);
        if (rows.empty())
            break;
        last = rows.back().number;
        for (const WaitingRow& row : rows) {
            auto change =
                readEntry({row.feed_id, row.audience, row.node, row.seq}, row.bytes, row.digest);
            if (!change)
                continue;
            const bool is_heard = isHeard(*change);
            const bool is_new = !isKnown(change->change.record);
            database()
                .prepare("UPDATE entry SET record = ?, bytes = iif(?, bytes, NULL)"
                         " WHERE number = ?")
                .bind(change->change.record)
                .bind(std::int64_t{is_heard})
                .bind(row.number)
                .run();
            if (!is_heard)
                continue;
            const Arrived arrived{*change, row.feed, row.feed_id, row.charity, row.audience};
            apply(*change, &arrived, is_new);
            ++applied;
        }
    }
    PEYVAND_TRY(transaction.commit());
    PEYVAND_TRY(tellErasures());
    return applied;
}

} // namespace peyvand
