// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

namespace peyvand {

JournalTransaction::JournalTransaction(Journal& journal, WrittenFor reason)
    : journal_(journal), feeds_before_(journal.own_feeds_), transaction_(journal.database()),
      written_for_(reason) {}

JournalTransaction::~JournalTransaction() {
    if (committed_)
        return;
    journal_.own_feeds_ = feeds_before_;
    journal_.last_subject_ = {};
}

// The versions that are shown for each field now: the new value takes their place.
std::vector<Bases> JournalTransaction::basesOf(const Change& change) {
    std::vector<Bases> bases;
    if (change.is_new || change.kind != ChangeKind::set_fields)
        return bases;
    const FoldedRecord record = fold(journal_.changesOf(change.record, change.record_type));
    for (const auto& folded : record.fields)
        for (const auto& field : change.fields)
            if (field.field == folded.field) {
                // More heads than one entry can name are resolved by several; the latest first.
                const auto count = std::min(folded.heads.size(), max_bases);
                const auto end = folded.heads.end();
                bases.push_back({folded.field, {end - static_cast<std::ptrdiff_t>(count), end}});
            }
    return bases;
}

// Null when there is none, or when it was refused.
const SubjectKey* JournalTransaction::keyFor(const Change& change) {
    if (!change.subject)
        return nullptr;
    // A record that begins its own subject has no key yet: nothing is looked up for it.
    const bool begins = change.is_new && change.record == change.subject;
    const SubjectKey* key = begins ? nullptr : journal_.subjectKey(*change.subject);
    if (key != nullptr || (!begins && !canBegin(*change.subject)))
        return key;
    return journal_.makeSubjectKey(*change.subject);
}

void JournalTransaction::add(const Audience& audience, Change change) {
    if (database().failure() || refused_)
        return;
    if (journal_.gate_ && written_for_ == WrittenFor::user)
        if (auto allowed = journal_.gate_(change, audience.scope); !allowed) {
            refused_ = allowed.error();
            return;
        }
    const auto feed = journal_.own_feeds_.find(audience);
    const auto writing = journal_.writing_keys_.find(audience);
    if (feed == journal_.own_feeds_.end() || writing == journal_.writing_keys_.end()) {
        refused_ = Error{ErrorCode::network_missing};
        return;
    }
    StampedChange stamped;
    stamped.node = journal_.node_->publicKey();
    stamped.stamp = journal_.clock_.next(journal_.vault_.platform().clock.unixMs());
    if (audience.scope == FeedScope::office)
        stamped.author = journal_.author_;
    stamped.bases = basesOf(change);
    stamped.change = std::move(change);
    const SubjectKey* key = keyFor(stamped.change);
    if (refused_)
        return;
    RandomSource& random = journal_.vault_.platform().random;
    writer_.clear();
    encodeChange(writer_, stamped, key, random);
    auto builder = builders_.find(audience);
    if (builder == builders_.end())
        builder = builders_.try_emplace(audience, feed->second.position).first;
    entry_.clear();
    sealEntry(entry_, feed->second.position.feed, builder->second.nextSeq(), writing->second, 0,
              journal_.keys_.at(writing->second).content, random.take<24>(), writer_.result());
    const Digest digest = addEntry(audience, stamped.change.record);
    std::copy_n(digest.begin(), stamped.version.size(), stamped.version.begin());
    const bool is_new = stamped.change.is_new;
    const FeedId feed_id = feed->second.position.feed;
    const Arrived arrived{stamped, feed->second.number, feed_id, journal_.charity_, audience};
    if (journal_.joins_.contains(stamped.change.record_type))
        journal_.apply(stamped, &arrived, is_new);
    else
        journal_.apply(std::move(stamped), nullptr, is_new);
}

Digest JournalTransaction::addEntry(const Audience& audience, const RecordId& record) {
    auto builder = builders_.find(audience);
    const std::uint64_t seq = builder->second.nextSeq();
    if (!builder->second.add(entry_)) {
        closeSegment(audience);
        builder = builders_.try_emplace(audience, journal_.own_feeds_.at(audience).position).first;
        (void)builder->second.add(entry_);
    }
    const Digest digest = builder->second.digests().back();
    database()
        .prepare("INSERT INTO entry (feed, seq, record, digest, bytes) VALUES (?, ?, ?, ?, ?)")
        .bind(journal_.own_feeds_.at(audience).number)
        .bind(static_cast<std::int64_t>(seq))
        .bind(record)
        .bind(digest)
        .bind(ByteView(entry_))
        .run();
    return digest;
}

void JournalTransaction::closeSegment(const Audience& audience) {
    const auto builder = builders_.find(audience);
    if (builder == builders_.end() || builder->second.empty())
        return;
    Journal::OwnFeed& feed = journal_.own_feeds_.at(audience);
    const std::uint64_t first = feed.position.seq + 1;
    const auto now = static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, journal_.vault_.platform().clock.unixMs()));
    const std::size_t count = builder->second.digests().size();
    const SegmentHead head =
        builder->second.close(std::max(now, feed.head_time_ms), *journal_.node_);
    feed.position = head.position();
    feed.head_time_ms = head.time_ms;
    database()
        .prepare("INSERT INTO segment (feed, first_seq, count, link, time_ms, signature)"
                 " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(feed.number)
        .bind(static_cast<std::int64_t>(first))
        .bind(static_cast<std::int64_t>(count))
        .bind(head.link)
        .bind(static_cast<std::int64_t>(head.time_ms))
        .bind(head.signature)
        .run();
    database()
        .prepare("UPDATE feed SET position = ?, link = ?, head_time_ms = ?, head_signature = ?"
                 " WHERE number = ?")
        .bind(static_cast<std::int64_t>(head.seq))
        .bind(head.link)
        .bind(static_cast<std::int64_t>(head.time_ms))
        .bind(head.signature)
        .bind(feed.number)
        .run();
    builders_.erase(builder);
}

Result<void> JournalTransaction::commit() {
    if (refused_)
        return fail(*refused_);
    while (!builders_.empty()) {
        const Audience audience = builders_.begin()->first;
        closeSegment(audience);
        builders_.erase(audience); // one that stayed empty
    }
    PEYVAND_TRY(transaction_.commit());
    committed_ = true;
    for (const auto& [audience, key] : new_keys_) {
        journal_.loadKey(audience, key);
        journal_.writing_keys_[audience] = keyId(key);
    }
    return {};
}

} // namespace peyvand
