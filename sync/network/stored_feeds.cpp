// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/stored_feeds.h"

#include <algorithm>

namespace peyvand {
namespace {

bool holdsCut(Database& database, const Cut& cut) {
    auto row = database.prepare("SELECT 1 FROM segment JOIN feed ON feed.number = segment.feed"
                                " WHERE feed.id = ? AND first_seq + count - 1 = ?"
                                " AND segment.link = ?");
    row.bind(cut.feed).bind(static_cast<std::int64_t>(cut.sequence)).bind(cut.link);
    return row.step();
}

} // namespace

std::vector<StoredFeed> carriedFeeds(Network& network, const std::optional<CharityId>& addressee) {
    std::vector<StoredFeed> feeds;
    auto rows = network.opened().database().prepare(
        "SELECT number, id, position, link, descriptor, scope, head_time_ms, head_signature FROM "
        "feed"
        " WHERE (scope = 2 OR (scope = 1 AND ?1) OR (scope = 3 AND (?1 OR partner = ?2)))"
        " AND position > 0 ORDER BY id, branch");
    rows.bind(std::int64_t{addressee == network.ownCharity()}).bind(addressee);
    while (rows.step()) {
        StoredFeed feed;
        feed.number = rows.integer(0);
        std::copy_n(rows.blob(1).begin(), 32, feed.position.feed.begin());
        feed.position.seq = static_cast<std::uint64_t>(rows.integer(2));
        std::copy_n(rows.blob(3).begin(), 32, feed.position.link.begin());
        feed.descriptor.assign(rows.blob(4).begin(), rows.blob(4).end());
        if (rows.integer(5) == static_cast<std::int64_t>(FeedScope::network)) {
            SegmentHead head{feed.position.feed,
                             feed.position.seq,
                             feed.position.link,
                             static_cast<std::uint64_t>(rows.integer(6)),
                             {}};
            if (rows.blob(7).size() == head.signature.size())
                std::copy_n(rows.blob(7).begin(), head.signature.size(), head.signature.begin());
            const auto bytes = encodeHead(head);
            feed.head.assign(bytes.begin(), bytes.end());
        }
        feeds.push_back(std::move(feed));
    }
    return feeds;
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
    // Once the branch that leads to the cut is here, nothing more of this feed is.
    if (cut == expulsion->cuts.end() || holdsCut(network.opened().database(), *cut))
        return 0;
    std::size_t count = 0;
    for (; count < segments.size(); ++count) {
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
