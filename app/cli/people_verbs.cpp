// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"

#include "app/cli/record_commands.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/person_file.h"
#include "core/register/privacy.h"
#include "core/text/fold.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

// The account's name; without one the beginning of the desk's key.
std::string userName(Register& opened, const std::optional<RecordId>& author, ByteView node) {
    if (author)
        if (const auto changes = Records(opened).history(RecordType::user, *author))
            for (const auto& change : *changes)
                if (const auto* name = std::get_if<std::string>(&change.after);
                    change.field == field::user::name && name != nullptr)
                    return *name;
    return toHex(node.first(4));
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

std::string subjectName(Register& opened, const std::optional<RecordId>& subject) {
    if (!subject)
        return {};
    if (const auto person = People(opened).person(idAs<BeneficiaryId>(*subject))) {
        const auto& fields = person->fields;
        const bool both = !fields.given_name.empty() && !fields.family_name.empty();
        return text::isolateAuto(fields.given_name + (both ? " " : "") + fields.family_name);
    }
    const auto home = Households(opened).household(idAs<HouseholdId>(*subject));
    return home && !home->name.empty() ? text::isolateAuto(home->name)
                                       : subject->text().substr(0, 8);
}

void addFurtherOptions(CLI::App& command, RecordType type,
                       std::map<FieldNumber, std::string>& options) {
    const Words& words = Words::of(Language::english);
    for (const auto& field : kindOf(type)->fields) {
        if (field.held || command.get_option_no_throw("--" + optionName(field.key)) != nullptr)
            continue;
        std::string about = words.text("field." + std::string(field.key));
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
    const Words& words = context.words();
    const KindSpec& kind = *kindOf(type);
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, id));
    PEYVAND_LET(const auto events, Records(opened).history(type, id));
    for (const auto& event : events) {
        const FieldSpec* field = kind.field(event.field);
        if (!only.empty() && (field == nullptr || optionName(field->key) != only))
            continue;
        const Value &before = event.before, &after = event.after;
        const bool hidden = field != nullptr && !maySee(opened, field->privacy) &&
                            field->privacy == FieldPrivacy::health;
        const auto text = [&](const Value& value) {
            return field == nullptr || hidden ? std::string("…") : valueText(words, *field, value);
        };
        const std::string key = field == nullptr ? std::string() : std::string(field->key);
        const std::string user = userName(opened, event.author, event.node);
        context.print({{"time_ms", event.time_ms},
                       {"user", user},
                       {"desk", toHex(ByteView(event.node).first(4))},
                       {"field", key},
                       {"before", field == nullptr ? "" : plainText(*field, before)},
                       {"after", field == nullptr ? "" : plainText(*field, after)}});
        const auto day = CivilDate::fromDays(static_cast<std::int32_t>(event.time_ms / day_ms));
        context.say(words.date(day) + "  " + user + "  " +
                    (key.empty() ? words.text("console.voided") : words.text("field." + key)) +
                    ": " + text(before) + " → " + text(after));
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
