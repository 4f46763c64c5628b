// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/cells.h"

#include "core/exchange/list_words.h"
#include "core/text/fold.h"
#include "core/text/read.h"

#include <algorithm>
#include <array>
#include <vector>

namespace peyvand::exchange {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at)
            found.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return found;
}

/// Length of a mark at this place that no name or number needs: controls, bidi marks, U+FEFF.
std::size_t markLength(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if ((lead > 0x1F && lead < 0x7F) || (lead >= 0xD9 && lead <= 0xDF))
        return 0; // most of what is written
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    if (byte(0) < 0x20 || byte(0) == 0x7F)
        return 1;
    if (byte(0) == 0xC2 && ((byte(1) >= 0x80 && byte(1) <= 0xA0) || byte(1) == 0xAD))
        return 2;
    if (byte(0) == 0xD8 && byte(1) == 0x9C)
        return 2; // Arabic letter mark
    if (byte(0) == 0xE2 && byte(1) == 0x80 &&
        (byte(2) == 0x8B || byte(2) == 0x8E || byte(2) == 0x8F ||
         (byte(2) >= 0xA8 && byte(2) <= 0xAF)))
        return 3;
    if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF)
        return 3;
    return byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0;
}

/// White marks become a space, invisible ones nothing.
bool isWhite(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == 0xC2)
        return static_cast<unsigned char>(text[at + 1]) == 0xA0;
    return c == '\t' || c == '\n' || c == '\r' || c == 0x0B || c == 0x0C;
}

/// The first letter: one byte of ASCII in lower case, or the two bytes of an Arabic letter.
std::size_t startOf(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80 || text.size() < 2)
        return first | 0x20U;
    return first * 256U + static_cast<unsigned char>(text[1]);
}

/// Words for "nothing" begin with few letters; most cells need no folding to be told apart.
bool mayBeBlankWord(std::string_view cell) {
    const auto first = static_cast<unsigned char>(cell[0]);
    if (first < 0x80 && !isDigit(cell[0]) && !(first >= 'A' && first <= 'Z') &&
        !(first >= 'a' && first <= 'z'))
        return true;
    if (cell.starts_with("\xD8\x9F") || cell.starts_with("\xD9\x80") || first == 0xE2)
        return true;
    if (cell.size() > 40)
        return false;
    static const std::array<bool, 65536> starts = [] {
        std::array<bool, 65536> found{};
        for (const auto& word : ListWords::instance().blank)
            found[startOf(word)] = true;
        return found;
    }();
    return starts[startOf(cell)];
}

bool isBlankWord(std::string_view cell) {
    if (cell.empty() || cell.size() > 100 || !mayBeBlankWord(cell))
        return false;
    const std::string key = text::joinedKey(cell);
    return key.empty() || ListWords::instance().blank.contains(key);
}

} // namespace

std::string cleanCell(std::string_view cell) {
    std::string out;
    out.reserve(cell.size());
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t mark = markLength(cell, at);
        const bool space = mark > 0 ? isWhite(cell, at) : cell[at] == ' ';
        if (space) {
            if (!out.empty() && out.back() != ' ')
                out += ' ';
        } else if (mark == 0) {
            out += cell[at];
        }
        at += std::max<std::size_t>(mark, 1);
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    // Our own writer and clerks put an apostrophe before what is no formula.
    if (out.size() > 1 && out[0] == '\'' &&
        std::string_view("=+-@'").find(out[1]) != std::string_view::npos)
        out.erase(0, 1);
    return isBlankWord(out) ? std::string() : out;
}

std::string restoredNumber(std::string_view clean) {
    std::string text = text::foldDigits(clean);
    if (text.starts_with("=\"") && text.ends_with('"') && text.size() > 3)
        text = text.substr(2, text.size() - 3);
    if (text.starts_with('\'') || text.starts_with('`'))
        text.erase(0, 1);
    const std::size_t point = text.find('.');
    const std::size_t e = text.find_first_of("eE");
    if (point != std::string::npos && e == std::string::npos) {
        const bool zeros =
            point + 1 < text.size() && text.find_first_not_of('0', point + 1) == std::string::npos;
        return zeros && allDigits(std::string_view(text).substr(0, point)) ? text.substr(0, point)
                                                                           : text;
    }
    if (e == std::string::npos || point != 1 || e < 3)
        return text;
    const std::string fraction = text.substr(2, e - 2);
    std::string power = text.substr(e + 1);
    if (power.starts_with('+'))
        power.erase(0, 1);
    if (!isDigit(text[0]) || !allDigits(fraction) || !allDigits(power) || power.size() > 2)
        return text;
    // Fewer digits than the power: the spreadsheet has rounded the rest away.
    return fraction.size() == static_cast<std::size_t>(std::stoi(power)) ? text[0] + fraction
                                                                         : text;
}

bool hasLostDigits(std::string_view clean) {
    const std::string number = restoredNumber(clean);
    const std::size_t e = number.find_first_of("eE");
    return e != std::string::npos && e > 0 && isDigit(number[0]) &&
           number.find('.') != std::string::npos &&
           number.find_first_not_of("0123456789.+eE") == std::string::npos;
}

ReadIdentity readCode(std::string_view clean, std::optional<IdentityKind> kind) {
    const std::string number = restoredNumber(clean);
    if (kind && *kind != IdentityKind::national_id)
        return readIdentityAs(number, *kind);
    ReadIdentity read = readIdentity(number);
    // "9.2E+09" would read as a passport; the letter is a spreadsheet's.
    const std::size_t e = number.find_first_of("eE");
    if (read.kind == IdentityKind::passport && e != std::string::npos && isDigit(number[0]) &&
        number.find_first_not_of("0123456789.+eE") == std::string::npos)
        return readIdentityAs(number, IdentityKind::national_id);
    return read;
}

Sex readSex(std::string_view clean) {
    const std::string key = text::joinedKey(clean);
    if (ListWords::instance().female.contains(key))
        return Sex::female;
    return ListWords::instance().male.contains(key) ? Sex::male : Sex::unknown;
}

SplitName splitName(std::string_view clean, bool family_first) {
    const ListWords& known = ListWords::instance();
    for (const std::string_view comma : {",", "\u060C"}) {
        const std::size_t at = clean.find(comma);
        if (at != std::string_view::npos)
            return {cleanCell(clean.substr(at + comma.size())), cleanCell(clean.substr(0, at))};
    }
    std::vector<std::string> parts = words(clean);
    if (parts.size() < 2)
        return {{}, std::string(clean)};
    std::size_t given = 1;
    if (family_first) {
        // From behind: the last word, and a first part or title before it.
        while (parts.size() - given > 1) {
            const std::string before = text::joinedKey(parts[parts.size() - given - 1]);
            const std::string last = text::joinedKey(parts[parts.size() - given]);
            const bool compound =
                known.name_titles.contains(before) || known.name_last_parts.contains(last) ||
                (known.name_first_parts.contains(before) && known.name_second_parts.contains(last));
            if (!compound)
                break;
            ++given;
        }
        given = parts.size() - given;
    } else {
        while (given + 1 < parts.size()) {
            const std::string last = text::joinedKey(parts[given - 1]);
            const std::string next = text::joinedKey(parts[given]);
            const bool compound =
                known.name_titles.contains(last) || known.name_last_parts.contains(next) ||
                (known.name_first_parts.contains(last) && known.name_second_parts.contains(next));
            if (!compound)
                break;
            ++given;
        }
    }
    std::string front;
    std::string back;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::string& side = i < given ? front : back;
        side += (side.empty() ? "" : " ") + parts[i];
    }
    return family_first ? SplitName{back, front} : SplitName{front, back};
}

namespace {
std::string withoutFirstWord(std::string clean, const ListWords::Set& dropped) {
    const std::size_t space = clean.find(' ');
    if (space == std::string::npos || space + 1 >= clean.size() ||
        !dropped.contains(text::joinedKey(clean.substr(0, space))))
        return clean;
    return clean.substr(space + 1);
}
} // namespace

std::string cleanCity(std::string clean) {
    return withoutFirstWord(std::move(clean), ListWords::instance().district_words);
}
std::string cleanProvince(std::string clean) {
    return withoutFirstWord(std::move(clean), ListWords::instance().province_words);
}

} // namespace peyvand::exchange
