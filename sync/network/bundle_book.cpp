// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/bundle_book.h"

#include "core/crypto/layout.h"
#include "sync/wire/items.h"

#include <algorithm>

namespace peyvand {
namespace {

// A segment has no more entries, so one that ends at a sequence begins no further before it.
constexpr auto most_entries = static_cast<std::int64_t>(max_segment_entries);

Bytes encodePositions(const std::vector<FeedPosition>& positions) {
    Bytes bytes;
    for (const FeedPosition& position : positions) {
        const Bytes one = encodePosition(position);
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return bytes;
}

std::vector<FeedPosition> decodePositions(ByteView bytes) {
    std::vector<FeedPosition> positions;
    for (; bytes.size() >= feed_position_bytes; bytes = bytes.subspan(feed_position_bytes))
        if (const auto one = decodePosition(bytes.first(feed_position_bytes)))
            positions.push_back(*one);
    return positions;
}

bool isOfScope(Database& database, const FeedId& feed, FeedScope scope) {
    auto row = database.prepare("SELECT 1 FROM feed WHERE id = ? AND scope = ?");
    row.bind(feed).bind(static_cast<std::int64_t>(scope));
    return row.step();
}

// The furthest that a bundle says of each feed; of a forked one that is one of its branches.
std::map<FeedId, FeedPosition> furthest(const std::vector<FeedPosition>& positions) {
    std::map<FeedId, FeedPosition> stated;
    for (const FeedPosition& position : positions) {
        FeedPosition& one = stated.emplace(position.feed, position).first->second;
        if (position.seq > one.seq)
            one = position;
    }
    return stated;
}

std::vector<FeedPosition> heldBy(Database& database, const VerifyKey& desk) {
    std::vector<FeedPosition> held;
    auto rows =
        database.prepare("SELECT feed, seq, link FROM desk_holds WHERE desk = ? ORDER BY feed");
    rows.bind(desk);
    while (rows.step()) {
        FeedPosition position;
        std::copy_n(rows.blob(0).begin(), position.feed.size(), position.feed.begin());
        position.seq = static_cast<std::uint64_t>(rows.integer(1));
        std::copy_n(rows.blob(2).begin(), position.link.size(), position.link.begin());
        held.push_back(position);
    }
    return held;
}

} // namespace

Bytes encodeReceipt(const BundleReceipt& receipt) {
    Writer out;
    out.fixed(receipt.bundle.bytes).fixed(receipt.header_hash);
    return out.take();
}

std::optional<BundleReceipt> decodeReceipt(ByteView bytes) {
    Reader in(bytes);
    BundleReceipt receipt;
    receipt.bundle.bytes = in.fixed<16>();
    receipt.header_hash = in.fixed<32>();
    return in.atEnd() ? std::optional(receipt) : std::nullopt;
}

Result<void> BundleBook::noteSent(const SentExport& sent) {
    Transaction transaction(database_);
    const Bytes positions = encodePositions(sent.positions);
    database_.prepare("INSERT INTO bundle_export (set_id, time_ms, positions) VALUES (?, ?, ?)")
        .bind(sent.set)
        .bind(sent.time_ms)
        .bind(ByteView(positions))
        .run();
    const std::int64_t number = database_.lastRow();
    for (const BundleReceipt& part : sent.parts)
        database_.prepare("INSERT INTO bundle_sent (bundle, header_hash, export) VALUES (?, ?, ?)")
            .bind(part.bundle)
            .bind(part.header_hash)
            .bind(number)
            .run();
    for (const VerifyKey& desk : sent.desks)
        database_.prepare("INSERT INTO bundle_addressee (export, desk) VALUES (?, ?)")
            .bind(number)
            .bind(desk)
            .run();
    forgetOldest();
    return transaction.commit();
}

void BundleBook::forgetOldest() {
    database_
        .prepare("DELETE FROM bundle_export WHERE number <="
                 " (SELECT MAX(number) FROM bundle_export) - ?")
        .bind(most_bundles)
        .run();
    database_.execute("DELETE FROM bundle_sent WHERE export <"
                      " (SELECT MIN(number) FROM bundle_export)");
    database_.execute("DELETE FROM bundle_addressee WHERE export <"
                      " (SELECT MIN(number) FROM bundle_export)");
    database_
        .prepare("DELETE FROM bundle_read WHERE number <="
                 " (SELECT MAX(number) FROM bundle_read) - ?")
        .bind(most_bundles)
        .run();
}

bool BundleBook::isHere(const FeedPosition& position) {
    const auto seq = static_cast<std::int64_t>(position.seq);
    auto row = database_.prepare("SELECT 1 FROM feed JOIN segment ON segment.feed = feed.number"
                                 " WHERE feed.id = ?1 AND segment.first_seq <= ?2"
                                 " AND segment.first_seq > ?2 - ?3"
                                 " AND segment.first_seq + segment.count - 1 = ?2"
                                 " AND segment.link = ?4");
    row.bind(position.feed).bind(seq).bind(most_entries).bind(position.link);
    return row.step();
}

void BundleBook::raise(const VerifyKey& desk, const FeedPosition& position) {
    if (!isHere(position))
        return;
    database_
        .prepare("INSERT INTO desk_holds (desk, feed, seq, link) VALUES (?, ?, ?, ?)"
                 " ON CONFLICT (desk, feed) DO UPDATE SET seq = excluded.seq, link = excluded.link"
                 " WHERE excluded.seq > desk_holds.seq")
        .bind(desk)
        .bind(position.feed)
        .bind(static_cast<std::int64_t>(position.seq))
        .bind(position.link)
        .run();
}

// A bundle says how far its desk has every feed of the network, and of the office where it carries
// that. What was known of the desk and is more, or of a feed that it no longer names, was of a
// newer copy of its register than the one it has now.
bool BundleBook::goesBack(const ReadBundle& read) {
    const auto stated = furthest(read.positions);
    const bool has_office = std::any_of(stated.begin(), stated.end(), [this](const auto& one) {
        return isOfScope(database_, one.first, FeedScope::office);
    });
    for (const FeedPosition& held : heldBy(database_, read.sender)) {
        const auto now = stated.find(held.feed);
        const bool is_less =
            now != stated.end()
                ? now->second.seq < held.seq
                : isOfScope(database_, held.feed, FeedScope::network) ||
                      (has_office && isOfScope(database_, held.feed, FeedScope::office));
        if (is_less)
            return true;
    }
    return false;
}

std::size_t BundleBook::noteReceipts(const ReadBundle& read, std::int64_t now_ms) {
    std::size_t noted = 0;
    for (const BundleReceipt& receipt : read.receipts) {
        database_
            .prepare("UPDATE bundle_addressee SET receipt_ms = ?"
                     " WHERE desk = ? AND receipt_ms IS NULL AND export ="
                     " (SELECT export FROM bundle_sent WHERE bundle = ? AND header_hash = ?)")
            .bind(now_ms)
            .bind(read.sender)
            .bind(receipt.bundle)
            .bind(receipt.header_hash)
            .run();
        noted += static_cast<std::size_t>(database_.changes());
    }
    return noted;
}

// Of the office only receipts speak, in a bundle that does not carry the office itself.
void BundleBook::believe(const ReadBundle& read) {
    std::set<FeedId> stated;
    bool has_office = false;
    for (const FeedPosition& position : read.positions) {
        stated.insert(position.feed);
        has_office = has_office || isOfScope(database_, position.feed, FeedScope::office);
        raise(read.sender, position);
    }
    if (has_office)
        return;
    for (const BundleReceipt& receipt : read.receipts) {
        std::vector<FeedPosition> sent;
        {
            auto row = database_.prepare(
                "SELECT positions FROM bundle_sent"
                " JOIN bundle_export ON bundle_export.number = bundle_sent.export"
                " JOIN bundle_addressee ON bundle_addressee.export = bundle_sent.export"
                " WHERE bundle = ? AND header_hash = ? AND desk = ?");
            row.bind(receipt.bundle).bind(receipt.header_hash).bind(read.sender);
            if (row.step())
                sent = decodePositions(row.blob(0));
        }
        for (const FeedPosition& position : sent)
            if (!stated.contains(position.feed) &&
                !isOfScope(database_, position.feed, FeedScope::network))
                raise(read.sender, position);
    }
}

void BundleBook::noteStatement(const ReadBundle& read) {
    std::optional<std::int64_t> newest_ms;
    {
        auto row = database_.prepare("SELECT time_ms FROM desk_bundle WHERE desk = ?");
        row.bind(read.sender);
        if (row.step())
            newest_ms = row.integer(0);
    }
    const bool goes_back = goesBack(read);
    if (goes_back)
        database_.prepare("DELETE FROM desk_holds WHERE desk = ?").bind(read.sender).run();
    // Of an older one, or one whose clock goes wrong, nothing more is believed.
    if (newest_ms && read.time_ms <= *newest_ms)
        return;
    believe(read);
    database_.prepare("INSERT OR REPLACE INTO desk_bundle (desk, time_ms) VALUES (?, ?)")
        .bind(read.sender)
        .bind(read.time_ms)
        .run();
}

Result<std::size_t> BundleBook::noteRead(const ReadBundle& read, std::int64_t now_ms) {
    Transaction transaction(database_);
    const std::size_t noted = noteReceipts(read, now_ms);
    noteStatement(read);
    const Bytes awaited = encodePositions(awaitedOf(read.positions));
    database_
        .prepare("INSERT OR REPLACE INTO bundle_read (bundle, header_hash, sender, set_id, part,"
                 " parts, taken, awaited) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(read.front.id)
        .bind(read.header_hash)
        .bind(read.sender)
        .bind(read.front.set)
        .bind(std::int64_t{read.front.part})
        .bind(std::int64_t{read.front.parts})
        .bind(std::int64_t{read.is_taken})
        .bind(ByteView(awaited))
        .run();
    forgetOldest();
    PEYVAND_TRY(transaction.commit());
    return noted;
}

std::vector<FeedPosition> BundleBook::awaitedOf(const std::vector<FeedPosition>& positions) {
    std::vector<FeedPosition> awaited;
    for (const FeedPosition& one : positions)
        if (!isHere(one))
            awaited.push_back(one);
    return awaited;
}

// What was not all here when it was read may have become so by another part or a session.
void BundleBook::settle() {
    std::vector<std::pair<std::int64_t, Bytes>> fewer;
    {
        auto rows = database_.prepare("SELECT number, awaited FROM bundle_read"
                                      " WHERE length(awaited) > 0 ORDER BY number");
        while (rows.step()) {
            Bytes awaited = encodePositions(awaitedOf(decodePositions(rows.blob(1))));
            if (awaited.size() < rows.blob(1).size())
                fewer.emplace_back(rows.integer(0), std::move(awaited));
        }
    }
    for (const auto& [number, awaited] : fewer)
        database_.prepare("UPDATE bundle_read SET awaited = ? WHERE number = ?")
            .bind(ByteView(awaited))
            .bind(number)
            .run();
}

Result<std::vector<BundleReceipt>> BundleBook::receiptsFor(const std::vector<VerifyKey>& desks) {
    const std::set<VerifyKey> wanted(desks.begin(), desks.end());
    std::vector<BundleReceipt> receipts;
    Transaction transaction(database_);
    settle();
    {
        auto rows = database_.prepare("SELECT bundle, header_hash, sender FROM bundle_read"
                                      " WHERE length(awaited) = 0 ORDER BY number DESC");
        while (receipts.size() < most_receipts && rows.step()) {
            VerifyKey sender{};
            std::copy_n(rows.blob(2).begin(), sender.size(), sender.begin());
            BundleReceipt receipt;
            receipt.bundle = rows.id<BundleId>(0);
            std::copy_n(rows.blob(1).begin(), receipt.header_hash.size(),
                        receipt.header_hash.begin());
            if (wanted.contains(sender))
                receipts.push_back(receipt);
        }
    }
    PEYVAND_TRY(transaction.commit());
    return receipts;
}

Result<std::vector<std::uint16_t>> BundleBook::missingParts(const BundleFront& front,
                                                            const VerifyKey& sender) {
    std::set<std::int64_t> taken;
    {
        auto rows = database_.prepare("SELECT part FROM bundle_read WHERE set_id = ? AND parts = ?"
                                      " AND sender = ? AND taken = 1 ORDER BY part");
        rows.bind(front.set).bind(std::int64_t{front.parts}).bind(sender);
        while (rows.step())
            taken.insert(rows.integer(0));
    }
    std::vector<std::uint16_t> missing;
    for (std::int64_t part = 1; part <= front.parts; ++part)
        if (!taken.contains(part))
            missing.push_back(static_cast<std::uint16_t>(part));
    return database_.checked(std::move(missing));
}

Result<std::uint64_t> BundleBook::heldByAll(const std::vector<VerifyKey>& desks,
                                            const StoredFeed& feed) {
    std::map<VerifyKey, FeedPosition> held;
    {
        auto rows = database_.prepare("SELECT desk, seq, link FROM desk_holds WHERE feed = ?"
                                      " ORDER BY desk");
        rows.bind(feed.position.feed);
        while (rows.step()) {
            VerifyKey desk{};
            std::copy_n(rows.blob(0).begin(), desk.size(), desk.begin());
            FeedPosition& position = held[desk];
            position.seq = static_cast<std::uint64_t>(rows.integer(1));
            std::copy_n(rows.blob(2).begin(), position.link.size(), position.link.begin());
        }
    }
    std::uint64_t least = desks.empty() ? 0 : feed.position.seq;
    for (const VerifyKey& desk : desks) {
        const auto found = held.find(desk);
        if (found == held.end())
            return database_.checked(std::uint64_t{0});
        // Of a forked feed it may be another branch.
        auto row = database_.prepare("SELECT 1 FROM segment WHERE feed = ?1 AND first_seq <= ?2"
                                     " AND first_seq > ?2 - ?3 AND first_seq + count - 1 = ?2"
                                     " AND link = ?4");
        row.bind(feed.number)
            .bind(static_cast<std::int64_t>(found->second.seq))
            .bind(most_entries)
            .bind(found->second.link);
        least = std::min(least, row.step() ? found->second.seq : 0);
    }
    return database_.checked(least);
}

} // namespace peyvand
