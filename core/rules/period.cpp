// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/period.h"

#include <algorithm>

namespace peyvand::rules {

namespace {

constexpr int mehr = 7;
constexpr int azar = 9;
constexpr int bahman = 11;
constexpr int tir = 4;
constexpr int esfand = 12;

Span months(HijriMonth first, int count) { return {first.first(), first.plus(count - 1).last()}; }

Span schoolYear(HijriMonth month) {
    return months({month.month >= mehr ? month.year : month.year - 1, mehr}, 12);
}

/// 1 Mehr–30 Dey, 1 Bahman–31 Khordad, 1 Tir–31 Shahrivar.
Span term(HijriMonth month) {
    if (month.month >= bahman)
        return months({month.year, bahman}, 5);
    if (month.month >= mehr)
        return months({month.year, mehr}, 4);
    if (month.month >= tir)
        return months({month.year, tir}, 3);
    return months({month.year - 1, bahman}, 5);
}

CivilDate plusMonths(CivilDate day, int count) {
    const HijriDate from = HijriDate::fromCivil(day);
    const HijriMonth to = HijriMonth{from.year, from.month}.plus(count);
    return HijriDate{to.year, to.month,
                     std::min(from.day, HijriDate::daysInMonth(to.year, to.month))}
        .civil();
}

} // namespace

bool isRolling(RulePeriod period) {
    return period == RulePeriod::rolling_days || period == RulePeriod::rolling_months ||
           period == RulePeriod::rolling_years;
}

bool isFixed(RulePeriod period) {
    return period >= RulePeriod::hijri_month && period <= RulePeriod::winter;
}

std::optional<Span> fixedPeriod(RulePeriod period, CivilDate day) {
    const HijriMonth month = HijriMonth::of(day);
    switch (period) {
    case RulePeriod::hijri_month:
        return months(month, 1);
    case RulePeriod::hijri_year:
        return months({month.year, 1}, 12);
    case RulePeriod::school_year:
        return schoolYear(month);
    case RulePeriod::term:
        return term(month);
    case RulePeriod::winter:
        if (month.month < azar)
            return std::nullopt;
        return months({month.year, azar}, esfand - azar + 1);
    default:
        return std::nullopt;
    }
}

CivilDate nextFixedPeriod(RulePeriod period, CivilDate day) {
    if (period == RulePeriod::winter) {
        const HijriMonth month = HijriMonth::of(day);
        return HijriMonth{month.month < azar ? month.year : month.year + 1, azar}.first();
    }
    const auto span = fixedPeriod(period, day);
    return span ? span->last.plusDays(1) : day;
}

CivilDate rollingEnd(const Rule& rule, CivilDate day) {
    switch (rule.period) {
    case RulePeriod::rolling_months:
        return plusMonths(day, rule.length);
    case RulePeriod::rolling_years:
        return plusMonths(day, 12 * rule.length);
    default:
        return day.plusDays(rule.length);
    }
}

} // namespace peyvand::rules
