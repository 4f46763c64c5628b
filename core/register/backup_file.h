// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The file of a backup (.pvk; "Backup" of docs/formats.md): a small header, the files keys, root
// and tombstones, the database as SQLCipher wrote it, and a digest. Nothing in it can be read
// without a password of the register. Every length is bounded.
// Errors: backup_not_a_backup, backup_version, backup_truncated, backup_damaged, each with "file",
// cancelled, those of core/platform/files.h.

#include "core/base/executor.h"
#include "core/crypto/password_slot.h"
#include "core/platform/files.h"

#include <functional>

namespace peyvand {

using BackupId = Id<struct BackupTag>;
using BackupProgress = std::function<void(std::int64_t done, std::int64_t total)>;

struct BackupFront {
    RegisterId register_id{};
    BackupId id{};
    /// Milliseconds since 1970; as the machine believed then.
    std::int64_t time_ms = 0;
    /// Counts the automatic backups of a folder, so that their order does not hang on clocks.
    std::uint64_t number = 0;
    std::uint32_t keys_bytes = 0;
    std::uint32_t root_bytes = 0;
    std::uint32_t tombstones_bytes = 0;
    std::uint64_t database_bytes = 0;

    std::uint64_t fileBytes() const;
};

inline constexpr std::size_t backup_front_bytes = 110;

struct BackupParts {
    Bytes keys{};
    Bytes root{};
    Bytes tombstones{};
};

/// Header and lengths only; the length of the file is compared.
Result<BackupFront> readBackupFront(Files& files, const Path& file);
/// Writes target (which is not there yet), flushes it, reads it again and compares. The database is
/// read from a closed file.
Result<void> packBackup(Files& files, const Path& target, BackupFront front,
                        const BackupParts& parts, const Path& database,
                        const BackupProgress& progress, const CancelToken& cancel);
/// Reads the whole file against its digest.
Result<void> verifyBackup(Files& files, const Path& file, const BackupProgress& progress,
                          const CancelToken& cancel);
/// Writes the database to a new file and gives the rest; what it wrote is worth nothing unless it
/// comes back well.
Result<BackupParts> unpackBackup(Files& files, const Path& file, const Path& database,
                                 const BackupProgress& progress, const CancelToken& cancel);

} // namespace peyvand
