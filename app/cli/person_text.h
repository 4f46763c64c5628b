// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A file as somebody reads it at the desk, as far as the user may see it.

#include "app/cli/command.h"
#include "core/register/people.h"

namespace peyvand::cli {

/// Name and numbers first, then state and marks, how the person is reached, the household and what
/// else is known; one line each.
Result<std::string> personText(const Words& words, Register& opened, const Person& person);
/// The household's name, who lives there, and what else is known of it.
Result<std::string> householdText(const Words& words, Register& opened, const Household& household);

} // namespace peyvand::cli
