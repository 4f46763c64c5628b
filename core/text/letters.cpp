// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/letters.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <utf8proc.h>

namespace peyvand::text {

namespace {

/// Letters that Persian keyboards and neighbours' keyboards write differently. Hamza and madda are
/// gone before this is asked: decomposition makes marks of them.
char32_t unifyLetter(char32_t letter) {
    switch (letter) {
    case U'\u064A': // Arabic yeh
    case U'\u0649': // alef maksura
    case U'\u06D2': // Urdu yeh barree
        return U'\u06CC';
    case U'\u0643': // Arabic kaf
    case U'\u06AA': // swash kaf
        return U'\u06A9';
    case U'\u0629': // teh marbuta
    case U'\u06C3': // Urdu teh marbuta
    case U'\u06BE': // Urdu heh doachashmee
    case U'\u06C1': // Urdu heh goal
    case U'\u06D5': // Kurdish ae, also the base of heh with yeh above
        return U'\u0647';
    case U'\u0671': // alef wasla
        return U'\u0627';
    default:
        return letter;
    }
}

char32_t digitToAscii(char32_t digit) {
    if (digit >= U'\u0660' && digit <= U'\u0669')
        return digit - U'\u0660' + U'0';
    if (digit >= U'\u06F0' && digit <= U'\u06F9')
        return digit - U'\u06F0' + U'0';
    return digit;
}

bool isDropped(const utf8proc_property_t& property, char32_t code_point) {
    switch (property.category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: // ZWNJ, ZWJ, bidi controls
        return true;
    default:
        // A reordered spacing mark would make the key depend on neighbours. 0640 is the tatweel.
        return property.combining_class != 0 || code_point == U'\u0640';
    }
}

bool separatesWords(const utf8proc_property_t& property) {
    switch (property.category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
        return false;
    default:
        return true;
    }
}

void appendFolded(std::string& folded, char32_t code_point) {
    const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
    if (isDropped(*property, code_point))
        return;
    if (separatesWords(*property)) {
        folded += ' ';
        return;
    }
    const auto lower = utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point));
    appendCodePoint(folded, digitToAscii(unifyLetter(static_cast<char32_t>(lower))));
}

// Beside the letters of the dictionary order stand those that only sorting tells apart.
constexpr std::u32string_view persian_order = U"\u0622\u0627\u0621\u0628\u067E\u062A\u062B\u062C"
                                              U"\u0686\u062D\u062E\u062F\u0630\u0631\u0632\u0698"
                                              U"\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063A"
                                              U"\u0641\u0642\u06A9\u06AF\u0644\u0645\u0646\u0648"
                                              U"\u0647\u06CC";
constexpr char weight_space = 0x02;
constexpr char weight_digits = 0x10;
constexpr char weight_persian = sort_alef_madda;
constexpr char weight_other_arabic = 0x50;
constexpr char weight_latin = 0x58;
constexpr char weight_other = 0x78;
static_assert(weight_persian + persian_order.size() <= weight_other_arabic);
static_assert(weight_latin + 26 <= weight_other);

} // namespace

std::string foldCodePoint(char32_t code_point) {
    // The longest decomposition of Unicode has 18 code points (U+FDFA).
    utf8proc_int32_t parts[32];
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(code_point), parts, 32,
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), nullptr);
    std::string folded;
    for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 32); ++i)
        appendFolded(folded, static_cast<char32_t>(parts[i]));
    return folded;
}

const std::array<FoldedLetter, table_end>& foldTable() {
    static const auto table = [] {
        std::array<FoldedLetter, table_end> letters{};
        for (char32_t code_point = 0; code_point < table_end; ++code_point) {
            const std::string folded = foldCodePoint(code_point);
            FoldedLetter& letter = letters[code_point];
            letter.size = static_cast<std::uint8_t>(std::min(folded.size(), letter.bytes.size()));
            std::copy_n(folded.begin(), letter.size, letter.bytes.begin());
        }
        return letters;
    }();
    return table;
}

void appendSortWeight(std::string& key, char32_t folded) {
    const auto place = persian_order.find(folded);
    if (folded == U' ')
        key += weight_space;
    else if (folded >= U'0' && folded <= U'9')
        key += static_cast<char>(weight_digits + static_cast<char>(folded - U'0'));
    else if (folded >= U'a' && folded <= U'z')
        key += static_cast<char>(weight_latin + static_cast<char>(folded - U'a'));
    else if (place != std::u32string_view::npos)
        key += static_cast<char>(weight_persian + static_cast<char>(place));
    else {
        key += folded >= 0x600 && folded < 0x780 ? weight_other_arabic : weight_other;
        for (const int shift : {16, 8, 0})
            key += static_cast<char>((folded >> shift) & 0xFF);
    }
}

} // namespace peyvand::text
