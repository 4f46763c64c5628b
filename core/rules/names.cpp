// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/names.h"

namespace peyvand {

std::string_view helpUnitName(HelpUnit unit) { return rules::nameOf(rules::unit_names, unit); }
std::string_view aidStateName(AidState state) { return rules::nameOf(rules::state_names, state); }
std::string_view rulePeriodName(RulePeriod period) {
    return rules::nameOf(rules::period_names, period);
}
std::string_view ruleActionName(RuleAction action) {
    return rules::nameOf(rules::action_names, action);
}
std::string_view ruleScopeName(RuleScope scope) { return rules::nameOf(rules::scope_names, scope); }
std::string_view ruleResultName(RuleResult result) {
    return rules::nameOf(rules::result_names, result);
}
std::string_view ruleBecauseName(RuleBecause because) {
    return rules::nameOf(rules::because_names, because);
}

} // namespace peyvand
