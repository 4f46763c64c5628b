// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/people_verbs.h"
#include "app/cli/person_text.h"
#include "app/cli/record_commands.h"
#include "core/register/households.h"
#include "core/register/person_file.h"
#include "core/register/privacy.h"
#include "core/text/read.h"

#include <algorithm>

namespace peyvand::cli {
namespace {

struct PersonOptions {
    std::string who;
    std::string given, family, father, birth, sex, province, city, address, postal, file;
    std::vector<std::string> identities, phones;
    std::string kind, state;
    std::string text;
    std::int64_t limit = 0;
    bool fresh = false;
    std::map<FieldNumber, std::string> further;
};

Result<void> fillFields(const PersonOptions& options, CivilDate today, PersonFields& fields) {
    const auto take = [](const std::string& typed, std::string& field) {
        if (!typed.empty())
            field = typed;
    };
    take(options.given, fields.given_name);
    take(options.family, fields.family_name);
    take(options.father, fields.father_name);
    take(options.province, fields.province);
    take(options.city, fields.city);
    take(options.address, fields.address);
    take(options.postal, fields.postal_code);
    take(options.file, fields.file_number);
    if (!options.birth.empty()) {
        PEYVAND_LET(fields.birth, text::readBirth(options.birth, today));
    }
    if (!options.phones.empty())
        fields.phones.clear();
    for (const auto& typed : options.phones) {
        PEYVAND_LET(const std::string phone, text::readPhone(typed));
        if (std::find(fields.phones.begin(), fields.phones.end(), phone) == fields.phones.end())
            fields.phones.push_back(phone);
    }
    if (!options.sex.empty())
        fields.sex = options.sex == "female" ? Sex::female : Sex::male;
    return {};
}

void addFieldOptions(CLI::App& command, PersonOptions& options) {
    command.add_option("--given-name", options.given, "Given name");
    command.add_option("--family-name", options.family, "Family name");
    command.add_option("--father-name", options.father, "Father's name");
    command.add_option("--birth", options.birth, "Birth date, or a Solar Hijri year alone");
    command.add_option("--sex", options.sex, "female or male")
        ->check(CLI::IsMember({"female", "male"}));
    command
        .add_option("--phone", options.phones,
                    "Phone, in place of those on file; may be repeated, the one to call first")
        ->allow_extra_args(false);
    command.add_option("--province", options.province, "Province");
    command.add_option("--city", options.city, "City");
    command.add_option("--address", options.address, "Address");
    command.add_option("--postal-code", options.postal, "Postal code");
    command.add_option("--file-number", options.file, "Number of the paper file");
}

std::vector<std::string> identityKindNames() {
    std::vector<std::string> names;
    for (const auto kind :
         {IdentityKind::national_id, IdentityKind::foreign_code, IdentityKind::amayesh_card,
          IdentityKind::passport, IdentityKind::census_slip})
        names.emplace_back(identityKindName(kind));
    return names;
}

std::vector<TypedIdentity> typedIdentities(const PersonOptions& options) {
    std::vector<TypedIdentity> identities;
    identities.reserve(options.identities.size());
    for (const auto& typed : options.identities)
        identities.push_back({identityKindFromName(options.kind), typed, options.state});
    return identities;
}

// A confirmed identity that a file holds leads there; nothing is made then.
bool leadsToFile(People& people, const NewPerson& person) {
    for (const auto& typed : person.identities)
        if (const auto read = readTyped(typed); read.identity)
            if (const auto files = people.holding(*read.identity); files && !files->empty())
                return true;
    return false;
}

// Search before create: whoever may be the same person is shown, and nothing is written.
Result<int> showSimilar(CommandContext& context, Register& opened,
                        const std::vector<PersonRow>& similar) {
    PEYVAND_TRY(opened.audit().write(AuditDeed::search, std::nullopt));
    context.say(context.words().text("console.similar"));
    for (const auto& row : similar) {
        nlohmann::json one{{"similar", row.id.text()},
                           {"given_name", row.given_name},
                           {"family_name", row.family_name},
                           {"father_name", row.father_name}};
        if (row.birth)
            one["birth_date"] = row.birth->iso();
        context.print(one);
        std::string line = row.id.text() + "  " + row.given_name + " " + row.family_name;
        for (const auto& part :
             {row.father_name, row.birth ? context.words().birth(*row.birth) : std::string(),
              row.city})
            line += part.empty() ? "" : "  " + part;
        context.say(line);
    }
    return exit_needs_person;
}

Result<int> addPerson(CommandContext& context, const PersonOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    NewPerson person;
    PEYVAND_TRY(fillFields(options, office.opened->today(), person.fields));
    person.identities = typedIdentities(options);
    PEYVAND_LET(const auto values,
                furtherValues(RecordType::beneficiary, office.opened->today(), options.further));
    People people(*office.opened);
    if (!options.fresh && !leadsToFile(people, person)) {
        PEYVAND_LET(const auto similar, people.similar(person));
        if (!similar.empty())
            return showSimilar(context, *office.opened, similar);
    }
    PEYVAND_LET(const auto added, people.add(person));
    if (!added.existing)
        PEYVAND_TRY(Records(*office.opened)
                        .edit(RecordType::beneficiary, idAs<RecordId>(added.id), values));
    context.print({{"id", added.id.text()}, {"existing", added.existing}});
    context.say(added.id.text());
    return added.existing ? exit_needs_person : exit_done;
}

Result<int> editPerson(CommandContext& context, const PersonOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findPerson(*office.opened, options.who));
    People people(*office.opened);
    PEYVAND_LET(Person person, people.person(id));
    PEYVAND_TRY(fillFields(options, office.opened->today(), person.fields));
    PEYVAND_LET(const auto values,
                furtherValues(RecordType::beneficiary, office.opened->today(), options.further));
    PEYVAND_TRY(people.edit(id, person.fields));
    PEYVAND_TRY(Records(*office.opened).edit(RecordType::beneficiary, idAs<RecordId>(id), values));
    for (const auto& identity : typedIdentities(options))
        PEYVAND_TRY(people.addIdentity(id, identity));
    PEYVAND_LET(person, people.person(id));
    context.print(personJson(person));
    return exit_done;
}

Result<int> acceptIdentity(CommandContext& context, const PersonOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findPerson(*office.opened, options.who));
    People people(*office.opened);
    PEYVAND_LET(const Person person, people.person(id));
    for (const auto& identity : person.identities)
        if (identity.proposed) {
            PEYVAND_TRY(people.acceptProposed(id, identity.id));
            return exit_done;
        }
    return fail(ErrorCode::identity_empty);
}

// The file with its further fields, as far as the user may see them.
Result<nlohmann::json> fileJson(Register& opened, const Person& person) {
    nlohmann::json one = personJson(person);
    const auto id = idAs<RecordId>(person.id);
    PEYVAND_LET(const RecordRow kept, Records(opened).record(RecordType::beneficiary, id));
    auto further = recordJson(kept);
    for (const char* own : {"id", "made", "of", "author"})
        further.erase(own);
    one.update(further);
    for (const auto& [name, mark] :
         {std::pair{"confidential", person.confidential}, std::pair{"discreet", person.discreet}})
        if (mark)
            one[name] = true;
    PEYVAND_LET(const auto notes, PersonFiles(opened).notes(id, opened.today()));
    for (const auto& note : notes)
        one["notes"].push_back({{"code", note.code}, {"until", note.until.iso()}});
    PEYVAND_LET(const auto introducer, PersonFiles(opened).onlyThrough(id));
    if (introducer)
        one["only_through"] = introducer->text();
    PEYVAND_LET(const auto sharing, PersonFiles(opened).sharingAccount(id));
    for (const auto& other : sharing)
        one["same_account"].push_back(other.text());
    return one;
}

Result<int> showPerson(CommandContext& context, const PersonOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, findPerson(*office.opened, options.who));
    PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, idAs<RecordId>(id)));
    PEYVAND_LET(const Person person, People(*office.opened).person(id));
    if (context.json) {
        PEYVAND_LET(const auto shown, fileJson(*office.opened, person));
        context.print(shown);
    } else {
        PEYVAND_LET(const auto shown, personText(context.words(), *office.opened, person));
        context.say(shown);
    }
    PEYVAND_LET(const bool unseen, PersonFiles(*office.opened).isUnseenInNetwork(id));
    if (unseen)
        context.say(context.words().text("file.unseen"));
    return exit_done;
}

Result<int> listPeople(CommandContext& context, const PersonOptions& options) {
    constexpr int page_rows = 500;
    PEYVAND_LET(const OpenOffice office, context.open());
    People people(*office.opened);
    PEYVAND_TRY(office.opened->audit().write(AuditDeed::search, std::nullopt, options.text));
    PeopleRequest request{options.text, 0, page_rows};
    std::int64_t shown = 0;
    for (;;) {
        PEYVAND_LET(const auto page, people.page(request));
        for (const auto& row : page.rows) {
            if (options.limit > 0 && shown == options.limit)
                return exit_done;
            ++shown;
            if (context.json) {
                PEYVAND_LET(const Person person, people.person(row.id));
                context.print(personJson(person));
            } else {
                context.say(row.id.text() + "  " + row.given_name + " " + row.family_name + "  " +
                            row.number);
            }
        }
        if (page.more)
            context.say(context.words().text("console.more_found",
                                             {{"count", std::to_string(page.total)}}));
        if (shown == 0)
            context.say(context.words().text(options.text.empty() ? "console.nobody_yet"
                                                                  : "console.nobody_found"));
        if (page.rows.size() < page_rows)
            return exit_done;
        request.offset += page_rows;
    }
}

} // namespace

void addPersonCommands(CommandTable& table) {
    auto* person = table.app.add_subcommand("person", "People of the register");
    person->require_subcommand(1);
    const auto options = std::make_shared<PersonOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = person->add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    auto* adding = add("add", "Register a person", addPerson);
    addFieldOptions(*adding, *options);
    adding->add_flag("--new", options->fresh, "Whatever similar files there are");
    auto* editing = add("edit", "Change fields of a person", editPerson);
    editing->add_option("who", options->who, "Identity or person:UUID")->required();
    addFieldOptions(*editing, *options);
    for (auto* command : {adding, editing}) {
        addFurtherOptions(*command, RecordType::beneficiary, options->further);
        command->add_option("--identity", options->identities, "An identity; may be repeated");
        command->add_option("--kind", options->kind, "Kind of the identity; else by its form")
            ->check(CLI::IsMember(identityKindNames()));
        command->add_option("--state", options->state, "Issuing state of a passport");
    }
    add("show", "One file", showPerson)
        ->add_option("who", options->who, "Identity or person:UUID")
        ->required();
    add("accept", "Take over the identity that an aid list proposed", acceptIdentity)
        ->add_option("who", options->who, "Identity or person:UUID")
        ->required();
    add("list", "All people", listPeople)->add_option("--limit", options->limit, "At most");
    auto* searching = add("search", "People by name, phone or number", listPeople);
    searching->add_option("text", options->text, "What to look for")->required();
    searching->add_option("--limit", options->limit, "At most");
}

void addHouseholdCommands(CommandTable& table) {
    struct Options {
        std::string name, household, person, relation, day, reason;
        std::vector<std::string> members;
    };
    const auto options = std::make_shared<Options>();
    auto* household = table.app.add_subcommand("household", "Households");
    household->require_subcommand(1);
    auto* adding = household->add_subcommand("add", "Make a household; the first is its head");
    adding->add_option("--name", options->name, "Name");
    adding->add_option("member", options->members, "Identities or person:UUID")->required();
    table.add(*adding, [options](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const OpenOffice office, context.open());
        std::vector<BeneficiaryId> members;
        for (const auto& typed : options->members) {
            PEYVAND_LET(const auto id, findPerson(*office.opened, typed));
            members.push_back(id);
        }
        PEYVAND_LET(const auto id, Households(*office.opened).make(options->name, members));
        context.print({{"id", id.text()}});
        context.say(id.text());
        return exit_done;
    });
    auto* moving = household->add_subcommand("move", "Move a person to a household");
    moving->add_option("person", options->person, "Identity or person:UUID")->required();
    moving->add_option("household", options->household, "UUID or household:UUID")->required();
    moving->add_option("--relation", options->relation, "Relation to the head");
    moving->add_option("--day", options->day, "Since when");
    moving->add_option("--reason", options->reason, "Why the household before was left");
    table.add(*moving, [options](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const OpenOffice office, context.open());
        PEYVAND_LET(const auto id, findHousehold(*office.opened, options->household));
        PEYVAND_LET(const auto person, findPerson(*office.opened, options->person));
        PEYVAND_LET(const CivilDate day, dayFrom(*office.opened, options->day));
        PEYVAND_TRY(Households(*office.opened)
                        .move(person, id, Move{options->relation, day, options->reason}));
        return exit_done;
    });
}

} // namespace peyvand::cli
