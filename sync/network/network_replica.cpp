// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/network_replica.h"

#include "core/crypto/layout.h"
#include "core/register/erase.h"
#include "sync/network/direct_exchange.h"
#include "sync/network/office_exchange.h"
#include "sync/network/stored_feeds.h"

namespace peyvand {

Result<std::unique_ptr<NetworkReplica>> NetworkReplica::make(Network& network,
                                                             const VerifyKey& peer, Losses losses) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_TRY(network.opened().need(Deed::exchange));
    PEYVAND_TRY(network.opened().journal().refreshHeads());
    PEYVAND_TRY(network.opened().journal().saveHeads());
    return std::unique_ptr<NetworkReplica>(new NetworkReplica(network, peer, losses));
}

bool NetworkReplica::isOwn() const {
    return network_.membership().charityOfNode(peer_) == network_.opened().journal().charity();
}

std::string NetworkReplica::charityName() const {
    const auto charity = network_.membership().charityOfNode(peer_);
    return charity ? network_.charityName(*charity) : std::string();
}

std::vector<ItemClass> NetworkReplica::open() const {
    if (!network_.membership().isEntitled(peer_))
        return {};
    if (isOwn())
        return {ItemClass::records,       ItemClass::office_keys,  ItemClass::subjects,
                ItemClass::network_feeds, ItemClass::office_feeds, ItemClass::direct_feeds,
                ItemClass::network_keys,  ItemClass::direct_keys,  ItemClass::heads};
    return {ItemClass::records,      ItemClass::network_feeds, ItemClass::direct_feeds,
            ItemClass::network_keys, ItemClass::direct_keys,   ItemClass::heads};
}

void NetworkReplica::addFeeds(ItemSet& items, FeedScope scope) {
    // Between the desks of one charity all that it says to others and hears from them.
    const auto peer = network_.membership().charityOfNode(peer_).value_or(CharityId{});
    auto rows = database().prepare("SELECT id, position, link FROM feed WHERE scope = ?1"
                                   " AND position > 0 AND (scope <> 3 OR ?2 OR partner = ?3)"
                                   " ORDER BY id, branch");
    rows.bind(static_cast<std::int64_t>(scope)).bind(std::int64_t{isOwn()}).bind(peer);
    while (rows.step()) {
        Writer item(position_bytes);
        item.fixed(rows.blob(0)).u64(static_cast<std::uint64_t>(rows.integer(1)));
        item.fixed(rows.blob(2));
        if (item.size() == position_bytes)
            items.add(item.bytes());
    }
}

// The days alone: within one a newer head tells nobody anything.
void NetworkReplica::addHeads(ItemSet& items) {
    auto rows = database().prepare(
        "SELECT id, MAX(0, MIN(4294967295, MAX(head_time_ms) / 86400000)) FROM feed"
        " WHERE scope = 2 AND position > 0 GROUP BY id ORDER BY id");
    while (rows.step()) {
        Writer item(head_item_bytes);
        item.fixed(rows.blob(0)).u32(static_cast<std::uint32_t>(rows.integer(1)));
        if (item.size() == head_item_bytes)
            items.add(item.bytes());
    }
}

Result<ItemSet> NetworkReplica::items(ItemClass kind) {
    ItemSet items(kind);
    switch (kind) {
    case ItemClass::records:
        records_.clear();
        for (Bytes& record : network_.records()) {
            const Digest digest = sha256(record);
            items.add(digest);
            records_.emplace(digest, std::move(record));
        }
        break;
    case ItemClass::office_keys: {
        PEYVAND_LET(const auto keys, network_.opened().journal().keysOf(FeedScope::office));
        for (const AudienceKey& key : keys)
            items.add(keyId(key.key));
        break;
    }
    case ItemClass::network_keys:
        for (const SharedKey* key : networkKeys(network_))
            items.add(keyId(key->key));
        break;
    case ItemClass::direct_keys: {
        PEYVAND_LET(const KeyRing keys, directKeysFor(network_, peer_));
        for (const SharedKey& key : keys)
            items.add(keyId(key.key));
        break;
    }
    case ItemClass::subjects: {
        {
            auto count = database().prepare("SELECT COUNT(*) FROM subject_key");
            items.reserve(count.step() ? static_cast<std::size_t>(count.integer(0)) : 0);
        }
        auto rows = database().prepare("SELECT subject FROM subject_key WHERE key IS NOT NULL"
                                       " ORDER BY subject");
        while (rows.step())
            items.add(rows.blob(0));
        break;
    }
    case ItemClass::network_feeds:
        addFeeds(items, FeedScope::network);
        break;
    case ItemClass::office_feeds:
        addFeeds(items, FeedScope::office);
        break;
    case ItemClass::direct_feeds:
        addFeeds(items, FeedScope::direct);
        break;
    case ItemClass::heads:
        addHeads(items);
        break;
    }
    PEYVAND_TRY(database().takeFailure());
    items.sort();
    return items;
}

Result<void> NetworkReplica::note(AuditDeed deed, bool& is_noted) {
    if (!is_noted)
        PEYVAND_TRY(network_.opened().audit().write(deed, std::nullopt, {}, {"sync", {}}));
    is_noted = true;
    return {};
}

Result<Bytes> NetworkReplica::record(ByteView item) {
    PEYVAND_TRY(note(AuditDeed::export_, out_noted_));
    const auto found = records_.find(Reader(item).fixed<32>());
    return found == records_.end() ? Bytes() : found->second;
}

Result<Bytes> NetworkReplica::grant(ByteView item) {
    PEYVAND_TRY(note(AuditDeed::export_, out_noted_));
    return grantOf(network_, Reader(item).fixed<8>(), peer_);
}

Result<Bytes> NetworkReplica::subjectKey(ByteView item) {
    PEYVAND_TRY(note(AuditDeed::export_, out_noted_));
    return subjectKeyFrame(network_, RecordId{Reader(item).fixed<16>()});
}

Result<Bytes> NetworkReplica::head(ByteView item) {
    PEYVAND_TRY(note(AuditDeed::export_, out_noted_));
    const auto feed = Reader(item).fixed<32>();
    Bytes head;
    {
        auto row =
            database().prepare("SELECT position, link, head_time_ms, head_signature FROM feed"
                               " WHERE id = ? AND position > 0"
                               " ORDER BY head_time_ms DESC, branch LIMIT 1");
        row.bind(feed);
        if (row.step()) {
            Writer writer(segment_head_bytes);
            writer.fixed(feed).u64(static_cast<std::uint64_t>(row.integer(0)));
            writer.fixed(row.blob(1)).u64(static_cast<std::uint64_t>(row.integer(2)));
            writer.fixed(row.blob(3));
            head = writer.take();
        }
    }
    return database().checked(std::move(head));
}

Result<Bytes> NetworkReplica::descriptor(const FeedId& feed) {
    Bytes descriptor;
    {
        auto row = database().prepare("SELECT descriptor FROM feed WHERE id = ? AND branch = 0");
        row.bind(feed);
        if (row.step())
            descriptor.assign(row.blob(0).begin(), row.blob(0).end());
    }
    return database().checked(std::move(descriptor));
}

Result<bool> NetworkReplica::endsAt(const FeedPosition& position) {
    bool ends = false;
    {
        auto row =
            database().prepare("SELECT first_seq + count - 1, segment.link FROM segment JOIN feed"
                               " ON feed.number = segment.feed WHERE feed.id = ? AND first_seq <= ?"
                               " ORDER BY first_seq DESC LIMIT 1");
        row.bind(position.feed).bind(static_cast<std::int64_t>(position.seq));
        ends = row.step() && static_cast<std::uint64_t>(row.integer(0)) == position.seq &&
               std::ranges::equal(row.blob(1), position.link);
    }
    return database().checked(ends);
}

Result<std::optional<Bytes>> NetworkReplica::nextSegment(SegmentCursor& cursor) {
    PEYVAND_TRY(note(AuditDeed::export_, out_noted_));
    records_.clear(); // their stage is over
    std::optional<Bytes> segment;
    while (!segment) {
        // A cut leaves empty branches behind.
        auto feed = database().prepare("SELECT number FROM feed WHERE id = ? AND position > 0"
                                       " ORDER BY branch LIMIT 1 OFFSET ?");
        feed.bind(cursor.feed).bind(cursor.branch);
        if (!feed.step())
            break;
        auto row = database().prepare("SELECT first_seq, count, link, time_ms, signature"
                                      " FROM segment WHERE feed = ? AND first_seq >= ?"
                                      " ORDER BY first_seq LIMIT 1");
        row.bind(feed.integer(0)).bind(static_cast<std::int64_t>(cursor.next_first));
        if (row.step()) {
            cursor.next_first = static_cast<std::uint64_t>(row.integer(0) + row.integer(1));
            segment = storedSegment(database(), feed.integer(0), cursor.feed, row);
        } else if (cursor.after > 0) {
            break;
        } else {
            ++cursor.branch;
            cursor.next_first = 1;
        }
    }
    return database().checked(std::move(segment));
}

Result<std::size_t> NetworkReplica::takeRecords(const std::vector<Bytes>& records) {
    PEYVAND_TRY(note(AuditDeed::import, in_noted_));
    return network_.takeRecords(records);
}

Result<bool> NetworkReplica::takeGrant(ByteView grant) {
    PEYVAND_TRY(note(AuditDeed::import, in_noted_));
    PEYVAND_LET(const std::size_t taken, takeGrants(network_, {Bytes(grant.begin(), grant.end())}));
    return taken > 0;
}

Result<void> NetworkReplica::takeSubjectKey(ByteView frame) {
    if (!isOwn())
        return fail(ErrorCode::frame_unexpected);
    if (frame.size() != subject_key_frame_bytes)
        return fail(ErrorCode::frame_malformed);
    PEYVAND_TRY(note(AuditDeed::import, in_noted_));
    return peyvand::takeSubjectKey(network_, frame);
}

Result<void> NetworkReplica::takeHead(ByteView bytes) {
    PEYVAND_LET(const SegmentHead head, decodeHead(bytes));
    PEYVAND_TRY(note(AuditDeed::import, in_noted_));
    return network_.opened().journal().takeHead(head).map([](bool) {});
}

Result<bool> NetworkReplica::welcomes(ByteView bytes) {
    const auto sender = network_.membership().charityOfNode(peer_);
    PEYVAND_LET(const FeedDescriptor descriptor, decodeDescriptor(bytes));
    return sender && isWelcome(network_, descriptor, *sender);
}

Result<TakenSegments> NetworkReplica::take(ByteView descriptor,
                                           std::span<const SegmentView> segments) {
    PEYVAND_TRY(note(AuditDeed::import, in_noted_));
    PEYVAND_LET(const auto received, arriving_.take(descriptor, segments));
    return TakenSegments{received.entries, received.already_there, received.forked,
                         received.is_held_back ? received.losses : 0};
}

Result<void> NetworkReplica::finish(bool keys_came) {
    if (keys_came)
        PEYVAND_TRY(network_.readWaiting());
    PEYVAND_TRY(finishErasing(network_.opened()));
    return {};
}

std::vector<VerifyKey> peersOf(Network& network) {
    std::vector<VerifyKey> peers;
    if (network.isMember())
        peers = network.membership().allDesks();
    std::erase(peers, network.opened().journal().nodeKey().publicKey());
    return peers;
}

} // namespace peyvand
