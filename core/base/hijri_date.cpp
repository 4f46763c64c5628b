// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/civil_date.h"

#include <algorithm>

#include <fmt/format.h>

namespace peyvand {

namespace {

constexpr int first_year = 1206;
constexpr int last_year = 1498;
constexpr int days_in_33_years = 33 * 365 + 8;

constexpr std::int64_t floorDivide(std::int64_t dividend, std::int64_t divisor) {
    return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/// Days from 1 Farvardin of year 1 to that of the year. (25·y + 11) mod 33 < 8 says the same as
/// (8·y + 29) mod 33 < 8, which is where ⌊(8·y + 29) / 33⌋ steps up: so leap years are counted
/// by one division.
constexpr std::int64_t daysBeforeYear(std::int64_t year) {
    return 365 * (year - 1) + floorDivide(8 * year + 21, 33);
}

// 1405/01/01 = 2026-03-21, which is 20,533 days after 1970-01-01.
constexpr std::int64_t epoch = 20533 - daysBeforeYear(1405);

constexpr std::int64_t newYear(std::int64_t year) { return epoch + daysBeforeYear(year); }

constexpr int daysBeforeMonth(int month) {
    return month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
}

} // namespace

bool HijriDate::isLeap(int year) { return ((25LL * year + 11) % 33 + 33) % 33 < 8; }

int HijriDate::daysInMonth(int year, int month) {
    if (month <= 6)
        return 31;
    return month < 12 || isLeap(year) ? 30 : 29;
}

std::optional<HijriDate> HijriDate::make(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 ||
        day > daysInMonth(year, month))
        return std::nullopt;
    return HijriDate{year, month, day};
}

HijriDate HijriDate::fromCivil(CivilDate date) {
    std::int64_t year = 1 + floorDivide(33 * (date.days() - epoch), days_in_33_years);
    // The mean year may be off by one around Nowruz.
    while (newYear(year) > date.days())
        --year;
    while (newYear(year + 1) <= date.days())
        ++year;
    const int day_of_year = static_cast<int>(date.days() - newYear(year));
    const int month = day_of_year < 186 ? day_of_year / 31 + 1 : (day_of_year - 186) / 30 + 7;
    return {static_cast<int>(year), month, day_of_year - daysBeforeMonth(month) + 1};
}

CivilDate HijriDate::civil() const {
    return CivilDate::fromDays(
        static_cast<std::int32_t>(newYear(year) + daysBeforeMonth(month) + day - 1));
}

std::string HijriDate::iso() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }
std::string HijriDate::isoMonth() const { return fmt::format("{:04}-{:02}", year, month); }

HijriMonth HijriMonth::of(CivilDate date) {
    const HijriDate hijri = HijriDate::fromCivil(date);
    return {hijri.year, hijri.month};
}

CivilDate HijriMonth::first() const { return HijriDate{year, month, 1}.civil(); }
CivilDate HijriMonth::last() const {
    return HijriDate{year, month, HijriDate::daysInMonth(year, month)}.civil();
}
HijriMonth HijriMonth::plus(int months) const { return fromOrdinal(ordinal() + months); }
std::string HijriMonth::iso() const { return fmt::format("{:04}-{:02}", year, month); }

CivilDate plusHijriMonths(CivilDate day, int months) {
    const HijriDate start = HijriDate::fromCivil(day);
    const HijriMonth month = HijriMonth{start.year, start.month}.plus(months);
    const int last = HijriDate::daysInMonth(month.year, month.month);
    return HijriDate{month.year, month.month, std::min(start.day, last)}.civil();
}

} // namespace peyvand
