// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Backups of an open register, as one encrypted file each (docs/backup.md). A backup is copied from
// one moment of the register while it goes on being written, opened and checked, packed, read again
// and only then given its name; a failure leaves no file. Automatic ones stand in the folder
// backups, one a day; seven days, four weeks and twelve months of them are kept.
// Errors: backup_not_sound, backup_too_large, cancelled, disk_full, disk_failed, file_exists, and
// those of core/platform/files.h and the store.

#include "core/register/backup_file.h"
#include "core/register/register.h"

namespace peyvand {

struct BackupFile {
    Path path{};
    std::int64_t time_ms = 0;
    std::uint64_t number = 0;
    std::uint64_t bytes = 0;
};

/// What a FAT32 stick takes in one file.
inline constexpr std::uint64_t most_stick_bytes = 0xFFFF'FFFF;

struct BackupRequest {
    /// A new file, or a folder, in which it gets a name of its own.
    Path target{};
    /// backup_too_large beyond; for a drive that takes larger files, none.
    std::optional<std::uint64_t> limit_bytes = most_stick_bytes;
};

/// Written and noted in the audit log.
Result<BackupFile> writeBackup(Register& opened, const BackupRequest& request,
                               const BackupProgress& progress = {}, const CancelToken& cancel = {});

/// Those of the register's own folder that are whole, the newest first (by number).
Result<std::vector<BackupFile>> automaticBackups(Platform platform, const Path& register_folder);

/// Folders NAME.before-… beside the register, which restoring with replace left there: whole former
/// registers that erasing does not reach. The oldest first.
Result<std::vector<Path>> asideCopies(Platform platform, const Path& register_folder);

/// On unless it was switched off.
Result<bool> hasAutomaticBackups(Register& opened);
Result<void> setAutomaticBackups(Register& opened, bool on);
/// For opening and closing: writes one when the newest is older than a day or none is there, and
/// then takes away what is no longer kept. Nothing when none was due.
Result<std::optional<BackupFile>> backUpWhenDue(Register& opened,
                                                const BackupProgress& progress = {},
                                                const CancelToken& cancel = {});

/// Those that are no longer kept; backups the newest first. The newest is always kept.
std::vector<BackupFile> outlivedBackups(const std::vector<BackupFile>& backups);

/// The time of the newest automatic backup.
Result<std::optional<std::int64_t>> lastBackupMs(Register& opened);

} // namespace peyvand
