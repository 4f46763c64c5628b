// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/restore.h"

#include "core/store/tombstones.h"

namespace peyvand {
namespace {

// "register" and "register/" are one folder.
Path withoutSlash(const Path& folder) {
    return folder.has_filename() ? folder : folder.parent_path();
}

Path beside(const Path& folder, std::string_view ending) {
    Path path = withoutSlash(folder);
    path += Path(std::string(ending));
    return path;
}

// A restored folder holds files only.
void removeFolder(Files& files, const Path& folder) {
    if (!files.exists(folder))
        return;
    if (const auto paths = files.list(folder))
        for (const Path& path : *paths)
            (void)files.remove(path);
    (void)files.remove(folder);
}

// A name that is free, also for two restores within a second.
Path asideOf(Files& files, const Path& place, std::int64_t now_ms) {
    const auto day = CivilDate::fromDays(static_cast<std::int32_t>(now_ms / 86'400'000));
    const std::string ending =
        ".before-" + day.iso() + "-" + std::to_string(now_ms / 1000 % 86'400);
    Path aside = beside(place, ending);
    for (int more = 2; files.exists(aside); ++more)
        aside = beside(place, ending + "-" + std::to_string(more));
    return aside;
}

class Restoring {
  public:
    Restoring(Platform platform, const RestoreRequest& request)
        : platform_(platform), files_(platform.files), request_(request),
          place_(withoutSlash(request.folder)), making_(beside(request.folder, ".restoring")),
          made_(beside(request.folder, ".restored")) {}
    Restoring(const Restoring&) = delete;
    Restoring& operator=(const Restoring&) = delete;
    ~Restoring() {
        removeFolder(files_, making_);
        if (files_.exists(place_))
            removeFolder(files_, made_);
    }

    Result<Restored> run(const BackupProgress& progress, const CancelToken& cancel) {
        PEYVAND_TRY(finishRestore(files_, place_));
        PEYVAND_TRY(checkPlace());
        removeFolder(files_, making_);
        removeFolder(files_, made_);
        PEYVAND_LET(const BackupFront front, readBackupFront(files_, request_.file));
        restored_.register_id = front.register_id;
        restored_.backup_time_ms = front.time_ms;
        PEYVAND_TRY(unpack(progress, cancel));
        PEYVAND_TRY(begin());
        PEYVAND_TRY(files_.rename(making_, made_));
        PEYVAND_TRY(putInPlace());
        return std::move(restored_);
    }

  private:
    // Nobody may have the register open that is put aside.
    Result<void> checkPlace() {
        if (!files_.exists(place_))
            return {};
        PEYVAND_LET(const auto paths, files_.list(place_));
        if (paths.empty())
            return {};
        if (!request_.replace)
            return fail(ErrorCode::register_exists, "file", place_.filename().string());
        auto lock = files_.lock(place_ / "lock");
        if (!lock && lock.error().code == ErrorCode::lock_held)
            return fail(ErrorCode::register_open_elsewhere);
        if (lock)
            lock_ = std::move(*lock);
        return {};
    }

    Result<void> unpack(const BackupProgress& progress, const CancelToken& cancel) {
        PEYVAND_TRY(files_.makeFolder(making_));
        PEYVAND_LET(const BackupParts parts,
                    unpackBackup(files_, request_.file, making_ / "register.db", progress, cancel));
        PEYVAND_TRY(files_.replace(making_ / "keys", parts.keys));
        if (!parts.root.empty())
            PEYVAND_TRY(files_.replace(making_ / "root", parts.root));
        std::set<RecordId> erased;
        collect(decodeTombstones(parts.tombstones), erased);
        PEYVAND_TRY(collectFile(tombstonesPath(place_), erased));
        if (request_.tombstones) {
            if (!files_.exists(*request_.tombstones))
                return fail(ErrorCode::file_missing, "file",
                            request_.tombstones->filename().string());
            PEYVAND_TRY(collectFile(*request_.tombstones, erased));
        }
        return addTombstones(files_, tombstonesPath(making_), erased);
    }

    Result<void> collectFile(const Path& file, std::set<RecordId>& erased) {
        PEYVAND_LET(const Tombstones read, readTombstones(files_, file));
        collect(read, erased);
        return {};
    }
    void collect(const Tombstones& read, std::set<RecordId>& erased) {
        erased.insert(read.ids.begin(), read.ids.end());
        restored_.tombstones_damaged = restored_.tombstones_damaged || read.damaged;
    }

    // Opened once where nobody looks, so that all of it is done before it stands in its place.
    Result<void> begin() {
        const auto before = erasedIn();
        PEYVAND_TRY(before);
        PEYVAND_LET(const auto opened,
                    Register::open(platform_, making_, request_.user, request_.password));
        PEYVAND_TRY(opened->need(Deed::restore));
        if (opened->vault().registerId() != restored_.register_id)
            return fail(ErrorCode::backup_damaged, "file", request_.file.filename().string());
        PEYVAND_TRY(opened->journal().continueInNewFeeds());
        PEYVAND_TRY(opened->audit().write(AuditDeed::restore, std::nullopt));
        PEYVAND_TRY(opened->audit().beginHeadAnew());
        PEYVAND_LET(restored_.findings, checkRegister(*opened));
        auto count =
            opened->database().prepare("SELECT (SELECT COUNT(*) FROM beneficiary),"
                                       " (SELECT COUNT(*) FROM subject_key WHERE key IS NULL)");
        if (count.step()) {
            restored_.people = count.integer(0);
            restored_.erased_again = count.integer(1) - *before;
        }
        return opened->database().takeFailure();
    }

    // How many the backup itself knows to be erased; the vault gives its lock back at once.
    Result<std::int64_t> erasedIn() {
        PEYVAND_LET(const auto vault,
                    Vault::open(platform_, making_, request_.user, request_.password));
        auto count = vault->database().prepare("SELECT COUNT(*) FROM subject_key"
                                               " WHERE key IS NULL");
        const std::int64_t erased = count.step() ? count.integer(0) : 0;
        return vault->database().checked(erased);
    }

    // From here on finishRestore() can end it.
    Result<void> putInPlace() {
        if (files_.exists(place_)) {
            PEYVAND_LET(const auto paths, files_.list(place_));
            if (paths.empty()) {
                PEYVAND_TRY(files_.remove(place_));
            } else {
                lock_.reset();
                const Path aside = asideOf(files_, place_, platform_.clock.unixMs());
                PEYVAND_TRY(files_.rename(place_, aside));
                restored_.kept_aside = aside;
            }
        }
        if (auto moved = files_.rename(made_, place_); !moved) {
            if (restored_.kept_aside && !files_.exists(place_))
                (void)files_.rename(*restored_.kept_aside, place_);
            return fail(std::move(moved).error());
        }
        // The automatic backups go on with the register.
        if (restored_.kept_aside && files_.exists(*restored_.kept_aside / "backups"))
            (void)files_.rename(*restored_.kept_aside / "backups", place_ / "backups");
        return {};
    }

    Platform platform_;
    Files& files_;
    const RestoreRequest& request_;
    Path place_;
    Path making_;
    Path made_;
    /// Of the register that stands there, until it is put aside.
    std::unique_ptr<FileLock> lock_{};
    Restored restored_{};
};

} // namespace

Result<Restored> restoreBackup(Platform platform, const RestoreRequest& request,
                               const BackupProgress& progress, const CancelToken& cancel) {
    return Restoring(platform, request).run(progress, cancel);
}

Result<void> finishRestore(Files& files, const Path& folder) {
    const Path made = beside(folder, ".restored");
    if (files.exists(withoutSlash(folder)) || !files.exists(made))
        return {};
    return files.rename(made, withoutSlash(folder));
}

} // namespace peyvand
