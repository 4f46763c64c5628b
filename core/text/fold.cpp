// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/fold.h"

#include "core/text/letters.h"
#include "core/text/utf8.h"

#include <utf8proc.h>

namespace peyvand::text {

namespace {

constexpr std::string_view ltr_isolate = "\u2066";
constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_isolate = "\u2069";

unsigned char byteAt(std::string_view utf8, std::size_t place) {
    return static_cast<unsigned char>(utf8[place]);
}

using FoldTable = std::array<FoldedLetter, table_end>;

/// Moves place behind the next code point and gives what it folds to; scratch keeps the rare ones.
std::string_view nextFolded(const FoldTable& table, std::string_view utf8, std::size_t& place,
                            std::string& scratch) {
    const unsigned char first = byteAt(utf8, place);
    if (first < 0x80) {
        ++place;
        return table[first].view();
    }
    if (first >= 0xC2 && first < 0xE0 && place + 1 < utf8.size() &&
        (byteAt(utf8, place + 1) & 0xC0) == 0x80) {
        const char32_t code_point = (first & 0x1Fu) << 6 | (byteAt(utf8, place + 1) & 0x3Fu);
        place += 2;
        return table[code_point].view();
    }
    // ZWNJ stands in every second Persian compound; it is dropped without asking utf8proc.
    if (utf8.compare(place, 3, "\u200C") == 0) {
        place += 3;
        return {};
    }
    scratch = foldCodePoint(nextCodePoint(utf8, place));
    return scratch;
}

std::string makeKey(std::string_view utf8, bool with_spaces) {
    const FoldTable& table = foldTable();
    std::string key;
    key.reserve(utf8.size());
    std::string scratch;
    bool space_due = false;
    for (std::size_t place = 0; place < utf8.size();) {
        for (const char byte : nextFolded(table, utf8, place, scratch)) {
            if (byte == ' ') {
                space_due = with_spaces && !key.empty();
                continue;
            }
            if (space_due)
                key += ' ';
            space_due = false;
            key += byte;
        }
    }
    return key;
}

bool isBidiIsolateOrMark(char32_t code_point) {
    return (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0x200E ||
           code_point == 0x200F;
}

bool isLineOrSpace(char32_t code_point) {
    if (code_point == U'\t' || code_point == U'\n' || code_point == U'\r')
        return true;
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/// Controls and invisible format characters, except the joiners that Persian spelling needs.
bool isRefused(char32_t code_point) {
    if (code_point == 0x200C || code_point == 0x200D)
        return false;
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

std::string isolate(std::string_view start, std::string_view utf8) {
    // An isolate inside would end the outer one too early.
    std::string bare = stripIsolates(utf8);
    if (bare.empty())
        return bare;
    std::string isolated(start);
    isolated += bare;
    isolated += pop_isolate;
    return isolated;
}

} // namespace

std::string foldDigits(std::string_view utf8) {
    std::string folded;
    folded.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const unsigned char first = byteAt(utf8, i);
        const unsigned char second = i + 1 < utf8.size() ? byteAt(utf8, i + 1) : 0;
        const unsigned char third = i + 2 < utf8.size() ? byteAt(utf8, i + 2) : 0;
        if (first == 0xD9 && second >= 0xA0 && second <= 0xA9) { // U+0660–0669
            folded += static_cast<char>('0' + (second - 0xA0));
            i += 1;
        } else if (first == 0xDB && second >= 0xB0 && second <= 0xB9) { // U+06F0–06F9
            folded += static_cast<char>('0' + (second - 0xB0));
            i += 1;
        } else if (first == 0xEF && second == 0xBC && third >= 0x90 && third <= 0x99) {
            folded += static_cast<char>('0' + (third - 0x90)); // full-width, U+FF10–FF19
            i += 2;
        } else {
            folded += utf8[i];
        }
    }
    return folded;
}

std::string persianDigits(std::string_view utf8) {
    std::string persian;
    persian.reserve(utf8.size() * 2);
    for (const char byte : utf8) {
        if (byte >= '0' && byte <= '9') {
            persian += '\xDB';
            persian += static_cast<char>(0xB0 + (byte - '0'));
        } else {
            persian += byte;
        }
    }
    return persian;
}

std::string searchKey(std::string_view utf8) { return makeKey(utf8, true); }

std::string joinedKey(std::string_view utf8) { return makeKey(utf8, false); }

std::string sortKey(std::string_view utf8) {
    std::string key;
    key.reserve(utf8.size());
    bool space_due = false;
    for (std::size_t place = 0; place < utf8.size();) {
        const char32_t code_point = nextCodePoint(utf8, place);
        const std::string folded = foldCodePoint(code_point);
        for (std::size_t part = 0; part < folded.size();) {
            const char32_t letter = nextCodePoint(folded, part);
            if (letter == U' ') {
                space_due = !key.empty();
                continue;
            }
            if (space_due)
                appendSortWeight(key, U' ');
            space_due = false;
            appendSortWeight(key, letter);
        }
        const bool madda = code_point == 0x0622 || code_point == 0x0653 || code_point == 0xFE81 ||
                           code_point == 0xFE82;
        if (madda && !key.empty() && key.back() == sort_alef)
            key.back() = sort_alef_madda;
    }
    return key;
}

Result<std::string> cleanInput(std::string_view typed, std::size_t limit_bytes) {
    if (!isValidUtf8(typed))
        return fail(ErrorCode::text_not_utf8);
    std::string clean;
    bool space_due = false;
    for (std::size_t place = 0; place < typed.size();) {
        const char32_t code_point = nextCodePoint(typed, place);
        if (isLineOrSpace(code_point)) {
            space_due = !clean.empty();
            continue;
        }
        if (isRefused(code_point))
            return fail(ErrorCode::text_has_controls);
        if (space_due)
            clean += ' ';
        space_due = false;
        appendCodePoint(clean, code_point);
        if (clean.size() > limit_bytes)
            return fail(ErrorCode::text_too_long, "limit", std::to_string(limit_bytes));
    }
    return clean;
}

std::string isolateLtr(std::string_view utf8) { return isolate(ltr_isolate, utf8); }

std::string isolateAuto(std::string_view utf8) { return isolate(first_strong_isolate, utf8); }

std::string stripIsolates(std::string_view utf8) {
    std::string bare;
    bare.reserve(utf8.size());
    for (std::size_t place = 0; place < utf8.size();) {
        const std::size_t start = place;
        if (!isBidiIsolateOrMark(nextCodePoint(utf8, place)))
            bare += utf8.substr(start, place - start);
    }
    return bare;
}

} // namespace peyvand::text
