// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the periods of rules begin and end. Fixed periods are runs of whole Solar Hijri months, so
// an event of which only the month is known lies in exactly one of them. Within core/rules only.

#include "core/rules/rule.h"

namespace peyvand::rules {

/// Both days belong to it.
struct Span {
    CivilDate first{};
    CivilDate last{};
    bool touches(CivilDate from, CivilDate to) const { return from <= last && first <= to; }
    bool holds(CivilDate from, CivilDate to) const { return first <= from && to <= last; }
};

bool isRolling(RulePeriod period);
/// Month, year, school year, term, winter.
bool isFixed(RulePeriod period);

/// The fixed period of a day; nothing outside winter.
std::optional<Span> fixedPeriod(RulePeriod period, CivilDate day);
/// The first day of the next one.
CivilDate nextFixedPeriod(RulePeriod period, CivilDate day);

/// The first day on which help of the day no longer counts in a rolling period. By days: day +
/// length; by months and years the same day of the later month, or its last day where that month
/// is shorter (31 Shahrivar + 1 month is 30 Mehr; 30 Esfand + 1 year is 29 Esfand).
CivilDate rollingEnd(const Rule& rule, CivilDate day);

} // namespace peyvand::rules
