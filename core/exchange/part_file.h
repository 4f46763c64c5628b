// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A file on its way out: written to PATH.part, flushed, read back and compared, and only then given
// its name. Until then PATH is as it was, and whatever fails the part is removed. Memory stays at
// one buffer. One thread at a time; files outlives it.
// Errors, all about PATH and never about the part: file_exists, folder_missing ("folder"),
// file_unwritable, disk_full, file_not_as_written.

#include "core/crypto/hash.h"
#include "core/platform/files.h"

namespace peyvand::exchange {

enum class Overwrite : std::uint8_t { no, yes };

class PartFile {
  public:
    static Result<std::unique_ptr<PartFile>> create(Files& files, Path target, Overwrite overwrite);
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile();

    Result<void> write(std::string_view bytes);
    /// Nothing more is written; what the disk gives back is what was written.
    Result<void> seal();
    /// After seal().
    Result<void> publish();
    std::uint64_t writtenBytes() const { return written_bytes_; }
    const Path& target() const { return target_; }

  private:
    PartFile(Files& files, Path target, Path part);
    Result<void> flush();
    Result<void> compare();
    Result<void> told(Result<void> done) const;

    Files& files_;
    Path target_;
    Path part_;
    std::unique_ptr<File> file_{};
    std::string buffer_{};
    Sha256 hash_{};
    std::uint64_t written_bytes_ = 0;
    bool is_there_ = false;
};

} // namespace peyvand::exchange
