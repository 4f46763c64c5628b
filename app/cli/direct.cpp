// SPDX-License-Identifier: GPL-3.0-or-later
// referral, question, openings: what one charity says to another and nobody else reads.
#include "app/cli/people_verbs.h"
#include "app/cli/record_text.h"
#include "app/cli/sync_text.h"
#include "core/register/people.h"
#include "core/text/fold.h"
#include "sync/direct/referrals.h"
#include "sync/enquiry/answer.h"
#include "sync/network/openings.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

Result<CharityId> findCharity(Network& network, const std::string& typed) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    const auto id = CharityId::parse(typed);
    for (const auto& member : network.membership().members)
        if ((id && member.id == *id) || text::joinedKey(member.name) == text::joinedKey(typed))
            return member.id;
    return fail(ErrorCode::charity_unknown);
}

namespace {

constexpr int page_rows = 200;

struct DirectOptions {
    std::string id, to, category, note, reason, person;
    std::string urgency = "within_two_weeks";
    std::string direction;
    bool open = false;
    bool add_file = false;
    bool given = false;
    bool not_given = false;
};

Result<RecordId> recordIn(const std::string& typed, ErrorCode otherwise) {
    const auto id = RecordId::parse(typed);
    return id ? Result<RecordId>(*id) : fail(otherwise);
}

std::string nameIn(const PersonFields& fields) {
    return text::isolateAuto(fields.given_name +
                             (fields.given_name.empty() || fields.family_name.empty() ? "" : " ") +
                             fields.family_name);
}

nlohmann::json json(const Referral& one) {
    auto answers = nlohmann::json::array();
    for (const ReferralAnswer& answer : one.answers)
        answers.push_back({{"state", nameOf(answer.state)},
                           {"reason", answer.reason},
                           {"note", answer.note},
                           {"time_ms", answer.made_ms}});
    auto identities = nlohmann::json::array();
    for (const Identity& identity : one.person.identities)
        identities.push_back(
            {{"kind", identityKindName(identity.kind)}, {"value", identity.number}});
    const PersonFields& fields = one.person.fields;
    nlohmann::json object{{"id", one.id.text()},
                          {"charity", one.partner_name},
                          {"charity_id", one.partner.text()},
                          {"incoming", one.incoming},
                          {"urgency", nameOf(one.urgency)},
                          {"category", one.category},
                          {"note", one.note},
                          {"state", nameOf(one.state)},
                          {"made_ms", one.made_ms},
                          {"due_ms", one.due_ms},
                          {"given_name", fields.given_name},
                          {"family_name", fields.family_name},
                          {"father_name", fields.father_name},
                          {"phones", fields.phones},
                          {"city", fields.city},
                          {"address", fields.address},
                          {"identities", identities},
                          {"household_size", one.person.household_size},
                          {"answers", answers}};
    if (fields.birth)
        object["birth_date"] = fields.birth->iso();
    object["own_file"] =
        one.own_file ? nlohmann::json(one.own_file->text()) : nlohmann::json(nullptr);
    return object;
}

void showLine(const CommandContext& context, const Referral& one) {
    const Words& words = context.words();
    std::string line = words.text(one.incoming ? "referral.from" : "referral.to",
                                  {{"charity", text::isolateAuto(one.partner_name)}}) +
                       "  " + nameIn(one.person.fields) + "  " +
                       words.text("category." + one.category) + "  " +
                       words.text("referral.state." + std::string(nameOf(one.state)));
    if (one.state == ReferralState::open) {
        const bool is_late = one.due_ms < context.platform.clock.unixMs();
        line += "  " + words.text(is_late ? "referral.late" : "referral.until",
                                  {{"time", timeText(words, one.due_ms)}});
    }
    context.print(json(one));
    context.say(line + "  " + one.id.text());
}

void showWhole(const CommandContext& context, const Referral& one) {
    const Words& words = context.words();
    showLine(context, one);
    const PersonFields& fields = one.person.fields;
    const auto say = [&context](const std::string& label, const std::string& value) {
        if (!value.empty())
            context.say("  " + label + ": " + text::isolateAuto(value));
    };
    const auto line = [&](std::string_view field, const std::string& value) {
        say(fieldLabel(words, *kindOf(RecordType::beneficiary)->field(field)), value);
    };
    line("father_name", fields.father_name);
    for (const Identity& identity : one.person.identities)
        say(words.text("identity." + std::string(identityKindName(identity.kind))),
            identity.number);
    for (const std::string& phone : fields.phones)
        line("phones", phone);
    line("city", fields.city);
    line("address", fields.address);
    say(words.text("referral.note"), one.note);
    for (const ReferralAnswer& answer : one.answers) {
        std::string text = timeText(words, answer.made_ms) + "  " +
                           words.text("referral.state." + std::string(nameOf(answer.state)));
        if (isChoice("referral_refusal", answer.reason))
            text += ": " + words.text("choice.referral_refusal." + answer.reason);
        if (!answer.note.empty())
            text += "  " + text::isolateAuto(answer.note);
        context.say("  " + text);
    }
}

Result<int> send(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    ReferralDraft draft;
    PEYVAND_LET(draft.person, findPerson(*office.opened, options.person));
    PEYVAND_LET(draft.to, findCharity(*office.network, options.to));
    const auto urgency = referralUrgencyFrom(options.urgency);
    if (!urgency)
        return fail(ErrorCode::arguments_wrong);
    draft.urgency = *urgency;
    draft.category = options.category;
    draft.note = options.note;
    PEYVAND_LET(const RecordId id, Referrals(*office.network).send(draft));
    context.print({{"id", id.text()}, {"to", draft.to.text()}});
    context.say(context.words().text(
        "referral.sent", {{"charity", text::isolateAuto(office.network->charityName(draft.to))},
                          {"id", id.text()}}));
    return exit_done;
}

Result<int> list(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    ReferralFilter filter;
    filter.unfinished = options.open;
    if (!options.direction.empty())
        filter.incoming = options.direction == "in";
    bool any_waits = false;
    std::int64_t shown = 0;
    for (;;) {
        PEYVAND_LET(const auto page, Referrals(*office.network).page(filter, shown, page_rows));
        for (const Referral& one : page) {
            showLine(context, one);
            any_waits = any_waits || (one.incoming && one.state == ReferralState::open);
        }
        shown += static_cast<std::int64_t>(page.size());
        if (page.size() < page_rows)
            break;
    }
    if (shown == 0)
        context.say(context.words().text("referral.none"));
    return any_waits ? exit_needs_person : exit_done;
}

Result<int> show(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::referral_unknown));
    PEYVAND_LET(const Referral one, Referrals(*office.network).referral(id));
    showWhole(context, one);
    return exit_done;
}

// Their file here: the one that holds a number of theirs, or a new one.
Result<std::optional<BeneficiaryId>> ownFileFor(const OpenOffice& office, const Referral& referral,
                                                const DirectOptions& options) {
    if (!options.person.empty()) {
        PEYVAND_LET(const BeneficiaryId person, findPerson(*office.opened, options.person));
        return std::optional(person);
    }
    if (!options.add_file)
        return referral.own_file;
    NewPerson person;
    person.fields = referral.person.fields;
    for (const Identity& identity : referral.person.identities)
        person.identities.push_back({identity.kind, identity.number, identity.issuing_state});
    PEYVAND_LET(const RegisteredPerson added, People(*office.opened).add(person));
    return std::optional(added.id);
}

Result<int> answered(CommandContext& context, const OpenOffice& office, const RecordId& id) {
    PEYVAND_LET(const Referral now, Referrals(*office.network).referral(id));
    showLine(context, now);
    return exit_done;
}

Result<int> accept(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::referral_unknown));
    PEYVAND_LET(const Referral referral, Referrals(*office.network).referral(id));
    if (!referral.incoming)
        return fail(ErrorCode::referral_unknown);
    PEYVAND_LET(const auto file, ownFileFor(office, referral, options));
    PEYVAND_TRY(Referrals(*office.network).accept(id, file, options.note));
    return answered(context, office, id);
}

Result<int> refuse(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::referral_unknown));
    PEYVAND_TRY(Referrals(*office.network).refuse(id, options.reason, options.note));
    return answered(context, office, id);
}

Result<int> finish(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::referral_unknown));
    PEYVAND_TRY(Referrals(*office.network).finish(id, options.note));
    return answered(context, office, id);
}

Result<int> withdraw(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::referral_unknown));
    PEYVAND_TRY(Referrals(*office.network).withdraw(id));
    context.print({{"id", id.text()}, {"state", "withdrawn"}});
    context.say(context.words().text("referral.taken_back"));
    return exit_done;
}

void showQuestion(const CommandContext& context, Register& opened, const CaseQuestion& one) {
    const Words& words = context.words();
    nlohmann::json object{{"id", one.id.text()},
                          {"charity", one.partner_name},
                          {"incoming", one.incoming},
                          {"claim", one.claim.text()},
                          {"state", nameOf(one.state)},
                          {"note", one.note},
                          {"answer_note", one.answer_note},
                          {"made_ms", one.made_ms}};
    object["aid"] = one.aid ? nlohmann::json(one.aid->text()) : nlohmann::json(nullptr);
    context.print(object);
    std::string about;
    if (one.person)
        about = "  " + subjectName(words, opened, idAs<RecordId>(*one.person));
    context.say(words.text(one.incoming ? "question.from" : "question.to",
                           {{"charity", text::isolateAuto(one.partner_name)}}) +
                about + "  " + words.text("question.state." + std::string(nameOf(one.state))) +
                "  " + timeText(words, one.made_ms) + "  " + one.id.text());
    if (one.aid)
        context.say("  " + words.text("question.aid", {{"aid", one.aid->text()}}));
    for (const std::string& note : {one.note, one.answer_note})
        if (!note.empty())
            context.say("  " + text::isolateAuto(note));
}

Result<int> ask(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto claim = ClaimId::parse(options.id);
    if (!claim)
        return fail(ErrorCode::claim_unknown);
    std::optional<BeneficiaryId> person;
    if (!options.person.empty()) {
        PEYVAND_LET(person, findPerson(*office.opened, options.person));
    }
    CaseQuestions questions(*office.network);
    PEYVAND_LET(const RecordId id, questions.ask(*claim, person, options.note));
    PEYVAND_LET(const CaseQuestion asked, questions.question(id));
    showQuestion(context, *office.opened, asked);
    return exit_done;
}

Result<int> listQuestions(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    std::int64_t shown = 0;
    bool any_waits = false;
    for (;;) {
        PEYVAND_LET(const auto page,
                    CaseQuestions(*office.network).page(options.open, shown, page_rows));
        for (const CaseQuestion& one : page) {
            showQuestion(context, *office.opened, one);
            any_waits = any_waits || (one.incoming && one.state == QuestionState::open);
        }
        shown += static_cast<std::int64_t>(page.size());
        if (page.size() < page_rows)
            break;
    }
    if (shown == 0)
        context.say(context.words().text("question.none"));
    return any_waits ? exit_needs_person : exit_done;
}

Result<int> answerQuestion(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::question_unknown));
    if (options.given == options.not_given)
        return fail(ErrorCode::arguments_wrong);
    CaseQuestions questions(*office.network);
    PEYVAND_TRY(questions.answer(
        id, options.given ? QuestionState::given : QuestionState::not_given, options.note));
    PEYVAND_LET(const CaseQuestion now, questions.question(id));
    showQuestion(context, *office.opened, now);
    return exit_done;
}

Result<int> withdrawQuestion(CommandContext& context, const DirectOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, recordIn(options.id, ErrorCode::question_unknown));
    PEYVAND_TRY(CaseQuestions(*office.network).withdraw(id));
    context.print({{"id", id.text()}, {"state", "withdrawn"}});
    return exit_done;
}

Result<int> listOpenings(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto told, openingsTold(*office.network));
    for (const OpeningsTold& one : told) {
        context.print({{"charity", one.charity_name},
                       {"charity_id", one.charity.text()},
                       {"month", one.month.iso()},
                       {"count", one.count}});
        context.say(context.words().month(one.month) + "  " + text::isolateAuto(one.charity_name) +
                    "  " + context.words().number(one.count));
    }
    if (told.empty())
        context.say(context.words().text("openings.none"));
    return exit_done;
}

using Verb = Result<int> (*)(CommandContext&, const DirectOptions&);

// A verb under a noun, with what it is asked about.
CLI::App* addVerb(CommandTable& table, CLI::App* noun, const char* name, const char* help,
                  const std::shared_ptr<DirectOptions>& options, Verb verb) {
    auto* command = noun->add_subcommand(name, help);
    table.add(*command,
              [options, verb](CommandContext& context) { return verb(context, *options); });
    return command;
}

void addReferral(CommandTable& table) {
    auto* noun = table.app.add_subcommand("referral", "A case handed to another charity");
    noun->require_subcommand(1);
    const auto options = std::make_shared<DirectOptions>();
    auto* sending = addVerb(table, noun, "send", "Hand a case to another charity", options, send);
    sending->add_option("person", options->person, "An identity, #row or person:UUID")->required();
    sending->add_option("--to", options->to, "The charity, by name or id")->required();
    sending->add_option("--category", options->category, "What is asked for")->required();
    sending->add_option("--urgency", options->urgency,
                        "within_day, within_three_days or within_two_weeks");
    sending->add_option("--note", options->note, "What they should know");
    auto* listing = addVerb(table, noun, "list", "The newest first", options, list);
    listing->add_option("--direction", options->direction, "in or out; both without it")
        ->check(CLI::IsMember({"in", "out"}));
    listing->add_flag("--open", options->open, "Only those that wait for somebody");
    const auto withId = [&](const char* name, const char* help, Verb verb) {
        auto* command = addVerb(table, noun, name, help, options, verb);
        command->add_option("id", options->id, "As the list shows it")->required();
        return command;
    };
    withId("show", "All that was sent, and the answers", show);
    auto* accepting = withId("accept", "We take the case", accept);
    accepting->add_option("--person", options->person, "Their file here");
    accepting->add_flag("--add-file", options->add_file, "Make a file, or find it by number");
    accepting->add_option("--note", options->note);
    auto* refusing = withId("refuse", "We cannot take it", refuse);
    refusing->add_option("--reason", options->reason, "Code of the list referral_refusal")
        ->required();
    refusing->add_option("--note", options->note);
    withId("finish", "It is done", finish)->add_option("--note", options->note);
    withId("withdraw", "Take back what was sent", withdraw);
}

void addQuestion(CommandTable& table) {
    auto* noun = table.app.add_subcommand(
        "question", "Whether what another charity claimed was really received");
    noun->require_subcommand(1);
    const auto options = std::make_shared<DirectOptions>();
    auto* asking = addVerb(table, noun, "ask", "The household says: not received", options, ask);
    asking->add_option("claim", options->id, "The claim, as enquire --json shows it")->required();
    asking->add_option("--person", options->person, "The own file of whom it is asked for");
    asking->add_option("--note", options->note);
    auto* listing = addVerb(table, noun, "list", "The newest first", options, listQuestions);
    listing->add_flag("--open", options->open, "Only those without an answer");
    auto* answering = addVerb(table, noun, "answer", "What we found", options, answerQuestion);
    answering->add_option("id", options->id)->required();
    answering->add_flag("--given", options->given, "It was given");
    answering->add_flag("--not-given", options->not_given, "It was not; our aid is voided");
    answering->add_option("--note", options->note, "With --not-given: what was found");
    auto* taking_back =
        addVerb(table, noun, "withdraw", "Take a question back", options, withdrawQuestion);
    taking_back->add_option("id", options->id)->required();
}

} // namespace

void addDirectCommands(CommandTable& table) {
    addReferral(table);
    addQuestion(table);
    auto* openings = table.app.add_subcommand(
        "openings", "How often other charities opened our claims, month by month");
    table.add(*openings, listOpenings);
}

} // namespace peyvand::cli
