// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "core/exchange/identity_list.h"
#include "core/text/fold.h"
#include "sync/enquiry/enquiry.h"
#include "sync/enquiry/sentence.h"

#include <map>

namespace peyvand::cli {
namespace {

struct Options {
    std::vector<std::string> identities;
    std::string file;
    std::string map;
    std::string category;
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
        context.say("  " + words.month(claim.month) + "  " +
                    words.text("category." + claim.category) + "  " +
                    text::isolateAuto(claim.charity_name));
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

Result<std::vector<std::string>> asked(CommandContext& context, const Options& options) {
    std::vector<std::string> typed = options.identities;
    if (options.file.empty())
        return typed;
    PEYVAND_LET(const auto map, exchange::parseMap(options.map));
    PEYVAND_LET(const auto rows,
                exchange::readIdentityListFile(context.platform.files, options.file, map));
    for (const auto& row : rows)
        typed.push_back(row.typed);
    return typed;
}

Result<int> enquire(CommandContext& context, const Options& options) {
    PEYVAND_LET(const auto typed, asked(context, options));
    if (typed.empty())
        return fail(ErrorCode::arguments_wrong);
    PEYVAND_LET(const OpenOffice office, context.open());
    Enquiry enquiry(*office.network, context.executor);
    std::vector<Identity> identities;
    for (const auto& one : typed)
        if (const auto read = readIdentity(one); read.identity)
            identities.push_back(*read.identity);
    PEYVAND_TRY(enquiry.prepare(
        identities, typed.size() > 1 ? context.progress(context.words().text("console.enquiring"))
                                     : Progress{}));
    std::map<EnquiryGroup, std::int64_t> groups;
    bool needs_person = false;
    for (const auto& one : typed) {
        PEYVAND_LET(const Answer answer,
                    enquiry.ask({one, std::nullopt, options.category, context.language}));
        if (answer.group)
            ++groups[*answer.group];
        needs_person = needs_person || !answer.duplicates.empty() ||
                       answer.group == EnquiryGroup::within_period;
        context.print(answerJson(answer));
        if (!context.json)
            sayCard(context, answer);
    }
    if (typed.size() > 1)
        for (const auto& [group, count] : groups)
            context.say(context.words().text("result." + std::string(enquiryGroupName(group))) +
                        ": " + context.words().number(count));
    return needs_person ? exit_needs_person : exit_done;
}

} // namespace

void addEnquireCommand(CommandTable& table) {
    const auto options = std::make_shared<Options>();
    auto* command = table.app.add_subcommand(
        "enquire", "What every charity has given: one answer card for each identity");
    command->add_option("identity", options->identities, "Identities");
    command->add_option("--file", options->file, "A list (CSV or XLSX) with a column of codes");
    command->add_option("--map", options->map, "HEADING=FIELD,… for unusual headings");
    command->add_option("--category", options->category, "Only this category");
    table.add(*command, [options](CommandContext& context) { return enquire(context, *options); });
}

} // namespace peyvand::cli
