// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/privacy.h"

#include "core/identity/iban.h"

namespace peyvand {

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
