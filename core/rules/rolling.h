// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Counting in rolling periods when some events are only known to lie within a month. Within
// core/rules only.
//
// A period of a rolling rule may begin on any day s and lasts until rollingEnd(s). Giving on a day
// D breaks a limit when some period that holds D holds that many other events; so D is compared
// with help before and after it alike, and what matters is the fullest period around D.
//
// Where events are intervals, two numbers bound the count over all days they may have happened on:
//   possible  the fullest period, an event belonging to every period its interval touches. Events
//             are independent, so the days that fill that one period can all be true at once.
//   certain   the least over all choices of days. An event before D is in fewer periods the earlier
//             it is, one after D the later it is, whatever the others do: the ends of the interval
//             are enough. An interval around D has two such ends, and neither is less than the
//             other; such intervals are all the month of D, hence alike, and only how many lie at
//             its beginning matters. That is n + 1 choices instead of 2^n.

#include "core/rules/rule.h"

namespace peyvand::rules {

struct Interval {
    CivilDate earliest{};
    CivilDate latest{};
};

struct Fullest {
    int count = 0;
    /// The period that holds them, last day not included.
    CivilDate begin{};
    CivilDate end{};
};

/// The fullest period around the day, an event belonging to each period that it touches.
Fullest fullestPeriod(const Rule& rule, const std::vector<Interval>& events, CivilDate day);
/// The count that holds whatever the days were.
int certainCount(const Rule& rule, const std::vector<Interval>& events, CivilDate day);

} // namespace peyvand::rules
