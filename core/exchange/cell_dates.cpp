// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/cells.h"
#include "core/exchange/list_words.h"
#include "core/exchange/xlsx_number.h"
#include "core/text/fold.h"
#include "core/text/read.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace peyvand::exchange {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Digits and words of the folded text, each run of its own.
std::vector<std::string> runs(std::string_view typed) {
    const std::string key = text::searchKey(typed);
    std::vector<std::string> found;
    bool digits = false;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (key[i] == ' ')
            continue;
        const bool begins = i == 0 || key[i - 1] == ' ' || isDigit(key[i]) != digits;
        digits = isDigit(key[i]);
        if (begins)
            found.emplace_back();
        found.back() += key[i];
    }
    return found;
}

/// "1365/04/12 00:00:00" and "2024-07-22T10:00" without their time.
std::string withoutTime(std::string text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos)
        return text;
    const std::size_t cut = text.find_last_of(" T", colon);
    return cut == std::string::npos ? text : text.substr(0, cut);
}

std::optional<int> monthOf(std::string_view word) {
    const auto& months = ListWords::instance().months;
    const auto found = std::find(months.begin(), months.end(), word);
    if (found == months.end())
        return std::nullopt;
    return static_cast<int>(found - months.begin()) + 1;
}

/// Joins year, month and day so that readDate makes the checks and the century.
Result<CivilDate> joined(std::string_view year, std::string_view month, std::string_view day,
                         CivilDate today) {
    return text::readDate(std::string(year) + "/" + std::string(month) + "/" + std::string(day),
                          today);
}

Result<CivilDate> namedMonth(const std::vector<std::string>& parts, CivilDate today) {
    std::vector<std::string> numbers;
    std::optional<int> month;
    for (const auto& part : parts) {
        if (allDigits(part))
            numbers.push_back(part);
        else if (const auto named = monthOf(part); named && !month)
            month = named;
    }
    if (!month || numbers.size() != 2)
        return fail(ErrorCode::date_unreadable);
    const bool year_first = numbers[0].size() == 4;
    const auto& year = numbers[year_first ? 0 : 1];
    const auto& day = numbers[year_first ? 1 : 0];
    return joined(year, std::to_string(*month), day, today);
}

Result<CivilDate> digitsOnly(const std::string& digits, CivilDate today) {
    if (digits.size() == 5) {
        if (const auto iso = serialDay(std::stoi(digits), false); !iso.empty())
            return CivilDate::parseIso(iso);
    }
    const std::string_view all = digits;
    if (digits.size() == 8)
        return joined(all.substr(0, 4), all.substr(4, 2), all.substr(6), today);
    if (digits.size() == 6)
        return joined(all.substr(0, 2), all.substr(2, 2), all.substr(4), today);
    return fail(ErrorCode::date_unreadable);
}

/// 22/07/1986 and 7/22/1986: only where one of the two can be no month.
Result<CivilDate> gregorianBackwards(const std::vector<std::string>& parts, CivilDate today) {
    if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), allDigits) ||
        parts[2].size() != 4 || parts[0].size() > 2 || parts[1].size() > 2)
        return fail(ErrorCode::date_unreadable);
    const int first = std::stoi(parts[0]);
    const int second = std::stoi(parts[1]);
    if (first > 12)
        return joined(parts[2], parts[1], parts[0], today);
    if (second > 12 || first == second)
        return joined(parts[2], parts[0], parts[1], today);
    return fail(ErrorCode::date_unreadable);
}

} // namespace

Result<CivilDate> readListDate(std::string_view clean, CivilDate today) {
    auto plain = text::readDate(clean, today);
    if (plain || clean.size() > 200)
        return plain;
    const std::string cut = withoutTime(restoredNumber(clean));
    if (cut != clean)
        if (auto read = text::readDate(cut, today))
            return read;
    const auto parts = runs(cut);
    if (parts.size() == 1 && allDigits(parts[0]))
        if (auto read = digitsOnly(parts[0], today))
            return read;
    if (auto read = gregorianBackwards(parts, today))
        return read;
    if (auto read = namedMonth(parts, today))
        return read;
    return plain;
}

Result<BirthDate> readListBirth(std::string_view clean, CivilDate today) {
    auto plain = text::readBirth(clean, today);
    if (plain)
        return plain;
    if (const auto day = readListDate(clean, today))
        return BirthDate::ofDay(*day);
    // A year with an unknown month or day beside it is a year.
    auto parts = runs(restoredNumber(clean.substr(0, 200)));
    std::erase_if(parts, [](const std::string& part) {
        return ListWords::instance().year_words.contains(part) || monthOf(part) || part == "0" ||
               part == "00";
    });
    if (parts.size() == 2 && allDigits(parts[1]) && parts[0].size() == 4 && parts[1].size() <= 2)
        parts.pop_back();
    if (parts.size() == 1)
        if (auto year = text::readBirth(parts[0], today); year && !year->day)
            return year;
    return plain;
}

namespace {

/// Up to so many digits at the front of text, taken off it.
std::string takeDigits(std::string_view& text, std::size_t most) {
    std::size_t end = 0;
    while (end < std::min(most, text.size()) && isDigit(text[end]))
        ++end;
    std::string digits(text.substr(0, end));
    text.remove_prefix(end);
    return digits;
}

} // namespace

Result<BirthDate> readFormattedDate(std::string_view clean, std::string_view format,
                                    CivilDate today) {
    const std::string folded = restoredNumber(clean.substr(0, 100));
    std::string_view rest = folded;
    std::string year, month, day;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            if (!rest.starts_with(format[i]))
                return fail(ErrorCode::date_unreadable);
            rest.remove_prefix(1);
            continue;
        }
        switch (format[++i]) {
        case 'Y':
            year = takeDigits(rest, 4);
            break;
        case 'y':
            year = takeDigits(rest, 2);
            break;
        case 'm':
            month = takeDigits(rest, 2);
            break;
        case 'd':
            day = takeDigits(rest, 2);
            break;
        case 'H':
        case 'M':
        case 'S':
            (void)takeDigits(rest, 2);
            break;
        default:
            return fail(ErrorCode::date_unreadable);
        }
    }
    if (!rest.empty() || year.empty())
        return fail(ErrorCode::date_unreadable);
    if (day.empty())
        return text::readBirth(year, today);
    PEYVAND_LET(const CivilDate date, joined(year, month, day, today));
    return BirthDate::ofDay(date);
}

bool hasTwoDigitYear(std::string_view clean) {
    const auto parts = runs(withoutTime(restoredNumber(clean.substr(0, 200))));
    std::size_t numbers = 0;
    for (const auto& part : parts) {
        if (!allDigits(part))
            continue;
        if (part.size() == 6 && parts.size() == 1)
            return true;
        if (part.size() > 2)
            return false;
        ++numbers;
    }
    return numbers >= 3 || (numbers == 2 && parts.size() == 3);
}

namespace {

struct Term {
    /// In thousandths, so that 1.5 million stays whole.
    std::int64_t thousandths = 0;
    std::int64_t multiplier = 1;
};

constexpr std::int64_t amount_limit = std::numeric_limits<std::int64_t>::max() / 100;

/// 1.5, 1/5 and 1٫5 before a word such as million.
std::optional<std::int64_t> thousandths(std::string_view number) {
    std::string whole;
    std::string fraction;
    bool behind = false;
    for (const char c : number) {
        if (isDigit(c))
            (behind ? fraction : whole) += c;
        else
            behind = true;
    }
    if (whole.empty() || whole.size() > 9 || fraction.size() > 3)
        return std::nullopt;
    fraction.resize(3, '0');
    return std::stoll(whole) * 1000 + std::stoll(fraction);
}

std::int64_t multiplierOf(std::string_view word) {
    const ListWords& known = ListWords::instance();
    return known.thousand.contains(word)   ? 1'000
           : known.million.contains(word)  ? 1'000'000
           : known.milliard.contains(word) ? 1'000'000'000
                                           : 1;
}

/// 0 when the word is no unit of money.
std::int64_t unitOf(std::string_view word) {
    const ListWords& known = ListWords::instance();
    return known.toman.contains(word) ? 10 : known.rial.contains(word) ? 1 : 0;
}

/// ۲ میلیون و ۵۰۰ هزار تومان
std::optional<Rial> spokenAmount(std::string_view folded, std::int64_t unit_rials) {
    std::int64_t sum = 0;
    std::int64_t unit = unit_rials;
    bool spoken = false;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() &&
               (isDigit(folded[end]) || folded[end] == '.' || folded[end] == '/'))
            ++end;
        const std::size_t next = std::min(folded.find_first_of("0123456789", end), folded.size());
        std::int64_t multiplier = 1;
        for (const auto& word : runs(folded.substr(end, next - end))) {
            if (multiplierOf(word) > 1)
                multiplier *= multiplierOf(word);
            else if (unitOf(word) > 0)
                unit = unitOf(word);
            else if (word != "\u0648")
                return std::nullopt;
        }
        const auto number = thousandths(folded.substr(at, end - at));
        if (!number || multiplier == 1 || multiplier > 1'000'000'000)
            return std::nullopt;
        spoken = true;
        sum += *number * (multiplier / 1000);
        if (sum > amount_limit || *number > amount_limit / (multiplier / 1000))
            return std::nullopt;
        at = next;
    }
    return spoken ? std::optional(Rial{sum * unit}) : std::nullopt;
}

} // namespace

Result<Rial> readListAmount(std::string_view clean, std::int64_t unit_rials) {
    if (clean.empty())
        return Rial{0};
    const std::string folded = restoredNumber(clean.substr(0, 200));
    auto plain = text::readAmount(folded);
    if (plain) {
        const auto parts = runs(folded);
        const bool named = unitOf(parts.back()) > 0;
        if (plain->amount > amount_limit)
            return fail(ErrorCode::amount_unreadable);
        return named ? plain : Result<Rial>(Rial{plain->amount * unit_rials});
    }
    if (const auto spoken = spokenAmount(folded, unit_rials))
        return *spoken;
    return plain;
}

} // namespace peyvand::exchange
