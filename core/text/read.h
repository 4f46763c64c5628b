// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reading what people type: dates, phones, amounts, in any of three kinds of digits.
// Pure functions, any thread.

#include "core/base/civil_date.h"
#include "core/base/result.h"
#include "core/base/rial.h"

namespace peyvand::text {

/// 1403/5/1, ۱۴۰۳-۰۵-۰۱, 1403.5.1, 03/5/1 or ۷۳/۵/۳۰ (two-digit years lie in the hundred years up
/// to today), 1/5/1403, Gregorian 2024-07-22 (year above 1900), امروز, دیروز. date_unreadable,
/// date_not_existing (1404/12/30), date_out_of_range.
Result<CivilDate> readDate(std::string_view typed, CivilDate today);
/// The same, and a year alone (1365, ۶۵ is refused as ambiguous: two digits are no year alone).
Result<BirthDate> readBirth(std::string_view typed, CivilDate today);
/// "09121234567" in ASCII from +98…, 0098…, 98…, a lost leading zero, spaces and dashes; land
/// lines keep their area code; other countries' as "+93…". One phone only. phone_unreadable.
Result<std::string> readPhone(std::string_view typed);
/// Whole rials with any thousands mark; "تومان" or "toman" behind it multiplies by ten; empty is
/// amount_unreadable; negative is amount_negative.
Result<Rial> readAmount(std::string_view typed);

} // namespace peyvand::text
