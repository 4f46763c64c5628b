// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What kinds of records there are and what fields each has, as data (kinds.def, choices.def). The
// general writing, reading, checking and showing of records goes by it, so that a new field is one
// line. Immutable; any thread.

#include "core/journal/change.h"

#include <span>
#include <string_view>

namespace peyvand {

/// How a field is typed, checked, kept and shown.
enum class FieldForm : std::uint8_t {
    text,        // one line, at most 1,000 bytes
    note,        // several lines, at most 10,000 bytes
    number,      // whole, from 0
    rial,        // whole rials, from 0 (fund movements: also below)
    day,         // days since 1970-01-01
    flag,        // 1, or not there
    choice,      // one code of a closed list
    choices,     // several codes, one a line
    lines,       // several texts, one a line
    record,      // the id of another record; it may not have arrived yet
    category,    // id of core/rules/category.h
    iban,        // IR and 24 digits (core/identity/iban.h)
    postal_code, // ten ASCII digits
    phone,       // as readPhone
    digits,      // ASCII digits only
    birth,       // BirthDate::iso
    bytes,       // small, kept in the table
    content,     // large, kept in the entry only
};

/// Whose text a record is; the key of that person or household covers it.
enum class RecordAbout : std::uint8_t { person, household, either, office };
/// A fact is never edited, only voided with a reason.
enum class RecordNature : std::uint8_t { record, fact };
/// Who sees a field: everybody, those who may see illness, those who may see whole bank accounts.
enum class FieldPrivacy : std::uint8_t { open, health, bank };

struct FieldSpec {
    RecordType type{};
    FieldNumber number = 0;
    /// The column of the table and the word of forms and console.
    std::string_view key{};
    FieldForm form{};
    /// The closed list, the kind of record referred to, or the unit of a number.
    std::string_view list{};
    bool must = false;
    FieldPrivacy privacy{};
    /// In a table of its own shape (0001.sql), not in record_<kind>.
    bool held = false;
};

struct KindSpec {
    RecordType type{};
    std::string_view key{};
    RecordAbout about{};
    RecordNature nature{};
    std::span<const FieldSpec> fields{};
    /// "record_<kind>"; empty when every field is held elsewhere.
    std::string table{};

    const FieldSpec* field(FieldNumber number) const;
    const FieldSpec* field(std::string_view key) const;
};

/// In the order of kinds.def.
std::span<const KindSpec> allKinds();
/// Null when unknown.
const KindSpec* kindOf(RecordType type);
const KindSpec* kindNamed(std::string_view key);
/// The codes of a closed list; empty when there is no such list.
std::span<const std::string_view> choicesOf(std::string_view list);
bool isChoice(std::string_view list, std::string_view code);

} // namespace peyvand
