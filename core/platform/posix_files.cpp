// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef _WIN32
#include "core/platform/files.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>

namespace peyvand {
namespace {

tl::unexpected<Error> failure(const Path& path, ErrorCode fallback) {
    ErrorCode code = fallback;
    if (errno == ENOENT || errno == ENOTDIR)
        code = ErrorCode::file_missing;
    else if (errno == ENOSPC || errno == EDQUOT)
        code = ErrorCode::disk_full;
    else if (errno == EIO)
        code = ErrorCode::disk_failed;
    else if (errno == EEXIST)
        code = ErrorCode::file_exists;
    return fail(code, "file", path.filename().string());
}

class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0)
            ::close(value_);
    }
    int value() const { return value_; }

  private:
    int value_;
};

class PosixFile final : public File {
  public:
    PosixFile(Path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
        for (;;) {
            const ssize_t count = ::read(descriptor_.value(), bytes.data(), bytes.size());
            if (count >= 0)
                return static_cast<std::size_t>(count);
            if (errno != EINTR)
                return failure(path_, ErrorCode::file_unreadable);
        }
    }
    Result<void> write(ByteView bytes) override {
        while (!bytes.empty()) {
            const ssize_t count = ::write(descriptor_.value(), bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR)
                return failure(path_, ErrorCode::file_unwritable);
            bytes = bytes.subspan(count < 0 ? 0 : static_cast<std::size_t>(count));
        }
        return {};
    }
    Result<void> sync() override {
        if (::fsync(descriptor_.value()) != 0)
            return failure(path_, ErrorCode::disk_failed);
        return {};
    }
    Result<void> seek(std::uint64_t offset) override {
        if (::lseek(descriptor_.value(), static_cast<off_t>(offset), SEEK_SET) < 0)
            return failure(path_, ErrorCode::file_unreadable);
        return {};
    }
    Result<std::uint64_t> size() override {
        struct stat info{};
        if (::fstat(descriptor_.value(), &info) != 0)
            return failure(path_, ErrorCode::file_unreadable);
        if (!S_ISREG(info.st_mode))
            return fail(ErrorCode::file_unreadable, "file", path_.filename().string());
        return static_cast<std::uint64_t>(info.st_size);
    }

  private:
    Path path_;
    Descriptor descriptor_;
};

class PosixLock final : public FileLock {
  public:
    explicit PosixLock(int descriptor) : descriptor_(descriptor) {}

  private:
    Descriptor descriptor_;
};

// A name is on the disk only when its folder was flushed. Some file systems cannot flush a folder,
// and some folders cannot be read: then there is nothing to do.
Result<void> syncFolder(const Path& folder) {
    const Descriptor descriptor(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.value() >= 0 && ::fsync(descriptor.value()) != 0 && errno != EINVAL)
        return failure(folder, ErrorCode::disk_failed);
    return {};
}

class PosixFiles final : public Files {
  public:
    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        // Without waiting, so that a named pipe does not hold the program for ever.
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (descriptor < 0)
            return failure(path, ErrorCode::file_unreadable);
        auto file = std::make_unique<PosixFile>(path, descriptor);
        PEYVAND_TRY(file->size());
        return file;
    }
    Result<std::unique_ptr<File>> create(const Path& path) override {
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0)
            return failure(path, ErrorCode::file_unwritable);
        return std::make_unique<PosixFile>(path, descriptor);
    }
    Result<void> rename(const Path& from, const Path& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return failure(to, ErrorCode::file_unwritable);
        return syncFolder(to.parent_path());
    }
    Result<void> remove(const Path& path) override {
        if (::unlink(path.c_str()) == 0)
            return {};
        const bool is_folder = errno == EISDIR || errno == EPERM;
        if (!is_folder || ::rmdir(path.c_str()) != 0)
            return failure(path, ErrorCode::file_unwritable);
        return {};
    }
    Result<void> makeFolder(const Path& path) override {
        if (!path.parent_path().empty() && !exists(path.parent_path()))
            PEYVAND_TRY(makeFolder(path.parent_path()));
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
            return failure(path, ErrorCode::file_unwritable);
        return {};
    }
    bool exists(const Path& path) override { return ::access(path.c_str(), F_OK) == 0; }
    Result<std::vector<Path>> list(const Path& folder) override {
        std::error_code problem;
        std::vector<Path> paths;
        for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end;
             it.increment(problem))
            paths.push_back(it->path());
        if (problem)
            return fail(ErrorCode::file_unreadable, "file", folder.filename().string());
        std::sort(paths.begin(), paths.end());
        return paths;
    }
    Result<std::unique_ptr<FileLock>> lock(const Path& path) override {
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor < 0)
            return failure(path, ErrorCode::file_unwritable);
        auto held = std::make_unique<PosixLock>(descriptor);
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
            return fail(ErrorCode::lock_held, "file", path.filename().string());
        return held;
    }
    bool isLocalDisk(const Path& folder) override {
#ifdef __linux__
        struct statfs info{};
        if (::statfs(folder.c_str(), &info) != 0)
            return true;
        // Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, 9P, FUSE (cloud folders).
        for (const long remote :
             {0x6969L, 0x517BL, 0xFF534D42L, 0xFE534D42L, 0x01021997L, 0x65735546L})
            if (static_cast<long>(info.f_type) == remote)
                return false;
#endif
        return true;
    }
};

} // namespace

std::unique_ptr<Files> makeSystemFiles() { return std::make_unique<PosixFiles>(); }

} // namespace peyvand
#endif
