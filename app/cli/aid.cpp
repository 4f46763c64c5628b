// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "core/register/households.h"
#include "core/rules/category.h"
#include "core/text/read.h"
#include "sync/enquiry/enquiry.h"

namespace peyvand::cli {
namespace {

struct AidOptions {
    std::string to, category, item, amount, date, until, source, reason, note, unit, aid;
    bool dry_run = false;
    int limit = 0;
};

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
    const Category* category = readCategory(options.category);
    if (category == nullptr)
        return fail(ErrorCode::category_unknown);
    draft.category = category->id;
    draft.item = options.item;
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
    const bool stops = preview.reason_wanted && draft.reason.empty();
    if (options.dry_run || stops) {
        context.print({{"saved", false},
                       {"result", ruleResultName(preview.result)},
                       {"reason_wanted", preview.reason_wanted},
                       {"rules", ruleLinesJson(preview.rules)}});
        if (stops && !options.dry_run)
            return fail(ErrorCode::reason_needed);
        return preview.reason_wanted ? exit_needs_person : exit_done;
    }
    PEYVAND_LET(const AidId id, AidBook(*office.opened).give(draft));
    context.print({{"saved", true},
                   {"id", id.text()},
                   {"result", ruleResultName(preview.result)},
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

Result<int> listAid(CommandContext& context, const AidOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    AidBook book(*office.opened);
    std::vector<Aid> found;
    if (options.to.empty()) {
        PEYVAND_LET(found, book.latest(0, options.limit > 0 ? options.limit : -1));
    } else {
        PEYVAND_LET(const auto person, findPerson(*office.opened, options.to));
        PEYVAND_LET(found, book.concerning(person));
    }
    for (const auto& aid : found) {
        context.print(aidJson(aid));
        context.say(context.words().date(aid.date) + "  " +
                    context.words().text("category." + aid.category) + "  " +
                    context.words().rials(aid.amount) + "  " + aid.id.text());
    }
    return exit_done;
}

void addGiveOptions(CLI::App& command, AidOptions& options) {
    command.add_option("--to", options.to, "Identity, person:UUID or household:UUID")->required();
    command.add_option("--category", options.category, "Category")->required();
    command.add_option("--amount", options.amount, "Rials");
    command.add_option("--item", options.item, "Item of the category");
    command.add_option("--unit", options.unit, "person or household")
        ->check(CLI::IsMember({"person", "household"}));
    command.add_option("--date", options.date, "Day, for example 1405/08/30; today without it");
    command.add_option("--source", options.source, "Source of funds");
    command.add_option("--reason", options.reason, "Why it is given all the same");
    command.add_option("--note", options.note, "Note");
    command.add_flag("--dry-run", options.dry_run, "Only say what the rules say");
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
    auto* listing = aid->add_subcommand("list", "Aid of a person, or the latest");
    listing->add_option("--to", options->to, "Identity or person:UUID");
    listing->add_option("--limit", options->limit, "At most");
    table.add(*listing, [options](CommandContext& context) { return listAid(context, *options); });
}

} // namespace peyvand::cli
