// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/register/due.h"
#include "core/register/needs.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct WorkOptions {
    std::string of, id, aid, kind, day, visitor, findings, decision, review;
    bool partly = false, not_at_home = false;
    std::vector<std::string> weekdays;
    DueLimits limits{};
};

constexpr const char* weekday_names[] = {"saturday",  "sunday",   "monday", "tuesday",
                                         "wednesday", "thursday", "friday"};

// The list of a code follows from the kind of work.
std::string codeText(const Words& words, const DueItem& item) {
    if (item.code.empty())
        return {};
    const char* list = item.type == RecordType::document    ? "choice.document_kind."
                       : item.type == RecordType::contact   ? "choice.contact_kind."
                       : item.type == RecordType::household ? "choice.guardian_kind."
                                                            : "category.";
    return words.text(list + item.code);
}

Result<int> today(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.day));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, std::nullopt));
    PEYVAND_LET(const auto list, dueToday(opened, day, options.limits));
    const Words& words = context.words();
    for (const auto& item : list.items) {
        nlohmann::json one{{"kind", std::string(nameOf(item.kind))}, {"day", item.day.iso()}};
        if (item.kind == DueKind::files_incomplete)
            one["count"] = item.count;
        else
            one["record"] = item.record.text();
        if (item.subject)
            one["subject"] = item.subject->text();
        if (!item.code.empty())
            one["code"] = item.code;
        if (item.open_day != item.day)
            one["open_day"] = item.open_day.iso();
        context.print(one);
        std::string line = words.text("due." + std::string(nameOf(item.kind)),
                                      {{"count", std::to_string(item.count)}});
        for (const auto& part : {codeText(words, item), subjectName(words, opened, item.subject)})
            line += part.empty() ? "" : "  " + part;
        if (item.kind != DueKind::files_incomplete)
            line += "  " + words.date(item.open_day);
        context.say(line);
    }
    for (const DueKind kind : list.cut)
        context.say(
            words.text("due.more", {{"kind", words.text("due." + std::string(nameOf(kind)))}}));
    if (list.items.empty())
        context.say(words.text("due.nothing"));
    return exit_done;
}

Result<int> planContact(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto subject, findSubject(opened, options.of));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.day));
    RecordId id;
    PEYVAND_LET(const CivilDate kept,
                Needs(opened).plan(subject, {options.kind, day, options.visitor}, id));
    context.print({{"id", id.text()}, {"day", kept.iso()}});
    context.say(id.text() + "  " + context.words().date(kept));
    return exit_done;
}

Result<int> contactDone(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    const auto id = RecordId::parse(options.id);
    if (!id)
        return fail(ErrorCode::record_unknown);
    ContactFindings findings{{}, options.findings, options.decision, std::nullopt};
    PEYVAND_LET(findings.day, dayFrom(opened, options.day));
    if (options.not_at_home)
        findings.state = "not_at_home";
    if (!options.review.empty()) {
        PEYVAND_LET(findings.next_review, dayFrom(opened, options.review));
    }
    PEYVAND_TRY(Needs(opened).done(*id, findings));
    return exit_done;
}

Result<int> printNeeds(CommandContext& context, Register& opened,
                       const std::vector<RecordRow>& needs) {
    for (const auto& need : needs) {
        showRecord(context, opened, need);
    }
    if (needs.empty())
        context.say(context.words().text("console.none_listed"));
    return exit_done;
}

Result<int> openNeeds(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto subject, findSubject(*office.opened, options.of));
    PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, subject));
    PEYVAND_LET(const auto needs, Needs(*office.opened).open(subject));
    return printNeeds(context, *office.opened, needs);
}

Result<int> metBy(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto aid = AidId::parse(options.aid);
    if (!aid)
        return fail(ErrorCode::aid_unknown);
    PEYVAND_LET(const auto needs, Needs(*office.opened).metBy(*aid));
    return printNeeds(context, *office.opened, needs);
}

Result<int> meetNeed(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto need = RecordId::parse(options.id);
    const auto aid = AidId::parse(options.aid);
    if (!need)
        return fail(ErrorCode::record_unknown);
    if (!aid)
        return fail(ErrorCode::aid_unknown);
    PEYVAND_TRY(Needs(*office.opened).meet(*need, *aid, !options.partly));
    return exit_done;
}

Result<int> closedDays(CommandContext& context, const WorkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!options.weekdays.empty()) {
        std::vector<int> closed;
        for (const auto& name : options.weekdays)
            for (int i = 0; i < 7; ++i)
                if (name == weekday_names[i])
                    closed.push_back(i);
        PEYVAND_TRY(setClosedWeekdays(*office.opened, closed));
    }
    PEYVAND_LET(const auto closed, closedWeekdays(*office.opened));
    nlohmann::json names = nlohmann::json::array();
    for (const int weekday : closed) {
        names.push_back(weekday_names[weekday]);
        context.say(context.words().text(std::string("weekday.") + weekday_names[weekday]));
    }
    context.print({{"closed", names}});
    return exit_done;
}

} // namespace

void addWorkVerbs(CommandTable& table) {
    const auto options = std::make_shared<WorkOptions>();
    const auto add = [&](CLI::App& noun, const char* name, const char* about, auto run) {
        auto* command = noun.add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    auto* due = add(table.app, "today", "What waits for somebody today", today);
    due->add_option("--day", options->day, "On another day");
    due->add_option("--limit", options->limits.per_kind, "At most of each kind");
    CLI::App& contact = recordNoun(table, RecordType::contact);
    auto* planning = add(contact, "plan", "Plan one, on an open day", planContact);
    planning->add_option("--of", options->of, "Identity, person:, household:UUID")->required();
    planning->add_option("--kind", options->kind, "What kind")
        ->required()
        ->check(CLI::IsMember({"home_visit", "local_enquiry", "interview", "follow_up"}));
    planning->add_option("--day", options->day, "When")->required();
    planning->add_option("--visitor", options->visitor, "Who goes");
    auto* doing = add(contact, "done", "What was found and decided", contactDone);
    doing->add_option("contact", options->id, "UUID")->required();
    doing->add_option("--day", options->day, "When it was");
    doing->add_option("--findings", options->findings, "What was found");
    doing->add_option("--decision", options->decision, "What was decided");
    doing->add_option("--review", options->review, "Next review");
    doing->add_flag("--not-at-home", options->not_at_home, "Nobody was there");
    CLI::App& need = recordNoun(table, RecordType::need);
    add(need, "open", "What a family still needs, the most urgent first", openNeeds)
        ->add_option("of", options->of, "Identity, person:, household:UUID")
        ->required();
    add(need, "met-by", "Open needs that a given aid may meet", metBy)
        ->add_option("aid", options->aid, "UUID of the aid")
        ->required();
    auto* meeting = add(need, "meet", "An aid met this need", meetNeed);
    meeting->add_option("need", options->id, "UUID")->required();
    meeting->add_option("aid", options->aid, "UUID of the aid")->required();
    meeting->add_flag("--partly", options->partly, "Part of it is left");
    auto* closed =
        add(table.app, "closed-days", "Days of the week when the office is closed", closedDays);
    closed->add_option("weekday", options->weekdays, "Set them: thursday friday …")
        ->check(CLI::IsMember(
            {"saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"}));
}

} // namespace peyvand::cli
