// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files come in through this interface (disk full, short reads and kills are tests), and these are
// the only operating-system calls beside SQLCipher's own. Paths are UTF-8. Thread-safe; a File and
// a FileLock are used by one thread at a time.
// Errors of all calls: file_missing, file_unreadable, file_unwritable, file_exists, disk_full,
// disk_failed, each with the argument "file" (the last part of the path only).

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace peyvand {

using Path = std::filesystem::path;

/// The same error about the file that a person named, where a helper such as "list.csv.part"
/// failed.
Error aboutFile(Error error, const Path& path);

class File {
  public:
    virtual ~File() = default;
    /// Reads up to bytes.size(); 0 at the end.
    virtual Result<std::size_t> read(std::span<std::uint8_t> bytes) = 0;
    virtual Result<void> write(ByteView bytes) = 0;
    /// Flushed to the disk itself; after a failure the file is not to be trusted.
    virtual Result<void> sync() = 0;
    virtual Result<void> seek(std::uint64_t offset) = 0;
    virtual Result<std::uint64_t> size() = 0;
};

class FileLock {
  public:
    virtual ~FileLock() = default;
};

class Files {
  public:
    virtual ~Files() = default;
    virtual Result<std::unique_ptr<File>> openRead(const Path& path) = 0;
    /// A new file, readable by this user only; file_exists when there is one.
    virtual Result<std::unique_ptr<File>> create(const Path& path) = 0;
    /// Replaces in one step, and for good, with bounded retries while a scanner holds the target
    /// (Windows). After disk_failed it is the one or the other.
    virtual Result<void> rename(const Path& from, const Path& to) = 0;
    /// A file, or an empty folder.
    virtual Result<void> remove(const Path& path) = 0;
    virtual Result<void> makeFolder(const Path& path) = 0;
    virtual bool exists(const Path& path) = 0;
    virtual Result<std::vector<Path>> list(const Path& folder) = 0;
    /// Held until destroyed or the process ends; lock_held when another process has it.
    virtual Result<std::unique_ptr<FileLock>> lock(const Path& path) = 0;
    /// False for SMB, NFS and other places where a WAL cannot work.
    virtual bool isLocalDisk(const Path& folder) = 0;

    /// The whole file; file_too_large beyond limit_bytes.
    Result<Bytes> readAll(const Path& path, std::uint64_t limit_bytes);
    /// Written to PATH.part, flushed, renamed: the old file or the new one, never half of one.
    Result<void> replace(const Path& path, ByteView bytes);
};

std::unique_ptr<Files> makeSystemFiles();

} // namespace peyvand
