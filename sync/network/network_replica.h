// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A register as one session of synchronising sees it, for one peer. Which feeds go to whom is
// decided here: those of the network to every member, those of the office and its keys to the
// desks of the own charity, direct ones to the two they stand between. One thread, the register's;
// the network outlives it. Errors: network_missing, not_permitted, those of the store, the journal
// and sync/member.

#include "sync/network/arriving_feeds.h"
#include "sync/reconcile/replica.h"

#include <map>

namespace peyvand {

class NetworkReplica final : public Replica {
  public:
    /// The user at the desk must be allowed to exchange. The own positions are kept first.
    static Result<std::unique_ptr<NetworkReplica>> make(Network& network, const VerifyKey& peer,
                                                        Losses losses = Losses::held_back);

    const SigningKey& node() const override { return network_.opened().journal().nodeKey(); }
    const NetworkId& network() const override { return network_.id(); }
    Digest decisions() const override { return network_.membership().head; }
    std::vector<ItemClass> open() const override;
    Result<ItemSet> items(ItemClass kind) override;

    Result<Bytes> record(ByteView item) override;
    Result<Bytes> grant(ByteView item) override;
    Result<Bytes> subjectKey(ByteView item) override;
    Result<Bytes> head(ByteView item) override;
    Result<Bytes> descriptor(const FeedId& feed) override;
    Result<bool> endsAt(const FeedPosition& position) override;
    Result<std::optional<Bytes>> nextSegment(SegmentCursor& cursor) override;

    Result<std::size_t> takeRecords(const std::vector<Bytes>& records) override;
    Result<bool> takeGrant(ByteView grant) override;
    Result<void> takeSubjectKey(ByteView frame) override;
    Result<void> takeHead(ByteView head) override;
    Result<bool> welcomes(ByteView descriptor) override;
    Result<TakenSegments> take(ByteView descriptor, std::span<const SegmentView> segments) override;
    Result<void> finish(bool keys_came) override;

    /// The peer's charity; empty when it is no member.
    std::string charityName() const;

  private:
    NetworkReplica(Network& network, const VerifyKey& peer, Losses losses)
        : network_(network), peer_(peer), arriving_(network, losses) {}
    Database& database() const { return network_.opened().database(); }
    bool isOwn() const;
    void addFeeds(ItemSet& items, FeedScope scope);
    void addHeads(ItemSet& items);
    /// A row of the audit log before the first thing goes out, and before the first is taken in.
    Result<void> note(AuditDeed deed, bool& is_noted);

    Network& network_;
    VerifyKey peer_;
    ArrivingFeeds arriving_;
    std::map<Digest, Bytes> records_{};
    bool out_noted_ = false;
    bool in_noted_ = false;
};

/// The desks that a connection is opened to or taken from.
std::vector<VerifyKey> peersOf(Network& network);

} // namespace peyvand
