// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Walking UTF-8 code point by code point. Pure functions, any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace peyvand::text {

inline constexpr char32_t replacement = 0xFFFD;

/// The code point at the place, which moves behind it; replacement and one byte further where
/// the bytes are no UTF-8 (too long forms and surrogates included). place must be inside.
char32_t nextCodePoint(std::string_view utf8, std::size_t& place);
bool isValidUtf8(std::string_view utf8);
/// Anything that is no code point is written as U+FFFD.
void appendCodePoint(std::string& utf8, char32_t code_point);

} // namespace peyvand::text
