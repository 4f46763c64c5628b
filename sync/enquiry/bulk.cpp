// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/bulk.h"

#include "core/exchange/export_run.h"
#include "core/rules/category.h"

#include <unordered_map>

namespace peyvand {
namespace {

// About a second of veil on two cores: often enough for progress and for stopping.
constexpr std::size_t batch_size = 64;

std::vector<BulkEntry> distinctEntries(const std::vector<exchange::IdentityListRow>& rows) {
    std::vector<BulkEntry> entries;
    std::unordered_map<std::string, std::size_t> places;
    for (const auto& row : rows) {
        std::string key(1, static_cast<char>('0' + static_cast<int>(row.read.kind)));
        key += row.read.identity ? row.read.identity->issuing_state + row.read.identity->number
                                 : "?" + row.read.folded;
        const auto [found, is_new] = places.emplace(std::move(key), entries.size());
        if (is_new)
            entries.push_back({row.typed, {}});
        entries[found->second].lines.push_back(row.line);
    }
    return entries;
}

void count(const Answer& answer, BulkReport& report) {
    ++report.identities;
    report.has_duplicates = report.has_duplicates || !answer.duplicates.empty();
    if (!answer.identity.identity)
        ++report.unreadable;
    if (answer.group == EnquiryGroup::never_helped)
        ++report.never_helped;
    else if (answer.group == EnquiryGroup::allowed)
        ++report.allowed;
    else if (answer.group == EnquiryGroup::within_period)
        ++report.within_period;
}

const exchange::ExportTable& resultTable() {
    using enum exchange::ExportType;
    static const exchange::ExportTable table{"enquiry",
                                             {{"list_rows", text, 12},
                                              {"identity", code, 16},
                                              {"own_name", text, 24},
                                              {"group", text, 20},
                                              {"last_help", text, 14},
                                              {"last_category", text, 18},
                                              {"last_charity", text, 20},
                                              {"next_allowed", text, 30},
                                              {"problem", text, 40}},
                                             {"list_rows"},
                                             "personal"};
    return table;
}

/// The newest help of either side.
struct LastHelp {
    CivilDate day{};
    std::string when{};
    std::string category{};
    std::string charity{};
};

std::optional<LastHelp> lastHelp(const Answer& answer, const std::string& category,
                                 bool name_charities, const Words& words) {
    std::optional<LastHelp> last;
    const auto wanted = [&category](const std::string& other) {
        return category.empty() || category == other;
    };
    const bool is_hidden = answer.person && answer.person->confidential;
    for (const auto& aid : answer.aid)
        if (!is_hidden && aid.state != AidState::voided && wanted(aid.category) &&
            (!last || aid.date > last->day))
            last = LastHelp{aid.date, words.date(aid.date), aid.category,
                            words.text("export.own_charity")};
    for (const auto& claim : answer.claims) {
        if (!wanted(claim.category) || (last && claim.month.last() <= last->day))
            continue;
        const Category* kind = findCategory(claim.category);
        const bool is_named = name_charities && kind != nullptr && !kind->sensitive;
        last = LastHelp{claim.month.last(), words.month(claim.month), claim.category,
                        is_named ? claim.charity_name : words.text("member_charity")};
    }
    if (last) {
        const Category* kind = findCategory(last->category);
        const bool is_sensitive = kind != nullptr && kind->sensitive;
        last->category = words.text(is_sensitive ? std::string("confidential_service")
                                                 : "category." + last->category);
    }
    return last;
}

/// "سبد غذایی: ۱۴۰۵/۰۹/۱۰", one for each rule that says not yet.
std::string nextTurns(const Answer& answer, const Words& words) {
    std::string turns;
    for (const auto& line : answer.rules) {
        const RuleOutcome& outcome = line.outcome;
        if (!wantsReason(outcome.result) || (!outcome.next_day && !outcome.next_month))
            continue;
        turns +=
            (turns.empty()                           ? ""
             : words.language() == Language::persian ? "؛ "
                                                     : "; ") +
            words.text("category." + outcome.category) + ": " +
            (outcome.next_day ? words.date(*outcome.next_day) : words.month(*outcome.next_month));
    }
    return turns;
}

std::vector<std::string> resultRow(const BulkEntry& entry, const Answer& answer,
                                   const BulkRequest& request, bool name_charities) {
    const Words& words = Words::of(request.language);
    std::string lines;
    for (const auto line : entry.lines)
        lines += (lines.empty() ? "" : " / ") + std::to_string(line);
    const auto& read = answer.identity;
    std::string name;
    if (answer.person && !answer.person->confidential)
        name = answer.person->fields.given_name + " " + answer.person->fields.family_name;
    const auto last = lastHelp(answer, request.category, name_charities, words);
    return {lines,
            read.identity ? read.identity->issuing_state + read.identity->number : entry.typed,
            name,
            answer.group ? words.text("group." + std::string(enquiryGroupName(*answer.group)))
                         : words.text("group.none"),
            last ? last->when : std::string(),
            last ? last->category : std::string(),
            last ? last->charity : std::string(),
            nextTurns(answer, words),
            read.problem ? words.sentence(*read.problem) : std::string()};
}

} // namespace

Result<BulkReport> enquireList(Network& network, Executor& executor, const BulkRequest& request,
                               const BulkAnswer& take, const Progress& progress,
                               const CancelToken& cancel) {
    const std::vector<BulkEntry> entries = distinctEntries(request.rows);
    BulkReport report;
    report.rows = static_cast<std::int64_t>(request.rows.size());
    report.repeated = report.rows - static_cast<std::int64_t>(entries.size());
    Enquiry enquiry(network, executor);
    for (std::size_t begin = 0; begin < entries.size(); begin += batch_size) {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        const std::size_t end = std::min(begin + batch_size, entries.size());
        std::vector<EnquiryQuestion> questions;
        for (std::size_t i = begin; i < end; ++i)
            questions.push_back(
                {entries[i].typed, std::nullopt, request.category, request.language});
        PEYVAND_LET(const auto answers, enquiry.askTogether(questions, cancel));
        for (std::size_t i = begin; i < end; ++i) {
            count(answers[i - begin], report);
            PEYVAND_TRY(take(entries[i], answers[i - begin]));
        }
        if (progress)
            progress(static_cast<std::int64_t>(end), static_cast<std::int64_t>(entries.size()));
    }
    return report;
}

Result<BulkReport> enquireListToFile(Network& network, Executor& executor,
                                     const BulkRequest& request, const BulkListRequest& list,
                                     const Progress& progress, const CancelToken& cancel) {
    PEYVAND_LET(auto run, exchange::ExportRun::begin(network.opened(), resultTable(), list.file, 0,
                                                     {}, cancel));
    const auto take = [&](const BulkEntry& entry, const Answer& answer) {
        return run.addRow(resultRow(entry, answer, request, list.name_charities));
    };
    PEYVAND_LET(const auto report, enquireList(network, executor, request, take, progress, cancel));
    PEYVAND_TRY(run.finish());
    return report;
}

} // namespace peyvand
