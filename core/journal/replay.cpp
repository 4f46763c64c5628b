// SPDX-License-Identifier: GPL-3.0-or-later
// Everything folded again from the entries, beside the tables: what check compares them with.
#include "core/journal/journal.h"

namespace peyvand {
namespace {
constexpr std::int64_t records_a_report = 5000;
}

Result<void> Journal::replayInto(Database& into, const Progress& progress) {
    std::int64_t total = 0;
    if (auto row = database().prepare("SELECT COUNT(DISTINCT record) FROM entry"
                                      " WHERE record IS NOT NULL");
        row.step())
        total = row.integer(0);
    std::int64_t done = 0;
    Transaction transaction(into);
    auto records = database().prepare("SELECT DISTINCT record FROM entry"
                                      " WHERE record IS NOT NULL ORDER BY record");
    while (records.step()) {
        const auto record = records.id<RecordId>(0);
        std::map<RecordType, std::vector<StampedChange>> by_type;
        for (auto& change : allChangesOf(record))
            by_type[change.change.record_type].push_back(std::move(change));
        for (auto& [type, changes] : by_type) {
            const auto projection = projections_.find(type);
            if (projection == projections_.end())
                continue;
            const Projected projected{record, fold(std::move(changes)), true};
            projection->second(into, projected);
            applyConflicts(into, projected);
            applyOrigins(into, projected);
        }
        ++done;
        if (done % records_a_report == 0 && progress && !progress(done, total))
            return fail(ErrorCode::cancelled);
    }
    PEYVAND_TRY(database().takeFailure());
    PEYVAND_TRY(replayJoins(into, std::nullopt));
    return transaction.commit();
}

Result<void> Journal::replayJoins(Database& into, const std::optional<CharityId>& only) {
    if (joins_.empty())
        return {};
    auto rows = database().prepare(
        "SELECT feed.id, feed.node, entry.seq, entry.bytes, entry.digest, feed.scope,"
        " feed.partner, feed.number, feed.charity FROM entry JOIN feed ON feed.number = entry.feed"
        " WHERE feed.scope <> 1 AND (?1 IS NULL OR feed.charity = ?1) AND entry.record IS NOT NULL"
        " AND entry.bytes IS NOT NULL ORDER BY entry.number");
    rows.bind(only);
    while (rows.step()) {
        const auto change = readStored(rows);
        const auto join = change ? joins_.find(change->change.record_type) : joins_.end();
        if (join == joins_.end())
            continue;
        FeedId feed;
        std::copy_n(rows.blob(0).begin(), 32, feed.begin());
        const Audience audience(static_cast<FeedScope>(rows.integer(5)), rows.id<CharityId>(6));
        (void)join->second(into, {*change, rows.integer(7), feed, rows.id<CharityId>(8), audience});
    }
    return database().takeFailure();
}

} // namespace peyvand
