// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/xlsx_number.h"

#include "core/base/civil_date.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace peyvand::exchange {
namespace {
constexpr int days_1900_to_1970 = 25569;
constexpr int days_1900_to_1904 = 1462;
constexpr std::int64_t last_serial = 109'573; // 2199-12-31
constexpr double whole_number_limit = 1e15;   // exact in a double
} // namespace

NumberFormat builtinNumberFormat(int id) {
    const bool day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                     (id >= 50 && id <= 54) || id == 57 || id == 58;
    return {day, 0};
}

NumberFormat readNumberFormat(std::string_view code) {
    code = code.substr(0, code.find(';'));
    if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos)
        return {false, std::min<std::size_t>(code.size(), 20)};
    bool quoted = false;
    bool bracketed = false;
    NumberFormat format;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '[' || c == ']')) {
            bracketed = c == '[';
        } else if (!quoted && !bracketed) {
            // Minutes are an m too, so only day and year letters make a day.
            format.is_day = format.is_day || c == 'd' || c == 'D' || c == 'y' || c == 'Y';
        }
    }
    return format;
}

std::string serialDay(std::int64_t serial, bool from_1904) {
    if (from_1904)
        serial += days_1900_to_1904;
    if (serial < 1 || serial > last_serial)
        return {};
    // Spreadsheets hold 1900 for a leap year; numbers before its 29 February are a day less.
    const std::int64_t days = serial - days_1900_to_1970 + (serial < 60 ? 1 : 0);
    return CivilDate::fromDays(static_cast<std::int32_t>(days)).iso();
}

std::string numberText(std::string_view value, const NumberFormat& format, bool from_1904) {
    double number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size() || !std::isfinite(number))
        return std::string(value);
    if (format.is_day) {
        if (number >= 1 && number <= double(last_serial))
            if (auto day = serialDay(static_cast<std::int64_t>(number), from_1904); !day.empty())
                return day;
    }
    const double whole = std::round(number);
    const double noise = std::max(1e-9, std::abs(number) * 1e-14);
    if (std::abs(number) < whole_number_limit && std::abs(number - whole) <= noise) {
        std::string digits = std::to_string(static_cast<std::int64_t>(whole));
        if (whole >= 0 && digits.size() < format.padded_digits)
            digits.insert(0, format.padded_digits - digits.size(), '0');
        return digits;
    }
    return std::abs(number) < 1e18 && std::abs(number) >= whole_number_limit
               ? std::to_string(static_cast<std::int64_t>(number))
               : fmt::format("{}", number);
}

} // namespace peyvand::exchange
