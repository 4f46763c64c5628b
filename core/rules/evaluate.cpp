// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/occasion.h"
#include "core/rules/period.h"
#include "core/rules/rolling.h"
#include "core/text/fold.h"

#include <algorithm>
#include <set>

namespace peyvand {

namespace {

using rules::Span;

constexpr std::size_t most_events = 1024;
/// A claim's interval is a month; longer ones are not walked day by day.
constexpr int longest_interval_days = 31;

/// How many events count: whatever the days were, and at most.
struct Tally {
    int certain = 0;
    int possible = 0;
    std::vector<std::size_t> counted{};
};

struct Asked {
    const Rule& rule;
    const std::vector<HelpEvent>& events;
    const RuleQuestion& question;
    std::string occasion{};
};

/// Indexes of the events that the rule is about, latest first.
std::vector<std::size_t> concerned(const Rule& rule, const std::vector<HelpEvent>& events,
                                   const RuleQuestion& question) {
    const std::string item = rule.per_item ? text::joinedKey(question.item) : std::string();
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < events.size(); ++at) {
        const HelpEvent& event = events[at];
        if (event.category != rule.category || event.state == AidState::voided)
            continue;
        if (rule.scope == RuleScope::own && !event.charity.isNull())
            continue;
        if (rule.per_item && text::joinedKey(event.item) != item)
            continue;
        found.push_back(at);
    }
    std::stable_sort(found.begin(), found.end(), [&](std::size_t left, std::size_t right) {
        return std::pair(events[left].latest, events[left].earliest) >
               std::pair(events[right].latest, events[right].earliest);
    });
    if (found.size() > most_events)
        found.resize(most_events);
    return found;
}

bool holdIsOver(const HelpEvent& event, CivilDate day) {
    return event.state == AidState::held && event.hold_until && *event.hold_until < day;
}

void countWithin(const Span& span, const HelpEvent& event, std::size_t at, Tally& tally) {
    if (!span.touches(event.earliest, event.latest))
        return;
    ++tally.possible;
    tally.counted.push_back(at);
    tally.certain += span.holds(event.earliest, event.latest) ? 1 : 0;
}

/// An event that names no occasion belongs to the one of its day. Where none is asked about, none
/// is counted.
void countOccasion(const Asked& asked, const HelpEvent& event, std::size_t at, Tally& tally) {
    const std::string& occasion = asked.occasion;
    if (occasion.empty())
        return;
    bool always = event.occasion == occasion;
    bool sometimes = always;
    if (event.occasion.empty()) {
        always = event.latest.days() - event.earliest.days() <= longest_interval_days;
        const CivilDate last =
            always ? event.latest : event.earliest.plusDays(longest_interval_days);
        for (CivilDate day = event.earliest; day <= last; day = day.plusDays(1)) {
            const Occasion* on = asked.question.occasionOf(day);
            const bool same = on && on->key == occasion;
            always = always && same;
            sometimes = sometimes || same;
        }
    }
    if (!sometimes)
        return;
    ++tally.possible;
    tally.counted.push_back(at);
    tally.certain += always ? 1 : 0;
}

std::vector<rules::Interval> intervalsOf(const Asked& asked, const std::vector<std::size_t>& of) {
    std::vector<rules::Interval> intervals;
    intervals.reserve(of.size());
    for (const std::size_t at : of)
        intervals.push_back({asked.events[at].earliest, asked.events[at].latest});
    return intervals;
}

/// Leaves certain to judge: looking for the next day needs what is possible only.
Tally countRolling(const Asked& asked, const std::vector<std::size_t>& of, CivilDate day) {
    const rules::Fullest fullest = rules::fullestPeriod(asked.rule, intervalsOf(asked, of), day);
    Tally tally;
    tally.possible = fullest.count;
    for (const std::size_t at : of)
        if (asked.events[at].earliest < fullest.end && asked.events[at].latest >= fullest.begin)
            tally.counted.push_back(at);
    return tally;
}

/// Periods in which it does not matter on which day an event was.
Tally countPlain(const Asked& asked, const std::vector<std::size_t>& of) {
    Tally tally;
    for (const std::size_t at : of) {
        const HelpEvent& event = asked.events[at];
        if (asked.rule.period == RulePeriod::one_open && !event.open)
            continue;
        if (asked.rule.period == RulePeriod::same_invoice &&
            (event.invoice.empty() || event.invoice != asked.question.invoice))
            continue;
        tally.counted.push_back(at);
    }
    tally.certain = tally.possible = static_cast<int>(tally.counted.size());
    return tally;
}

std::vector<std::size_t> withoutOverHolds(const Asked& asked, const std::vector<std::size_t>& of,
                                          CivilDate day) {
    std::vector<std::size_t> live;
    for (const std::size_t at : of)
        if (!holdIsOver(asked.events[at], day))
            live.push_back(at);
    return live;
}

/// What counts if it is given on the day; `of` in the order that counted shall have.
Tally count(const Asked& asked, const std::vector<std::size_t>& of, CivilDate day) {
    const std::vector<std::size_t> live = withoutOverHolds(asked, of, day);
    const RulePeriod period = asked.rule.period;
    if (rules::isRolling(period))
        return countRolling(asked, live, day);
    if (!rules::isFixed(period) && period != RulePeriod::occasion)
        return countPlain(asked, live);

    Tally tally;
    const auto span = rules::fixedPeriod(period, day);
    for (const std::size_t at : live) {
        if (period == RulePeriod::occasion)
            countOccasion(asked, asked.events[at], at, tally);
        else if (span)
            countWithin(*span, asked.events[at], at, tally);
    }
    return tally;
}

RuleResult resultOf(const Rule& rule, int counted) {
    if (counted < rule.limit)
        return counted > 0 ? RuleResult::near_limit : RuleResult::allowed;
    return rule.action == RuleAction::tell ? RuleResult::overlap : RuleResult::needs_reason;
}

RuleBecause reached(RulePeriod period) {
    switch (period) {
    case RulePeriod::lifetime:
        return RuleBecause::once_in_life;
    case RulePeriod::one_open:
        return RuleBecause::open_one;
    case RulePeriod::same_invoice:
        return RuleBecause::same_invoice;
    default:
        return RuleBecause::limit_reached;
    }
}

/// The first day on which an event at the end of its interval no longer counts.
CivilDate endOf(const Rule& rule, const HelpEvent& event) {
    return rules::isRolling(rule.period) ? rules::rollingEnd(rule, event.latest)
                                         : rules::nextFixedPeriod(rule.period, event.latest);
}

/// The count only falls where an event leaves its period or a hold runs out, so those days are
/// all that need a look. A day that some known day leads to is told; a month-only event gives its
/// month and never an invented day.
void tellNext(const Asked& asked, const std::vector<std::size_t>& of, RuleOutcome& outcome) {
    const Rule& rule = asked.rule;
    if (!rules::isRolling(rule.period) && !rules::isFixed(rule.period))
        return;
    std::set<CivilDate> days;
    std::set<CivilDate> known;
    const auto add = [&](CivilDate day, bool is_known) {
        days.insert(day);
        if (is_known)
            known.insert(day);
    };
    for (const std::size_t at : of) {
        const HelpEvent& event = asked.events[at];
        add(endOf(rule, event), !event.monthOnly());
        if (event.state == AidState::held && event.hold_until)
            add(event.hold_until->plusDays(1), true);
    }
    for (auto day = days.upper_bound(asked.question.day); day != days.end(); ++day) {
        if (count(asked, of, *day).possible >= rule.limit)
            continue;
        if (known.contains(*day))
            outcome.next_day = *day;
        else
            outcome.next_month = HijriMonth::of(*day);
        return;
    }
}

void judge(const Asked& asked, const std::vector<std::size_t>& of, RuleOutcome& outcome) {
    const Rule& rule = asked.rule;
    const CivilDate day = asked.question.day;
    Tally tally = count(asked, of, day);
    if (rules::isRolling(rule.period))
        tally.certain =
            rules::certainCount(rule, intervalsOf(asked, withoutOverHolds(asked, of, day)), day);
    const RuleResult least = resultOf(rule, tally.certain);
    const RuleResult most = resultOf(rule, tally.possible);
    outcome.counted = std::move(tally.counted);
    if (rule.period != RulePeriod::same_invoice)
        outcome.remaining = std::max(0, rule.limit - tally.possible);
    if (least != most) {
        outcome.result = RuleResult::near_limit;
        outcome.because = RuleBecause::month_only;
    } else if (tally.possible >= rule.limit) {
        outcome.result = most;
        outcome.because = reached(rule.period);
    } else {
        outcome.result = most;
        outcome.because = tally.possible > 0 ? RuleBecause::count_left : RuleBecause::none_yet;
    }
    if (tally.possible >= rule.limit)
        tellNext(asked, of, outcome);
}

} // namespace

RuleOutcome evaluateRule(const Rule& rule, const std::vector<HelpEvent>& events,
                         const RuleQuestion& question) {
    RuleOutcome outcome;
    outcome.rule = rule;
    outcome.category = rule.category;
    const std::vector<std::size_t> all = concerned(rule, events, question);
    if (rule.period == RulePeriod::note_only) {
        outcome.because = RuleBecause::note_only;
        outcome.counted = all;
        return outcome;
    }

    Asked asked{rule, events, question, question.occasion};
    if (asked.occasion.empty())
        if (const Occasion* on = question.occasionOf(question.day))
            asked.occasion = on->key;
    std::vector<std::size_t> certain;
    std::copy_if(all.begin(), all.end(), std::back_inserter(certain),
                 [&](std::size_t at) { return !events[at].in_question; });
    judge(asked, certain, outcome);

    const bool breaks = static_cast<int>(outcome.counted.size()) >= rule.limit;
    if (!breaks && certain.size() < all.size() &&
        count(asked, all, question.day).possible >= rule.limit)
        outcome.because = RuleBecause::in_question;
    return outcome;
}

std::vector<RuleOutcome> evaluateRules(const std::vector<Rule>& rules,
                                       const std::vector<HelpEvent>& events,
                                       const RuleQuestion& question) {
    std::vector<RuleOutcome> outcomes;
    std::set<std::string_view> told;
    for (const Rule& rule : rules) {
        if (!rule.active)
            continue;
        outcomes.push_back(evaluateRule(rule, events, question));
        told.insert(rule.category);
    }
    for (const HelpEvent& event : events) {
        if (event.state == AidState::voided || !told.insert(event.category).second)
            continue;
        // A rule that only notes finds the events in order and judges nothing.
        Rule none;
        none.category = event.category;
        none.period = RulePeriod::note_only;
        RuleOutcome outcome = evaluateRule(none, events, question);
        outcome.rule = Rule{};
        outcome.because = RuleBecause::no_rule;
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

RuleResult worst(const std::vector<RuleOutcome>& outcomes) {
    RuleResult result = RuleResult::allowed;
    for (const RuleOutcome& outcome : outcomes)
        result = std::max(result, outcome.result);
    return result;
}

} // namespace peyvand
