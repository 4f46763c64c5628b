// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one way to write, for local changes and received entries alike (docs/journal.md). A change
// becomes an entry of an own feed and is applied to the tables in the same transaction; a received
// segment is verified, stored and applied by the same code. Tables are a function of the accepted
// entries. One thread at a time; the vault outlives the journal.
// Errors: those of the store and of core/feed; feed_unknown.

#include "core/crypto/epoch_key.h"
#include "core/feed/segment.h"
#include "core/journal/codec.h"
#include "core/journal/fold.h"
#include "core/store/vault.h"

#include <functional>
#include <map>

namespace peyvand {

/// What a projection is told of one record.
struct Projected {
    RecordId id{};
    FoldedRecord record{};
    /// No row of it is there yet.
    bool is_new = false;
};

/// One entry as it arrives, for records that are joined entry by entry (claims).
struct Arrived {
    const StampedChange& stamped;
    std::int64_t feed = 0;
    const FeedId& feed_id;
    const CharityId& charity;
};

class JournalTransaction;

class Journal {
  public:
    using Projection = void (*)(Database&, const Projected&);
    using EntryJoin = void (*)(Database&, const Arrived&);

    /// A new register: node key, office key, first incarnation.
    static Result<void> initialise(Vault& vault, const CharityId& charity);
    static Result<std::unique_ptr<Journal>> open(Vault& vault);

    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    void project(RecordType kind, Projection projection) { projections_[kind] = projection; }
    void join(RecordType kind, EntryJoin entry_join) { joins_[kind] = entry_join; }

    struct Received {
        std::uint64_t entries = 0;
        std::uint64_t already_there = 0;
        /// Entries whose key has not arrived; they are stored and applied once it does.
        std::uint64_t waiting = 0;
        bool forked = false;
    };
    /// Segments of one feed in order. What is there already is passed over; what does not follow
    /// on is chain_broken. A second signed head of one sequence keeps both branches and its proof.
    /// Whether the feed's node may speak is for the caller (membership) to know.
    Result<Received> receive(ByteView descriptor, std::span<const SegmentView> segments);
    /// Applies what was waiting, after a key has come.
    Result<std::uint64_t> applyWaiting();

    /// A key of an audience; the newest added for a scope is the one that writes.
    Result<void> addKey(FeedScope scope, const EpochKey& key);
    /// From now on own network entries can be written, under the newest network key.
    Result<void> joinNetwork(const NetworkId& network);

    /// Who is at the desk: named in the office entries that follow.
    void setAuthor(const std::optional<RecordId>& user) { author_ = user; }
    /// Asked before every local change; what it refuses fails the whole transaction. None at first.
    using Gate = std::function<Result<void>(const Change&, FeedScope)>;
    void setGate(Gate gate) { gate_ = std::move(gate); }
    /// Every readable entry that speaks of a record, the earliest first; for histories.
    Result<std::vector<StampedChange>> history(const RecordId& record, RecordType type);

    /// Keeps the own positions beside the database; before they are shown to anyone.
    Result<void> saveHeads();
    /// The database was an older copy: this register goes on in a new incarnation.
    bool wasRolledBack() const { return was_rolled_back_; }

    const SigningKey& nodeKey() const { return *node_; }
    const CharityId& charity() const { return charity_; }
    /// The id of the feed that is written to; zeros when there is none for the scope.
    FeedId ownFeed(FeedScope scope) const;
    const std::optional<NetworkId>& network() const { return network_; }
    Vault& vault() { return vault_; }
    Database& database() { return vault_.database(); }

  private:
    friend class JournalTransaction;
    struct OwnFeed {
        std::int64_t number = 0;
        FeedPosition position{};
        std::uint64_t head_time_ms = 0;
    };
    struct ContentKey {
        FeedScope scope{};
        SealKey content{};
    };
    explicit Journal(Vault& vault) : vault_(vault) {}

    Result<void> load();
    void loadKey(FeedScope scope, const EpochKey& key);
    Result<void> loadOwnFeeds();
    Result<void> beginFeed(FeedScope scope, const FeedPosition& previous);
    Result<void> checkHeads();
    Result<void> renewOwnFeeds(const FeedId& received);

    const SubjectKey* subjectKey(const RecordId& subject);
    const SubjectKey* makeSubjectKey(const RecordId& subject);
    /// What entries of one record say; those that carry its id as another type are not its own.
    std::vector<StampedChange> changesOf(const RecordId& record, RecordType type);
    /// An entry's place in its feed.
    struct EntryPlace {
        FeedId feed{};
        FeedScope scope{};
        VerifyKey node{};
        std::uint64_t seq = 0;
    };
    std::optional<StampedChange> readEntry(const EntryPlace& place, ByteView bytes,
                                           const Digest& digest);
    void apply(StampedChange change, const Arrived* arrived, bool is_new);
    void applyConflicts(const Projected& projected);
    void applyOrigins(const Projected& projected);

    struct KnownFeed {
        std::int64_t number = 0;
        FeedPosition position{};
        FeedScope scope{};
        VerifyKey node{};
        CharityId charity{};
    };
    std::vector<KnownFeed> branchesOf(const FeedId& id);
    KnownFeed addBranch(const FeedDescriptor& descriptor, ByteView bytes, const FeedPosition& start,
                        std::int64_t branch);
    bool isStored(const KnownFeed& feed, const SegmentView& segment);
    bool isKnown(const RecordId& record);
    std::optional<FeedPosition> positionBefore(const KnownFeed& feed, std::uint64_t first);
    Result<KnownFeed> fork(const KnownFeed& feed, const FeedPosition& before,
                           const FeedDescriptor& descriptor, ByteView bytes,
                           const SegmentView& segment, std::int64_t branch);
    Result<std::optional<KnownFeed>> placeFor(const FeedDescriptor& descriptor, ByteView bytes,
                                              const SegmentView& segment, Received& received);
    void storeSegment(const KnownFeed& feed, const SegmentView& segment, Received& received);
    void storeEntry(const KnownFeed& feed, std::uint64_t seq, ByteView bytes, const Digest& digest,
                    Received& received);

    Vault& vault_;
    std::optional<SigningKey> node_{};
    CharityId charity_{};
    std::optional<NetworkId> network_{};
    HybridClock clock_{};
    std::optional<RecordId> author_{};
    Gate gate_{};
    std::map<RecordType, Projection> projections_{};
    std::map<RecordType, EntryJoin> joins_{};
    std::map<KeyId, ContentKey> keys_{};
    std::map<FeedScope, KeyId> writing_keys_{};
    std::map<FeedScope, OwnFeed> own_feeds_{};
    // The subject that was written or read last: imports write several records of one person.
    RecordId last_subject_{};
    SubjectKey last_subject_key_{};
    Bytes plaintext_{};
    Bytes saved_heads_{};
    bool was_rolled_back_ = false;
    /// Own positions are only kept once they were compared with those kept before.
    bool heads_checked_ = false;
};

/// Local changes that become one transaction: all or nothing. Changes are applied as they are
/// added, so that later ones see them; commit() signs and stores.
class JournalTransaction {
  public:
    explicit JournalTransaction(Journal& journal);
    ~JournalTransaction();
    JournalTransaction(const JournalTransaction&) = delete;
    JournalTransaction& operator=(const JournalTransaction&) = delete;

    /// A network scope needs joinNetwork before. Failures are kept and told by commit().
    void add(FeedScope scope, Change change);
    Database& database() { return journal_.database(); }
    /// Nothing was written when it fails.
    Result<void> commit();

  private:
    Digest addEntry(FeedScope scope, const RecordId& record);
    void closeSegment(FeedScope scope);
    std::vector<Bases> basesOf(const Change& change);

    Journal& journal_;
    std::map<FeedScope, Journal::OwnFeed> feeds_before_;
    std::map<FeedScope, SegmentBuilder> builders_{};
    Transaction transaction_;
    CborWriter writer_{};
    Bytes entry_{};
    std::optional<Error> refused_{};
    bool committed_ = false;
};

/// SHA-256 over the rows of all canonical tables in key order: equal positions, equal hash.
Result<Digest> canonicalHash(Database& database);

} // namespace peyvand
