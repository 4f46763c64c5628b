// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a field is called on a form, in a text and in a help. Pure functions, any thread.

#include "core/record/kinds.h"
#include "core/text/words.h"

namespace peyvand {

/// "field.<kind>.<field>" of the words where a kind calls a field by another name than the rest,
/// else "field.<field>"; an English one begins with a capital.
std::string fieldLabel(const Words& words, const FieldSpec& field);

} // namespace peyvand
