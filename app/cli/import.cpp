// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace peyvand::cli {

void addImportCommand(CommandTable&) {}

} // namespace peyvand::cli
