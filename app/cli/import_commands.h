// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parts of the noun "import" that stand in files of their own.

#include "app/cli/command.h"
#include "core/exchange/import.h"

namespace peyvand::cli {

/// list, undo and maps, below "import".
void addImportListCommands(CommandTable& table, CLI::App& import);
/// What an import would read.
Result<int> previewImport(CommandContext& context, const exchange::ImportRequest& request,
                          exchange::ListKind kind, std::size_t rows);
/// Set when the user interrupts the program (Ctrl+C) from now on; the register stays as it was.
CancelToken importCancel();

} // namespace peyvand::cli
