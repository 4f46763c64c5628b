// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The names of the enums of rule.h, as they stand in JSON and in keys of the word catalogue. Both
// directions read one table. Within core/rules only.

#include "core/rules/rule.h"

#include <array>

namespace peyvand::rules {

template <class Enum> struct Named {
    Enum value;
    std::string_view name;
};

inline constexpr std::array unit_names{
    Named{HelpUnit::person, "person"},
    Named{HelpUnit::household, "household"},
};
inline constexpr std::array state_names{
    Named{AidState::given, "given"},
    Named{AidState::held, "held"},
    Named{AidState::voided, "void"},
    Named{AidState::regular, "regular"},
};
inline constexpr std::array period_names{
    Named{RulePeriod::note_only, "note_only"},
    Named{RulePeriod::rolling_days, "rolling_days"},
    Named{RulePeriod::rolling_months, "rolling_months"},
    Named{RulePeriod::rolling_years, "rolling_years"},
    Named{RulePeriod::hijri_month, "hijri_month"},
    Named{RulePeriod::hijri_year, "hijri_year"},
    Named{RulePeriod::school_year, "school_year"},
    Named{RulePeriod::term, "term"},
    Named{RulePeriod::winter, "winter"},
    Named{RulePeriod::occasion, "occasion"},
    Named{RulePeriod::lifetime, "lifetime"},
    Named{RulePeriod::one_open, "one_open"},
    Named{RulePeriod::same_invoice, "same_invoice"},
};
inline constexpr std::array action_names{
    Named{RuleAction::tell, "tell"},
    Named{RuleAction::ask_reason, "ask_reason"},
    Named{RuleAction::ask_coordinator, "ask_coordinator"},
};
inline constexpr std::array scope_names{
    Named{RuleScope::own, "own"},
    Named{RuleScope::network, "network"},
};
inline constexpr std::array result_names{
    Named{RuleResult::allowed, "allowed"},
    Named{RuleResult::near_limit, "near_limit"},
    Named{RuleResult::needs_reason, "needs_reason"},
    Named{RuleResult::overlap, "overlap"},
};
inline constexpr std::array because_names{
    Named{RuleBecause::no_rule, "no_rule"},
    Named{RuleBecause::none_yet, "none_yet"},
    Named{RuleBecause::count_left, "count_left"},
    Named{RuleBecause::limit_reached, "limit_reached"},
    Named{RuleBecause::month_only, "month_only"},
    Named{RuleBecause::once_in_life, "once_in_life"},
    Named{RuleBecause::open_one, "open_one"},
    Named{RuleBecause::same_invoice, "same_invoice"},
    Named{RuleBecause::note_only, "note_only"},
    Named{RuleBecause::in_question, "in_question"},
};

/// Empty for a value that no table names.
template <class Table, class Enum>
constexpr std::string_view nameOf(const Table& table, Enum value) {
    for (const auto& row : table)
        if (row.value == value)
            return row.name;
    return {};
}

template <class Enum, std::size_t count>
constexpr std::optional<Enum> valueOf(const std::array<Named<Enum>, count>& table,
                                      std::string_view name) {
    for (const auto& row : table)
        if (row.name == name)
            return row.value;
    return std::nullopt;
}

} // namespace peyvand::rules
