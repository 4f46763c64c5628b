// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Records and moments as people read them on the console.

#include "core/record/labels.h"
#include "core/register/records.h"

namespace peyvand::cli {

/// A field's value in words: choices, categories, dates and amounts as people read them; empty for
/// none. Another record is only told apart by its last digits (shownText names it).
std::string valueText(const Words& words, const FieldSpec& field, const Value& value);
/// The same, and another record by what it is called.
std::string shownText(const Words& words, Register& opened, const FieldSpec& field,
                      const Value& value);
/// What tells a record apart: a person's or household's name, its own name, number or item with
/// its day; the last digits of its id where it has none of them or has not arrived.
std::string recordName(const Words& words, Register& opened, RecordType type, const RecordId& id);
/// One line a field that is set, in the words of the language.
std::string recordText(const Words& words, Register& opened, const RecordRow& row);
/// The lines of the fields alone, each with a line end before it.
std::string fieldLines(const Words& words, Register& opened, const RecordRow& row);

/// The day and the hour of a moment in the user's place: "۱۴۰۵/۰۸/۳۰ ۱۰:۰۵", "2026-11-21 10:05".
std::string timeText(const Words& words, std::int64_t unix_ms);
/// When a day begins in the user's place.
std::int64_t startOfDayMs(CivilDate day);

} // namespace peyvand::cli
