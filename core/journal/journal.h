// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one way to write, for local changes and received entries alike (docs/journal.md). A change
// becomes an entry of an own feed and is applied to the tables in the same transaction; a received
// segment is verified, stored and applied by the same code. Tables are a function of the accepted
// entries. One thread at a time; the vault outlives the journal.
// Errors: those of the store and of core/feed; feed_unknown, register_not_empty.

#include "core/crypto/epoch_key.h"
#include "core/feed/segment.h"
#include "core/journal/codec.h"
#include "core/journal/fold.h"
#include "core/store/vault.h"

#include <functional>
#include <map>
#include <set>

namespace peyvand {

/// What a projection is told of one record.
struct Projected {
    RecordId id{};
    FoldedRecord record{};
    /// No row of it is there yet.
    bool is_new = false;
};

/// One entry as it arrives, for records that are joined entry by entry (claims, what charities say
/// to each other).
struct Arrived {
    const StampedChange& stamped;
    std::int64_t feed = 0;
    const FeedId& feed_id;
    const CharityId& charity;
    const Audience& audience;
};

/// What is to be destroyed: all that was said of a record for an audience, by one charity or by
/// whom ever.
struct Withdrawn {
    RecordId record{};
    RecordType type{};
    Audience audience{};
    std::optional<CharityId> charity{};
};

/// A key of an audience. The one with the greatest (number, id) of an audience writes; ties come
/// from two desks that renewed at once, and end alike at every desk that holds both.
struct AudienceKey {
    EpochKey key{};
    std::uint32_t number = 0;
};

class JournalTransaction;

class Journal {
  public:
    using Projection = void (*)(Database&, const Projected&);
    /// Returns what is withdrawn now, whatever the order of arrival: what was said of it is then
    /// destroyed.
    using EntryJoin = std::optional<Withdrawn> (*)(Database&, const Arrived&);

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
        /// Records that were here before and would be withdrawn, erased or emptied.
        std::uint64_t losses = 0;
        /// More than the limit; nothing of it was taken.
        bool is_held_back = false;
    };
    /// How much may be taken away. Of what came after an entry of this register (by its number)
    /// nothing is a loss: it was never seen.
    struct LossLimit {
        std::uint64_t most = UINT64_MAX;
        std::int64_t seen_up_to = 0;
    };
    /// Segments of one feed in order. What is there already is passed over; what does not follow
    /// on is chain_broken. A second signed head of one sequence keeps both branches and its proof.
    /// Whether the feed's node may speak is for the caller (membership) to know.
    Result<Received> receive(ByteView descriptor, std::span<const SegmentView> segments,
                             const LossLimit& limit);
    Result<Received> receive(ByteView descriptor, std::span<const SegmentView> segments) {
        return receive(descriptor, segments, LossLimit());
    }
    /// The number of the newest entry that is here, for a LossLimit.
    Result<std::int64_t> newestEntry();
    /// Applies what was waiting, after a key has come.
    Result<std::uint64_t> applyWaiting();

    /// Of a key that is there already the number is changed.
    Result<void> addKey(const Audience& audience, const EpochKey& key, std::uint32_t number);
    /// The keys of an audience, the one that writes last.
    Result<std::vector<AudienceKey>> keysOf(const Audience& audience);
    /// The charities with which a direct key is shared, ascending.
    Result<std::vector<CharityId>> partners();
    /// From now on this desk can write to another charity: makes the feed, and a first key where
    /// none is held. network_missing.
    Result<void> beginDirect(const CharityId& partner);
    /// Whether an entry was ever written or taken here.
    Result<bool> isEmpty();
    /// This desk is one of another charity from now on: its feeds begin anew, and what it writes
    /// waits for that charity's office key. register_not_empty unless isEmpty().
    Result<void> adoptCharity(const CharityId& charity);
    /// From now on own network entries can be written, under the newest network key.
    Result<void> joinNetwork(const NetworkId& network);

    /// Who is at the desk: named in the office entries that follow.
    void setAuthor(const std::optional<RecordId>& user) { author_ = user; }
    /// Asked before every local change; what it refuses fails the whole transaction. None at first.
    using Gate = std::function<Result<void>(const Change&, FeedScope)>;
    void setGate(Gate gate) { gate_ = std::move(gate); }
    /// Every readable entry that speaks of a record, the earliest first; for histories.
    Result<std::vector<StampedChange>> history(const RecordId& record, RecordType type);

    /// What entries say of one record, folded.
    Result<FoldedRecord> folded(const RecordId& record, RecordType type);

    /// What the entries of the office hold of some people and households.
    struct Traces {
        /// Entries (by their number) whose text is theirs; what says that they are erased is not.
        std::vector<std::int64_t> entries{};
        std::set<std::pair<RecordId, RecordType>> records{};
        /// Those of whom an entry says already that they are erased.
        std::set<RecordId> told{};
    };
    /// Reads the whole journal once, in the order of writing.
    Result<Traces> tracesOf(const std::set<RecordId>& subjects);
    /// The key of a person or household was destroyed; for ever.
    bool isErased(const RecordId& subject);
    /// A key that came from another desk: what was waiting for it is applied. Destroyed wins; a key
    /// that is there already stays. The number of records applied.
    Result<std::uint64_t> addSubjectKey(const RecordId& subject, const SubjectKey& key);
    /// Called at the end of receive() when others said that somebody is erased.
    void onErasure(std::function<Result<void>()> hear) { hear_erasure_ = std::move(hear); }

    /// False is cancelled.
    using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;
    /// Folds every record into the empty tables of another database, as if all had just arrived.
    Result<void> replayInto(Database& into, const Progress& progress);
    /// Of an expelled charity's network feeds only what stands up to these positions counts; those
    /// that are not named are cut before their beginning. What was joined from the rest is joined
    /// anew without it. Whether anything went.
    Result<bool> cut(const CharityId& charity, const std::vector<FeedPosition>& cuts);
    bool joins(RecordType type) const { return joins_.contains(type); }

    /// A restored register: all own feeds go on in new incarnations.
    Result<void> continueInNewFeeds();

    /// Signs the heads of the own network feed anew, with the time of now, when it said nothing for
    /// a day: others see that this desk is at work. At most once a day.
    Result<void> refreshHeads();
    /// A newer head of what is held here to its end: only its time counts. Whether it was newer; a
    /// head of something else is passed over. head_signature_invalid.
    Result<bool> takeHead(const SegmentHead& head);

    /// Keeps the own positions beside the database; before they are shown to anyone.
    Result<void> saveHeads();
    /// The database was an older copy: this register goes on in a new incarnation.
    bool wasRolledBack() const { return was_rolled_back_; }

    const SigningKey& nodeKey() const { return *node_; }
    const CharityId& charity() const { return charity_; }
    /// The id of the feed that is written to; zeros when there is none for the scope.
    FeedId ownFeed(const Audience& audience) const;
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
        Audience audience{};
        SealKey content{};
    };
    explicit Journal(Vault& vault) : vault_(vault) {}

    Result<void> load();
    void loadKey(const Audience& audience, const EpochKey& key);
    Result<void> chooseWritingKey(const Audience& audience);
    Result<void> loadOwnFeeds();
    Result<void> beginFeed(const Audience& audience, const FeedPosition& previous);
    Result<void> checkHeads();
    Result<void> joinBeginning(std::int64_t kept, const FeedId& feed);
    Result<void> renewUnchecked();
    Result<void> renewOwnFeeds(const FeedId& received);

    const SubjectKey* subjectKey(const RecordId& subject);
    const SubjectKey* makeSubjectKey(const RecordId& subject);
    /// What entries of one record say; those that carry its id as another type are not its own.
    std::vector<StampedChange> changesOf(const RecordId& record, RecordType type);
    /// An entry's place in its feed.
    struct EntryPlace {
        FeedId feed{};
        Audience audience{};
        VerifyKey node{};
        std::uint64_t seq = 0;
    };
    std::optional<StampedChange> readEntry(const EntryPlace& place, ByteView bytes,
                                           const Digest& digest);
    /// From a row of feed.id, feed.node, entry.seq, entry.bytes, entry.digest, feed.scope,
    /// feed.partner.
    std::optional<StampedChange> readStored(const Statement& row);
    void apply(StampedChange change, const Arrived* arrived, bool is_new);
    void forgetWithdrawn(const Withdrawn& withdrawn);
    /// The rows of a record as its entries say now.
    void project(const RecordId& record, RecordType type);
    static void applyConflicts(Database& into, const Projected& projected);
    static void applyOrigins(Database& into, const Projected& projected);
    std::vector<StampedChange> allChangesOf(const RecordId& record);
    /// Of one charity, or of all.
    Result<void> replayJoins(Database& into, const std::optional<CharityId>& only);

    struct KnownFeed {
        std::int64_t number = 0;
        FeedPosition position{};
        Audience audience{};
        VerifyKey node{};
        CharityId charity{};
    };
    std::vector<KnownFeed> branchesOf(const FeedId& id);
    KnownFeed addBranch(const FeedDescriptor& descriptor, ByteView bytes, const FeedPosition& start,
                        std::int64_t branch);
    void storeHead(std::int64_t feed, const SegmentHead& head);
    bool storeNewerHead(const SegmentHead& head);
    bool isStored(const KnownFeed& feed, const SegmentView& segment);
    bool isKnown(const RecordId& record);
    std::optional<FeedPosition> positionBefore(const KnownFeed& feed, std::uint64_t first);
    Result<KnownFeed> fork(const KnownFeed& feed, const FeedPosition& before,
                           const FeedDescriptor& descriptor, ByteView bytes,
                           const SegmentView& segment, std::int64_t branch);
    Result<std::optional<KnownFeed>> placeFor(const FeedDescriptor& descriptor, ByteView bytes,
                                              const SegmentView& segment, Received& received);
    /// Notes that it waits for a key, or that somebody is erased; false when it is about somebody
    /// who was, and says nothing any more.
    bool isHeard(const StampedChange& change);
    Result<void> tellErasures();
    void storeSegment(const KnownFeed& feed, const SegmentView& segment, const LossLimit& limit,
                      Received& received);
    void storeEntry(const KnownFeed& feed, std::uint64_t seq, ByteView bytes, const Digest& digest,
                    const LossLimit& limit, Received& received);
    bool takesAway(const Change& change, const LossLimit& limit);

    Vault& vault_;
    std::optional<SigningKey> node_{};
    CharityId charity_{};
    std::optional<NetworkId> network_{};
    HybridClock clock_{};
    std::optional<RecordId> author_{};
    std::function<Result<void>()> hear_erasure_{};
    bool heard_erasure_ = false;
    Gate gate_{};
    std::map<RecordType, Projection> projections_{};
    std::map<RecordType, EntryJoin> joins_{};
    std::map<KeyId, ContentKey> keys_{};
    std::map<Audience, KeyId> writing_keys_{};
    std::map<Audience, OwnFeed> own_feeds_{};
    // The subject that was written or read last: imports write several records of one person.
    RecordId last_subject_{};
    SubjectKey last_subject_key_{};
    Bytes plaintext_{};
    Bytes saved_heads_{};
    bool was_rolled_back_ = false;
    /// Own positions are only kept once they were compared with those kept before.
    bool heads_checked_ = false;
};

/// The gate is asked for what a user writes. What follows from it, or was allowed as a whole before
/// (sealing claims, finishing an erasure, an import), the program writes.
enum class WrittenFor : std::uint8_t { user, program };

/// Local changes that become one transaction: all or nothing. Changes are applied as they are
/// added, so that later ones see them; commit() signs and stores.
class JournalTransaction {
  public:
    friend class Following;
    explicit JournalTransaction(Journal& journal, WrittenFor reason = WrittenFor::user);
    ~JournalTransaction();
    JournalTransaction(const JournalTransaction&) = delete;
    JournalTransaction& operator=(const JournalTransaction&) = delete;

    /// A network scope needs joinNetwork before, a direct one beginDirect. Failures are kept and
    /// told by commit().
    void add(const Audience& audience, Change change);
    /// Destroys the keys of subjects and the bytes of their entries, and takes their rows away. The
    /// chain still verifies: digests stay.
    void destroy(const std::set<RecordId>& subjects, const Journal::Traces& traces);
    /// A fresh key for what is written after this transaction.
    void renewKey(const Audience& audience);
    Database& database() { return journal_.database(); }
    /// Nothing was written when it fails.
    Result<void> commit();

  private:
    bool canBegin(const RecordId& subject);
    const SubjectKey* keyFor(const Change& change);
    Digest addEntry(const Audience& audience, const RecordId& record);
    void closeSegment(const Audience& audience);
    std::vector<Bases> basesOf(const Change& change);

    Journal& journal_;
    std::map<Audience, Journal::OwnFeed> feeds_before_;
    std::map<Audience, SegmentBuilder> builders_{};
    Transaction transaction_;
    CborWriter writer_{};
    Bytes entry_{};
    std::map<Audience, EpochKey> new_keys_{};
    std::optional<Error> refused_{};
    WrittenFor written_for_;
    bool committed_ = false;
};

/// A key of an audience into the tables.
void storeAudienceKey(Database& database, const Audience& audience, const EpochKey& key,
                      std::uint32_t number);
/// The number of the key that writes; 0 when there is none.
std::uint32_t newestKeyNumber(Database& database, const Audience& audience);

/// SHA-256 over the rows of all canonical tables in key order: equal positions, equal hash.
Result<Digest> canonicalHash(Database& database);
/// The same for each table by itself.
Result<std::vector<std::pair<std::string, Digest>>> canonicalHashes(Database& database);

/// What follows from a change that was allowed, and is not the user's own doing: while it lives,
/// the transaction does not ask the gate (a proposal that was delivered, a need that was met).
class Following {
  public:
    explicit Following(JournalTransaction& transaction)
        : transaction_(transaction), before_(transaction.written_for_) {
        transaction.written_for_ = WrittenFor::program;
    }
    ~Following() { transaction_.written_for_ = before_; }
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

  private:
    JournalTransaction& transaction_;
    WrittenFor before_;
};

} // namespace peyvand
