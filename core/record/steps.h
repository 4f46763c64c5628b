// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which state of a record may follow which (steps.def). Two desks that take different steps at the
// same time make a conflict of the field, not a refusal: steps are asked where a change is made
// here, never of what arrives. Pure, any thread.

#include "core/record/kinds.h"

namespace peyvand {

/// Who takes a step: a form that changes a field, or a use case that does what belongs to it.
enum class StepBy : std::uint8_t { anyone, work };

/// The field that steps are about; null when the kind has none.
const FieldSpec* stateField(const KindSpec& kind);
/// from is "none" for a new record; a work may take everybody's steps too.
bool mayStep(RecordType type, std::string_view from, std::string_view to, StepBy by);

} // namespace peyvand
