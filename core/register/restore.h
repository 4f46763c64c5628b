// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A register from a backup. It is made whole in a folder beside its place (NAME.restoring), opened,
// checked, and only then put there: a failure leaves what was there before. The restored register
// is a new incarnation: all its feeds go on in new ones, so that nobody ever sees two entries with
// one number. People who were erased since the backup are erased again before it opens.
// Errors: register_exists, register_open_elsewhere, those of core/register/backup_file.h, of the
// vault (password_wrong, user_unknown, user_needed, register_newer_program, register_damaged) and
// of core/platform/files.h. Slow: stretching, and reading everything.

#include "core/register/backup_file.h"
#include "core/register/register.h"

#include <set>

namespace peyvand {

struct RestoreRequest {
    Path file{};
    /// Where the register is to stand: a new folder, an empty one, or one with a register.
    Path folder{};
    /// A user of the register as it was when the backup was made.
    std::string user{};
    SecretText password{};
    /// A register that stands there already is kept aside, under another name.
    bool replace = false;
    /// A file of tombstones from elsewhere; those of the folder are always taken.
    std::optional<Path> tombstones{};
};

struct Restored {
    RegisterId register_id{};
    std::int64_t backup_time_ms = 0;
    std::int64_t people = 0;
    /// People and households that were erased after the backup, and now again.
    std::int64_t erased_again = 0;
    /// Some of a tombstones file could not be read: somebody who was erased may be back.
    bool tombstones_damaged = false;
    /// What the check says of it; empty is sound.
    std::vector<CheckFinding> findings{};
    /// Where the register went that stood there before.
    std::optional<Path> kept_aside{};
};

Result<Restored> restoreBackup(Platform platform, const RestoreRequest& request,
                               const BackupProgress& progress = {}, const CancelToken& cancel = {});

/// A restore that was killed in its last step, between two renames, is finished. Called before a
/// register is opened; nothing to do is no error.
Result<void> finishRestore(Files& files, const Path& folder);

} // namespace peyvand
