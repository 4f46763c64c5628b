// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Claims of another charity as its network feed carries them, without its own register in between.
// One thread at a time; the author's network outlives the feed.

#include "sync/claim/claim.h"
#include "sync/network/network.h"

#include <deque>

namespace peyvand::generate {

class ClaimFeed {
  public:
    /// Goes on after position; the start of the author's own feed when there is none.
    ClaimFeed(Network& author, const std::optional<FeedPosition>& after);

    /// seed is the veil's for the identity that the claim speaks of.
    void add(const Seed& seed, const ClaimContent& content, CivilDate drop_after);
    /// Closes what was added since into a signed segment.
    void close();
    /// Segments that are closed and not delivered.
    std::size_t waiting() const { return segments_.size(); }
    /// Gives them to a journal and forgets them.
    Result<void> deliver(Journal& to);
    const FeedId& id() const { return position_.feed; }

  private:
    Result<Bytes> descriptor();
    ClaimHead headOf(const Seed& seed, CivilDate drop_after);

    Network& author_;
    SealKey payload_;
    SealKey content_;
    KeyId key_id_;
    FeedPosition position_{};
    ClaimPlace place_{};
    HybridClock clock_{};
    std::optional<SegmentBuilder> builder_{};
    std::deque<Bytes> entries_{};
    std::vector<SegmentView> segments_{};
    CborWriter writer_{};
    Bytes entry_{};
};

} // namespace peyvand::generate
