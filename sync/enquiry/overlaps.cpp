// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/overlaps.h"

#include "core/crypto/hash.h"
#include "core/register/rule_book.h"
#include "core/rules/network_rules.h"

#include <algorithm>
#include <set>

namespace peyvand {
namespace {

constexpr std::int64_t aid_a_report = 100;

/// Own aid about whose people others claim something, and what all of it looks like.
struct Matched {
    AidId aid{};
    Digest look{};
};

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

class Matching {
  public:
    Matching(Database& database, const CharityId& own, const Digest& rules)
        : rows_(database.prepare("SELECT own_claim.aid, own.revision, other.charity, other.id,"
                                 " other.revision FROM claim AS own"
                                 " JOIN own_claim ON own_claim.id = own.id"
                                 " JOIN claim AS other ON other.tag = own.tag"
                                 " WHERE own.charity = ?1 AND own.withdrawn = 0"
                                 " AND other.charity <> ?1 AND other.withdrawn = 0"
                                 " ORDER BY own_claim.aid, own.id, other.charity, other.id")),
          own_(own), rules_(rules) {
        rows_.bind(own_);
        has_row_ = rows_.step();
    }
    std::optional<Matched> next() {
        if (!has_row_)
            return std::nullopt;
        Matched matched{rows_.id<AidId>(0), {}};
        LabelledHash hash("overlap look");
        hash.fixed(rules_);
        while (has_row_ && rows_.id<AidId>(0) == matched.aid) {
            hash.u64(static_cast<std::uint64_t>(rows_.integer(1)))
                .fixed(rows_.id<CharityId>(2).bytes)
                .fixed(rows_.id<ClaimId>(3).bytes)
                .u64(static_cast<std::uint64_t>(rows_.integer(4)));
            has_row_ = rows_.step();
        }
        matched.look = hash.digest<32>();
        return matched;
    }

  private:
    Statement rows_;
    CharityId own_;
    Digest rules_;
    bool has_row_ = false;
};

bool isLookedAt(Database& database, const Matched& matched) {
    auto row = database.prepare("SELECT 1 FROM overlap WHERE aid = ? AND look = ?");
    row.bind(matched.aid).bind(matched.look);
    return row.step();
}

void note(Database& database, const Matched& matched, bool is_overlap, std::int64_t now_ms) {
    database
        .prepare("INSERT INTO overlap (aid, look, found_ms) VALUES (?1, ?2, iif(?3, ?4, NULL))"
                 " ON CONFLICT (aid) DO UPDATE SET look = excluded.look,"
                 " found_ms = iif(?3, IFNULL(found_ms, ?4), NULL)")
        .bind(matched.aid)
        .bind(matched.look)
        .bind(std::int64_t{is_overlap})
        .bind(now_ms)
        .run();
}

// Withdrawn claims and voided aid take their items with them.
void forgetOthers(Database& database, const std::set<AidId>& matched) {
    std::vector<AidId> gone;
    {
        auto rows = database.prepare("SELECT aid FROM overlap");
        while (rows.step())
            if (const auto aid = rows.id<AidId>(0); !matched.contains(aid))
                gone.push_back(aid);
    }
    for (const AidId& aid : gone)
        database.prepare("DELETE FROM overlap WHERE aid = ?").bind(aid).run();
}

} // namespace

Result<std::vector<RuleLine>> Overlaps::linesOf(const AidId& aid, Language language) {
    const auto given = AidBook(network_.opened()).aid(aid);
    if (!given)
        return given.error().code == ErrorCode::aid_unknown ? Result<std::vector<RuleLine>>({})
                                                            : fail(given.error());
    Enquiry enquiry(network_, executor_);
    PEYVAND_LET(auto lines, enquiry.linesOf(*given, language));
    std::erase_if(lines, [](const RuleLine& line) {
        return !wantsReason(line.outcome.result) ||
               std::ranges::all_of(line.charities,
                                   [](const CharityId& charity) { return charity.isNull(); });
    });
    return lines;
}

Result<OverlapCounts> Overlaps::find(const Progress& progress, const CancelToken& cancel) {
    if (!network_.isMember() || network_.veil() == nullptr)
        return fail(ErrorCode::network_missing);
    Register& opened = network_.opened();
    Database& database = opened.database();
    PEYVAND_LET(const Digest rules, rulesLook(opened));
    std::set<AidId> all;
    std::vector<Matched> changed;
    {
        Matching matching(database, opened.journal().charity(), rules);
        while (const auto matched = matching.next()) {
            all.insert(matched->aid);
            if (!isLookedAt(database, *matched))
                changed.push_back(*matched);
        }
    }
    PEYVAND_TRY(database.takeFailure());
    OverlapCounts counts;
    for (const Matched& matched : changed) {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        PEYVAND_LET(const auto lines, linesOf(matched.aid, Language::persian));
        note(database, matched, !lines.empty(), opened.platform().clock.unixMs());
        ++counts.looked;
        counts.found += lines.empty() ? 0 : 1;
        if (progress && counts.looked % aid_a_report == 0)
            progress(counts.looked, static_cast<std::int64_t>(changed.size()));
    }
    forgetOthers(database, all);
    return database.checked(counts);
}

Result<std::int64_t> Overlaps::count() {
    auto row = network_.opened().database().prepare("SELECT COUNT(*) FROM overlap"
                                                    " WHERE found_ms IS NOT NULL");
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return network_.opened().database().checked(count);
}

Result<std::vector<Overlap>> Overlaps::page(std::int64_t offset, int count, Language language) {
    Register& opened = network_.opened();
    std::vector<Overlap> found;
    {
        auto rows = opened.database().prepare(
            "SELECT overlap.aid, found_ms FROM overlap JOIN aid ON aid.id = overlap.aid"
            " WHERE found_ms IS NOT NULL ORDER BY found_ms DESC, overlap.aid LIMIT ? OFFSET ?");
        rows.bind(std::int64_t{count}).bind(offset);
        while (rows.step()) {
            Overlap one;
            one.aid.id = rows.id<AidId>(0);
            one.found_ms = rows.integer(1);
            found.push_back(std::move(one));
        }
    }
    for (Overlap& one : found) {
        PEYVAND_LET(one.aid, AidBook(opened).aid(one.aid.id));
        PEYVAND_LET(one.rules, linesOf(one.aid.id, language));
    }
    return opened.database().checked(std::move(found));
}

} // namespace peyvand
