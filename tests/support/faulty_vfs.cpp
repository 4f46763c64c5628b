// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_vfs.h"

#include <cerrno>
#include <cstring>
#include <sqlcipher/sqlite3.h>

namespace peyvand::test {
namespace {

using Answer = FaultyDisk::Answer;

// The shim's file, followed in memory by the file of the VFS below.
struct Handle {
    sqlite3_file base;
    FaultyDisk* disk;
    const char* path; // SQLite keeps it as long as the file is open; null for temporary files
    int* last_error;
    bool names_its_folder;
    sqlite3_file* real;
};

Handle& handleOf(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
sqlite3_file* realOf(sqlite3_file* file) { return handleOf(file).real; }

int refused(Handle& file, Answer answer, int code) {
    const bool no_room = answer == Answer::no_room || answer == Answer::half_no_room;
    *file.last_error = no_room ? ENOSPC : EIO;
    return no_room && code == SQLITE_IOERR_WRITE ? SQLITE_FULL : code;
}

int closeFile(sqlite3_file* file) { return realOf(file)->pMethods->xClose(realOf(file)); }

int readFile(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
    return realOf(file)->pMethods->xRead(realOf(file), bytes, count, offset);
}

int writeFile(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    Handle& own = handleOf(file);
    const Answer answer = own.disk->ask(DiskStep::write, own.path);
    int written = count;
    if (answer == Answer::half || answer == Answer::half_no_room)
        written = count / 2;
    else if (answer != Answer::yes)
        written = 0;
    int code = SQLITE_OK;
    if (written > 0) {
        code = own.real->pMethods->xWrite(own.real, bytes, written, offset);
        own.disk->written(
            own.path, static_cast<std::uint64_t>(offset),
            {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(written)});
    }
    return answer == Answer::yes ? code : refused(own, answer, SQLITE_IOERR_WRITE);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    Handle& own = handleOf(file);
    if (const Answer answer = own.disk->ask(DiskStep::truncate, own.path); answer != Answer::yes)
        return refused(own, answer, SQLITE_IOERR_TRUNCATE);
    own.disk->truncated(own.path, static_cast<std::uint64_t>(size));
    return own.real->pMethods->xTruncate(own.real, size);
}

// The first flush of a new log flushes the folder too, and does not tell when that fails.
int syncFile(sqlite3_file* file, int) {
    Handle& own = handleOf(file);
    if (const Answer answer = own.disk->ask(DiskStep::sync, own.path); answer != Answer::yes)
        return refused(own, answer, SQLITE_IOERR_FSYNC);
    own.disk->synced(own.path);
    if (own.names_its_folder)
        own.disk->folderSynced(Path(own.path).parent_path());
    own.names_its_folder = false;
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}
int lockFile(sqlite3_file* file, int lock) {
    return realOf(file)->pMethods->xLock(realOf(file), lock);
}
int unlockFile(sqlite3_file* file, int lock) {
    return realOf(file)->pMethods->xUnlock(realOf(file), lock);
}
int isReserved(sqlite3_file* file, int* reserved) {
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), reserved);
}
int controlFile(sqlite3_file* file, int operation, void* argument) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); }
int characteristics(sqlite3_file* file) {
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    Handle& own = handleOf(file);
    if (extend != 0)
        if (const Answer answer = own.disk->ask(DiskStep::grow, own.path); answer != Answer::yes)
            return refused(own, answer, SQLITE_IOERR_SHMSIZE);
    return own.real->pMethods->xShmMap(own.real, region, size, extend, memory);
}
int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}
void shareBarrier(sqlite3_file* file) { realOf(file)->pMethods->xShmBarrier(realOf(file)); }
int unmapShared(sqlite3_file* file, int remove) {
    return realOf(file)->pMethods->xShmUnmap(realOf(file), remove);
}

constexpr sqlite3_io_methods file_methods{
    2,          closeFile,    readFile,    writeFile,   truncateFile, syncFile,        fileSize,
    lockFile,   unlockFile,   isReserved,  controlFile, sectorSize,   characteristics, mapShared,
    lockShared, shareBarrier, unmapShared, nullptr,     nullptr};

} // namespace

struct FaultyVfs::Registered {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    FaultyDisk* disk = nullptr;
    int last_error = 0;
};

namespace {

// Registered is private to its class; the callbacks only know where it stands.
template <class Registered>
int openFile(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto& own = *static_cast<Registered*>(vfs->pAppData);
    Handle& handle = handleOf(file);
    handle.base.pMethods = nullptr;
    handle.real = reinterpret_cast<sqlite3_file*>(&handle + 1);
    if (path == nullptr)
        return own.real->xOpen(own.real, path, file, flags, out_flags);
    int exists = 0;
    own.real->xAccess(own.real, path, SQLITE_ACCESS_EXISTS, &exists);
    const bool is_new = exists == 0 && (flags & SQLITE_OPEN_CREATE) != 0;
    if (is_new) {
        const Answer answer = own.disk->ask(DiskStep::create, path);
        if (answer != Answer::yes) {
            own.last_error = answer == Answer::no_room ? ENOSPC : EIO;
            return SQLITE_CANTOPEN;
        }
    }
    const int code = own.real->xOpen(own.real, path, handle.real, flags, out_flags);
    if (code != SQLITE_OK)
        return code;
    if (is_new)
        own.disk->created(path);
    handle.base.pMethods = &file_methods;
    handle.disk = own.disk;
    handle.path = path;
    handle.last_error = &own.last_error;
    handle.names_its_folder = is_new && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    return SQLITE_OK;
}

template <class Registered> int removeFile(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto& own = *static_cast<Registered*>(vfs->pAppData);
    if (own.disk->ask(DiskStep::remove, path) != Answer::yes) {
        own.last_error = EIO;
        return SQLITE_IOERR_DELETE;
    }
    const int code = own.real->xDelete(own.real, path, 0);
    if (code == SQLITE_OK)
        own.disk->removed(path);
    if (code != SQLITE_OK || sync_folder == 0)
        return code;
    const Path folder = Path(path).parent_path();
    if (own.disk->ask(DiskStep::sync, folder) != Answer::yes) {
        own.last_error = EIO;
        return SQLITE_IOERR_DIR_FSYNC;
    }
    own.disk->folderSynced(folder);
    return SQLITE_OK;
}

template <class Registered> int lastError(sqlite3_vfs* vfs, int, char*) {
    return static_cast<Registered*>(vfs->pAppData)->last_error;
}

} // namespace

FaultyVfs::FaultyVfs(FaultyDisk& disk) : registered_(std::make_unique<Registered>()) {
    Registered& own = *registered_;
    own.real = sqlite3_vfs_find(nullptr);
    own.disk = &disk;
    own.vfs = *own.real;
    own.vfs.pNext = nullptr;
    own.vfs.zName = "peyvand-faulty";
    own.vfs.pAppData = &own;
    own.vfs.szOsFile = static_cast<int>(sizeof(Handle)) + own.real->szOsFile;
    own.vfs.xOpen = openFile<Registered>;
    own.vfs.xDelete = removeFile<Registered>;
    own.vfs.xGetLastError = lastError<Registered>;
    sqlite3_vfs_register(&own.vfs, 1);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(&registered_->vfs);
    sqlite3_vfs_register(registered_->real, 1);
}

} // namespace peyvand::test
