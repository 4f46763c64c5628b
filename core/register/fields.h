// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of fields inside entries: core/record/fields.h, and those of an aid's void_fact.

#include "core/record/fields.h"

namespace peyvand::field::aid_void {
inline constexpr FieldNumber reason = voided::reason;
}
