// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a number of a workbook says once its number format is known (ECMA-376 part 1, 18.8.30).
// Pure functions, any thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace peyvand::exchange {

struct NumberFormat {
    bool is_day = false;
    /// A format of zeros only, "0000000000", pads to that many digits.
    std::size_t padded_digits = 0;
};

NumberFormat builtinNumberFormat(int id);
NumberFormat readNumberFormat(std::string_view code);
/// "4.0171663260000002E9" gives "4017166326"; a day gives "2024-07-22". What is no number is
/// given back as it is.
std::string numberText(std::string_view value, const NumberFormat& format, bool from_1904);
/// A spreadsheet's day number as ISO 8601; empty outside 1900–2199.
std::string serialDay(std::int64_t serial, bool from_1904);

} // namespace peyvand::exchange
