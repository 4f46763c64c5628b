// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Settings that all desks of an office share (records of the kind office_setting). A setting's id
// is made from its name, so that two desks that set one at the same time make a conflict of one
// record, not two records. Errors: the store's.

#include "core/register/records.h"

namespace peyvand {

RecordId officeSettingId(std::string_view name);
/// Empty when never set.
Result<std::string> officeSetting(Register& opened, std::string_view name);
/// Two desks set it without knowing of each other, and nobody has decided yet.
Result<bool> officeSettingInConflict(Register& opened, std::string_view name);
Result<void> setOfficeSetting(Register& opened, std::string_view name, std::string_view value);

} // namespace peyvand
