// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Days without a clock or a time zone. Inside the program a day is Gregorian (CivilDate); people
// see and type Solar Hijri (HijriDate). Birth dates may be a Solar Hijri year alone.

#include "core/base/result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace peyvand {

/// A Gregorian day, kept as days since 1970-01-01.
class CivilDate {
  public:
    CivilDate() = default;
    static CivilDate fromDays(std::int32_t days_since_1970) { return CivilDate(days_since_1970); }
    /// Nothing when the day does not exist.
    static std::optional<CivilDate> fromYmd(int year, int month, int day);
    /// ISO 8601, YYYY-MM-DD, ASCII digits only; date_unreadable or date_not_existing.
    static Result<CivilDate> parseIso(std::string_view text);

    std::int32_t days() const { return days_; }
    int year() const;
    int month() const;
    int day() const;
    /// 0 Saturday … 6 Friday.
    int weekday() const { return static_cast<int>(((days_ % 7) + 7 + 5) % 7); }
    std::string iso() const;
    CivilDate plusDays(int days) const { return CivilDate(days_ + days); }

    friend auto operator<=>(const CivilDate&, const CivilDate&) = default;

  private:
    explicit CivilDate(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

/// A Solar Hijri day, 1206–1498, by the 33-year rule (25·y + 11) mod 33 < 8.
struct HijriDate {
    int year = 0;
    int month = 0;
    int day = 0;

    static bool isLeap(int year);
    static int daysInMonth(int year, int month);
    /// Nothing when the day does not exist or is out of the range.
    static std::optional<HijriDate> make(int year, int month, int day);
    static HijriDate fromCivil(CivilDate date);
    CivilDate civil() const;
    /// "1405-08-30" in ASCII digits; month() alone is "1405-08".
    std::string iso() const;
    std::string isoMonth() const;

    friend auto operator<=>(const HijriDate&, const HijriDate&) = default;
};

/// The same day so many Solar Hijri months later, or the last day of a month that is shorter:
/// 31 Shahrivar + 1 is 30 Mehr. Rows of a plan are counted from its first day, so that a short
/// month does not shorten those behind it.
CivilDate plusHijriMonths(CivilDate day, int months);

/// A Solar Hijri month, the grain in which charities tell each other of help.
struct HijriMonth {
    int year = 0;
    int month = 0;

    static HijriMonth of(CivilDate date);
    CivilDate first() const;
    CivilDate last() const;
    HijriMonth plus(int months) const;
    /// "1405-08".
    std::string iso() const;
    /// Months since Farvardin of year 0; for counting and storing.
    int ordinal() const { return year * 12 + month - 1; }
    static HijriMonth fromOrdinal(int ordinal) { return {ordinal / 12, ordinal % 12 + 1}; }
    friend auto operator<=>(const HijriMonth&, const HijriMonth&) = default;
};

/// A day, or a Solar Hijri year when only that is known.
struct BirthDate {
    std::optional<CivilDate> day{};
    int hijri_year = 0;

    static BirthDate ofDay(CivilDate date) { return {date, HijriDate::fromCivil(date).year}; }
    static BirthDate ofYear(int hijri_year) { return {std::nullopt, hijri_year}; }
    /// As stored and as in JSON: "1986-04-21", or "1372" for a year alone.
    std::string iso() const;
    /// Takes what iso() writes.
    static Result<BirthDate> parseIso(std::string_view text);
    /// 18 full years at the day; a year alone counts as adult once the year may be 18 back;
    /// a day that is not known counts as adult.
    bool isAdultOn(CivilDate today) const;
    friend auto operator<=>(const BirthDate&, const BirthDate&) = default;
};

} // namespace peyvand
