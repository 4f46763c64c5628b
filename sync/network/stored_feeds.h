// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The feeds that a register holds, as they leave it: by bundle and by synchronising alike. One
// thread at a time, the register's. Failures stick to the database; callers close with checked().

#include "core/feed/segment.h"
#include "core/journal/stored_segment.h"
#include "sync/network/network.h"

namespace peyvand {

/// One branch of a feed.
struct StoredFeed {
    std::int64_t number = 0;
    FeedPosition position{};
    Bytes descriptor{};
    /// Of a feed of the network its newest head: how fresh its desk is.
    Bytes head{};
};

/// What may go to the desks of one charity, or of all (nullopt): the feeds of the network, those of
/// the office to its own desks, and those that stand between the two; without those that are empty.
std::vector<StoredFeed> carriedFeeds(Network& network, const std::optional<CharityId>& addressee);

/// Whether a feed may come in from a desk: those of the network and, from an own desk, those of the
/// office; between two charities also those that one wrote for the other. The charity it names must
/// have certified its node.
bool isWelcome(Network& network, const FeedDescriptor& descriptor, const CharityId& sender);

/// How many of the segments of one feed count, from the first on: all of a member's, of an expelled
/// charity's those up to the cut, and none once that is here. Which of several branches leads to
/// the cut shows when it is reached: Network::applyCuts then takes the others away.
std::size_t countWithinCut(Network& network, ByteView descriptor,
                           std::span<const SegmentView> segments);

} // namespace peyvand
