// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a session needs of a register, for one peer: what that peer may have, and where things that
// come from it go. sync/network implements it over Network; all calls of one replica come from the
// thread that owns its register. Errors: the store's, the journal's, those of sync/member.

#include "sync/reconcile/item_set.h"

namespace peyvand {

/// Where the sending of a feed has come to.
struct SegmentCursor {
    FeedId feed{};
    /// Only segments that begin behind it, of the first branch; 0 is the whole feed, every branch.
    std::uint64_t after = 0;
    /// Advanced by nextSegment.
    std::int64_t branch = 0;
    std::uint64_t next_first = 1;
};

/// What the journal did with a batch.
struct TakenSegments {
    std::uint64_t entries = 0;
    std::uint64_t already_there = 0;
    bool forked = false;
    /// It would have taken away so many records that a person is asked first; nothing was taken.
    std::uint64_t held_back = 0;
};

class Replica {
  public:
    virtual ~Replica() = default;

    virtual const SigningKey& node() const = 0;
    virtual const NetworkId& network() const = 0;
    /// Digest of the newest decision of the council.
    virtual Digest decisions() const = 0;
    /// What the peer may have as the membership stands now, ascending; nothing for who is no
    /// member.
    virtual std::vector<ItemClass> open() const = 0;
    /// A snapshot, sorted.
    virtual Result<ItemSet> items(ItemClass kind) = 0;

    /// For an item of a snapshot; empty when it is gone meanwhile.
    virtual Result<Bytes> record(ByteView item) = 0;
    virtual Result<Bytes> grant(ByteView item) = 0;
    virtual Result<Bytes> subjectKey(ByteView item) = 0;
    virtual Result<Bytes> head(ByteView item) = 0;
    /// Empty when the feed is unknown.
    virtual Result<Bytes> descriptor(const FeedId& feed) = 0;
    /// Whether a segment that is held ends exactly there.
    virtual Result<bool> endsAt(const FeedPosition& position) = 0;
    /// Encoded as in a bundle; nothing at the end.
    virtual Result<std::optional<Bytes>> nextSegment(SegmentCursor& cursor) = 0;

    virtual Result<std::size_t> takeRecords(const std::vector<Bytes>& records) = 0;
    /// Whether the key was new.
    virtual Result<bool> takeGrant(ByteView grant) = 0;
    virtual Result<void> takeSubjectKey(ByteView frame) = 0;
    /// Of a feed that is not held, or not so far, it is passed over.
    virtual Result<void> takeHead(ByteView head) = 0;
    /// Whether this peer may bring this feed, and its node was certified by the charity it names.
    virtual Result<bool> welcomes(ByteView descriptor) = 0;
    /// One transaction: all of it or nothing.
    virtual Result<TakenSegments> take(ByteView descriptor,
                                       std::span<const SegmentView> segments) = 0;
    /// Everything came: what waited for a key is applied.
    virtual Result<void> finish(bool keys_came) = 0;
};

} // namespace peyvand
