// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"

#include "app/cli/record_commands.h"
#include "app/cli/record_text.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/person_file.h"
#include "core/register/privacy.h"
#include "core/register/users.h"
#include "core/text/fold.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

// "Kind of aid: Cash → Rent"; the first value stands alone.
std::string eventText(const Words& words, Register& opened, const FieldSpec* field,
                      const FieldEvent& event) {
    if (field == nullptr) {
        const auto* reason = std::get_if<std::string>(&event.after);
        return words.text("console.voided") +
               (reason == nullptr ? std::string() : ": " + text::isolateAuto(*reason));
    }
    const std::string label = fieldLabel(words, *field) + ": ";
    if (field->privacy == FieldPrivacy::health && !maySee(opened, field->privacy))
        return label + "…";
    const std::string before = shownText(words, opened, *field, event.before);
    const std::string after = shownText(words, opened, *field, event.after);
    return label + (before.empty() ? "" : before + " → ") +
           (after.empty() ? words.text("console.emptied") : after);
}

// The account's name, told to other desks or not; without one the beginning of the desk's key.
std::string nameOf(const std::vector<User>& users, const std::optional<RecordId>& author,
                   const ByteArray<32>& node) {
    for (const auto& user : users)
        if (author && user.account == author)
            return user.name;
    return toHex(ByteView(node).first(4));
}

struct FileOptions {
    std::string who, field, state, reason, day, decision, to, confidential, discreet;
};
using Options = std::shared_ptr<FileOptions>;

Result<int> personHistory(CommandContext& context, const FileOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findPerson(*office.opened, options.who));
    return printHistory(context, *office.opened, RecordType::beneficiary, idAs<RecordId>(id),
                        options.field);
}

Result<int> setState(CommandContext& context, const FileOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto id, findPerson(opened, options.who));
    FileState state{options.state, options.reason, {}, std::nullopt, options.to};
    PEYVAND_LET(state.day, dayFrom(opened, options.day));
    if (!options.decision.empty()) {
        state.decision = RecordId::parse(options.decision);
        if (!state.decision)
            return fail(ErrorCode::record_unknown);
    }
    PEYVAND_TRY(PersonFiles(opened).setState(id, state));
    const Words& words = context.words();
    std::string said = words.text("choice.file_state." + options.state);
    if (options.state == "referred_elsewhere")
        said = words.text("file.referred", {{"to", options.to}});
    context.print({{"file_state", options.state}, {"sentence", said}});
    context.say(said);
    PEYVAND_LET(const Person person, People(opened).person(id));
    if (options.state != "deceased" || !person.household)
        return exit_done;
    PEYVAND_LET(const HeadState head, Households(opened).headState(*person.household));
    if (head == HeadState::one)
        return exit_done;
    context.say(words.text("household.head_" + std::string(nameOf(head))));
    return exit_needs_person;
}

std::optional<bool> yesOrNo(const std::string& typed) {
    return typed.empty() ? std::nullopt : std::optional(typed == "yes");
}

Result<int> setMarks(CommandContext& context, const FileOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto subject, findSubject(*office.opened, options.who));
    PEYVAND_TRY(PersonFiles(*office.opened)
                    .setMarks(subject, {yesOrNo(options.confidential), yesOrNo(options.discreet)}));
    return exit_done;
}

Result<int> withoutPapers(CommandContext& context, const FileOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findPerson(*office.opened, options.who));
    PersonFiles files(*office.opened);
    PEYVAND_LET(const std::string number, files.markWithoutPapers(id));
    PEYVAND_LET(const bool unseen, files.isUnseenInNetwork(id));
    context.print({{"temporary_number", number}, {"unseen_in_network", unseen}});
    context.say(number);
    if (unseen)
        context.say(context.words().text("file.unseen"));
    return exit_done;
}

} // namespace

std::string subjectName(const Words& words, Register& opened,
                        const std::optional<RecordId>& subject) {
    constexpr std::size_t shown_id_characters = 8;
    if (!subject)
        return {};
    if (const auto person = People(opened).person(idAs<BeneficiaryId>(*subject))) {
        const auto& fields = person->fields;
        const bool both = !fields.given_name.empty() && !fields.family_name.empty();
        return text::isolateAuto(fields.given_name + (both ? " " : "") + fields.family_name);
    }
    const auto home = Households(opened).household(idAs<HouseholdId>(*subject));
    if (home && !home->name.empty())
        return text::isolateAuto(home->name);
    // The head comes first.
    if (home && !home->members.empty())
        return words.text("household.of", {{"name", home->members.front().name}});
    const std::string id = subject->text();
    return text::isolateLtr(id.substr(id.size() - shown_id_characters));
}

std::string relationText(const Words& words, const std::string& relation, bool is_head) {
    const std::string head = words.text("choice.relation.head");
    if (relation.empty())
        return is_head ? head : std::string();
    const std::string text = isChoice("relation", relation)
                                 ? words.text("choice.relation." + relation)
                                 : text::isolateAuto(relation);
    return is_head && relation != "head" ? text + "  " + head : text;
}

Result<HouseholdId> findHousehold(Register& opened, std::string_view typed) {
    constexpr std::string_view prefix = "household:";
    if (typed.starts_with(prefix))
        typed.remove_prefix(prefix.size());
    const auto id = HouseholdId::parse(typed);
    if (!id)
        return fail(ErrorCode::household_unknown);
    PEYVAND_TRY(Households(opened).household(*id));
    return *id;
}

std::string userName(Register& opened, const std::optional<RecordId>& author,
                     const ByteArray<32>& node) {
    return nameOf(Users(opened).list().value_or(std::vector<User>()), author, node);
}

void addFurtherOptions(CLI::App& command, RecordType type,
                       std::map<FieldNumber, std::string>& options) {
    const Words& words = Words::of(Language::english);
    for (const auto& field : kindOf(type)->fields) {
        if (field.held || command.get_option_no_throw("--" + optionName(field.key)) != nullptr)
            continue;
        std::string about = fieldLabel(words, field);
        for (const auto& code : choicesOf(field.list))
            about.append(about.find(": ") == std::string::npos ? ": " : ", ").append(code);
        command.add_option("--" + optionName(field.key), options[field.number], about);
    }
}

// "-" empties a field.
Result<std::vector<FieldValue>> furtherValues(RecordType type, CivilDate today,
                                              const std::map<FieldNumber, std::string>& options) {
    std::vector<FieldValue> values;
    for (const auto& [number, typed] : options) {
        if (typed.empty())
            continue;
        PEYVAND_LET(Value value, readValue(*kindOf(type)->field(number),
                                           typed == "-" ? std::string_view() : typed, today));
        values.push_back({number, std::move(value)});
    }
    return values;
}

Result<int> printHistory(CommandContext& context, Register& opened, RecordType type,
                         const RecordId& id, const std::string& only) {
    const KindSpec& kind = *kindOf(type);
    const auto is_asked = [&only](const FieldSpec& field) {
        return optionName(field.key) == only || field.key == only;
    };
    if (!only.empty() && std::none_of(kind.fields.begin(), kind.fields.end(), is_asked))
        return fail(ErrorCode::field_unknown, "field", only);
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, id));
    PEYVAND_LET(const auto events, Records(opened).history(type, id));
    const auto users = Users(opened).list().value_or(std::vector<User>());
    for (const auto& event : events) {
        const FieldSpec* field = kind.field(event.field);
        if (!only.empty() && (field == nullptr || !is_asked(*field)))
            continue;
        const std::string user = nameOf(users, event.author, event.node);
        context.print({{"time_ms", event.time_ms},
                       {"user", user},
                       {"desk", toHex(ByteView(event.node).first(4))},
                       {"field", field == nullptr ? "" : std::string(field->key)},
                       {"before", field == nullptr ? "" : plainText(*field, event.before)},
                       {"after", field == nullptr ? "" : plainText(*field, event.after)}});
        if (!context.json)
            context.say(timeText(context.words(), event.time_ms) + "  " + user + "  " +
                        eventText(context.words(), opened, field, event));
    }
    return exit_done;
}

void addFileVerbs(CommandTable& table) {
    auto* person = table.app.get_subcommand("person");
    const auto options = std::make_shared<FileOptions>();
    const auto add = [&](const char* name, const char* about, auto run, const char* who) {
        auto* command = person->add_subcommand(name, about);
        command->add_option("who", options->who, who)->required();
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    const char* one = "Identity or person:UUID";
    add("history", "Every change of every field", personHistory, one)
        ->add_option("--field", options->field, "This field only");
    auto* state = add("state", "State of the file", setState, one);
    std::vector<std::string> states;
    for (const auto& code : choicesOf("file_state"))
        states.emplace_back(code);
    state->add_option("state", options->state, "The new state")
        ->required()
        ->check(CLI::IsMember(states));
    state->add_option("--reason", options->reason, "Why");
    state->add_option("--day", options->day, "Since when; today when left out");
    state->add_option("--decision", options->decision, "UUID of the decision");
    state->add_option("--to", options->to, "Where the family was referred to");
    auto* mark =
        add("mark", "Marks of a file or household", setMarks, "Identity, person:, household:UUID");
    for (auto& [name, value, about] :
         {std::tuple{"--confidential", &options->confidential, "Shelter, separation, threat"},
          std::tuple{"--discreet", &options->discreet, "Home delivery only, never on a list"}})
        mark->add_option(name, *value, about)->check(CLI::IsMember({"yes", "no"}));
    add("no-papers", "No identity document: gives a number of the office", withoutPapers, one);
}

} // namespace peyvand::cli
