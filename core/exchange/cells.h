// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From the cell of a list to a value: what spreadsheets and habits did to it is undone here, the
// reading itself is core/text/read.h and core/identity. Pure functions, any thread.
// Errors are those of the readers, without the cell's text.

#include "core/base/civil_date.h"
#include "core/base/rial.h"
#include "core/identity/identity.h"
#include "core/register/values.h"

#include <optional>
#include <string>
#include <string_view>

namespace peyvand::exchange {

/// Trimmed, on one line, without NULs, control and bidi marks; words for "nothing" (ندارد, -, ؟)
/// give an empty text.
std::string cleanCell(std::string_view cell);

/// A number as typed behind ="0012", '0012, 12.0 and 4.017166326E+09. A rounded 4.02E+09 stays as
/// it is: its digits are lost.
std::string restoredNumber(std::string_view clean);

/// 4.99371E+08: a spreadsheet has rounded digits of a code away, nobody can restore them.
bool hasLostDigits(std::string_view clean);

/// A code, of the kind that its column is for or of the kind that it looks like.
ReadIdentity readCode(std::string_view clean, std::optional<IdentityKind> kind);

/// Unknown when the word is none of those for a sex; nothing typed is unknown too.
Sex readSex(std::string_view clean);

/// Beyond readDate: with a time behind it, 13650412, 12/04/1365, ۱۲ فروردین ۱۳۶۵, a spreadsheet's
/// day number.
Result<CivilDate> readListDate(std::string_view clean, CivilDate today);
/// The same, and a year alone, also as متولد 1365, 1365/00/00 and 1365/5.
Result<BirthDate> readListBirth(std::string_view clean, CivilDate today);

/// As the format says (%Y %y %m %d, all else as it stands); a format without a day gives a year
/// alone. date_unreadable when the cell is written otherwise.
Result<BirthDate> readFormattedDate(std::string_view clean, std::string_view format,
                                    CivilDate today);
/// The century of such a date was supplied: ۶۵/۰۵/۰۱, 650501.
bool hasTwoDigitYear(std::string_view clean);

/// Beyond readAmount: ۵۰۰ هزار تومان, 1.5 میلیون ریال, 12000000.00. unit_rials is what one of an
/// amount without a word for its unit is worth: 1 or 10. Empty is no amount: 0.
Result<Rial> readListAmount(std::string_view clean, std::int64_t unit_rials);

struct SplitName {
    std::string given{};
    std::string family{};
};
/// One column for both names. The first word is the given name; titles (سید، حاج) and the second
/// part of a compound name (محمد رضا، فاطمه زهرا، زهرا سادات) stay with it, as long as a word
/// remains for the family name. One word alone is a family name. "محمدی، علی" is turned round.
SplitName splitName(std::string_view clean, bool family_first);

/// Without "شهرستان" or "استان" in front.
std::string cleanCity(std::string clean);
std::string cleanProvince(std::string clean);

} // namespace peyvand::exchange
