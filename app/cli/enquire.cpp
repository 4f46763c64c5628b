// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "core/text/fold.h"
#include "sync/enquiry/bulk.h"
#include "sync/enquiry/sentence.h"

namespace peyvand::cli {
namespace {

struct Options {
    std::vector<std::string> identities;
    std::string file;
    std::string map;
    std::string category;
    std::string out;
    bool replace = false;
    bool name_charities = false;
};

std::string nameOf(const Person& person) {
    return person.fields.given_name + " " + person.fields.family_name;
}

void sayCard(const CommandContext& context, const Answer& answer) {
    const Words& words = context.words();
    const std::string shown =
        answer.identity.identity ? answer.identity.identity->number : answer.identity.folded;
    context.say("");
    context.say(text::isolateLtr(shown) + "  " +
                (answer.person ? text::isolateAuto(nameOf(*answer.person))
                               : words.text("rule.sentence.no_file")));
    if (answer.identity.problem)
        context.say("  " + words.sentence(*answer.identity.problem));
    for (const auto& aid : answer.aid)
        context.say("  " + words.date(aid.date) + "  " + words.text("category." + aid.category) +
                    "  " + words.text("state." + std::string(aidStateName(aid.state))));
    for (const auto& claim : answer.claims)
        context.say(
            "  " + words.month(claim.month) + "  " + words.text("category." + claim.category) +
            "  " + text::isolateAuto(claim.charity_name) +
            (claim.asked == QuestionState::none
                 ? std::string()
                 : "  " + words.text("question.state." + std::string(nameOf(claim.asked)))));
    for (const auto& line : answer.rules)
        if (!line.charities.empty() || line.outcome.because == RuleBecause::no_rule)
            context.say("  " + words.text("category." + line.outcome.category) + ": " +
                        resultWord(line.outcome, words) + " - " + line.sentence);
    for (const auto& fresh : answer.freshness)
        if (fresh.as_of_ms)
            context.say(
                "  " +
                words.text("rule.sentence.freshness",
                           {{"charity", fresh.charity_name},
                            {"date", words.date(CivilDate::fromDays(static_cast<std::int32_t>(
                                         *fresh.as_of_ms / 86'400'000)))}}));
    if (answer.group)
        context.say("  " + words.text("result." + std::string(enquiryGroupName(*answer.group))));
}

Result<int> enquire(CommandContext& context, const Options& options) {
    if (options.identities.empty())
        return fail(ErrorCode::arguments_wrong);
    PEYVAND_LET(const OpenOffice office, context.open());
    Enquiry enquiry(*office.network, context.executor);
    bool needs_person = false;
    for (const auto& one : options.identities) {
        PEYVAND_LET(const Answer answer,
                    enquiry.ask({one, std::nullopt, options.category, context.language}));
        needs_person = needs_person || !answer.duplicates.empty() ||
                       answer.group == EnquiryGroup::within_period;
        context.print(answerJson(answer));
        if (!context.json)
            sayCard(context, answer);
    }
    return needs_person ? exit_needs_person : exit_done;
}

Result<BulkRequest> bulkRequest(CommandContext& context, const Options& options) {
    BulkRequest request;
    PEYVAND_LET(const auto map, exchange::parseMap(options.map));
    if (options.file == "-") {
        PEYVAND_LET(const Bytes pasted, context.standardInput(exchange::file_limit_bytes));
        PEYVAND_LET(request.rows, exchange::readIdentityList(pasted, map));
    } else {
        PEYVAND_LET(request.rows,
                    exchange::readIdentityListFile(context.platform.files, options.file, map));
    }
    // Numbers beside the list have no row in it.
    for (const auto& typed : options.identities)
        request.rows.push_back({0, typed, readIdentity(typed)});
    request.category = options.category;
    request.language = context.language;
    return request;
}

std::string rowsOf(const BulkEntry& entry) {
    std::string rows;
    for (const auto line : entry.lines)
        rows += (rows.empty() ? "" : ", ") + std::to_string(line);
    return rows;
}

void sayReport(const CommandContext& context, const BulkReport& report) {
    const Words& words = context.words();
    WordArguments arguments{{"count", std::to_string(report.rows)},
                            {"identities", std::to_string(report.identities)}};
    if (report.repeated > 0)
        arguments["repeated"] = std::to_string(report.repeated);
    if (report.unreadable > 0)
        arguments["unreadable"] = std::to_string(report.unreadable);
    context.say("");
    context.say(words.text("console.bulk", arguments));
    for (const auto& [group, count] : {std::pair("group.never_helped", report.never_helped),
                                       {"group.allowed", report.allowed},
                                       {"group.within_period", report.within_period}})
        context.say(words.text(group) + ": " + words.number(count));
}

nlohmann::json reportJson(const BulkReport& report, const std::string& file) {
    return {{"file", file},
            {"rows", report.rows},
            {"identities", report.identities},
            {"repeated", report.repeated},
            {"unreadable", report.unreadable},
            {"never_helped", report.never_helped},
            {"allowed", report.allowed},
            {"within_period", report.within_period}};
}

Result<int> enquireAboutList(CommandContext& context, const Options& options) {
    PEYVAND_LET(const BulkRequest request, bulkRequest(context, options));
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto progress = context.progress(context.words().text("console.enquiring"));
    BulkReport report;
    if (options.out.empty()) {
        const auto show = [&](const BulkEntry& entry, const Answer& answer) -> Result<void> {
            if (context.json) {
                auto one = answerJson(answer);
                one["rows"] = entry.lines;
                context.print(one);
                return {};
            }
            sayCard(context, answer);
            if (entry.lines.size() > 1)
                context.say("  " +
                            context.words().text("console.bulk_rows", {{"rows", rowsOf(entry)}}));
            return {};
        };
        PEYVAND_LET(report,
                    enquireList(*office.network, context.executor, request, show, progress));
    } else {
        BulkListRequest list;
        list.file.path = Path(options.out);
        list.file.overwrite = options.replace ? exchange::Overwrite::yes : exchange::Overwrite::no;
        list.file.language = context.language;
        list.name_charities = options.name_charities;
        PEYVAND_LET(report,
                    enquireListToFile(*office.network, context.executor, request, list, progress));
        context.print(reportJson(report, options.out));
    }
    sayReport(context, report);
    const bool needs_person =
        report.within_period > 0 || report.has_duplicates || report.unreadable > 0;
    return needs_person ? exit_needs_person : exit_done;
}

} // namespace

void addEnquireCommand(CommandTable& table) {
    const auto options = std::make_shared<Options>();
    auto* command = table.app.add_subcommand(
        "enquire", "What every charity has given: one answer card for each identity");
    command->add_option("identity", options->identities, "Identities");
    command->add_option(
        "--file", options->file,
        "A list (CSV, XLSX or text) with a column of codes; - reads what is pasted in");
    command->add_option("--out", options->out, "Write the answers to this CSV or XLSX instead");
    command->add_flag("--replace", options->replace, "Write over a file of this name");
    command->add_flag("--name-charities", options->name_charities,
                      "Name the charities in the file; never for sensitive kinds of help");
    command->add_option("--map", options->map, "HEADING=FIELD,… for unusual headings");
    command->add_option("--category", options->category, "Only this category");
    table.add(*command, [options](CommandContext& context) {
        return options->file.empty() ? enquire(context, *options)
                                     : enquireAboutList(context, *options);
    });
}

} // namespace peyvand::cli
