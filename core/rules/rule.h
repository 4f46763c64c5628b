// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frequency rules: how often help of a category is given, and what is said when it comes sooner.
// A rule never stops anyone. Rules are data (resources/rules/default.json, and changes that the
// office or the council makes through the journal). Values and pure functions, any thread.

#include "core/base/civil_date.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/rules/occasion.h"

#include <string>
#include <vector>

namespace peyvand {

enum class HelpUnit : std::uint8_t { person = 1, household = 2 };
std::string_view helpUnitName(HelpUnit unit);

enum class AidState : std::uint8_t { given = 1, held = 2, voided = 3, regular = 4 };
/// "given", "held", "void", "regular".
std::string_view aidStateName(AidState state);

enum class RulePeriod : std::uint8_t {
    note_only = 1,      // told, never counted (stipend, sponsorship)
    rolling_days = 2,   // length days back from the day asked
    rolling_months = 3, // length Solar Hijri months back, by day of month
    rolling_years = 4,  // length Solar Hijri years back
    hijri_month = 5,
    hijri_year = 6,
    school_year = 7, // 1 Mehr to 31 Shahrivar
    term = 8,        // school terms: 1 Mehr–30 Dey, 1 Bahman–31 Khordad, summer
    winter = 9,      // 1 Azar to the end of Esfand
    occasion = 10,   // keyed by the occasion's id, for example "ramadan-1448"
    lifetime = 11,
    one_open = 12,     // one open at a time (loans)
    same_invoice = 13, // the same invoice once
};
enum class RuleAction : std::uint8_t { tell = 1, ask_reason = 2, ask_coordinator = 3 };
enum class RuleScope : std::uint8_t { own = 1, network = 2 };
enum class RuleResult : std::uint8_t { allowed = 1, near_limit = 2, needs_reason = 3, overlap = 4 };
/// Both are given with a reason.
constexpr bool wantsReason(RuleResult result) {
    return result == RuleResult::needs_reason || result == RuleResult::overlap;
}
std::string_view rulePeriodName(RulePeriod period);
/// "tell", "ask_reason", "ask_coordinator".
std::string_view ruleActionName(RuleAction action);
/// "own", "network".
std::string_view ruleScopeName(RuleScope scope);
std::string_view ruleResultName(RuleResult result);

/// A rule is for the one category it names: help of a child (rent) does not count for a rule of
/// its parent (housing), nor the other way round.
struct Rule {
    /// Stable English id, for example "food_basket.household.30_days".
    std::string id{};
    std::string category{};
    HelpUnit unit = HelpUnit::person;
    /// How many times per period.
    int limit = 1;
    RulePeriod period = RulePeriod::note_only;
    /// Days, months or years of a rolling period; 1 otherwise.
    int length = 1;
    /// Counted for each item of the category apart (dowry, home appliances, medical devices).
    bool per_item = false;
    RuleScope scope = RuleScope::network;
    RuleAction action = RuleAction::tell;
    bool active = true;
    friend bool operator==(const Rule&, const Rule&) = default;
};

/// One help that a rule may count: an own aid (a day) or another charity's claim (a day, or a
/// month as an interval).
struct HelpEvent {
    /// Null for the own charity.
    CharityId charity{};
    std::string category{};
    std::string item{};
    HelpUnit unit = HelpUnit::person;
    /// Where only the month is known, its first and last day; else both the same day. For regular
    /// help the day or month in which it began.
    CivilDate earliest{};
    CivilDate latest{};
    AidState state = AidState::given;
    /// Holds count until this day inclusive.
    std::optional<CivilDate> hold_until{};
    /// Loans and regular help that are not finished.
    bool open = false;
    std::string occasion{};
    std::string invoice{};
    /// The household says it was not received and the charity has not answered: not counted,
    /// but named in the reason.
    bool in_question = false;
    bool monthOnly() const { return earliest != latest; }
};

/// What is asked: may this be given on this day?
struct RuleQuestion {
    CivilDate day{};
    std::string item{};
    std::string occasion{};
    std::string invoice{};
    /// Occasions that the assembly shifted; none outlives the question.
    const std::vector<OccasionShift>* shifts = nullptr;
    const Occasion* occasionOf(CivilDate on) const {
        return shifts == nullptr ? occasionOn(on) : occasionOn(on, *shifts);
    }
};

/// Why, as a code with a sentence in the word catalogue ("rule.because.<code>").
enum class RuleBecause : std::uint8_t {
    no_rule = 1,
    none_yet,
    count_left,
    limit_reached,
    month_only,
    once_in_life,
    open_one,
    same_invoice,
    note_only,
    in_question
};
std::string_view ruleBecauseName(RuleBecause because);

struct RuleOutcome {
    /// Empty id when the category has no rule.
    Rule rule{};
    std::string category{};
    RuleResult result = RuleResult::allowed;
    RuleBecause because = RuleBecause::no_rule;
    /// How many more this period; -1 where there is no count.
    int remaining = -1;
    /// The first day on which giving is allowed again; only a month when a month-only event
    /// decides it; neither when never (once in life), when no day can be told (one open, same
    /// invoice, occasion) or when already allowed.
    std::optional<CivilDate> next_day{};
    std::optional<HijriMonth> next_month{};
    /// Indexes into the events given, latest first, of those that count.
    std::vector<std::size_t> counted{};
};

/// Evaluates one rule for one unit; events of other categories are skipped. A month-only event is
/// evaluated at both ends: equal, that is the result; different, near_limit with month_only.
///
/// The caller passes the events that concern the rule's unit: for a person those of this person,
/// for a household those of the household as a whole and of its members; the unit of an event is
/// not looked at. Rolling periods look both ways: the day asked and the events counted with it lie
/// within one period, so help already noted for ten days later counts as well. Outside winter a
/// winter rule counts nothing. A question without an occasion takes that of its day. At most
/// 1,024 events of the category (the latest) are looked at. Incidents that exempt are the
/// caller's business: it does not ask.
RuleOutcome evaluateRule(const Rule& rule, const std::vector<HelpEvent>& events,
                         const RuleQuestion& question);
/// One outcome for each active rule, in the rules' order, then one no_rule outcome for each
/// further category that occurs among the events.
std::vector<RuleOutcome> evaluateRules(const std::vector<Rule>& rules,
                                       const std::vector<HelpEvent>& events,
                                       const RuleQuestion& question);
/// The worst of several (overlap, needs_reason, near_limit, allowed).
RuleResult worst(const std::vector<RuleOutcome>& outcomes);

/// The rules of resources/rules/default.json, compiled in.
const std::vector<Rule>& defaultRules();
/// One rule as the JSON of that resource; rule_invalid names the field.
Result<Rule> parseRule(std::string_view json);
std::string ruleJson(const Rule& rule);

} // namespace peyvand
