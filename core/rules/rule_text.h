// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Rules as people write and read them: plain arguments into a rule, and a rule into the sentence
// that says what it does. Pure functions, any thread. Errors: rule_invalid with the field that was
// not understood, category_unknown.

#include "core/rules/rule.h"
#include "core/text/words.h"

namespace peyvand {

/// As typed, in any digits, in Persian or English; what is not given stays as it is.
struct RuleChange {
    std::optional<std::string> category{};
    /// person, household (مددجو، خانوار).
    std::optional<std::string> unit{};
    std::optional<std::string> count{};
    /// "30 days", "۳ ماه", "2 years", or a name: month, year, school_year, term, winter, occasion,
    /// lifetime, one_open, same_invoice, note_only.
    std::optional<std::string> period{};
    /// own, network.
    std::optional<std::string> scope{};
    /// tell, ask_reason, ask_coordinator.
    std::optional<std::string> action{};
    std::optional<bool> per_item{};
    std::optional<bool> active{};
};

Result<Rule> changedRule(Rule rule, const RuleChange& change);

/// "سبد غذایی: هر خانوار یک بار در ۳۰ روز، کمک همهٔ
/// خیریه‌ها با هم. …"
std::string ruleEffect(const Rule& rule, const Words& words);

} // namespace peyvand
