// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What each code point becomes in the search and sort keys, made once with utf8proc and kept in a
// table for the blocks that Persian names are written in. Internal to core/text; any thread.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace peyvand::text {

/// A short UTF-8 text by value: what a code point of the table becomes.
struct FoldedLetter {
    std::uint8_t size = 0;
    std::array<char, 7> bytes{};
    std::string_view view() const { return {bytes.data(), size}; }
};

/// The folded code point, worked out by utf8proc: empty when it is dropped, " " when it separates
/// words. No code point depends on its neighbours, so a key is the sum of its code points' keys.
std::string foldCodePoint(char32_t code_point);

/// One- and two-byte UTF-8 (Latin to Arabic), which is nearly all that people type.
inline constexpr char32_t table_end = 0x800;
const std::array<FoldedLetter, table_end>& foldTable();

/// One byte for space, digits, Persian and Latin letters in dictionary order; others four.
void appendSortWeight(std::string& key, char32_t folded);
/// آ is a letter of its own for sorting, before ا; folding makes one of them.
inline constexpr char sort_alef_madda = 0x20;
inline constexpr char sort_alef = 0x21;

} // namespace peyvand::text
