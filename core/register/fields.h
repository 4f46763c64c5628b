// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of fields inside entries. Never renumbered, never reused (docs/journal.md).

#include "core/journal/change.h"

namespace peyvand::field {

namespace beneficiary {
inline constexpr FieldNumber given_name = 1;
inline constexpr FieldNumber family_name = 2;
inline constexpr FieldNumber father_name = 3;
inline constexpr FieldNumber birth = 4; // BirthDate::iso
inline constexpr FieldNumber sex = 5;
inline constexpr FieldNumber phones = 6; // one a line
inline constexpr FieldNumber province = 7;
inline constexpr FieldNumber city = 8;
inline constexpr FieldNumber address = 9;
inline constexpr FieldNumber postal_code = 10;
inline constexpr FieldNumber file_number = 11;
inline constexpr FieldNumber confidential = 12;
inline constexpr FieldNumber discreet = 13;
} // namespace beneficiary

namespace identity {
inline constexpr FieldNumber beneficiary = 1;
inline constexpr FieldNumber kind = 2;
inline constexpr FieldNumber number = 3;
inline constexpr FieldNumber issuing_state = 4;
inline constexpr FieldNumber typed = 5;
inline constexpr FieldNumber confirmed = 6;
inline constexpr FieldNumber proposed = 7;
inline constexpr FieldNumber removed = 8;
} // namespace identity

namespace household {
inline constexpr FieldNumber name = 1;
inline constexpr FieldNumber confidential = 2;
} // namespace household

namespace member {
inline constexpr FieldNumber household = 1;
inline constexpr FieldNumber beneficiary = 2;
inline constexpr FieldNumber relation = 3;
inline constexpr FieldNumber head = 4;
inline constexpr FieldNumber joined_day = 5;
inline constexpr FieldNumber left_day = 6;
} // namespace member

namespace aid {
inline constexpr FieldNumber beneficiary = 1;
inline constexpr FieldNumber household = 2;
inline constexpr FieldNumber unit = 3;
inline constexpr FieldNumber category = 4;
inline constexpr FieldNumber item = 5;
inline constexpr FieldNumber amount_rial = 6;
inline constexpr FieldNumber day = 7; // days since 1970-01-01
inline constexpr FieldNumber state = 8;
inline constexpr FieldNumber hold_until = 9;
inline constexpr FieldNumber source = 10;
inline constexpr FieldNumber reason = 11;
inline constexpr FieldNumber note = 12;
} // namespace aid

/// Of the void_fact of an aid.
namespace aid_void {
inline constexpr FieldNumber reason = 1;
} // namespace aid_void

namespace rule {
inline constexpr FieldNumber body = 1; // the JSON of core/rules
} // namespace rule

namespace import_list {
inline constexpr FieldNumber name = 1;
inline constexpr FieldNumber kind = 2;
} // namespace import_list

} // namespace peyvand::field
