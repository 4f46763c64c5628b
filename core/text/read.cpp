// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/read.h"

#include "core/text/fold.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <vector>

namespace peyvand::text {

namespace {

constexpr std::size_t longest_typed = 200;
constexpr std::string_view persian_today = "\u0627\u0645\u0631\u0648\u0632";
constexpr std::string_view persian_yesterday = "\u062F\u06CC\u0631\u0648\u0632";

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool allDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), isDigit); }

/// Digits to a number; the callers bound the length first.
std::int64_t numberOf(std::string_view digits) {
    std::int64_t number = 0;
    for (const char c : digits)
        number = number * 10 + (c - '0');
    return number;
}

/// The typed text with ASCII digits, without isolates and without spaces at the ends.
std::string prepared(std::string_view typed) {
    auto clean = cleanInput(stripIsolates(typed), longest_typed);
    return clean ? foldDigits(*clean) : std::string{};
}

// --- dates ------------------------------------------------------------------------------------

bool isDateSeparator(char32_t c) {
    return c == U'/' || c == U'-' || c == U'.' || c == U' ' || c == 0x060D || c == 0x066B ||
           c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212;
}

/// The runs of digits; empty when something else than digits and separators stands there.
std::vector<std::string> digitRuns(std::string_view text) {
    std::vector<std::string> runs;
    bool inside = false;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = nextCodePoint(text, place);
        if (c >= U'0' && c <= U'9') {
            if (!inside)
                runs.emplace_back();
            runs.back() += static_cast<char>(c);
        } else if (!isDateSeparator(c)) {
            return {};
        }
        inside = c >= U'0' && c <= U'9';
    }
    return runs;
}

Result<CivilDate> gregorianDate(int year, int month, int day) {
    const auto date = CivilDate::fromYmd(year, month, day);
    if (!date)
        return fail(ErrorCode::date_not_existing);
    if (HijriDate::fromCivil(*date).year > 1498)
        return fail(ErrorCode::date_out_of_range);
    return *date;
}

Result<CivilDate> hijriDate(int year, int month, int day) {
    if (!HijriDate::make(year, 1, 1))
        return fail(ErrorCode::date_out_of_range);
    if (const auto date = HijriDate::make(year, month, day))
        return date->civil();
    return fail(ErrorCode::date_not_existing);
}

/// 73/5/30: the last such year that has begun; a hundred years earlier if the day is to come.
Result<CivilDate> twoDigitYear(int year, int month, int day, CivilDate today) {
    const int this_year = HijriDate::fromCivil(today).year;
    const int full = this_year - (((this_year - year) % 100) + 100) % 100;
    PEYVAND_LET(const CivilDate date, hijriDate(full, month, day));
    return date <= today ? Result<CivilDate>(date) : hijriDate(full - 100, month, day);
}

Result<CivilDate> dateOfRuns(const std::vector<std::string>& runs, CivilDate today) {
    if (runs.size() != 3)
        return fail(ErrorCode::date_unreadable);
    std::array<std::string_view, 3> parts{runs[0], runs[1], runs[2]};
    // 30/5/1373 can only be meant one way; 05/07/2024 cannot.
    if (parts[2].size() == 4 && parts[0].size() <= 2 && parts[2] < "1900")
        std::swap(parts[0], parts[2]);
    const bool short_year = parts[0].size() == 2;
    if ((!short_year && parts[0].size() != 4) || parts[1].size() > 2 || parts[2].size() > 2)
        return fail(ErrorCode::date_unreadable);
    const int year = static_cast<int>(numberOf(parts[0]));
    const int month = static_cast<int>(numberOf(parts[1]));
    const int day = static_cast<int>(numberOf(parts[2]));
    if (short_year)
        return twoDigitYear(year, month, day, today);
    return year > 1900 ? gregorianDate(year, month, day) : hijriDate(year, month, day);
}

// --- phones -----------------------------------------------------------------------------------

bool isPhoneSeparator(char32_t c) {
    return c == U' ' || c == U'-' || c == U'.' || c == U'(' || c == U')' || c == U'/' ||
           c == U'_' || (c >= 0x200B && c <= 0x2015) || c == 0x2212;
}

// --- amounts ----------------------------------------------------------------------------------

bool isThousandsMark(char32_t c) {
    return c == U',' || c == U'.' || c == U'\'' || c == U' ' || c == U'_' || c == U'/' ||
           c == 0x060C || c == 0x066B || c == 0x066C || c == 0x2019 || c == 0x200C;
}

/// The digits of "1\u066C200\u066C000": groups of three behind each mark; empty otherwise.
std::string amountDigits(std::string_view text) {
    std::string digits;
    std::size_t group = 0;
    bool marked = false;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = nextCodePoint(text, place);
        if (c >= U'0' && c <= U'9') {
            digits += static_cast<char>(c);
            ++group;
        } else if (isThousandsMark(c) && (marked ? group == 3 : group >= 1 && group <= 3)) {
            marked = true;
            group = 0;
        } else {
            return {};
        }
    }
    return marked && group != 3 ? std::string{} : digits;
}

struct Unit {
    std::string_view name;
    std::int64_t rials;
};

// Compared with the search key, so that Arabic letters and capitals make no difference.
constexpr std::array units{
    Unit{"toman", 10},
    Unit{"tomans", 10},
    Unit{"\u062A\u0648\u0645\u0627\u0646", 10}, // as written
    Unit{"\u062A\u0648\u0645\u0646", 10},       // as spoken
    Unit{"rial", 1},
    Unit{"rials", 1},
    Unit{"irr", 1},
    Unit{"\u0631\u06CC\u0627\u0644", 1},
};

/// The unit behind the last digit; nothing when it is not known.
std::optional<std::int64_t> unitOf(std::string_view behind) {
    const std::string key = searchKey(behind);
    if (behind.empty())
        return 1;
    for (const Unit& unit : units) {
        if (key == unit.name)
            return unit.rials;
    }
    return std::nullopt;
}

} // namespace

Result<CivilDate> readDate(std::string_view typed, CivilDate today) {
    const std::string text = prepared(typed);
    const std::string key = searchKey(text);
    if (key == persian_today || key == "today")
        return today;
    if (key == persian_yesterday || key == "yesterday")
        return today.plusDays(-1);
    return dateOfRuns(digitRuns(text), today);
}

Result<BirthDate> readBirth(std::string_view typed, CivilDate today) {
    const std::string text = prepared(typed);
    if (text.size() == 4 && allDigits(text)) {
        const int year = static_cast<int>(numberOf(text));
        // A Gregorian year lies in two Solar Hijri ones.
        if (year > 1900)
            return fail(ErrorCode::date_unreadable);
        if (!HijriDate::make(year, 1, 1))
            return fail(ErrorCode::date_out_of_range);
        return BirthDate::ofYear(year);
    }
    PEYVAND_LET(const CivilDate date, readDate(typed, today));
    return BirthDate::ofDay(date);
}

Result<std::string> readPhone(std::string_view typed) {
    const std::string text = prepared(typed);
    std::string digits;
    bool international = false;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = nextCodePoint(text, place);
        if (c >= U'0' && c <= U'9')
            digits += static_cast<char>(c);
        else if (c == U'+' && digits.empty() && !international)
            international = true;
        else if (!isPhoneSeparator(c))
            return fail(ErrorCode::phone_unreadable);
    }
    if (!international && digits.starts_with("00")) {
        international = true;
        digits.erase(0, 2);
    }
    const bool iranian =
        digits.starts_with("98") && (international || digits.size() == 12 || digits.size() == 13);
    if (international && !iranian) {
        if (digits.size() < 8 || digits.size() > 15 || digits.front() == '0')
            return fail(ErrorCode::phone_unreadable);
        return "+" + digits;
    }
    if (iranian)
        digits.erase(0, 2);
    // Ten digits behind the zero; "+98 (0) 912 …" has one too many, a spreadsheet one too few.
    if (digits.starts_with('0'))
        digits.erase(0, 1);
    if (digits.size() != 10 || digits.front() == '0')
        return fail(ErrorCode::phone_unreadable);
    return "0" + digits;
}

Result<Rial> readAmount(std::string_view typed) {
    std::string text = prepared(typed);
    const bool negative = text.starts_with('-') || text.starts_with("\u2212");
    if (negative)
        text.erase(0, text.starts_with('-') ? 1 : 3);
    const std::size_t first = text.find_first_of("0123456789");
    const std::size_t last = text.find_last_of("0123456789");
    if (first != 0)
        return fail(ErrorCode::amount_unreadable);
    const std::string digits = amountDigits(text.substr(first, last - first + 1));
    const auto unit = unitOf(text.substr(last + 1));
    // 17 digits of tomans still fit into 64 bits of rials.
    if (digits.empty() || digits.size() > 17 || !unit)
        return fail(ErrorCode::amount_unreadable);
    const Rial amount{numberOf(digits) * *unit};
    if (negative && amount.amount != 0)
        return fail(ErrorCode::amount_negative);
    return amount;
}

} // namespace peyvand::text
