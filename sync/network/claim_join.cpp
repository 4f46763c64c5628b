// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/claim_join.h"

#include <algorithm>

namespace peyvand {
namespace {

const Bytes* onlyBytes(const Change& change, FieldNumber field) {
    for (const auto& value : change.fields)
        if (value.field == field)
            return std::get_if<Bytes>(&value.value);
    return nullptr;
}

void takeFrame(Database& database, const Arrived& arrived, const Bytes& bytes) {
    const auto frame = ClaimFrame::decode(bytes);
    if (!frame || frame->head.claim.bytes != arrived.stamped.change.record.bytes)
        return;
    // A withdrawn claim keeps its mark whatever arrives later.
    database
        .prepare("INSERT INTO claim (id, charity, feed, tag, generation, revision, drop_after,"
                 " frame) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, charity) DO UPDATE SET"
                 " feed = excluded.feed, tag = excluded.tag, generation = excluded.generation,"
                 " revision = excluded.revision, drop_after = excluded.drop_after,"
                 " frame = excluded.frame WHERE withdrawn = 0 AND (excluded.revision > revision"
                 " OR (excluded.revision = revision AND excluded.frame > frame))")
        .bind(frame->head.claim)
        .bind(arrived.charity)
        .bind(arrived.feed)
        .bind(frame->head.tag)
        .bind(std::int64_t{frame->head.generation})
        .bind(std::int64_t{frame->head.revision})
        .bind(std::int64_t{frame->head.drop_after.days()})
        .bind(ByteView(bytes))
        .run();
}

void takeWithdrawal(Database& database, const Arrived& arrived, const Bytes& bytes) {
    const auto withdrawal = ClaimWithdrawal::decode(bytes);
    if (!withdrawal || withdrawal->claim.bytes != arrived.stamped.change.record.bytes)
        return;
    // What it said is forgotten at once, so that the state does not depend on the order.
    const Bytes nothing;
    database
        .prepare(
            "INSERT INTO claim (id, charity, feed, tag, generation, revision, withdrawn,"
            " drop_after, frame) VALUES (?, ?, ?, ?, 0, ?, 1, 0, ?)"
            " ON CONFLICT (id, charity) DO UPDATE SET feed = excluded.feed, tag = excluded.tag,"
            " generation = 0, revision = MAX(excluded.revision, CASE withdrawn WHEN 1"
            " THEN revision ELSE 0 END), withdrawn = 1, drop_after = 0,"
            " frame = excluded.frame")
        .bind(withdrawal->claim)
        .bind(arrived.charity)
        .bind(arrived.feed)
        .bind(ByteView(nothing))
        .bind(std::int64_t{withdrawal->revision})
        .bind(ByteView(nothing))
        .run();
}

std::optional<Withdrawn> joinClaim(Database& database, const Arrived& arrived) {
    const Change& change = arrived.stamped.change;
    if (change.kind == ChangeKind::add_fact) {
        if (const Bytes* frame = onlyBytes(change, field::claim::frame))
            takeFrame(database, arrived, *frame);
    } else if (change.kind == ChangeKind::void_fact) {
        if (const Bytes* withdrawal = onlyBytes(change, field::claim::withdrawal))
            takeWithdrawal(database, arrived, *withdrawal);
    }
    // What changed a row of a frame is no withdrawal; most claims come once.
    if (change.kind == ChangeKind::add_fact && database.changes() > 0)
        return std::nullopt;
    auto row = database.prepare("SELECT withdrawn FROM claim WHERE id = ? AND charity = ?");
    row.bind(change.record).bind(arrived.charity);
    if (!row.step() || row.integer(0) == 0)
        return std::nullopt;
    return Withdrawn{change.record, RecordType::claim, arrived.audience, arrived.charity};
}

} // namespace

void installClaimJoin(Journal& journal) { journal.join(RecordType::claim, joinClaim); }

std::vector<FoundClaim> findClaims(Database& database, const Tag& tag) {
    std::vector<FoundClaim> found;
    CharityId author;
    std::size_t of_author = 0;
    auto rows = database.prepare("SELECT claim.charity, feed.id, claim.frame FROM claim"
                                 " JOIN feed ON feed.number = claim.feed"
                                 " WHERE claim.tag = ? AND claim.withdrawn = 0"
                                 " ORDER BY claim.charity, claim.id");
    rows.bind(tag);
    while (rows.step()) {
        FoundClaim claim;
        claim.charity = rows.id<CharityId>(0);
        of_author = claim.charity == author ? of_author + 1 : 1;
        author = claim.charity;
        const auto frame = ClaimFrame::decode(rows.blob(2));
        if (of_author > claims_per_author_limit + 1 || !frame || rows.blob(1).size() != 32)
            continue;
        std::copy_n(rows.blob(1).begin(), 32, claim.feed.begin());
        claim.frame = *frame;
        found.push_back(claim);
    }
    return found;
}

} // namespace peyvand
