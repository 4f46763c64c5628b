// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Persian is written in many ways; these functions give one form for searching, one for sorting,
// one for storing. Pure functions on UTF-8, any thread. Invalid UTF-8 is treated as U+FFFD.

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace peyvand::text {

/// Persian (U+06F0), Arabic-Indic (U+0660) and full-width digits to ASCII; all else untouched.
std::string foldDigits(std::string_view utf8);
/// ASCII digits to Persian ones; for reading, never for storing.
std::string persianDigits(std::string_view utf8);

/// Compatibility decomposition (as NFKC, but accents fall off Latin letters too), then: ي→ی ك→ک ة→ه
/// أإآٱ→ا ؤ→و ئ→ی, Latin to lower case, no vowel marks, tatweel, ZWNJ or bidi controls, ASCII
/// digits, punctuation to spaces, single spaces, none at the ends. searchKey(searchKey(x)) ==
/// searchKey(x).
std::string searchKey(std::string_view utf8);
/// The search key without its spaces: "محمد رضا" and "محمدرضا" give one.
std::string joinedKey(std::string_view utf8);
/// Bytes whose memcmp order is the Persian dictionary's (ا ب پ ت … ه ی), the same at every desk.
std::string sortKey(std::string_view utf8);

/// As kept: trimmed, single spaces (line ends and tabs count as spaces), Arabic ي ك and digits of
/// names left as typed. text_not_utf8; text_has_controls for control, bidi and other invisible
/// characters except ZWNJ and ZWJ (strip isolates of our own first); text_too_long {limit}.
Result<std::string> cleanInput(std::string_view typed, std::size_t limit_bytes = 2000);

/// U+2066 … U+2069 around codes, phones and numbers; U+2068 … U+2069 around typed text.
std::string isolateLtr(std::string_view utf8);
std::string isolateAuto(std::string_view utf8);
/// Removes U+2066–2069, U+200E and U+200F; for copying, searching, exporting, comparing.
std::string stripIsolates(std::string_view utf8);

} // namespace peyvand::text
