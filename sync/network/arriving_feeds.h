// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a session or a bundle brings of feeds, on its way into the journal: of an expelled charity
// only what is within its cut, and nothing that would take away more than 50 and more than 2 % of
// what is seen here of the office or of one charity's claims (sync.md, "mass-loss guard"). Such a
// feed is held back: it counts as not received, comes again the next time, and is taken once a
// person says so. One for each session or bundle; the register's thread; the network outlives it.
// Errors: those of the journal.

#include "sync/network/network.h"

#include <set>

namespace peyvand {

/// What a person said to losses.
enum class Losses : std::uint8_t { held_back, accepted };

class ArrivingFeeds {
  public:
    ArrivingFeeds(Network& network, Losses losses) : network_(network), losses_(losses) {}

    /// What goes before the first of these segments is not here: another part of a bundle has it,
    /// or a bundle that never came. Not of what is held back or cut.
    bool misses(ByteView descriptor, std::span<const SegmentView> segments);
    /// Segments of one feed, in order, whose sender may bring it.
    Result<Journal::Received> take(ByteView descriptor, std::span<const SegmentView> segments);

  private:
    struct Scope {
        FeedScope scope{};
        CharityId charity{};
        friend auto operator<=>(const Scope&, const Scope&) = default;
    };
    Result<std::uint64_t> seenOf(const Scope& scope);

    Network& network_;
    Losses losses_;
    std::optional<std::int64_t> seen_up_to_{};
    std::map<Scope, std::uint64_t> lost_{};
    std::set<FeedId> held_back_{};
};

} // namespace peyvand
