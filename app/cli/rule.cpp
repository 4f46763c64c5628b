// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/record_text.h"
#include "core/register/rule_book.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct RuleOptions {
    std::string rule, occasion;
    std::vector<std::string> rules{};
    int days = 0;
    RuleChange change{};
    bool per_item = false, not_per_item = false, on = false, off = false;
};

nlohmann::json ruleObject(const Rule& rule) { return nlohmann::json::parse(ruleJson(rule)); }

nlohmann::json shiftJson(const OccasionShift& shift) {
    return {{"occasion", shift.key}, {"days", shift.days}};
}

// "Eid al-Fitr 1448: 1 day later than in the calendar  [fitr-1448]"
void sayShifts(const CommandContext& context, const NetworkRules& published) {
    const Words& words = context.words();
    for (const OccasionShift& shift : published.shifts) {
        const OccasionName* name = occasionName(shift.key);
        const std::string kind = name == nullptr                         ? shift.key
                                 : words.language() == Language::persian ? name->persian
                                                                         : name->english;
        const int days = std::abs(shift.days);
        const std::string length = words.text(days == 1 ? "count.day.one" : "count.day.many",
                                              {{"count", std::to_string(days)}});
        const auto dash = shift.key.rfind('-');
        const std::string year =
            dash == std::string::npos ? std::string() : shift.key.substr(dash + 1);
        context.say(words.text(shift.days > 0 ? "rule.shift.later" : "rule.shift.earlier",
                               {{"occasion", kind}, {"year", year}, {"days", length}}) +
                    "  [" + shift.key + "]");
    }
}

Result<int> listRules(CommandContext& context, const RuleOptions&) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto rules, RuleBook(*office.opened).inForce());
    for (const auto& one : rules) {
        context.print(ruleObject(one.rule));
        context.say(ruleEffect(one.rule, context.words()) + "  [" + one.rule.id + "]");
    }
    PEYVAND_LET(const NetworkRules published, RuleBook(*office.opened).ofNetwork());
    for (const OccasionShift& shift : published.shifts)
        context.print(shiftJson(shift));
    sayShifts(context, published);
    return exit_done;
}

Result<void> show(CommandContext& context, RuleBook& book, const std::string& id) {
    PEYVAND_LET(const RuleInForce found, book.find(id));
    const std::string effect = ruleEffect(found.rule, context.words());
    context.print({{"rule", ruleObject(found.rule)},
                   {"source", ruleSourceName(found.source)},
                   {"effect", effect}});
    context.say(effect);
    context.say(context.words().text("rule.source." + std::string(ruleSourceName(found.source))));
    return {};
}

Result<int> showRule(CommandContext& context, const RuleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    RuleBook book(*office.opened);
    PEYVAND_TRY(show(context, book, options.rule));
    return exit_done;
}

Result<Rule> changed(RuleBook& book, const RuleOptions& options) {
    if (options.rule.starts_with('{'))
        return parseRule(options.rule);
    RuleChange change = options.change;
    if (options.per_item || options.not_per_item)
        change.per_item = options.per_item;
    if (options.on || options.off)
        change.active = options.on;
    auto found = book.find(options.rule);
    if (!found && found.error().code != ErrorCode::rule_unknown)
        return fail(std::move(found).error());
    // A new rule says at least what it is for and how often.
    if (!found)
        for (const auto& [given, field] : {std::pair(&change.category, "category"),
                                           {&change.unit, "unit"},
                                           {&change.period, "period"}})
            if (!*given)
                return fail(ErrorCode::rule_invalid, "field", field);
    Rule rule = found ? found->rule : Rule{};
    rule.id = options.rule;
    return changedRule(std::move(rule), change);
}

Result<int> setRule(CommandContext& context, const RuleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    RuleBook book(*office.opened);
    PEYVAND_LET(const Rule rule, changed(book, options));
    PEYVAND_TRY(book.set(rule));
    PEYVAND_TRY(show(context, book, rule.id));
    return exit_done;
}

Result<int> resetRule(CommandContext& context, const RuleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    RuleBook book(*office.opened);
    PEYVAND_TRY(book.reset(options.rule));
    if (book.find(options.rule))
        PEYVAND_TRY(show(context, book, options.rule));
    return exit_done;
}

Result<int> ruleHistory(CommandContext& context, const RuleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto events, RuleBook(*office.opened).history(options.rule));
    const Words& words = context.words();
    for (const auto& event : events) {
        const std::string effect =
            event.rule ? ruleEffect(*event.rule, words) : words.text("rule.reset");
        context.print({{"time", isoTime(event.time_ms)},
                       {"desk", toHex(event.node)},
                       {"own_desk", event.is_own_desk},
                       {"rule", event.rule ? ruleObject(*event.rule) : nlohmann::json()},
                       {"effect", effect}});
        context.say(timeText(words, event.time_ms) + "  " + effect);
    }
    return exit_done;
}

void sayInForce(const CommandContext& context, const NetworkRules& now) {
    const bool is_empty = now.rules.empty() && now.shifts.empty();
    context.say(context.words().text(is_empty ? "rule.network_none" : "rule.network_now"));
    for (const Rule& rule : now.rules)
        context.say(ruleEffect(rule, context.words()) + "  [" + rule.id + "]");
    sayShifts(context, now);
}

// What the council publishes is its former text with one change.
Result<int> publish(CommandContext& context,
                    const std::function<Result<void>(RuleBook&, NetworkRules&)>& change) {
    PEYVAND_LET(const OpenOffice office, context.open());
    RuleBook book(*office.opened);
    PEYVAND_LET(NetworkRules published, book.ofNetwork());
    PEYVAND_TRY(change(book, published));
    PEYVAND_LET(const bool counts, office.network->publishRules(published));
    auto shifts = nlohmann::json::array();
    for (const OccasionShift& shift : published.shifts)
        shifts.push_back(shiftJson(shift));
    PEYVAND_LET(const NetworkRules now, book.ofNetwork());
    sayInForce(context, now);
    context.print({{"in_force", counts}, {"rules", published.rules.size()}, {"shifts", shifts}});
    if (!counts)
        context.say(context.words().text("console.council_waits"));
    return counts ? exit_done : exit_needs_person;
}

Result<int> publishRules(CommandContext& context, const RuleOptions& options) {
    return publish(context, [&](RuleBook& book, NetworkRules& published) -> Result<void> {
        for (const auto& id : options.rules) {
            PEYVAND_LET(const RuleInForce found, book.find(id));
            published.set(found.rule);
        }
        return {};
    });
}

Result<int> withdrawRules(CommandContext& context, const RuleOptions& options) {
    return publish(context, [&](RuleBook&, NetworkRules& published) -> Result<void> {
        for (const auto& id : options.rules)
            if (!published.take(id))
                return fail(ErrorCode::rule_unknown);
        return {};
    });
}

Result<int> shiftOccasion(CommandContext& context, const RuleOptions& options) {
    return publish(context, [&](RuleBook&, NetworkRules& published) {
        return published.shift(options.occasion, options.days);
    });
}

} // namespace

void addRuleCommands(CommandTable& table) {
    auto* rule = table.app.add_subcommand("rule", "Frequency rules");
    rule->require_subcommand(1);
    const auto options = std::make_shared<RuleOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = rule->add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    add("list", "The rules in force, each as a sentence", listRules);
    for (auto* command : {add("show", "One rule: what it does and where it comes from", showRule),
                          add("reset", "Put the default back", resetRule),
                          add("history", "Who changed a rule, and when", ruleHistory)})
        command->add_option("rule", options->rule, "Its id, as `rule list` shows")->required();
    for (auto* command :
         {add("publish", "For all members, by the council: rules as they are here", publishRules),
          add("withdraw", "By the council: no longer for all members", withdrawRules)})
        command->add_option("rules", options->rules, "Their ids")->required();
    auto* shift = add("shift", "By the council: a lunar occasion was announced on another day",
                      shiftOccasion);
    shift->add_option("occasion", options->occasion, "For example fitr-1448")->required();
    shift->add_option("days", options->days, "1: a day later; -1: earlier; 0: as the table has it")
        ->required();
    auto* set = add("set", "Change a rule, or add one", setRule);
    set->add_option("rule", options->rule, "Its id; or a whole rule as `rule list --json` has it")
        ->required();
    RuleChange& change = options->change;
    set->add_option("--category", change.category, "What it is for");
    set->add_option("--unit", change.unit, "person or household");
    set->add_option("--count", change.count, "How many times in a period");
    set->add_option(
        "--period", change.period,
        "\"30 days\", \"3 months\", \"2 years\", month, year, school_year, term, winter,"
        " occasion, lifetime, one_open, same_invoice, note_only");
    set->add_option("--scope", change.scope, "network, or own for this charity's help only");
    set->add_option("--action", change.action, "tell, ask_reason or ask_coordinator");
    auto* each = set->add_flag("--per-item", options->per_item, "Count each item apart");
    set->add_flag("--not-per-item", options->not_per_item, "Count all items together")
        ->excludes(each);
    auto* on = set->add_flag("--on", options->on, "Switch it on");
    set->add_flag("--off", options->off, "Switch it off")->excludes(on);
}

} // namespace peyvand::cli
