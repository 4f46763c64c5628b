// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/privacy.h"

#include "core/identity/iban.h"

namespace peyvand {

Result<bool> isConfidential(Register& opened, const BeneficiaryId& person) {
    auto row = opened.database().prepare("SELECT " + std::string(is_confidential_sql) +
                                         " FROM beneficiary AS b WHERE b.id = ?");
    row.bind(person);
    const bool found = row.step() && row.integer(0) != 0;
    return opened.database().checked(found);
}

bool maySee(Register& opened, FieldPrivacy privacy) {
    switch (privacy) {
    case FieldPrivacy::open:
        return true;
    case FieldPrivacy::bank:
        return opened.permits(Deed::see_iban);
    case FieldPrivacy::health:
        break;
    }
    return opened.permits(Deed::see_illness);
}

Value shownValue(Register& opened, const FieldSpec& field, const Value& value) {
    if (maySee(opened, field.privacy))
        return value;
    const auto* text = std::get_if<std::string>(&value);
    if (field.privacy == FieldPrivacy::bank && text != nullptr)
        return maskedIban(*text);
    return {};
}

bool isAsShown(Register& opened, const KindSpec& kind, const RecordRow& now,
               const FieldValue& typed) {
    const FieldSpec* field = kind.field(typed.field);
    if (field == nullptr || maySee(opened, field->privacy))
        return false;
    const auto kept = now.values.find(typed.field);
    const Value shown =
        kept == now.values.end() ? Value{} : shownValue(opened, *field, kept->second);
    return typed.value == shown;
}

RecordRow shownRow(Register& opened, RecordRow row) {
    const KindSpec* kind = kindOf(row.type);
    if (kind == nullptr)
        return row;
    for (const auto& field : kind->fields) {
        const auto found = row.values.find(field.number);
        if (found == row.values.end() || field.privacy == FieldPrivacy::open)
            continue;
        found->second = shownValue(opened, field, found->second);
        if (std::holds_alternative<std::monostate>(found->second))
            row.values.erase(found);
    }
    return row;
}

} // namespace peyvand
