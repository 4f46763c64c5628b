// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads a whole register and says what is wrong with it (docs/backup.md). Problems are damage: the
// register must not be written to any more, and a backup restored. Notes are worth knowing: what
// has not arrived yet, how old the backups are. Nothing is written to the register; the vault may
// be open for reading only. Slow: every page, entry and signature is read.
// Errors: those of the store, of core/platform/files.h; cancelled.

#include "core/register/register.h"

namespace peyvand {

struct CheckReport {
    std::vector<CheckFinding> problems{};
    std::vector<CheckFinding> notes{};
    std::int64_t people = 0;
    std::int64_t aid = 0;
    std::int64_t entries = 0;
};

Result<CheckReport> checkVault(Vault& vault);

/// Whether the tables say what a fresh fold of all entries says; folds them into a scratch database
/// beside the register, under a key that is thrown away. The details are names of tables. Claims
/// are compared when the network is open.
Result<std::vector<CheckFinding>> checkRows(Register& opened,
                                            const Journal::Progress& progress = {});

} // namespace peyvand
