// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For verbs that may begin help: what the rules said is told beside what came of it, and an overlap
// that was given all the same exits as something for a person.

#include "app/cli/command.h"

namespace peyvand::cli {

Result<int> tellingRules(CommandContext& context, const OpenOffice& office,
                         const std::function<Result<int>()>& work);

} // namespace peyvand::cli
