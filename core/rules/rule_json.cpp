// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/category.h"
#include "core/rules/names.h"
#include "core/rules/period.h"
#include "resources/rules.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <set>

namespace peyvand {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_json = 4096;
constexpr std::size_t longest_id = 64;
constexpr int largest_limit = 100;
constexpr std::string_view fields[] = {"id",     "category", "unit",  "limit",  "period",
                                       "length", "per_item", "scope", "action", "active"};

tl::unexpected<Error> wrong(std::string_view field) {
    return fail(ErrorCode::rule_invalid, "field", std::string(field));
}

bool isRuleId(std::string_view id) {
    return !id.empty() && id.size() <= longest_id &&
           std::all_of(id.begin(), id.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '_' || letter == '.';
           });
}

int longestLength(RulePeriod period) {
    switch (period) {
    case RulePeriod::rolling_days:
        return 3660;
    case RulePeriod::rolling_months:
        return 120;
    case RulePeriod::rolling_years:
        return 50;
    default:
        return 1;
    }
}

/// An object with each key once and nothing nested; null otherwise.
Json parseFlat(std::string_view text) {
    std::set<std::string> keys;
    bool flat = true;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > 1 || event == Json::parse_event_t::array_start)
            flat = false;
        if (event == Json::parse_event_t::key && !keys.insert(parsed.get<std::string>()).second)
            flat = false;
        return flat;
    };
    Json json = Json::parse(text, watch, false);
    return flat && json.is_object() ? json : Json();
}

template <class Table, class Enum>
Result<> readNamed(const Json& json, std::string_view field, const Table& table, Enum& value) {
    const auto found = json.find(field);
    if (found == json.end() || !found->is_string())
        return wrong(field);
    const auto read = rules::valueOf(table, found->template get<std::string>());
    if (!read)
        return wrong(field);
    value = *read;
    return {};
}

Result<> readNumber(const Json& json, std::string_view field, int largest, int& value) {
    const auto found = json.find(field);
    if (found == json.end())
        return {};
    if (!found->is_number_integer())
        return wrong(field);
    // A number above the signed range is kept unsigned and would turn negative here.
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t(largest))
        return wrong(field);
    const std::int64_t number = found->get<std::int64_t>();
    if (number < 1 || number > largest)
        return wrong(field);
    value = static_cast<int>(number);
    return {};
}

Result<> readFlag(const Json& json, std::string_view field, bool& value) {
    const auto found = json.find(field);
    if (found == json.end())
        return {};
    if (!found->is_boolean())
        return wrong(field);
    value = found->get<bool>();
    return {};
}

Result<Rule> readRule(const Json& json) {
    for (const auto& item : json.items())
        if (std::find(std::begin(fields), std::end(fields), item.key()) == std::end(fields))
            return wrong("unknown");
    Rule rule;
    const auto id = json.find("id");
    if (id == json.end() || !id->is_string() || !isRuleId(id->get<std::string>()))
        return wrong("id");
    rule.id = id->get<std::string>();
    const auto category = json.find("category");
    if (category == json.end() || !category->is_string() ||
        !findCategory(category->get<std::string>()))
        return wrong("category");
    rule.category = category->get<std::string>();
    PEYVAND_TRY(readNamed(json, "unit", rules::unit_names, rule.unit));
    PEYVAND_TRY(readNamed(json, "period", rules::period_names, rule.period));
    if (json.contains("scope"))
        PEYVAND_TRY(readNamed(json, "scope", rules::scope_names, rule.scope));
    if (json.contains("action"))
        PEYVAND_TRY(readNamed(json, "action", rules::action_names, rule.action));
    PEYVAND_TRY(readNumber(json, "limit", largest_limit, rule.limit));
    PEYVAND_TRY(readNumber(json, "length", longestLength(rule.period), rule.length));
    PEYVAND_TRY(readFlag(json, "per_item", rule.per_item));
    PEYVAND_TRY(readFlag(json, "active", rule.active));
    return rule;
}

Json toJson(const Rule& rule) {
    return Json{{"id", rule.id},
                {"category", rule.category},
                {"unit", helpUnitName(rule.unit)},
                {"limit", rule.limit},
                {"period", rulePeriodName(rule.period)},
                {"length", rule.length},
                {"per_item", rule.per_item},
                {"scope", ruleScopeName(rule.scope)},
                {"action", ruleActionName(rule.action)},
                {"active", rule.active}};
}

std::vector<Rule> readDefaults() {
    std::vector<Rule> all;
    for (const Json& row : Json::parse(resource::rules::default_json())) {
        const auto rule = readRule(row);
        // The resource is ours; a wrong row is a programmer's mistake and a test finds it.
        assert(rule);
        all.push_back(*rule);
    }
    return all;
}

} // namespace

Result<Rule> parseRule(std::string_view json) {
    if (json.size() > longest_json)
        return wrong("size");
    const Json parsed = parseFlat(json);
    if (parsed.is_null())
        return wrong("json");
    return readRule(parsed);
}

std::string ruleJson(const Rule& rule) {
    return toJson(rule).dump(-1, ' ', false, Json::error_handler_t::replace);
}

const std::vector<Rule>& defaultRules() {
    static const std::vector<Rule> rules = readDefaults();
    return rules;
}

} // namespace peyvand
