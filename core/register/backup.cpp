// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/backup.h"

#include "core/store/tombstones.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace peyvand {
namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;
constexpr std::int64_t hour_ms = 60 * 60 * 1000;
constexpr std::uint64_t key_file_limit_bytes = 1 << 20;
constexpr std::string_view automatic_setting = "automatic_backups";
constexpr std::size_t kept_days = 7;
constexpr std::size_t kept_weeks = 4;
// The month that runs, and twelve before it.
constexpr std::size_t kept_months = 13;

Path backupFolder(const Path& register_folder) { return register_folder / "backups"; }

CivilDate dayOf(std::int64_t time_ms) {
    const std::int64_t days = time_ms / day_ms - (time_ms % day_ms < 0 ? 1 : 0);
    return CivilDate::fromDays(static_cast<std::int32_t>(days));
}

// ASCII, and in the order of time for those who look into the folder: PV-2026-11-24-7.pvk.
std::string nameOf(const BackupFront& front) {
    return "PV-" + dayOf(front.time_ms).iso() + "-" + std::to_string(front.number) + "-" +
           toHex(ByteView(front.id.bytes).last(3)) + ".pvk";
}

Path withEnding(Path path, const char* ending) {
    path += ending;
    return path;
}

/// Files of a backup under way; they are taken away whatever happens.
class Scratch {
  public:
    Scratch(Files& files, const Path& target)
        : copy(withEnding(target, ".copy")), part(withEnding(target, ".part")), files_(files) {
        clear();
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { clear(); }

    const Path copy;
    const Path part;

  private:
    void clear() {
        for (const Path& path : {copy, withEnding(copy, "-journal"), withEnding(copy, "-wal"),
                                 withEnding(copy, "-shm"), part})
            if (files_.exists(path))
                (void)files_.remove(path);
    }
    Files& files_;
};

Result<Bytes> readKeyFile(Files& files, const Path& path) {
    if (!files.exists(path))
        return Bytes{};
    return files.readAll(path, key_file_limit_bytes);
}

// The copy is opened with the register's key, and every page and table of it is read.
Result<void> checkCopy(Vault& vault, const Path& copy) {
    PEYVAND_LET(const auto database, vault.openCopy(copy));
    const bool sound = database->integrityProblems().empty();
    PEYVAND_TRY(database->takeFailure());
    return sound ? Result<void>() : fail(ErrorCode::backup_not_sound);
}

Result<void> writeTo(Register& opened, const Path& target, const BackupFront& front,
                     const std::optional<std::uint64_t>& limit_bytes,
                     const BackupProgress& progress, const CancelToken& cancel) {
    Vault& vault = opened.vault();
    Files& files = opened.platform().files;
    if (files.exists(target))
        return fail(ErrorCode::file_exists, "file", target.filename().string());
    const Scratch scratch(files, target);
    BackupParts parts;
    PEYVAND_LET(parts.keys, vault.keyFile());
    PEYVAND_LET(parts.root, readKeyFile(files, vault.folder() / "root"));
    PEYVAND_LET(const Tombstones tombstones, readTombstones(files, tombstonesPath(vault.folder())));
    parts.tombstones = encodeTombstones(tombstones.ids);
    PEYVAND_TRY(files.create(scratch.copy));
    const auto step = [&](std::int64_t done, std::int64_t total) {
        if (progress)
            progress(done, total);
        return !cancel.isCancelled();
    };
    PEYVAND_TRY(vault.copyDatabase(scratch.copy, step));
    if (auto checked = checkCopy(vault, scratch.copy); !checked)
        return fail(checked.error().code == ErrorCode::register_damaged
                        ? Error{ErrorCode::backup_not_sound}
                        : checked.error());
    {
        PEYVAND_LET(const auto copy, files.openRead(scratch.copy));
        PEYVAND_LET(const std::uint64_t size, copy->size());
        if (limit_bytes && size + parts.keys.size() + parts.root.size() + parts.tombstones.size() +
                                   backup_front_bytes + 32 >
                               *limit_bytes)
            return fail(ErrorCode::backup_too_large);
    }
    PEYVAND_TRY(packBackup(files, scratch.part, front, parts, scratch.copy, progress, cancel));
    return files.rename(scratch.part, target);
}

// What a backup that was killed left behind.
void clearUnfinished(Files& files, const Path& folder) {
    const auto paths = files.list(folder);
    for (const Path& path : paths ? *paths : std::vector<Path>())
        if (path.filename().string().find(".pvk.") != std::string::npos)
            (void)files.remove(path);
}

BackupFront newFront(Register& opened, std::uint64_t number) {
    BackupFront front;
    front.register_id = opened.vault().registerId();
    front.id = opened.newId<BackupId>();
    front.time_ms = opened.platform().clock.unixMs();
    front.number = number;
    return front;
}

// The first of each bucket, newest first, up to so many buckets.
template <class Bucket>
void keepFirstOf(const std::vector<BackupFile>& backups, std::size_t most, Bucket bucket,
                 std::set<std::uint64_t>& kept) {
    std::set<std::int64_t> seen;
    for (const BackupFile& backup : backups) {
        if (seen.size() == most)
            return;
        if (seen.insert(bucket(dayOf(backup.time_ms))).second)
            kept.insert(backup.number);
    }
}

} // namespace

Result<BackupFile> writeBackup(Register& opened, const BackupRequest& request,
                               const BackupProgress& progress, const CancelToken& cancel) {
    PEYVAND_LET(const auto others, automaticBackups(opened.platform(), opened.vault().folder()));
    const BackupFront front = newFront(opened, others.empty() ? 1 : others.front().number + 1);
    std::error_code problem;
    const Path target = std::filesystem::is_directory(request.target, problem)
                            ? request.target / nameOf(front)
                            : request.target;
    PEYVAND_TRY(opened.audit().write(AuditDeed::backup, std::nullopt));
    PEYVAND_TRY(writeTo(opened, target, front, request.limit_bytes, progress, cancel));
    PEYVAND_LET(const BackupFront written, readBackupFront(opened.platform().files, target));
    return BackupFile{target, front.time_ms, front.number, written.fileBytes()};
}

Result<std::vector<BackupFile>> automaticBackups(Platform platform, const Path& register_folder) {
    std::vector<BackupFile> backups;
    const Path folder = backupFolder(register_folder);
    if (!platform.files.exists(folder))
        return backups;
    PEYVAND_LET(const auto paths, platform.files.list(folder));
    for (const Path& path : paths) {
        if (path.extension() != ".pvk")
            continue;
        // One that is damaged does not count, and is left where it is.
        if (const auto front = readBackupFront(platform.files, path))
            backups.push_back({path, front->time_ms, front->number, front->fileBytes()});
    }
    std::sort(backups.begin(), backups.end(),
              [](const auto& a, const auto& b) { return a.number > b.number; });
    return backups;
}

Result<std::vector<Path>> asideCopies(Platform platform, const Path& register_folder) {
    constexpr std::size_t iso_characters = 10;
    std::error_code problem;
    Path folder = std::filesystem::absolute(register_folder, problem).lexically_normal();
    if (problem)
        return fail(ErrorCode::folder_missing, "folder", register_folder.string());
    if (!folder.has_filename())
        folder = folder.parent_path();
    const std::string start = folder.filename().string() + ".before-";
    PEYVAND_LET(const auto paths, platform.files.list(folder.parent_path()));
    std::vector<Path> copies;
    for (const Path& path : paths) {
        const std::string name = path.filename().string();
        // As restoring names them: NAME.before-2026-11-24-3600.
        const std::size_t day_end = start.size() + iso_characters;
        if (name.starts_with(start) && name.size() > day_end && name[day_end] == '-' &&
            CivilDate::parseIso(std::string_view(name).substr(start.size(), iso_characters)))
            copies.push_back(path);
    }
    std::sort(copies.begin(), copies.end());
    return copies;
}

Result<bool> hasAutomaticBackups(Register& opened) {
    PEYVAND_LET(const Bytes value, opened.setting(automatic_setting));
    return textOf(value) != "0";
}

Result<void> setAutomaticBackups(Register& opened, bool on) {
    PEYVAND_TRY(opened.need(Deed::users));
    PEYVAND_TRY(opened.audit().write(AuditDeed::backup, std::nullopt, {}, {"automatic", {}}));
    return opened.setSetting(automatic_setting, bytesOf(on ? "1" : "0"));
}

std::vector<BackupFile> outlivedBackups(const std::vector<BackupFile>& backups) {
    std::set<std::uint64_t> kept;
    if (!backups.empty())
        kept.insert(backups.front().number);
    const auto day = [](CivilDate date) { return std::int64_t{date.days()}; };
    // Weeks begin on Saturday; day 0 was a Thursday.
    const auto week = [](CivilDate date) { return std::int64_t{(date.days() + 5) / 7}; };
    const auto month = [](CivilDate date) { return std::int64_t{HijriMonth::of(date).ordinal()}; };
    keepFirstOf(backups, kept_days, day, kept);
    keepFirstOf(backups, kept_weeks, week, kept);
    keepFirstOf(backups, kept_months, month, kept);
    std::vector<BackupFile> outlived;
    for (const BackupFile& backup : backups)
        if (!kept.contains(backup.number))
            outlived.push_back(backup);
    return outlived;
}

Result<std::optional<BackupFile>> backUpWhenDue(Register& opened, const BackupProgress& progress,
                                                const CancelToken& cancel) {
    PEYVAND_LET(const bool on, hasAutomaticBackups(opened));
    if (!on)
        return std::optional<BackupFile>();
    const Platform platform = opened.platform();
    const Path& folder = opened.vault().folder();
    PEYVAND_LET(auto backups, automaticBackups(platform, folder));
    if (!backups.empty()) {
        const std::int64_t age_ms = platform.clock.unixMs() - backups.front().time_ms;
        // One from the future was made before the clock was set right.
        if (age_ms < day_ms && age_ms > -hour_ms)
            return std::optional<BackupFile>();
    }
    PEYVAND_TRY(platform.files.makeFolder(backupFolder(folder)));
    clearUnfinished(platform.files, backupFolder(folder));
    PEYVAND_LET(const BackupFile made,
                writeBackup(opened, {backupFolder(folder), std::nullopt}, progress, cancel));
    backups.insert(backups.begin(), made);
    for (const BackupFile& outlived : outlivedBackups(backups))
        (void)platform.files.remove(outlived.path);
    return std::optional(made);
}

Result<std::optional<std::int64_t>> lastBackupMs(Register& opened) {
    PEYVAND_LET(const auto backups, automaticBackups(opened.platform(), opened.vault().folder()));
    return backups.empty() ? std::optional<std::int64_t>() : backups.front().time_ms;
}

} // namespace peyvand
