// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_text.h"

#include "core/rules/category.h"
#include "core/rules/names.h"
#include "core/text/fold.h"

#include <algorithm>
#include <charconv>

namespace peyvand {
namespace {

tl::unexpected<Error> wrong(std::string_view field) {
    return fail(ErrorCode::rule_invalid, "field", std::string(field));
}

template <class Enum> struct Spelling {
    Enum value;
    std::string_view persian;
};

constexpr Spelling<HelpUnit> units[] = {{HelpUnit::person, "مددجو"},
                                        {HelpUnit::household, "خانوار"}};
constexpr Spelling<RuleScope> scopes[] = {{RuleScope::own, "همین خیریه"},
                                          {RuleScope::network, "شبکه"}};
constexpr Spelling<RuleAction> actions[] = {{RuleAction::tell, "گفتن"},
                                            {RuleAction::ask_reason, "پرسیدن دلیل"},
                                            {RuleAction::ask_coordinator, "پرسیدن از مسئول"}};
constexpr Spelling<RulePeriod> periods[] = {
    {RulePeriod::note_only, "فقط آگاهی"},  {RulePeriod::hijri_month, "هر ماه"},
    {RulePeriod::hijri_year, "هر سال"},    {RulePeriod::school_year, "سال تحصیلی"},
    {RulePeriod::term, "نیم‌سال"}, {RulePeriod::winter, "زمستان"},
    {RulePeriod::occasion, "مناسبت"},      {RulePeriod::lifetime, "یک بار در زندگی"},
    {RulePeriod::one_open, "یکی باز"},     {RulePeriod::same_invoice, "هر صورت‌حساب"},
    {RulePeriod::hijri_month, "month"},    {RulePeriod::hijri_year, "year"},
    {RulePeriod::lifetime, "once in life"}};
constexpr Spelling<RulePeriod> lengths[] = {
    {RulePeriod::rolling_days, "روز"},     {RulePeriod::rolling_days, "day"},
    {RulePeriod::rolling_days, "days"},    {RulePeriod::rolling_months, "ماه"},
    {RulePeriod::rolling_months, "month"}, {RulePeriod::rolling_months, "months"},
    {RulePeriod::rolling_years, "سال"},    {RulePeriod::rolling_years, "year"},
    {RulePeriod::rolling_years, "years"}};

/// By the name of the JSON or by a Persian word.
template <class Enum, class Names, std::size_t count>
std::optional<Enum> readWord(std::string_view typed, const Names& names,
                             const Spelling<Enum> (&spellings)[count]) {
    const std::string key = text::joinedKey(typed);
    for (const auto& row : names)
        if (text::joinedKey(row.name) == key)
            return row.value;
    for (const auto& [value, spelling] : spellings)
        if (text::joinedKey(spelling) == key)
            return value;
    return std::nullopt;
}

/// Digits alone, or digits before a word; the word is what is left.
std::optional<int> takeNumber(std::string& typed) {
    typed = text::foldDigits(typed);
    typed.erase(0, std::min(typed.find_first_not_of(' '), typed.size()));
    int number = 0;
    const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (problem != std::errc())
        return std::nullopt;
    typed.erase(0, static_cast<std::size_t>(end - typed.data()));
    return number;
}

Result<void> changePeriod(Rule& rule, std::string typed) {
    const auto named = readWord(typed, rules::period_names, periods);
    const bool needs_length =
        named && (*named == RulePeriod::rolling_days || *named == RulePeriod::rolling_months ||
                  *named == RulePeriod::rolling_years);
    if (named && !needs_length) {
        rule.period = *named;
        rule.length = 1;
        return {};
    }
    const auto length = takeNumber(typed);
    if (!length)
        return wrong("period");
    const std::string key = text::joinedKey(typed);
    for (const auto& [period, word] : lengths)
        if (text::joinedKey(word) == key) {
            rule.period = period;
            rule.length = *length;
            return {};
        }
    return wrong("period");
}

template <class Enum, class Names, std::size_t count>
Result<void> change(Enum& value, const std::optional<std::string>& typed, std::string_view field,
                    const Names& names, const Spelling<Enum> (&spellings)[count]) {
    if (!typed)
        return {};
    const auto read = readWord(*typed, names, spellings);
    if (!read)
        return wrong(field);
    value = *read;
    return {};
}

} // namespace

Result<Rule> changedRule(Rule rule, const RuleChange& typed) {
    if (typed.category) {
        const Category* category = readCategory(*typed.category);
        if (category == nullptr)
            return fail(ErrorCode::category_unknown);
        rule.category = category->id;
    }
    PEYVAND_TRY(change(rule.unit, typed.unit, "unit", rules::unit_names, units));
    PEYVAND_TRY(change(rule.scope, typed.scope, "scope", rules::scope_names, scopes));
    PEYVAND_TRY(change(rule.action, typed.action, "action", rules::action_names, actions));
    if (typed.count) {
        std::string rest = *typed.count;
        const auto count = takeNumber(rest);
        if (!count || !text::joinedKey(rest).empty())
            return wrong("limit");
        rule.limit = *count;
    }
    if (typed.period)
        PEYVAND_TRY(changePeriod(rule, *typed.period));
    rule.per_item = typed.per_item.value_or(rule.per_item);
    rule.active = typed.active.value_or(rule.active);
    // Every limit stands in one place.
    return parseRule(ruleJson(rule));
}

std::string ruleEffect(const Rule& rule, const Words& words) {
    const auto part = [&words](std::string_view group, std::string_view name,
                               const WordArguments& arguments = {}) {
        return words.text("rule.effect." + std::string(group) + "." + std::string(name), arguments);
    };
    std::string effect = words.text("category." + rule.category) + ": ";
    if (!rule.active)
        return effect + words.text("rule.effect.inactive");
    effect += part("unit", helpUnitName(rule.unit)) + " ";
    const bool is_counted = rule.period != RulePeriod::note_only &&
                            rule.period != RulePeriod::one_open &&
                            rule.period != RulePeriod::same_invoice;
    if (is_counted)
        effect += part("times", rule.limit == 1 ? "one" : "many",
                       {{"count", std::to_string(rule.limit)}}) +
                  " ";
    effect +=
        part("period", rulePeriodName(rule.period), {{"length", std::to_string(rule.length)}});
    if (rule.period == RulePeriod::note_only)
        return effect + ".";
    if (rule.per_item)
        effect += words.text("rule.effect.per_item");
    return effect + part("scope", ruleScopeName(rule.scope)) + ". " +
           part("action", ruleActionName(rule.action));
}

} // namespace peyvand
