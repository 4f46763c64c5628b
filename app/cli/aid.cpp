// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/record/labels.h"
#include "core/register/aid_findings.h"
#include "core/register/funds.h"
#include "core/register/household_aid.h"
#include "core/register/households.h"
#include "core/register/stock.h"
#include "core/rules/category.h"
#include "core/text/fold.h"
#include "core/text/read.h"
#include "sync/enquiry/enquiry.h"

namespace peyvand::cli {
namespace {

struct AidOptions {
    std::string to, category, item, amount, date, until, source, reason, note, unit, aid;
    // Further particulars, by the names of their fields; kit and stock item also by name.
    TypedFields details;
    std::string despite_shortage;
    bool dry_run = false;
    int limit = 0;
};

// Of the particulars those that somebody types; the rest is written by its own work.
constexpr FieldNumber typed_details[] = {
    field::aid::delivery,       field::aid::tracking_number,
    field::aid::fund,           field::aid::proposal,
    field::aid::decision,       field::aid::kit,
    field::aid::stock_item,     field::aid::quantity_milli,
    field::aid::value_rial,     field::aid::deliverer,
    field::aid::collector_name, field::aid::invoice_number,
    field::aid::project,        field::aid::need,
};

Result<void> readReferences(Register& opened, const AidOptions& options, AidDetails& details) {
    const auto find = [&](FieldNumber number, std::optional<RecordId>& into) -> Result<void> {
        const auto typed = options.details.find(number);
        if (typed == options.details.end() || typed->second.empty())
            return {};
        const FieldSpec& field = *kindOf(RecordType::aid)->field(number);
        PEYVAND_LET(into, findRecord(opened, kindNamed(field.list)->type, typed->second));
        return {};
    };
    PEYVAND_TRY(find(field::aid::fund, details.fund));
    PEYVAND_TRY(find(field::aid::proposal, details.proposal));
    PEYVAND_TRY(find(field::aid::decision, details.decision));
    PEYVAND_TRY(find(field::aid::kit, details.kit));
    PEYVAND_TRY(find(field::aid::stock_item, details.stock_item));
    return find(field::aid::need, details.need);
}

Result<void> readDetails(Register& opened, const AidOptions& options, AidDraft& draft) {
    AidDetails& details = draft.details;
    PEYVAND_TRY(readReferences(opened, options, details));
    const auto text = [&](FieldNumber number) {
        const auto typed = options.details.find(number);
        return typed == options.details.end() ? std::string() : typed->second;
    };
    details.delivery = text(field::aid::delivery);
    details.tracking_number = text(field::aid::tracking_number);
    details.deliverer = text(field::aid::deliverer);
    details.collector_name = text(field::aid::collector_name);
    details.invoice_number = text(field::aid::invoice_number);
    details.project = text(field::aid::project);
    if (!text(field::aid::value_rial).empty()) {
        PEYVAND_LET(details.value, text::readAmount(text(field::aid::value_rial)));
    }
    const FieldSpec& quantity = *kindOf(RecordType::aid)->field(field::aid::quantity_milli);
    PEYVAND_LET(const Value typed,
                readValue(quantity, text(field::aid::quantity_milli), opened.today()));
    if (const auto* number = std::get_if<std::int64_t>(&typed))
        details.quantity_milli = *number;
    draft.despite_shortage = options.despite_shortage;
    return {};
}

Result<AidDraft> draftFrom(Register& opened, const AidOptions& options, AidState state) {
    constexpr std::string_view household_prefix = "household:";
    AidDraft draft;
    if (std::string_view(options.to).starts_with(household_prefix)) {
        draft.household = HouseholdId::parse(options.to.substr(household_prefix.size()));
        if (!draft.household)
            return fail(ErrorCode::household_unknown);
        PEYVAND_LET(const auto household, Households(opened).household(*draft.household));
        if (!household.members.empty())
            draft.person = household.members.front().id;
        draft.unit = HelpUnit::household;
    } else {
        PEYVAND_LET(draft.person, findPerson(opened, options.to));
    }
    PEYVAND_TRY(readDetails(opened, options, draft));
    draft.category = options.category;
    draft.item = options.item;
    PEYVAND_TRY(AidBook(opened).fillIn(draft));
    const Category* category = readCategory(draft.category);
    if (category == nullptr)
        return fail(ErrorCode::category_unknown);
    draft.category = category->id;
    if (!options.amount.empty()) {
        PEYVAND_LET(draft.amount, text::readAmount(options.amount));
    }
    PEYVAND_LET(draft.date, dayFrom(opened, options.date));
    draft.state = state;
    if (!options.until.empty()) {
        PEYVAND_LET(draft.hold_until, dayFrom(opened, options.until));
    }
    if (!options.unit.empty())
        draft.unit = options.unit == "household" ? HelpUnit::household : HelpUnit::person;
    draft.source_of_funds = options.source;
    draft.reason = options.reason;
    draft.note = options.note;
    return draft;
}

// What the rules say is told first; then the aid is written.
Result<int> give(CommandContext& context, const AidOptions& options, AidState state) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const AidDraft draft, draftFrom(*office.opened, options, state));
    Enquiry enquiry(*office.network, context.executor);
    PEYVAND_LET(const AidPreview preview, enquiry.preview(draft, context.language));
    for (const auto& line : preview.rules)
        context.say(line.sentence);
    PEYVAND_LET(const auto warnings, Funds(*office.opened).warnings(draft));
    auto told = nlohmann::json::array();
    for (const auto& warning : warnings) {
        told.push_back({{"code", fundWarningName(warning.kind)},
                        {"sentence", fundWarningText(context.words(), warning)}});
        context.say(fundWarningText(context.words(), warning));
    }
    const bool stops = preview.reason_wanted && draft.reason.empty();
    if (options.dry_run || stops) {
        context.print({{"saved", false},
                       {"result", ruleResultName(preview.result)},
                       {"reason_wanted", preview.reason_wanted},
                       {"fund", told},
                       {"rules", ruleLinesJson(preview.rules)}});
        if (stops && !options.dry_run)
            return fail(ErrorCode::reason_needed);
        return preview.reason_wanted ? exit_needs_person : exit_done;
    }
    PEYVAND_LET(const AidId id, enquiry.give(draft, preview));
    context.print({{"saved", true},
                   {"id", id.text()},
                   {"result", ruleResultName(preview.result)},
                   {"fund", told},
                   {"rules", ruleLinesJson(preview.rules)}});
    context.say(id.text());
    return preview.reason_wanted ? exit_needs_person : exit_done;
}

Result<int> voidAid(CommandContext& context, const AidOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto id = AidId::parse(options.aid);
    if (!id)
        return fail(ErrorCode::aid_unknown);
    PEYVAND_TRY(AidBook(*office.opened).voidAid(*id, options.reason));
    return exit_done;
}

Result<std::vector<Aid>> aidOf(Register& opened, const AidOptions& options) {
    AidBook book(opened);
    if (options.to.empty())
        return book.latest(0, options.limit > 0 ? options.limit : -1);
    if (options.to.starts_with("household:")) {
        PEYVAND_LET(const auto household, findHousehold(opened, options.to));
        return aidOfHousehold(opened, household);
    }
    PEYVAND_LET(const auto person, findPerson(opened, options.to));
    return book.concerning(person);
}

// What is not plainly given says so.
std::string aidText(const Words& words, Register& opened, const Aid& aid, bool with_name) {
    const std::string until = aid.hold_until ? words.date(*aid.hold_until) : std::string();
    std::string state;
    if (aid.state == AidState::held && !until.empty())
        state = words.text("state.held_until", {{"until", until}});
    else if (aid.state != AidState::given)
        state = words.text("state." + std::string(aidStateName(aid.state)));
    if (!aid.void_reason.empty())
        state += ": " + text::isolateAuto(aid.void_reason);
    std::string name;
    if (with_name && aid.household && aid.unit == HelpUnit::household)
        name = subjectName(words, opened, idAs<RecordId>(*aid.household));
    else if (with_name && aid.person)
        name = subjectName(words, opened, idAs<RecordId>(*aid.person));
    std::string line = words.date(aid.date) + "  " + words.text("category." + aid.category);
    for (const auto& part :
         {text::isolateAuto(aid.item), words.rials(aid.amount), name, state, aid.id.text()})
        line += part.empty() || part == text::isolateAuto({}) ? "" : "  " + part;
    return line;
}

Result<int> listAid(CommandContext& context, const AidOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(auto found, aidOf(*office.opened, options));
    if (options.limit > 0 && found.size() > static_cast<std::size_t>(options.limit))
        found.resize(static_cast<std::size_t>(options.limit));
    for (const auto& aid : found)
        if (context.json)
            context.print(aidJson(aid));
        else
            context.say(aidText(context.words(), *office.opened, aid, options.to.empty()));
    if (found.empty())
        context.say(context.words().text("console.none_listed"));
    return exit_done;
}

void addGiveOptions(CLI::App& command, AidOptions& options) {
    command.add_option("--to", options.to, "Identity, person:UUID or household:UUID")->required();
    command.add_option("--category", options.category, "Category; a kit brings its own");
    command.add_option("--amount", options.amount, "Rials");
    command.add_option("--item", options.item, "Item of the category");
    command.add_option("--unit", options.unit, "person or household")
        ->check(CLI::IsMember({"person", "household"}));
    command.add_option("--date", options.date, "Day, for example 1405/08/30; today without it");
    command.add_option("--source", options.source, "Source of funds");
    command.add_option("--reason", options.reason, "Why it is given all the same");
    command.add_option("--note", options.note, "Note");
    command.add_option("--despite-shortage", options.despite_shortage,
                       "Why goods leave that the count does not show");
    for (const FieldNumber number : typed_details) {
        const FieldSpec& field = *kindOf(RecordType::aid)->field(number);
        std::string about = fieldLabel(Words::of(Language::english), field);
        for (const auto& code : choicesOf(field.list))
            about.append(about.find(": ") == std::string::npos ? ": " : ", ").append(code);
        command.add_option("--" + optionName(field.key), options.details[number], about);
    }
    command.add_flag("--dry-run", options.dry_run, "Only say what the rules say");
}

Result<int> findings(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto found, aidFindings(*office.opened));
    for (const auto& finding : found) {
        const bool is_stock = finding.code == "stock_below_zero";
        const std::string count =
            is_stock ? milliText(finding.count) : std::to_string(finding.count);
        const std::string sentence =
            context.words().text("aid_finding." + finding.code, {{"count", count}});
        context.print({{"finding", finding.code},
                       {"record", finding.record.text()},
                       {"count", finding.count},
                       {"sentence", sentence}});
        context.say(sentence + "  " + finding.record.text());
    }
    if (found.empty())
        context.say(context.words().text("console.sound"));
    return found.empty() ? exit_done : exit_needs_person;
}

} // namespace

void addAidCommands(CommandTable& table) {
    auto* aid = table.app.add_subcommand("aid", "Aid given, held and voided");
    aid->require_subcommand(1);
    const auto options = std::make_shared<AidOptions>();
    auto* giving = aid->add_subcommand("give", "Record aid; says first what the rules say");
    addGiveOptions(*giving, *options);
    table.add(*giving, [options](CommandContext& context) {
        return give(context, *options, AidState::given);
    });
    auto* holding = aid->add_subcommand("hold", "Tell the network that aid is under way");
    addGiveOptions(*holding, *options);
    holding->add_option("--until", options->until, "Last day of the hold");
    table.add(*holding, [options](CommandContext& context) {
        return give(context, *options, AidState::held);
    });
    auto* voiding = aid->add_subcommand("void", "Void an aid, with a reason");
    voiding->add_option("aid", options->aid, "UUID")->required();
    voiding->add_option("--reason", options->reason, "Why")->required();
    table.add(*voiding, [options](CommandContext& context) { return voidAid(context, *options); });
    table.add(*aid->add_subcommand("findings", "What two desks did twice, and counts below zero"),
              findings);
    auto* listing = aid->add_subcommand("list", "Aid of a person, or the latest");
    listing->add_option("--to", options->to, "Identity, person:UUID or household:UUID");
    listing->add_option("--limit", options->limit, "At most");
    table.add(*listing, [options](CommandContext& context) { return listAid(context, *options); });
}

} // namespace peyvand::cli
