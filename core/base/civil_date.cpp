// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/civil_date.h"

#include <chrono>
#include <fmt/format.h>

namespace peyvand {

namespace {

std::chrono::year_month_day ymdOf(CivilDate date) {
    return std::chrono::sys_days{std::chrono::days{date.days()}};
}

/// Digits only, so that neither signs nor spaces slip through; -1 otherwise.
int readDigits(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

std::optional<CivilDate> CivilDate::fromYmd(int year, int month, int day) {
    // Four digits, so that iso() and parseIso() always agree; it also bounds the conversions.
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok())
        return std::nullopt;
    return CivilDate(
        static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count()));
}

Result<CivilDate> CivilDate::parseIso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return fail(ErrorCode::date_unreadable);
    const int year = readDigits(text.substr(0, 4));
    const int month = readDigits(text.substr(5, 2));
    const int day = readDigits(text.substr(8, 2));
    if (year < 0 || month < 0 || day < 0)
        return fail(ErrorCode::date_unreadable);
    if (const auto date = fromYmd(year, month, day))
        return *date;
    return fail(ErrorCode::date_not_existing);
}

int CivilDate::year() const { return static_cast<int>(ymdOf(*this).year()); }
int CivilDate::month() const {
    return static_cast<int>(static_cast<unsigned>(ymdOf(*this).month()));
}
int CivilDate::day() const { return static_cast<int>(static_cast<unsigned>(ymdOf(*this).day())); }

std::string CivilDate::iso() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::string BirthDate::iso() const { return day ? day->iso() : fmt::format("{:04}", hijri_year); }

Result<BirthDate> BirthDate::parseIso(std::string_view text) {
    if (text.size() != 4) {
        PEYVAND_LET(const CivilDate date, CivilDate::parseIso(text));
        return ofDay(date);
    }
    const int year = readDigits(text);
    if (year < 0)
        return fail(ErrorCode::date_unreadable);
    if (!HijriDate::make(year, 1, 1))
        return fail(ErrorCode::date_out_of_range);
    return ofYear(year);
}

bool BirthDate::isAdultOn(CivilDate today) const {
    HijriDate latest_birth = HijriDate::fromCivil(today);
    latest_birth.year -= 18;
    // Compared as triples, a birthday on 30 Esfand falls on 1 Farvardin after a common year.
    return day ? HijriDate::fromCivil(*day) <= latest_birth : hijri_year <= latest_birth.year;
}

} // namespace peyvand
