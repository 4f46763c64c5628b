// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Values of the register in the words of the window, where several screens say the same.
// GUI thread only.

#include "core/register/values.h"
#include "ui/widgets/painting.h"

namespace peyvand::ui {

Tone toneOf(RuleResult result);
QString fullName(const PersonFields& fields);
QString fullName(const PersonRow& row);
/// Name, father and number in one line.
QString personLine(const Person& person);

} // namespace peyvand::ui
