// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fields that not everybody at the desk sees: illness (social worker, case lead) and whole bank
// accounts (accountant); who may is for core/register/permission.h to say. Records reads through
// here. Errors: the store's.

#include "core/register/records.h"

namespace peyvand {

/// "Confidential" of a person by one's own mark or that of the household lived in; of SQL with the
/// table beneficiary as b.
inline constexpr std::string_view is_confidential_sql =
    "(b.confidential <> 0 OR EXISTS (SELECT 1 FROM member m JOIN household h ON h.id = m.household"
    " WHERE m.beneficiary = b.id AND m.left_day IS NULL AND h.confidential <> 0))";
/// The same of one person.
Result<bool> isConfidential(Register& opened, const BeneficiaryId& person);

bool maySee(Register& opened, FieldPrivacy privacy);
/// None for what is hidden; a شبا masked ("IR58 •••• 3007").
Value shownValue(Register& opened, const FieldSpec& field, const Value& value);
RecordRow shownRow(Register& opened, RecordRow row);
/// Whether a field comes back as it was shown to somebody who does not see it: nothing was typed.
bool isAsShown(Register& opened, const KindSpec& kind, const RecordRow& now,
               const FieldValue& typed);

} // namespace peyvand
