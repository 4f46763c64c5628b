// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"
#include "app/cli/person_text.h"
#include "app/cli/record_commands.h"
#include "core/register/households.h"
#include "core/register/privacy.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct HomeOptions {
    std::string home, person, reason, day, field;
    std::map<FieldNumber, std::string> fields;
};

// What is known of the household beyond its members, as far as the user may see it.
Result<nlohmann::json> homeJson(Register& opened, const Household& home) {
    nlohmann::json members = nlohmann::json::array();
    for (const auto& member : home.members)
        members.push_back({{"id", member.id.text()}, {"name", member.name}, {"head", member.head}});
    nlohmann::json one{{"id", home.id.text()}, {"name", home.name}, {"members", members}};
    PEYVAND_LET(const RecordRow kept,
                Records(opened).record(RecordType::household, idAs<RecordId>(home.id)));
    auto further = recordJson(kept);
    for (const char* own : {"id", "made", "of", "author"})
        further.erase(own);
    one.update(further);
    if (home.confidential)
        one["confidential"] = true;
    return one;
}

Result<int> showHome(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto id, findHousehold(opened, options.home));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, idAs<RecordId>(id)));
    PEYVAND_LET(const Household home, Households(opened).household(id));
    if (context.json) {
        PEYVAND_LET(const auto shown, homeJson(opened, home));
        context.print(shown);
    } else {
        PEYVAND_LET(const auto shown, householdText(context.words(), opened, home));
        context.say(shown);
    }
    return exit_done;
}

Result<int> editHome(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto id, findHousehold(opened, options.home));
    PEYVAND_LET(const auto values,
                furtherValues(RecordType::household, opened.today(), options.fields));
    Records records(opened);
    PEYVAND_TRY(records.edit(RecordType::household, idAs<RecordId>(id), values));
    PEYVAND_LET(const auto row, records.record(RecordType::household, idAs<RecordId>(id)));
    showRecord(context, opened, row);
    return exit_done;
}

// A household without a living head asks for one, and goes on working without.
Result<int> tellHead(CommandContext& context, Register& opened, const HouseholdId& id) {
    PEYVAND_LET(const HeadState head, Households(opened).headState(id));
    if (head == HeadState::one)
        return exit_done;
    context.say(context.words().text("household.head_" + std::string(nameOf(head))));
    return exit_needs_person;
}

Result<int> setHead(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findHousehold(*office.opened, options.home));
    PEYVAND_LET(const auto person, findPerson(*office.opened, options.person));
    PEYVAND_TRY(Households(*office.opened).setHead(id, person));
    return tellHead(context, *office.opened, id);
}

Result<int> leaveHome(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto person, findPerson(*office.opened, options.person));
    Households households(*office.opened);
    PEYVAND_LET(const auto lives, households.memberships(idAs<RecordId>(person)));
    PEYVAND_LET(const CivilDate day, dayFrom(*office.opened, options.day));
    PEYVAND_TRY(households.leave(person, {{}, day, options.reason}));
    return tellHead(context, *office.opened, lives.front().household);
}

Result<int> listMembers(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto subject, findSubject(opened, options.home));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, subject));
    PEYVAND_LET(const auto members, Households(opened).memberships(subject));
    const Words& words = context.words();
    for (const auto& member : members) {
        nlohmann::json one{{"household", member.household.text()},
                           {"person", member.person.text()},
                           {"head", member.head},
                           {"relation", member.relation},
                           {"left_reason", member.left_reason}};
        if (member.joined)
            one["joined"] = member.joined->iso();
        if (member.left)
            one["left"] = member.left->iso();
        context.print(one);
        std::string line = subjectName(words, opened, idAs<RecordId>(member.person)) + "  " +
                           subjectName(words, opened, idAs<RecordId>(member.household));
        const std::string relation = relationText(words, member.relation, member.head);
        line += relation.empty() ? "" : "  " + relation;
        line += "  " + (member.joined ? words.date(*member.joined) : "…") + " → " +
                (member.left ? words.date(*member.left) + "  " + member.left_reason : "…");
        context.say(line);
    }
    if (members.empty())
        context.say(words.text("console.none_listed"));
    return exit_done;
}

Result<int> homeHistory(CommandContext& context, const HomeOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findHousehold(*office.opened, options.home));
    return printHistory(context, *office.opened, RecordType::household, idAs<RecordId>(id),
                        options.field);
}

} // namespace

void addHouseholdVerbs(CommandTable& table) {
    auto* household = table.app.get_subcommand("household");
    const auto options = std::make_shared<HomeOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = household->add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    const auto withHome = [&](CLI::App* command) {
        command->add_option("household", options->home, "UUID or household:UUID")->required();
        return command;
    };
    withHome(add("show", "One household", showHome));
    auto* editing = withHome(add("edit", "Change fields; \"-\" empties one", editHome));
    editing->add_option("--name", options->fields[field::household::name], "Name");
    addFurtherOptions(*editing, RecordType::household, options->fields);
    withHome(add("head", "Name the head", setHead))
        ->add_option("person", options->person, "Identity or person:UUID")
        ->required();
    auto* leaving = add("leave", "A person lives in no household from now on", leaveHome);
    leaving->add_option("person", options->person, "Identity or person:UUID")->required();
    leaving->add_option("--day", options->day, "Since when");
    leaving->add_option("--reason", options->reason, "Why");
    add("members", "Who lives and lived there, or where a person lived", listMembers)
        ->add_option("of", options->home, "household:UUID, person:UUID or identity")
        ->required();
    withHome(add("history", "Every change of every field", homeHistory))
        ->add_option("--field", options->field, "This field only");
}

} // namespace peyvand::cli
