// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of fields inside entries, one namespace a kind (field::need::category), from
// kinds.def. Never renumbered, never reused (docs/journal.md).

#include "core/journal/change.h"

#define PEYVAND_KIND(kind, number, about, nature)
#define PEYVAND_FIELD(kind, number, field_name, form, list, presence, privacy)                     \
    namespace peyvand::field::kind {                                                               \
    inline constexpr FieldNumber field_name = number;                                              \
    }
#define PEYVAND_HELD PEYVAND_FIELD
#include "core/record/kinds.def"
#undef PEYVAND_KIND
#undef PEYVAND_FIELD
#undef PEYVAND_HELD

namespace peyvand::field {

/// Of a void_fact: why. The same for every kind of fact.
namespace voided {
inline constexpr FieldNumber reason = 1;
}

} // namespace peyvand::field
