// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/overlaps.h"

#include "core/crypto/layout.h"
#include "core/register/rule_book.h"
#include "core/rules/network_rules.h"
#include "sync/network/claims_worker.h"

#include <algorithm>

namespace peyvand {
namespace {

/// Up to which entry it was looked, and under which rules.
struct Looked {
    std::int64_t entry = 0;
    Digest rules{};
};

Result<Looked> readLooked(Register& opened) {
    PEYVAND_LET(const Bytes bytes, opened.setting(Network::overlaps_setting));
    Reader reader(bytes);
    Looked looked;
    looked.entry = static_cast<std::int64_t>(reader.u64());
    looked.rules = reader.fixed<32>();
    return reader.atEnd() ? looked : Looked{};
}

Result<void> writeLooked(Register& opened, const Looked& looked) {
    Writer writer;
    writer.u64(static_cast<std::uint64_t>(looked.entry)).fixed(looked.rules);
    return opened.setSetting(Network::overlaps_setting, writer.bytes());
}

Result<Digest> rulesLook(Register& opened) {
    RuleBook book(opened);
    PEYVAND_LET(const auto rules, book.rules());
    PEYVAND_LET(const NetworkRules published, book.ofNetwork());
    PEYVAND_LET(const std::string of_network, networkRulesText(published));
    LabelledHash hash("overlap rules");
    hash.variable(bytesOf(of_network));
    for (const Rule& rule : rules)
        hash.variable(bytesOf(ruleJson(rule)));
    return hash.digest<32>();
}

// Own aid whose claims share a tag with one of another charity, where the own ones changed since it
// was looked, or the other one came after an entry.
std::vector<AidId> matchedSince(Database& database, const CharityId& own, std::int64_t entry) {
    std::vector<AidId> aid;
    auto rows = database.prepare(
        "WITH fresh (aid) AS (SELECT aid FROM overlap_due UNION"
        "  SELECT own_claim.aid FROM entry"
        "  JOIN claim AS other ON other.id = entry.record AND other.charity <> ?1"
        "  JOIN claim AS own ON own.tag = other.tag AND own.charity = ?1 AND own.withdrawn = 0"
        "  JOIN own_claim ON own_claim.id = own.id"
        "  WHERE entry.number > ?2 AND other.withdrawn = 0)"
        " SELECT DISTINCT fresh.aid FROM fresh JOIN own_claim ON own_claim.aid = fresh.aid"
        " JOIN claim AS own ON own.id = own_claim.id AND own.charity = ?1 AND own.withdrawn = 0"
        " JOIN claim AS other ON other.tag = own.tag AND other.charity <> ?1"
        "  AND other.withdrawn = 0 ORDER BY fresh.aid");
    rows.bind(own).bind(entry);
    while (rows.step())
        aid.push_back(rows.id<AidId>(0));
    return aid;
}

void note(Database& database, const AidId& aid, bool is_overlap, std::int64_t now_ms) {
    if (!is_overlap) {
        database.prepare("DELETE FROM overlap WHERE aid = ?").bind(aid).run();
        return;
    }
    database.prepare("INSERT OR IGNORE INTO overlap (aid, found_ms) VALUES (?, ?)")
        .bind(aid)
        .bind(now_ms)
        .run();
}

} // namespace

Result<std::vector<RuleLine>> Overlaps::linesOf(Enquiry& enquiry, const AidId& aid,
                                                Language language) {
    const auto given = AidBook(network_.opened()).aid(aid);
    if (!given)
        return given.error().code == ErrorCode::aid_unknown ? Result<std::vector<RuleLine>>({})
                                                            : fail(given.error());
    if (given->state == AidState::voided)
        return std::vector<RuleLine>();
    auto found = enquiry.linesOf(*given, language);
    // Of whom it is has not come here yet; the claims are looked at again with the next that come.
    if (!found && (found.error().code == ErrorCode::beneficiary_unknown ||
                   found.error().code == ErrorCode::household_unknown))
        return std::vector<RuleLine>();
    PEYVAND_LET(auto lines, std::move(found));
    std::erase_if(lines, [](const RuleLine& line) {
        return !wantsReason(line.outcome.result) ||
               std::ranges::all_of(line.charities,
                                   [](const CharityId& charity) { return charity.isNull(); });
    });
    return lines;
}

// The audit rows of all of them reach the disk together, before anything is told.
Result<void> Overlaps::look(std::span<const AidId> aid, OverlapCounts& counts) {
    Register& opened = network_.opened();
    Enquiry enquiry(network_, executor_);
    enquiry.setWithinTransaction(true);
    Transaction transaction(opened.database());
    for (const AidId& one : aid) {
        PEYVAND_LET(const auto lines, linesOf(enquiry, one, Language::persian));
        note(opened.database(), one, !lines.empty(), opened.platform().clock.unixMs());
        ++counts.looked;
        counts.found += lines.empty() ? 0 : 1;
    }
    return transaction.commit();
}

Result<OverlapCounts> Overlaps::find(const Progress& progress, const CancelToken& cancel) {
    if (!network_.isMember() || network_.veil() == nullptr)
        return fail(ErrorCode::network_missing);
    Register& opened = network_.opened();
    Database& database = opened.database();
    // Own help is found by the tags of its claims.
    PEYVAND_TRY(sealDueClaims(network_, executor_, progress, cancel));
    PEYVAND_LET(const Looked before, readLooked(opened));
    Looked now;
    PEYVAND_LET(now.entry, opened.journal().newestEntry());
    PEYVAND_LET(now.rules, rulesLook(opened));
    const bool is_same = before.rules == now.rules && before.entry <= now.entry;
    const auto matched =
        matchedSince(database, opened.journal().charity(), is_same ? before.entry : 0);
    PEYVAND_TRY(database.takeFailure());
    OverlapCounts counts;
    for (std::size_t begin = 0; begin < matched.size(); begin += aid_a_commit) {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        const std::size_t end = std::min(begin + aid_a_commit, matched.size());
        PEYVAND_TRY(look(std::span(matched).subspan(begin, end - begin), counts));
        if (progress)
            progress(counts.looked, static_cast<std::int64_t>(matched.size()));
    }
    database.execute("DELETE FROM overlap_due");
    PEYVAND_TRY(database.takeFailure());
    PEYVAND_TRY(writeLooked(opened, now));
    return counts;
}

Result<std::int64_t> Overlaps::count() {
    auto row = network_.opened().database().prepare("SELECT COUNT(*) FROM overlap");
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return network_.opened().database().checked(count);
}

Result<std::vector<Overlap>> Overlaps::page(std::int64_t offset, int count, Language language) {
    Register& opened = network_.opened();
    std::vector<Overlap> found;
    {
        auto rows = opened.database().prepare("SELECT aid, found_ms FROM overlap"
                                              " ORDER BY found_ms DESC, aid LIMIT ? OFFSET ?");
        rows.bind(std::int64_t{count}).bind(offset);
        while (rows.step()) {
            Overlap one;
            one.aid.id = rows.id<AidId>(0);
            one.found_ms = rows.integer(1);
            found.push_back(std::move(one));
        }
    }
    Enquiry enquiry(network_, executor_);
    for (Overlap& one : found) {
        PEYVAND_LET(one.rules, linesOf(enquiry, one.aid.id, language));
        if (one.rules.empty()) {
            note(opened.database(), one.aid.id, false, 0);
            continue;
        }
        PEYVAND_LET(one.aid, AidBook(opened).aid(one.aid.id));
    }
    std::erase_if(found, [](const Overlap& one) { return one.rules.empty(); });
    return opened.database().checked(std::move(found));
}

} // namespace peyvand
