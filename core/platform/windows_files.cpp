// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef _WIN32
#include "core/platform/files.h"

#include <algorithm>
#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

namespace peyvand {
namespace {

tl::unexpected<Error> failure(const Path& path, ErrorCode fallback) {
    ErrorCode code = fallback;
    switch (GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        code = ErrorCode::file_missing;
        break;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        code = ErrorCode::disk_full;
        break;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        code = ErrorCode::file_exists;
        break;
    default:
        break;
    }
    const auto name = path.filename().u8string();
    return fail(code, "file", std::string(name.begin(), name.end()));
}

class Handle {
  public:
    explicit Handle(HANDLE value) : value_(value) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (value_ != INVALID_HANDLE_VALUE)
            CloseHandle(value_);
    }
    HANDLE value() const { return value_; }

  private:
    HANDLE value_;
};

class WindowsFile final : public File {
  public:
    WindowsFile(Path path, HANDLE handle) : path_(std::move(path)), handle_(handle) {}

    Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
        DWORD count = 0;
        const auto wanted = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 30));
        if (ReadFile(handle_.value(), bytes.data(), wanted, &count, nullptr) == 0)
            return failure(path_, ErrorCode::file_unreadable);
        return count;
    }
    Result<void> write(ByteView bytes) override {
        while (!bytes.empty()) {
            DWORD count = 0;
            const auto wanted = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 30));
            if (WriteFile(handle_.value(), bytes.data(), wanted, &count, nullptr) == 0)
                return failure(path_, ErrorCode::file_unwritable);
            bytes = bytes.subspan(count);
        }
        return {};
    }
    Result<void> sync() override {
        if (FlushFileBuffers(handle_.value()) == 0)
            return failure(path_, ErrorCode::file_unwritable);
        return {};
    }
    Result<void> seek(std::uint64_t offset) override {
        LARGE_INTEGER place;
        place.QuadPart = static_cast<LONGLONG>(offset);
        if (SetFilePointerEx(handle_.value(), place, nullptr, FILE_BEGIN) == 0)
            return failure(path_, ErrorCode::file_unreadable);
        return {};
    }
    Result<std::uint64_t> size() override {
        LARGE_INTEGER size;
        if (GetFileSizeEx(handle_.value(), &size) == 0)
            return failure(path_, ErrorCode::file_unreadable);
        return static_cast<std::uint64_t>(size.QuadPart);
    }

  private:
    Path path_;
    Handle handle_;
};

class WindowsLock final : public FileLock {
  public:
    explicit WindowsLock(HANDLE handle) : handle_(handle) {}

  private:
    Handle handle_;
};

// A virus scanner may hold a file for a moment: errors 5, 32 and 33 are tried again, bounded.
template <class Call> bool withRetries(Call call) {
    for (int attempt = 0; attempt < 20; ++attempt) {
        if (call() != 0)
            return true;
        const DWORD problem = GetLastError();
        if (problem != ERROR_ACCESS_DENIED && problem != ERROR_SHARING_VIOLATION &&
            problem != ERROR_LOCK_VIOLATION)
            return false;
        Sleep(50);
        SetLastError(problem);
    }
    return false;
}

class WindowsFiles final : public Files {
  public:
    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        const HANDLE handle =
            CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                        OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE)
            return failure(path, ErrorCode::file_unreadable);
        return std::make_unique<WindowsFile>(path, handle);
    }
    Result<std::unique_ptr<File>> create(const Path& path) override {
        const HANDLE handle = CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                          CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE)
            return failure(path, ErrorCode::file_unwritable);
        return std::make_unique<WindowsFile>(path, handle);
    }
    Result<void> rename(const Path& from, const Path& to) override {
        if (!withRetries([&] {
                return MoveFileExW(from.c_str(), to.c_str(),
                                   MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
            }))
            return failure(to, ErrorCode::file_unwritable);
        return {};
    }
    Result<void> remove(const Path& path) override {
        const DWORD attributes = GetFileAttributesW(path.c_str());
        const bool is_folder =
            attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
        if (!withRetries([&] {
                return is_folder ? RemoveDirectoryW(path.c_str()) : DeleteFileW(path.c_str());
            }))
            return failure(path, ErrorCode::file_unwritable);
        return {};
    }
    Result<void> makeFolder(const Path& path) override {
        if (!path.parent_path().empty() && !exists(path.parent_path()))
            PEYVAND_TRY(makeFolder(path.parent_path()));
        if (CreateDirectoryW(path.c_str(), nullptr) == 0 && GetLastError() != ERROR_ALREADY_EXISTS)
            return failure(path, ErrorCode::file_unwritable);
        return {};
    }
    bool exists(const Path& path) override {
        return GetFileAttributesW(path.c_str()) != INVALID_FILE_ATTRIBUTES;
    }
    Result<std::vector<Path>> list(const Path& folder) override {
        std::error_code problem;
        std::vector<Path> paths;
        for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end;
             it.increment(problem))
            paths.push_back(it->path());
        if (problem)
            return fail(ErrorCode::file_unreadable);
        std::sort(paths.begin(), paths.end());
        return paths;
    }
    Result<std::unique_ptr<FileLock>> lock(const Path& path) override {
        const HANDLE handle = CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                          OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE) {
            if (GetLastError() == ERROR_SHARING_VIOLATION)
                return fail(ErrorCode::lock_held);
            return failure(path, ErrorCode::file_unwritable);
        }
        return std::make_unique<WindowsLock>(handle);
    }
    bool isLocalDisk(const Path& folder) override {
        const std::wstring root = folder.root_path().wstring();
        return GetDriveTypeW(root.empty() ? nullptr : root.c_str()) != DRIVE_REMOTE;
    }
};

} // namespace

std::unique_ptr<Files> makeSystemFiles() { return std::make_unique<WindowsFiles>(); }

} // namespace peyvand
#endif
