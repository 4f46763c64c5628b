// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The values of a record's fields: from what people type, checked, and back to text that a machine
// reads (ISO dates, whole rials, ids). Pure functions, any thread.
// Errors, each with the argument field: field_missing, field_unknown, field_unreadable,
// choice_unknown, category_unknown, date_*, amount_*, phone_unreadable, iban_*, postal_code_wrong,
// text_*.

#include "core/base/civil_date.h"
#include "core/record/fields.h"
#include "core/record/kinds.h"

#include <map>
#include <optional>

namespace peyvand {

/// One record as the table has it.
struct RecordRow {
    RecordId id{};
    RecordType type{};
    std::optional<RecordId> subject{};
    /// When it was first written, at which desk (its node key) and by whom.
    std::int64_t made_ms = 0;
    ByteArray<32> node{};
    std::optional<RecordId> author{};
    /// Set for a voided fact.
    std::optional<std::string> void_reason{};
    std::map<FieldNumber, Value> values{};

    bool has(FieldNumber field) const { return values.contains(field); }
    /// Empty, 0, none when the field is not there or of another form.
    std::string text(FieldNumber field) const;
    std::int64_t number(FieldNumber field) const;
    bool flag(FieldNumber field) const { return number(field) != 0; }
    std::optional<CivilDate> day(FieldNumber field) const;
    std::optional<RecordId> record(FieldNumber field) const;
    template <class IdType> std::optional<IdType> recordAs(FieldNumber field) const {
        const auto found = record(field);
        return found ? std::optional(idAs<IdType>(*found)) : std::nullopt;
    }
    std::vector<std::string> lines(FieldNumber field) const;
};

Value valueOf(const RecordId& id);
Value valueOf(CivilDate day);
template <class Tag> Value valueOf(const Id<Tag>& id) { return valueOf(idAs<RecordId>(id)); }

/// What somebody typed, as the field's value; none for empty text, which takes the value away.
Result<Value> readValue(const FieldSpec& field, std::string_view typed, CivilDate today);
/// Whether a value may stand in the field, and the value as it is kept (texts cleaned).
Result<Value> checkedValue(const FieldSpec& field, const Value& value);
/// For machines: "2026-11-21", "1500000", "open"; several lines with line ends; "" for none.
std::string plainText(const FieldSpec& field, const Value& value);

} // namespace peyvand
