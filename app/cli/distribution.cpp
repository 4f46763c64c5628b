// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/giving.h"
#include "app/cli/record_commands.h"
#include "core/exchange/identity_list.h"
#include "core/register/distributions.h"
#include "core/register/people.h"
#include "core/rules/category.h"
#include "core/text/read.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct DistributionOptions {
    std::string list, name, category, item, unit, day, place, amount, kit, fund;
    std::string who, collector, reason, state, file;
    std::vector<std::string> people;
    bool for_print = false;
};

Result<RecordId> idFrom(const std::string& typed) {
    const auto id = RecordId::parse(typed);
    return id ? Result<RecordId>(*id)
              : Result<RecordId>(fail(ErrorCode::record_unknown, "kind", "distribution"));
}

Result<int> plan(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const Category* category = readCategory(options.category);
    if (category == nullptr)
        return fail(ErrorCode::category_unknown);
    DistributionPlan plan;
    plan.name = options.name;
    plan.category = category->id;
    plan.item = options.item;
    plan.place = options.place;
    PEYVAND_LET(plan.day, dayFrom(*office.opened, options.day));
    if (!options.unit.empty())
        plan.unit = options.unit == "household" ? HelpUnit::household : HelpUnit::person;
    if (!options.amount.empty()) {
        PEYVAND_LET(plan.amount, text::readAmount(options.amount));
    }
    if (!options.kit.empty()) {
        PEYVAND_LET(plan.kit, idFrom(options.kit));
    }
    if (!options.fund.empty()) {
        PEYVAND_LET(plan.fund, idFrom(options.fund));
    }
    PEYVAND_LET(const RecordId id, Distributions(*office.opened).plan(plan));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

// Those whom the list names and the register has; the others are told by their row.
Result<std::vector<BeneficiaryId>> peopleOf(CommandContext& context, Register& opened,
                                            const DistributionOptions& options, int& unknown) {
    std::vector<std::string> typed = options.people;
    if (!options.file.empty()) {
        PEYVAND_LET(const auto list,
                    exchange::readIdentityListFile(context.platform.files, options.file));
        for (const auto& row : list)
            typed.push_back(row.typed);
    }
    std::vector<BeneficiaryId> people;
    for (const auto& one : typed) {
        const auto id = findPerson(opened, one);
        if (id)
            people.push_back(*id);
        else if (id.error().code == ErrorCode::beneficiary_unknown)
            ++unknown;
        else
            return fail(id.error());
    }
    return people;
}

Result<int> addPeople(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId list, idFrom(options.list));
    int unknown = 0;
    PEYVAND_LET(const auto people, peopleOf(context, *office.opened, options, unknown));
    PEYVAND_LET(const auto listed, Distributions(*office.opened).list(list, people));
    context.print(
        {{"added", listed.added}, {"already_there", listed.already_there}, {"unknown", unknown}});
    context.say(context.words().text("distribution.listed",
                                     {{"added", std::to_string(listed.added)},
                                      {"there", std::to_string(listed.already_there)},
                                      {"unknown", std::to_string(unknown)}}));
    return unknown == 0 ? exit_done : exit_needs_person;
}

Result<RecordId> lineFrom(Register& opened, const DistributionOptions& options) {
    PEYVAND_LET(const RecordId list, idFrom(options.list));
    PEYVAND_LET(const auto person, findPerson(opened, options.who));
    return Distributions(opened).lineOf(list, person);
}

Result<int> tick(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId line, lineFrom(*office.opened, options));
    return tellingRules(context, office, [&]() -> Result<int> {
        PEYVAND_LET(const AidId aid,
                    Distributions(*office.opened).tick(line, options.collector, options.reason));
        context.print({{"aid", aid.text()}});
        context.say(aid.text());
        return exit_done;
    });
}

Result<int> untick(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId line, lineFrom(*office.opened, options));
    PEYVAND_TRY(Distributions(*office.opened).untick(line, options.reason));
    return exit_done;
}

Result<int> absent(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId line, lineFrom(*office.opened, options));
    PEYVAND_TRY(Distributions(*office.opened).absent(line));
    return exit_done;
}

Result<int> showFigures(CommandContext& context, Register& opened, const RecordId& list) {
    PEYVAND_LET(const auto figures, Distributions(opened).figures(list));
    context.print({{"lines", figures.lines},
                   {"waiting", figures.waiting},
                   {"delivered", figures.delivered},
                   {"by_proxy", figures.by_proxy},
                   {"absent", figures.absent},
                   {"cancelled", figures.cancelled},
                   {"given_twice", figures.given_twice}});
    context.say(
        context.words().text("distribution.figures",
                             {{"delivered", std::to_string(figures.delivered + figures.by_proxy)},
                              {"waiting", std::to_string(figures.waiting)},
                              {"absent", std::to_string(figures.absent)}}));
    return figures.given_twice == 0 ? exit_done : exit_needs_person;
}

Result<int> close(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId list, idFrom(options.list));
    PEYVAND_TRY(Distributions(*office.opened).close(list));
    return showFigures(context, *office.opened, list);
}

Result<int> lines(CommandContext& context, const DistributionOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    LineRequest request;
    PEYVAND_LET(request.distribution, idFrom(options.list));
    request.state = options.state;
    request.for_print = options.for_print;
    request.count = 500;
    PEYVAND_TRY(office.opened->audit().write(
        options.for_print ? AuditDeed::print : AuditDeed::file_read, request.distribution));
    for (;;) {
        PEYVAND_LET(const auto page, Distributions(*office.opened).lines(request));
        for (const auto& line : page) {
            context.print({{"number", line.number},
                           {"of", line.subject.text()},
                           {"name", line.name},
                           {"file_number", line.file_number},
                           {"state", line.state},
                           {"home_delivery", line.home_delivery}});
            context.say(context.words().number(line.number) + "  " + line.name + "  " +
                        context.words().text("choice.line_state." + line.state));
        }
        request.offset += static_cast<std::int64_t>(page.size());
        if (static_cast<int>(page.size()) < request.count)
            break;
    }
    return showFigures(context, *office.opened, request.distribution);
}

} // namespace

void addDistributionCommands(CommandTable& table) {
    CLI::App& noun = recordNoun(table, RecordType::distribution);
    const auto options = std::make_shared<DistributionOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = noun.add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    auto* planning = add("plan", "Begin a list", plan);
    planning->add_option("--name", options->name, "Name of the list")->required();
    planning->add_option("--category", options->category, "Kind of aid")->required();
    planning->add_option("--item", options->item, "Item");
    planning->add_option("--unit", options->unit, "person or household")
        ->check(CLI::IsMember({"person", "household"}));
    planning->add_option("--day", options->day, "Day; today when none is said");
    planning->add_option("--place", options->place, "Place");
    planning->add_option("--amount", options->amount, "What one is worth");
    planning->add_option("--kit", options->kit, "UUID of a kit");
    planning->add_option("--fund", options->fund, "UUID of a source of funds");
    auto* putting = add("put", "Put people on the list, one by one or from a file", addPeople);
    auto* ticking = add("tick", "Given at the door; it becomes aid", tick);
    auto* unticking = add("untick", "Take a tick back; the aid is voided", untick);
    auto* missing = add("absent", "Did not come", absent);
    auto* closing = add("close", "End the list; who waits counts as absent", close);
    auto* showing = add("lines", "The list with what became of everybody", lines);
    for (auto* command : {putting, ticking, unticking, missing, closing, showing})
        command->add_option("list", options->list, "UUID of the distribution")->required();
    putting->add_option("people", options->people, "Identities or person:UUID");
    putting->add_option("--file", options->file, "A list of identities");
    for (auto* command : {ticking, unticking, missing})
        command->add_option("who", options->who, "Identity or person:UUID")->required();
    ticking->add_option("--collector", options->collector, "Who took it for the family");
    ticking->add_option("--reason", options->reason, "Why it is given all the same");
    unticking->add_option("--reason", options->reason, "Why")->required();
    showing->add_option("--state", options->state, "waiting, delivered, by_proxy, absent");
    showing->add_flag("--for-print", options->for_print, "Without those who are brought home");
}

} // namespace peyvand::cli
