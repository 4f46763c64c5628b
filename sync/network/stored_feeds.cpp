// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/stored_feeds.h"

#include <algorithm>

namespace peyvand {

std::vector<StoredFeed> carriedFeeds(Database& database, bool with_office) {
    std::vector<StoredFeed> feeds;
    auto rows = database.prepare("SELECT number, id, position, link, descriptor FROM feed"
                                 " WHERE (scope = 2 OR (scope = 1 AND ?)) AND position > 0"
                                 " ORDER BY id, branch");
    rows.bind(std::int64_t{with_office});
    while (rows.step()) {
        StoredFeed feed;
        feed.number = rows.integer(0);
        std::copy_n(rows.blob(1).begin(), 32, feed.position.feed.begin());
        feed.position.seq = static_cast<std::uint64_t>(rows.integer(2));
        std::copy_n(rows.blob(3).begin(), 32, feed.position.link.begin());
        feed.descriptor.assign(rows.blob(4).begin(), rows.blob(4).end());
        feeds.push_back(std::move(feed));
    }
    return feeds;
}

Bytes storedSegment(Database& database, std::int64_t feed_number, const FeedId& feed,
                    const Statement& row) {
    SegmentView segment;
    segment.first = static_cast<std::uint64_t>(row.integer(0));
    segment.count = static_cast<std::uint32_t>(row.integer(1));
    segment.head.feed = feed;
    segment.head.seq = segment.first + segment.count - 1;
    std::copy_n(row.blob(2).begin(), 32, segment.head.link.begin());
    segment.head.time_ms = static_cast<std::uint64_t>(row.integer(3));
    std::copy_n(row.blob(4).begin(), 64, segment.head.signature.begin());
    Bytes entries;
    auto entry = database.prepare("SELECT bytes, digest FROM entry WHERE feed = ? AND seq >= ?"
                                  " AND seq <= ? ORDER BY seq");
    entry.bind(feed_number)
        .bind(static_cast<std::int64_t>(segment.first))
        .bind(static_cast<std::int64_t>(segment.head.seq));
    while (entry.step()) {
        if (!entry.isNull(0)) {
            entries.insert(entries.end(), entry.blob(0).begin(), entry.blob(0).end());
            continue;
        }
        Digest digest;
        std::copy_n(entry.blob(1).begin(), 32, digest.begin());
        const auto stub = makeStub(digest);
        entries.insert(entries.end(), stub.begin(), stub.end());
    }
    segment.entries = entries;
    Bytes out;
    encodeSegment(out, segment);
    return out;
}

std::size_t countWithinCut(Network& network, ByteView bytes,
                           std::span<const SegmentView> segments) {
    const auto descriptor = decodeDescriptor(bytes);
    const Membership& membership = network.membership();
    if (!descriptor || descriptor->scope != FeedScope::network)
        return segments.size();
    const auto expulsion =
        std::find_if(membership.expulsions.begin(), membership.expulsions.end(),
                     [&](const auto& one) { return one.charity == descriptor->charity; });
    if (expulsion == membership.expulsions.end())
        return segments.size();
    const FeedId feed = feedIdOf(bytes);
    const auto cut = std::find_if(expulsion->cuts.begin(), expulsion->cuts.end(),
                                  [&feed](const Cut& one) { return one.feed == feed; });
    std::size_t count = 0;
    for (; cut != expulsion->cuts.end() && count < segments.size(); ++count) {
        const SegmentHead& head = segments[count].head;
        if (head.seq > cut->sequence || (head.seq == cut->sequence && head.link != cut->link))
            break;
    }
    return count;
}

bool isWelcome(Network& network, const FeedDescriptor& descriptor, const CharityId& sender) {
    const CharityId& own = network.opened().journal().charity();
    if (network.membership().charityOfNode(descriptor.node_key) != descriptor.charity)
        return false;
    switch (descriptor.scope) {
    case FeedScope::network:
        return descriptor.network == network.id();
    case FeedScope::office:
        return descriptor.charity == own && sender == own;
    case FeedScope::direct:
        break;
    }
    // From its author to its addressee, or among the desks of either.
    const bool is_ours = descriptor.charity == own || descriptor.audience == directAudience(own);
    const bool is_theirs =
        descriptor.charity == sender || descriptor.audience == directAudience(sender);
    return descriptor.network == network.id() && is_ours && is_theirs;
}

} // namespace peyvand
