// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Short words for the tests of rules: days and months are Solar Hijri, as people say them.

#include "core/rules/rule.h"

#include <QtTest>
#include <string>

namespace peyvand::test {

/// "1405-08-30"
inline CivilDate day(const std::string& hijri) {
    const auto date = HijriDate::make(std::stoi(hijri.substr(0, 4)), std::stoi(hijri.substr(5, 2)),
                                      std::stoi(hijri.substr(8, 2)));
    if (!date)
        qFatal("no such day: %s", hijri.c_str());
    return date->civil();
}

/// "1405-08"
inline HijriMonth month(const std::string& hijri) {
    return {std::stoi(hijri.substr(0, 4)), std::stoi(hijri.substr(5, 2))};
}

/// Help on a day, or in a month of which nothing more is known.
inline HelpEvent help(const std::string& category, const std::string& when,
                      const std::string& item = {}) {
    HelpEvent event;
    event.category = category;
    event.item = item;
    event.earliest = when.size() == 7 ? month(when).first() : day(when);
    event.latest = when.size() == 7 ? month(when).last() : day(when);
    return event;
}

inline HelpEvent heldUntil(const std::string& category, const std::string& when,
                           const std::string& until) {
    HelpEvent event = help(category, when);
    event.state = AidState::held;
    event.hold_until = day(until);
    return event;
}

inline Rule ruleOf(RulePeriod period, int limit = 1, int length = 1) {
    Rule rule;
    rule.id = "test";
    rule.category = "cash";
    rule.limit = limit;
    rule.period = period;
    rule.length = length;
    return rule;
}

inline RuleQuestion on(const std::string& when, const std::string& item = {}) {
    RuleQuestion question;
    question.day = day(when);
    question.item = item;
    return question;
}

/// The outcome as one line: "overlap limit_reached 0 left, 1405-09-30".
inline QString told(const RuleOutcome& outcome) {
    QString line = QString::fromStdString(std::string(ruleResultName(outcome.result)) + " " +
                                          std::string(ruleBecauseName(outcome.because)));
    if (outcome.remaining >= 0)
        line += QString(" %1 left").arg(outcome.remaining);
    if (outcome.next_day)
        line += ", " + QString::fromStdString(HijriDate::fromCivil(*outcome.next_day).iso());
    if (outcome.next_month)
        line += ", " + QString::fromStdString(outcome.next_month->iso());
    return line;
}

inline QString ask(const Rule& rule, const std::vector<HelpEvent>& events,
                   const std::string& when) {
    return told(evaluateRule(rule, events, on(when)));
}

} // namespace peyvand::test
