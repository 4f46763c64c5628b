// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

#include "core/crypto/layout.h"

#include <algorithm>
#include <tuple>

namespace peyvand {
namespace {

constexpr std::size_t max_heads = 1024;

std::optional<Bytes> readSecret(Database& database, std::string_view name) {
    auto statement = database.prepare("SELECT value FROM secret WHERE name = ?");
    statement.bind(name);
    if (!statement.step())
        return std::nullopt;
    const ByteView value = statement.blob(0);
    return Bytes(value.begin(), value.end());
}

void writeSecret(Database& database, std::string_view name, ByteView value) {
    database.prepare("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)")
        .bind(name)
        .bind(value)
        .run();
}

template <std::size_t N> std::optional<ByteArray<N>> fixedOf(const std::optional<Bytes>& bytes) {
    if (!bytes || bytes->size() != N)
        return std::nullopt;
    ByteArray<N> fixed;
    std::copy(bytes->begin(), bytes->end(), fixed.begin());
    return fixed;
}

} // namespace

void storeAudienceKey(Database& database, const Audience& audience, const EpochKey& key,
                      std::uint32_t number) {
    const KeyId id = keyId(key);
    database
        .prepare("INSERT INTO audience_key (id, scope, partner, key, number)"
                 " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET number = excluded.number")
        .bind(id)
        .bind(static_cast<std::int64_t>(audience.scope))
        .bind(audience.partner)
        .bind(ByteView(key.view()))
        .bind(std::int64_t{number})
        .run();
}

std::uint32_t newestKeyNumber(Database& database, const Audience& audience) {
    auto row = database.prepare("SELECT IFNULL(MAX(number), 0) FROM audience_key"
                                " WHERE scope = ? AND partner = ?");
    row.bind(static_cast<std::int64_t>(audience.scope)).bind(audience.partner);
    return row.step() ? static_cast<std::uint32_t>(row.integer(0)) : 0;
}

Result<void> Journal::initialise(Vault& vault, const CharityId& charity) {
    Database& database = vault.database();
    Transaction transaction(database);
    const SigningKey node = SigningKey::generate(vault.platform().random);
    writeSecret(database, "node", node.seed().view());
    writeSecret(database, "charity", charity.bytes);
    const EpochKey office = EpochKey::from(vault.platform().random.take<32>());
    storeAudienceKey(database, FeedScope::office, office, 1);
    return transaction.commit();
}

Result<std::unique_ptr<Journal>> Journal::open(Vault& vault) {
    std::unique_ptr<Journal> journal(new Journal(vault));
    PEYVAND_TRY(journal->load());
    PEYVAND_TRY(journal->loadOwnFeeds());
    return journal;
}

Journal::~Journal() { (void)saveHeads(); }

Result<void> Journal::load() {
    const auto node = fixedOf<32>(readSecret(database(), "node"));
    const auto charity = fixedOf<16>(readSecret(database(), "charity"));
    network_ = fixedOf<32>(readSecret(database(), "network"));
    PEYVAND_TRY(database().takeFailure());
    if (!node || !charity)
        return fail(ErrorCode::register_damaged);
    node_ = SigningKey::fromSeed(Secret<32>::from(*node));
    charity_ = CharityId{*charity};
    std::set<Audience> audiences;
    {
        auto keys = database().prepare("SELECT scope, partner, key FROM audience_key ORDER BY id");
        while (keys.step()) {
            const Audience audience(static_cast<FeedScope>(keys.integer(0)), keys.id<CharityId>(1));
            if (keys.blob(2).size() == EpochKey::size())
                loadKey(audience, EpochKey::from(keys.blob(2)));
            audiences.insert(audience);
        }
    }
    PEYVAND_TRY(database().takeFailure());
    for (const Audience& audience : audiences)
        PEYVAND_TRY(chooseWritingKey(audience));
    return {};
}

Result<void> Journal::chooseWritingKey(const Audience& audience) {
    auto row = database().prepare("SELECT id FROM audience_key WHERE scope = ? AND partner = ?"
                                  " ORDER BY number DESC, id DESC LIMIT 1");
    row.bind(static_cast<std::int64_t>(audience.scope)).bind(audience.partner);
    KeyId id{};
    if (row.step() && row.blob(0).size() == id.size()) {
        std::copy_n(row.blob(0).begin(), id.size(), id.begin());
        writing_keys_[audience] = id;
    }
    return database().takeFailure();
}

void Journal::loadKey(const Audience& audience, const EpochKey& key) {
    keys_.insert_or_assign(keyId(key), ContentKey{audience, subkey(key, Subkey::content)});
}

Result<void> Journal::addKey(const Audience& audience, const EpochKey& key, std::uint32_t number) {
    Transaction transaction(database());
    storeAudienceKey(database(), audience, key, number);
    PEYVAND_TRY(transaction.commit());
    loadKey(audience, key);
    return chooseWritingKey(audience);
}

Result<std::vector<CharityId>> Journal::partners() {
    std::vector<CharityId> partners;
    auto rows = database().prepare("SELECT DISTINCT partner FROM audience_key WHERE scope = 3"
                                   " ORDER BY partner");
    while (rows.step())
        partners.push_back(rows.id<CharityId>(0));
    return database().checked(std::move(partners));
}

// Both charities may do so before they meet: then two keys are numbered 1, and the greater id
// writes once both are held.
Result<void> Journal::beginDirect(const CharityId& partner) {
    if (!network_)
        return fail(ErrorCode::network_missing);
    const Audience audience = Audience::direct(partner);
    if (!writing_keys_.contains(audience))
        PEYVAND_TRY(addKey(audience, EpochKey::from(vault_.platform().random.take<32>()), 1));
    return own_feeds_.contains(audience) ? Result<void>() : beginFeed(audience, {});
}

Result<std::vector<AudienceKey>> Journal::keysOf(const Audience& audience) {
    std::vector<AudienceKey> keys;
    auto rows = database().prepare("SELECT key, number FROM audience_key WHERE scope = ?"
                                   " AND partner = ? ORDER BY number, id");
    rows.bind(static_cast<std::int64_t>(audience.scope)).bind(audience.partner);
    while (rows.step())
        if (rows.blob(0).size() == EpochKey::size())
            keys.push_back(
                {EpochKey::from(rows.blob(0)), static_cast<std::uint32_t>(rows.integer(1))});
    return database().checked(std::move(keys));
}

Result<bool> Journal::isEmpty() {
    auto row = database().prepare("SELECT 1 FROM entry LIMIT 1");
    const bool is_empty = !row.step();
    return database().checked(is_empty);
}

Result<void> Journal::adoptCharity(const CharityId& charity) {
    PEYVAND_LET(const bool is_empty, isEmpty());
    if (!is_empty)
        return fail(ErrorCode::register_not_empty);
    Transaction transaction(database());
    writeSecret(database(), "charity", charity.bytes);
    database().execute("DELETE FROM feed WHERE own = 1");
    PEYVAND_TRY(transaction.commit());
    charity_ = charity;
    // The kept heads are of feeds that are gone for good.
    saved_heads_.clear();
    PEYVAND_TRY(vault_.writeHeads({}));
    return loadOwnFeeds();
}

Result<void> Journal::joinNetwork(const NetworkId& network) {
    Transaction transaction(database());
    writeSecret(database(), "network", network);
    PEYVAND_TRY(transaction.commit());
    network_ = network;
    return loadOwnFeeds();
}

// The own feed of each scope: the newest incarnation, unless it forked or the file was rolled back.
Result<void> Journal::loadOwnFeeds() {
    own_feeds_.clear();
    // A feed that forked is not written to again; the network's waits until there is one.
    std::map<Audience, FeedPosition> wanted{{FeedScope::office, {}}};
    if (network_)
        wanted[FeedScope::network] = {};
    std::uint64_t newest_ms = 0;
    {
        auto feeds = database().prepare("SELECT number, id, scope, position, link, head_time_ms,"
                                        " forked, partner FROM feed WHERE own = 1 ORDER BY number");
        while (feeds.step()) {
            OwnFeed feed;
            feed.number = feeds.integer(0);
            std::copy_n(feeds.blob(1).begin(), 32, feed.position.feed.begin());
            feed.position.seq = static_cast<std::uint64_t>(feeds.integer(3));
            std::copy_n(feeds.blob(4).begin(), 32, feed.position.link.begin());
            feed.head_time_ms = static_cast<std::uint64_t>(feeds.integer(5));
            newest_ms = std::max(newest_ms, feed.head_time_ms);
            const Audience audience(static_cast<FeedScope>(feeds.integer(2)),
                                    feeds.id<CharityId>(7));
            if (feeds.integer(6) != 0)
                wanted[audience] = feed.position;
            else
                own_feeds_[audience] = feed;
        }
    }
    PEYVAND_TRY(database().takeFailure());
    clock_ = HybridClock(std::max(clock_.last(), HlcStamp::of(newest_ms + 1, 0)));
    PEYVAND_TRY(checkHeads());
    heads_checked_ = true;
    for (const auto& [audience, previous] : wanted)
        if (!own_feeds_.contains(audience))
            PEYVAND_TRY(beginFeed(audience, previous));
    return {};
}

// A kept head that is further than the database, or of a feed that the database has never heard of:
// the file is an older copy. It never goes on in its old feeds; a new incarnation names where the
// lost one had come to.
Result<void> Journal::checkHeads() {
    PEYVAND_LET(const Bytes bytes, vault_.readHeads());
    const std::size_t length = bytes.size() < 16 ? 0 : bytes.size() - 16;
    const ByteView content = ByteView(bytes).first(length);
    const auto check = vault_.keyedHash("heads", content);
    if (bytes.empty())
        return {};
    if (length == 0 || !std::equal(check.begin(), check.end(), bytes.end() - 16))
        return renewUnchecked();
    Reader reader(content);
    const std::uint32_t count = reader.u32();
    for (std::uint32_t i = 0; i < std::min<std::size_t>(count, max_heads); ++i) {
        Audience audience(static_cast<FeedScope>(reader.u8()));
        if (audience.scope == FeedScope::direct)
            audience.partner = CharityId{reader.fixed<16>()};
        const FeedPosition kept{reader.fixed<32>(), reader.u64(), reader.fixed<32>()};
        if (!reader.ok())
            break;
        auto row = database().prepare("SELECT 1 FROM feed WHERE id = ? AND own = 1"
                                      " AND position >= ?");
        row.bind(kept.feed).bind(static_cast<std::int64_t>(kept.seq));
        if (row.step())
            continue;
        PEYVAND_TRY(database().takeFailure());
        was_rolled_back_ = true;
        PEYVAND_TRY(beginFeed(audience, kept));
    }
    return {};
}

// Heads that this register did not write cannot tell whether the database is older than what was
// shown: going on in a new incarnation is right either way.
Result<void> Journal::renewUnchecked() {
    const auto feeds = own_feeds_;
    for (const auto& [audience, feed] : feeds)
        if (feed.position.seq > 0)
            PEYVAND_TRY(beginFeed(audience, feed.position));
    return {};
}

// Others may hold more of an own feed than this register: it forked, or a copy of the whole folder
// was put back. Either way it is not written to again.
Result<void> Journal::renewOwnFeeds(const FeedId& received) {
    for (const auto& [audience, feed] : own_feeds_) {
        if (feed.position.feed != received)
            continue;
        std::int64_t position = 0;
        FeedPosition now{received, 0, {}};
        {
            auto row = database().prepare("SELECT position, link FROM feed WHERE number = ?");
            row.bind(feed.number);
            if (row.step() && row.blob(1).size() == now.link.size()) {
                position = row.integer(0);
                std::copy_n(row.blob(1).begin(), now.link.size(), now.link.begin());
            }
        }
        PEYVAND_TRY(database().takeFailure());
        now.seq = static_cast<std::uint64_t>(position);
        if (now.seq == feed.position.seq)
            continue;
        was_rolled_back_ = true;
        return beginFeed(audience, now);
    }
    return {};
}

Result<void> Journal::beginFeed(const Audience& audience, const FeedPosition& previous) {
    FeedDescriptor descriptor;
    if (audience.scope != FeedScope::office && network_)
        descriptor.network = *network_;
    descriptor.charity = charity_;
    descriptor.scope = audience.scope;
    if (audience.scope == FeedScope::direct)
        descriptor.audience = directAudience(audience.partner);
    descriptor.incarnation = vault_.platform().random.take<16>();
    descriptor.previous = previous;
    signDescriptor(descriptor, *node_);
    const auto bytes = encodeDescriptor(descriptor);
    OwnFeed feed;
    feed.position = FeedPosition::start(feedIdOf(bytes));
    Transaction transaction(database());
    database()
        .prepare("INSERT INTO feed (id, descriptor, scope, partner, node, charity, position, link,"
                 " own) VALUES (?, ?, ?, ?, ?, ?, 0, ?, 1)")
        .bind(feed.position.feed)
        .bind(bytes)
        .bind(static_cast<std::int64_t>(audience.scope))
        .bind(audience.partner)
        .bind(descriptor.node_key)
        .bind(charity_)
        .bind(feed.position.link)
        .run();
    feed.number = database().lastRow();
    PEYVAND_TRY(transaction.commit());
    own_feeds_[audience] = feed;
    return {};
}

FeedId Journal::ownFeed(const Audience& audience) const {
    const auto feed = own_feeds_.find(audience);
    return feed == own_feeds_.end() ? FeedId{} : feed->second.position.feed;
}

Result<void> Journal::saveHeads() {
    if (!heads_checked_)
        return {};
    Writer writer;
    writer.u32(static_cast<std::uint32_t>(own_feeds_.size()));
    for (const auto& [audience, feed] : own_feeds_) {
        writer.u8(static_cast<std::uint8_t>(audience.scope));
        if (audience.scope == FeedScope::direct)
            writer.fixed(audience.partner.bytes);
        writer.fixed(feed.position.feed).u64(feed.position.seq).fixed(feed.position.link);
    }
    writer.fixed(vault_.keyedHash("heads", writer.bytes()));
    if (writer.bytes() == saved_heads_)
        return {};
    PEYVAND_TRY(vault_.writeHeads(writer.bytes()));
    saved_heads_ = writer.take();
    return {};
}

const SubjectKey* Journal::subjectKey(const RecordId& subject) {
    if (subject == last_subject_ && !subject.isNull())
        return &last_subject_key_;
    auto statement = database().prepare("SELECT key FROM subject_key WHERE subject = ?");
    statement.bind(subject);
    if (!statement.step() || statement.blob(0).size() != 32)
        return nullptr;
    last_subject_ = subject;
    last_subject_key_ = SubjectKey::from(statement.blob(0));
    return &last_subject_key_;
}

const SubjectKey* Journal::makeSubjectKey(const RecordId& subject) {
    last_subject_ = subject;
    vault_.platform().random.fill({last_subject_key_.data(), 32});
    database()
        .prepare("INSERT INTO subject_key (subject, key) VALUES (?, ?)")
        .bind(subject)
        .bind(ByteView(last_subject_key_.view()))
        .run();
    return &last_subject_key_;
}

Result<std::vector<StampedChange>> Journal::history(const RecordId& record, RecordType type) {
    auto changes = changesOf(record, type);
    std::erase_if(changes, [](const StampedChange& change) { return change.sealed; });
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return std::tie(a.stamp, a.node, a.version) < std::tie(b.stamp, b.node, b.version);
    });
    return database().checked(std::move(changes));
}

std::optional<StampedChange> Journal::readEntry(const EntryPlace& place, ByteView bytes,
                                                const Digest& digest) {
    const auto entry = decodeEntry(bytes);
    if (!entry)
        return std::nullopt;
    const auto key = keys_.find(entry->key_id);
    if (key == keys_.end() || key->second.audience != place.audience ||
        !openEntry(plaintext_, place.feed, place.seq, *entry, key->second.content))
        return std::nullopt;
    auto change = decodeChange(plaintext_, [this](const RecordId& id) { return subjectKey(id); });
    // Records of the office come in office feeds under office keys only: a member of the network
    // who writes of them in a network feed is not heard.
    if (!change || scopeOf(change->change.record_type) != place.audience.scope)
        return std::nullopt;
    std::copy_n(digest.begin(), change->version.size(), change->version.begin());
    change->node = place.node;
    return std::move(*change);
}

std::optional<StampedChange> Journal::readStored(const Statement& row) {
    EntryPlace place;
    Digest digest;
    std::copy_n(row.blob(0).begin(), 32, place.feed.begin());
    std::copy_n(row.blob(1).begin(), 32, place.node.begin());
    place.seq = static_cast<std::uint64_t>(row.integer(2));
    place.audience = {static_cast<FeedScope>(row.integer(5)), row.id<CharityId>(6)};
    std::copy_n(row.blob(4).begin(), 32, digest.begin());
    return readEntry(place, row.blob(3), digest);
}

std::vector<StampedChange> Journal::changesOf(const RecordId& record, RecordType type) {
    auto changes = allChangesOf(record);
    std::erase_if(changes, [type](const auto& one) { return one.change.record_type != type; });
    return changes;
}

std::vector<StampedChange> Journal::allChangesOf(const RecordId& record) {
    std::vector<StampedChange> changes;
    auto rows = database().prepare("SELECT feed.id, feed.node, entry.seq, entry.bytes,"
                                   " entry.digest, feed.scope, feed.partner"
                                   " FROM entry JOIN feed ON feed.number = entry.feed"
                                   " WHERE entry.record = ? AND entry.bytes IS NOT NULL"
                                   " ORDER BY entry.number");
    rows.bind(record);
    while (rows.step())
        if (auto change = readStored(rows))
            changes.push_back(std::move(*change));
    return changes;
}

void Journal::apply(StampedChange change, const Arrived* arrived, bool is_new) {
    const RecordType kind = change.change.record_type;
    if (const auto join = joins_.find(kind); join != joins_.end()) {
        if (arrived != nullptr)
            if (const auto withdrawn = join->second(database(), *arrived))
                forgetWithdrawn(*withdrawn);
        return;
    }
    const auto projection = projections_.find(kind);
    if (projection == projections_.end())
        return;
    Projected projected{change.change.record, {}, is_new};
    if (is_new)
        projected.record = foldOne(std::move(change));
    else
        projected.record = fold(changesOf(projected.id, kind));
    projection->second(database(), projected);
    applyConflicts(database(), projected);
    applyOrigins(database(), projected);
}

void Journal::applyConflicts(Database& into, const Projected& projected) {
    const auto type = static_cast<std::int64_t>(projected.record.kind);
    if (!projected.is_new)
        into.prepare("DELETE FROM conflict WHERE record = ? AND record_type = ?")
            .bind(projected.id)
            .bind(type)
            .run();
    for (const auto& field : projected.record.fields)
        if (field.conflict)
            into.prepare("INSERT INTO conflict (record, record_type, field) VALUES (?, ?, ?)")
                .bind(projected.id)
                .bind(type)
                .bind(field.field)
                .run();
}

void Journal::applyOrigins(Database& into, const Projected& projected) {
    if (projected.record.erased)
        into.prepare("DELETE FROM import_row WHERE record = ?").bind(projected.id).run();
    // The fold names the row of the earliest entry, which may arrive last.
    for (const Origin& origin : projected.record.origins)
        into.prepare("INSERT INTO import_row (list, fingerprint, place, row, record)"
                     " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row")
            .bind(origin.list)
            .bind(origin.fingerprint)
            .bind(origin.place)
            .bind(origin.row)
            .bind(projected.id)
            .run();
}

} // namespace peyvand
