// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fields that not everybody at the desk sees: illness (social worker, case lead, manager) and whole
// bank accounts (accountant, manager). What is shown, printed or told in a history goes through
// here. Errors: the store's.

#include "core/register/records.h"

namespace peyvand {

bool maySee(Register& opened, FieldPrivacy privacy);
/// None for what is hidden; a شبا masked ("IR58 •••• 3007").
Value shownValue(Register& opened, const FieldSpec& field, const Value& value);
RecordRow shownRow(Register& opened, RecordRow row);

} // namespace peyvand
