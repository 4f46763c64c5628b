// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/backup_file.h"

#include "core/crypto/hash.h"
#include "core/crypto/layout.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::string_view magic = "PVBACKUP";
constexpr std::uint16_t format_version = 1;
constexpr std::uint32_t most_key_bytes = 1 << 20;
constexpr std::uint32_t most_tombstone_bytes = 1 << 25;
constexpr std::uint64_t most_database_bytes = std::uint64_t{1} << 40;
constexpr std::size_t piece_bytes = std::size_t{1} << 20;
constexpr std::size_t digest_bytes = 32;

std::string nameOf(const Path& file) {
    const auto name = file.filename().u8string();
    return {name.begin(), name.end()};
}

Bytes encodeFront(const BackupFront& front) {
    Writer writer(backup_front_bytes);
    writer.fixed(bytesOf(magic))
        .u16(format_version)
        .fixed(front.register_id.bytes)
        .fixed(front.id.bytes)
        .u64(static_cast<std::uint64_t>(front.time_ms))
        .u64(front.number)
        .u32(front.keys_bytes)
        .u32(front.root_bytes)
        .u32(front.tombstones_bytes)
        .u64(front.database_bytes);
    const Digest check = sha256(writer.bytes());
    writer.fixed(check);
    return writer.take();
}

Result<BackupFront> decodeFront(ByteView bytes, const Path& file) {
    const ByteView begin = bytesOf(magic);
    if (bytes.size() < begin.size() || !std::equal(begin.begin(), begin.end(), bytes.begin()))
        return fail(ErrorCode::backup_not_a_backup, "file", nameOf(file));
    Reader reader(bytes);
    (void)reader.view(begin.size());
    const std::uint16_t version = reader.u16();
    if (!reader.ok())
        return fail(ErrorCode::backup_truncated, "file", nameOf(file));
    if (version > format_version)
        return fail(ErrorCode::backup_version, "file", nameOf(file));
    BackupFront front;
    front.register_id = RegisterId{reader.fixed<16>()};
    front.id = BackupId{reader.fixed<16>()};
    front.time_ms = static_cast<std::int64_t>(reader.u64());
    front.number = reader.u64();
    front.keys_bytes = reader.u32();
    front.root_bytes = reader.u32();
    front.tombstones_bytes = reader.u32();
    front.database_bytes = reader.u64();
    const std::size_t end = reader.position();
    const auto check = reader.fixed<32>();
    if (!reader.ok())
        return fail(ErrorCode::backup_truncated, "file", nameOf(file));
    const bool sound = version == format_version && check == sha256(bytes.first(end)) &&
                       front.keys_bytes <= most_key_bytes && front.root_bytes <= most_key_bytes &&
                       front.tombstones_bytes <= most_tombstone_bytes &&
                       front.database_bytes <= most_database_bytes;
    if (!sound)
        return fail(ErrorCode::backup_damaged, "file", nameOf(file));
    return front;
}

/// Reads a file from its beginning, hashing; an early end is backup_truncated.
class HashedFile {
  public:
    HashedFile(std::unique_ptr<File> file, Path path)
        : file_(std::move(file)), path_(std::move(path)) {
        hash_.reset();
    }

    Result<ByteView> piece(std::size_t most) {
        buffer_.resize(std::min(most, piece_bytes));
        std::size_t filled = 0;
        while (filled < buffer_.size()) {
            PEYVAND_LET(const std::size_t count, file_->read(std::span(buffer_).subspan(filled)));
            if (count == 0)
                return fail(ErrorCode::backup_truncated, "file", nameOf(path_));
            filled += count;
        }
        hash_.update(buffer_);
        return ByteView(buffer_);
    }
    Result<Bytes> part(std::uint32_t size) {
        Bytes bytes;
        while (bytes.size() < size) {
            PEYVAND_LET(const ByteView next, piece(size - bytes.size()));
            bytes.insert(bytes.end(), next.begin(), next.end());
        }
        return bytes;
    }
    /// The digest at the end of the file, against what was read.
    Result<void> end() {
        const Digest read = hash_.finish();
        hash_.reset();
        PEYVAND_LET(const ByteView kept, piece(digest_bytes));
        if (!std::equal(read.begin(), read.end(), kept.begin()))
            return fail(ErrorCode::backup_damaged, "file", nameOf(path_));
        return {};
    }

  private:
    std::unique_ptr<File> file_;
    Path path_;
    Sha256 hash_{};
    Bytes buffer_{};
};

using PieceSink = std::function<Result<void>(ByteView)>;

Result<BackupParts> readAll(Files& files, const Path& file, const PieceSink& database,
                            const BackupProgress& progress, const CancelToken& cancel) {
    PEYVAND_LET(const BackupFront front, readBackupFront(files, file));
    PEYVAND_LET(auto opened, files.openRead(file));
    HashedFile reader(std::move(opened), file);
    PEYVAND_TRY(reader.part(backup_front_bytes));
    BackupParts parts;
    PEYVAND_LET(parts.keys, reader.part(front.keys_bytes));
    PEYVAND_LET(parts.root, reader.part(front.root_bytes));
    PEYVAND_LET(parts.tombstones, reader.part(front.tombstones_bytes));
    for (std::uint64_t done = 0; done < front.database_bytes;) {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        const auto left = std::min<std::uint64_t>(front.database_bytes - done, piece_bytes);
        PEYVAND_LET(const ByteView piece, reader.piece(static_cast<std::size_t>(left)));
        PEYVAND_TRY(database(piece));
        done += piece.size();
        if (progress)
            progress(static_cast<std::int64_t>(done),
                     static_cast<std::int64_t>(front.database_bytes));
    }
    PEYVAND_TRY(reader.end());
    return parts;
}

Result<void> writeAll(Files& files, const Path& target, const BackupFront& front,
                      const BackupParts& parts, const Path& database, const CancelToken& cancel) {
    PEYVAND_LET(const auto from, files.openRead(database));
    PEYVAND_LET(const auto to, files.create(target));
    Sha256 hash;
    hash.reset();
    const auto write = [&](ByteView bytes) -> Result<void> {
        hash.update(bytes);
        return to->write(bytes);
    };
    PEYVAND_TRY(write(encodeFront(front)));
    for (const Bytes* part : {&parts.keys, &parts.root, &parts.tombstones})
        PEYVAND_TRY(write(*part));
    Bytes buffer(piece_bytes);
    for (std::uint64_t done = 0; done < front.database_bytes;) {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        PEYVAND_LET(const std::size_t count, from->read(buffer));
        if (count == 0)
            return fail(ErrorCode::file_unreadable, "file", nameOf(database));
        PEYVAND_TRY(write(ByteView(buffer).first(count)));
        done += count;
    }
    const Digest digest = hash.finish();
    PEYVAND_TRY(to->write(digest));
    return to->sync();
}

} // namespace

std::uint64_t BackupFront::fileBytes() const {
    return backup_front_bytes + std::uint64_t{keys_bytes} + root_bytes + tombstones_bytes +
           database_bytes + digest_bytes;
}

Result<BackupFront> readBackupFront(Files& files, const Path& file) {
    PEYVAND_LET(const auto opened, files.openRead(file));
    PEYVAND_LET(const std::uint64_t size, opened->size());
    Bytes bytes(static_cast<std::size_t>(std::min<std::uint64_t>(size, backup_front_bytes)));
    for (std::size_t filled = 0; filled < bytes.size();) {
        PEYVAND_LET(const std::size_t count, opened->read(std::span(bytes).subspan(filled)));
        if (count == 0)
            return fail(ErrorCode::file_unreadable, "file", nameOf(file));
        filled += count;
    }
    PEYVAND_LET(const BackupFront front, decodeFront(bytes, file));
    if (size < front.fileBytes())
        return fail(ErrorCode::backup_truncated, "file", nameOf(file));
    if (size > front.fileBytes())
        return fail(ErrorCode::backup_damaged, "file", nameOf(file));
    return front;
}

Result<void> packBackup(Files& files, const Path& target, BackupFront front,
                        const BackupParts& parts, const Path& database,
                        const BackupProgress& progress, const CancelToken& cancel) {
    front.keys_bytes = static_cast<std::uint32_t>(parts.keys.size());
    front.root_bytes = static_cast<std::uint32_t>(parts.root.size());
    front.tombstones_bytes = static_cast<std::uint32_t>(parts.tombstones.size());
    {
        PEYVAND_LET(const auto opened, files.openRead(database));
        PEYVAND_LET(front.database_bytes, opened->size());
    }
    PEYVAND_TRY(writeAll(files, target, front, parts, database, cancel));
    return verifyBackup(files, target, progress, cancel);
}

Result<void> verifyBackup(Files& files, const Path& file, const BackupProgress& progress,
                          const CancelToken& cancel) {
    const auto nothing = [](ByteView) { return Result<void>(); };
    PEYVAND_TRY(readAll(files, file, nothing, progress, cancel));
    return {};
}

Result<BackupParts> unpackBackup(Files& files, const Path& file, const Path& database,
                                 const BackupProgress& progress, const CancelToken& cancel) {
    PEYVAND_LET(const auto to, files.create(database));
    PEYVAND_LET(
        auto parts,
        readAll(files, file, [&to](ByteView piece) { return to->write(piece); }, progress, cancel));
    PEYVAND_TRY(to->sync());
    return parts;
}

} // namespace peyvand
