// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing, and keys of subjects that come late: both are folds over another set of entries.
#include "core/journal/journal.h"

namespace peyvand {
namespace {

bool isSubjectType(RecordType type) {
    return type == RecordType::beneficiary || type == RecordType::household;
}

} // namespace

Result<FoldedRecord> Journal::folded(const RecordId& record, RecordType type) {
    return database().checked(fold(changesOf(record, type)));
}

Result<Journal::Traces> Journal::tracesOf(const std::set<RecordId>& subjects) {
    Traces traces;
    auto rows = database().prepare(
        "SELECT entry.number, feed.id, entry.seq, entry.bytes FROM entry"
        " JOIN feed ON feed.number = entry.feed"
        " WHERE feed.scope = 1 AND entry.bytes IS NOT NULL ORDER BY entry.number");
    while (rows.step()) {
        const auto entry = decodeEntry(rows.blob(3));
        const auto key = entry ? keys_.find(entry->key_id) : keys_.end();
        FeedId feed{};
        std::copy_n(rows.blob(1).begin(), feed.size(), feed.begin());
        if (key == keys_.end() || key->second.audience != FeedScope::office ||
            !openEntry(plaintext_, feed, static_cast<std::uint64_t>(rows.integer(2)), *entry,
                       key->second.content))
            continue;
        // Only the outer layer is of interest.
        const auto stamped = decodeChange(plaintext_, [](const RecordId&) { return nullptr; });
        if (!stamped)
            continue;
        const Change& change = stamped->change;
        if (change.kind == ChangeKind::erase) {
            if (subjects.contains(change.record))
                traces.told.insert(change.record);
            continue;
        }
        if (!change.subject || !subjects.contains(*change.subject))
            continue;
        traces.entries.push_back(rows.integer(0));
        traces.records.emplace(change.record, change.record_type);
    }
    return database().checked(std::move(traces));
}

// It goes to nobody any more, not even beside its withdrawal; the chain holds without it.
void Journal::forgetWithdrawn(const Withdrawn& withdrawn) {
    std::vector<std::int64_t> said;
    {
        auto rows = database().prepare(
            "SELECT feed.id, feed.node, entry.seq, entry.bytes, entry.digest, feed.scope,"
            " feed.partner, entry.number FROM entry JOIN feed ON feed.number = entry.feed"
            " WHERE entry.record = ? AND (?2 IS NULL OR feed.charity = ?2) AND feed.scope = ?"
            " AND feed.partner = ? AND entry.bytes IS NOT NULL ORDER BY entry.number");
        rows.bind(withdrawn.record)
            .bind(withdrawn.charity)
            .bind(static_cast<std::int64_t>(withdrawn.audience.scope))
            .bind(withdrawn.audience.partner);
        while (rows.step()) {
            const auto change = readStored(rows);
            if (change && change->change.record_type == withdrawn.type &&
                change->change.kind == ChangeKind::add_fact)
                said.push_back(rows.integer(7));
        }
    }
    for (const std::int64_t number : said)
        database().prepare("UPDATE entry SET bytes = NULL WHERE number = ?").bind(number).run();
}

bool Journal::isErased(const RecordId& subject) {
    auto row = database().prepare("SELECT key IS NULL FROM subject_key WHERE subject = ?");
    row.bind(subject);
    return row.step() && row.integer(0) != 0;
}

bool Journal::isHeard(const StampedChange& stamped) {
    const Change& change = stamped.change;
    if (change.kind == ChangeKind::erase && isSubjectType(change.record_type)) {
        database()
            .prepare("INSERT OR IGNORE INTO erase_due (subject) VALUES (?)")
            .bind(change.record)
            .run();
        heard_erasure_ = true;
        return true;
    }
    if (!stamped.sealed)
        return true;
    if (isErased(*change.subject))
        return false;
    database()
        .prepare("INSERT OR IGNORE INTO sealed_record (subject, record, record_type)"
                 " VALUES (?, ?, ?)")
        .bind(*change.subject)
        .bind(change.record)
        .bind(static_cast<std::int64_t>(change.record_type))
        .run();
    return true;
}

Result<void> Journal::tellErasures() {
    if (!std::exchange(heard_erasure_, false) || !hear_erasure_)
        return {};
    return hear_erasure_();
}

Result<std::uint64_t> Journal::addSubjectKey(const RecordId& subject, const SubjectKey& key) {
    Transaction transaction(database());
    database()
        .prepare("INSERT OR IGNORE INTO subject_key (subject, key) VALUES (?, ?)")
        .bind(subject)
        .bind(ByteView(key.view()))
        .run();
    std::vector<std::pair<RecordId, RecordType>> waiting;
    if (database().changes() > 0) {
        auto rows = database().prepare("SELECT record, record_type FROM sealed_record"
                                       " WHERE subject = ? ORDER BY record, record_type");
        rows.bind(subject);
        while (rows.step())
            waiting.emplace_back(rows.id<RecordId>(0), static_cast<RecordType>(rows.integer(1)));
    }
    for (const auto& [record, type] : waiting)
        project(record, type);
    database().prepare("DELETE FROM sealed_record WHERE subject = ?").bind(subject).run();
    PEYVAND_TRY(transaction.commit());
    return waiting.size();
}

void Journal::project(const RecordId& record, RecordType type) {
    const auto projection = projections_.find(type);
    if (projection == projections_.end())
        return;
    Projected projected{record, fold(changesOf(record, type)), false};
    projected.record.kind = type;
    projection->second(database(), projected);
    applyConflicts(database(), projected);
    applyOrigins(database(), projected);
}

Result<void> Journal::continueInNewFeeds() {
    const auto old = own_feeds_;
    for (const auto& [audience, feed] : old)
        PEYVAND_TRY(beginFeed(audience, feed.position));
    return {};
}

// A second key for somebody whose own has not arrived would leave two halves that nobody can join.
bool JournalTransaction::canBegin(const RecordId& subject) {
    if (journal_.isErased(subject))
        refused_ = Error{ErrorCode::subject_erased};
    else if (journal_.isKnown(subject))
        refused_ = Error{ErrorCode::subject_key_missing};
    return !refused_;
}

void JournalTransaction::destroy(const std::set<RecordId>& subjects,
                                 const Journal::Traces& traces) {
    Database& data = database();
    for (const RecordId& subject : subjects) {
        data.prepare("INSERT INTO subject_key (subject, key) VALUES (?, NULL)"
                     " ON CONFLICT (subject) DO UPDATE SET key = NULL")
            .bind(subject)
            .run();
        data.prepare("DELETE FROM sealed_record WHERE subject = ?").bind(subject).run();
        data.prepare("DELETE FROM erase_due WHERE subject = ?").bind(subject).run();
    }
    journal_.last_subject_ = {};
    journal_.last_subject_key_ = {};
    for (const std::int64_t number : traces.entries)
        data.prepare("UPDATE entry SET bytes = NULL WHERE number = ?").bind(number).run();
    data.execute("CREATE TEMP TABLE IF NOT EXISTS gone (record BLOB PRIMARY KEY) WITHOUT ROWID;"
                 "DELETE FROM temp.gone;");
    for (const auto& [record, type] : traces.records) {
        journal_.project(record, type);
        data.prepare("INSERT OR IGNORE INTO temp.gone (record) VALUES (?)").bind(record).run();
    }
    data.execute("DELETE FROM import_row WHERE record IN (SELECT record FROM temp.gone)");
}

void JournalTransaction::renewKey(const Audience& audience) {
    auto key = EpochKey::from(journal_.vault_.platform().random.take<32>());
    storeAudienceKey(database(), audience, key, newestKeyNumber(database(), audience) + 1);
    new_keys_.insert_or_assign(audience, std::move(key));
}

} // namespace peyvand
