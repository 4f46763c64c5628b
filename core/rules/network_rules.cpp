// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/network_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand {

namespace {
using Json = nlohmann::json;
}

const Rule* NetworkRules::find(std::string_view id) const {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [id](const Rule& one) { return one.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

void NetworkRules::set(const Rule& rule) {
    const auto same = std::find_if(rules.begin(), rules.end(),
                                   [&rule](const Rule& one) { return one.id == rule.id; });
    if (same == rules.end())
        rules.push_back(rule);
    else
        *same = rule;
}

bool NetworkRules::take(std::string_view id) {
    return std::erase_if(rules, [id](const Rule& one) { return one.id == id; }) > 0;
}

Result<void> NetworkRules::shift(std::string_view key, int days) {
    const OccasionShift wanted{std::string(key), days};
    // Whether it can be shifted at all is asked with one day.
    if (!isShiftable(days == 0 ? OccasionShift{wanted.key, 1} : wanted))
        return fail(ErrorCode::occasion_unknown);
    std::erase_if(shifts, [&wanted](const auto& one) { return one.key == wanted.key; });
    if (days != 0)
        shifts.push_back(wanted);
    return {};
}

Result<std::string> networkRulesText(const NetworkRules& rules) {
    Json json{{"rules", Json::array()}, {"shifts", Json::array()}};
    for (const Rule& rule : rules.rules)
        json["rules"].push_back(ruleJson(rule));
    for (const OccasionShift& shift : rules.shifts)
        json["shifts"].push_back({{"occasion", shift.key}, {"days", shift.days}});
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (rules.rules.size() > network_rules_limit || text.size() > network_rules_limit_bytes)
        return fail(ErrorCode::rule_invalid, "field", "rules");
    return text;
}

NetworkRules readNetworkRules(std::string_view text) {
    NetworkRules rules;
    if (text.size() > network_rules_limit_bytes)
        return rules;
    const auto flat = [](int depth, Json::parse_event_t, Json&) { return depth < 4; };
    const Json json = Json::parse(text, flat, false);
    if (!json.is_object())
        return rules;
    if (const auto list = json.find("rules"); list != json.end() && list->is_array())
        for (const Json& one : *list)
            if (one.is_string() && rules.rules.size() < network_rules_limit)
                if (const auto rule = parseRule(one.get_ref<const std::string&>()))
                    rules.set(*rule);
    if (const auto list = json.find("shifts"); list != json.end() && list->is_array())
        for (const Json& one : *list) {
            const auto key = one.find("occasion");
            const auto days = one.find("days");
            if (key != one.end() && key->is_string() && days != one.end() &&
                days->is_number_integer() && days->get<std::int64_t>() >= -longest_shift_days &&
                days->get<std::int64_t>() <= longest_shift_days)
                (void)rules.shift(key->get_ref<const std::string&>(), days->get<int>());
        }
    return rules;
}

} // namespace peyvand
