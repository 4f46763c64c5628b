// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/part_file.h"

namespace peyvand::exchange {
namespace {
constexpr std::size_t buffer_bytes = std::size_t{256} * 1024;
}

PartFile::PartFile(Files& files, Path target, Path part)
    : files_(files), target_(std::move(target)), part_(std::move(part)) {}

PartFile::~PartFile() {
    file_.reset();
    if (is_there_)
        (void)files_.remove(part_);
}

Result<void> PartFile::told(Result<void> done) const {
    return done ? done : Result<void>(fail(aboutFile(std::move(done).error(), target_)));
}

Result<std::unique_ptr<PartFile>> PartFile::create(Files& files, Path target, Overwrite overwrite) {
    const Path folder = target.parent_path();
    if (!folder.empty() && !files.exists(folder))
        return fail(ErrorCode::folder_missing, "folder", folder.filename().string());
    if (overwrite == Overwrite::no && files.exists(target))
        return fail(ErrorCode::file_exists, "file", target.filename().string());
    Path part = target;
    part += ".part";
    std::unique_ptr<PartFile> made(new PartFile(files, std::move(target), std::move(part)));
    // Left behind when the program was killed; nobody else writes such a name.
    if (files.exists(made->part_))
        PEYVAND_TRY(made->told(files.remove(made->part_)));
    auto file = files.create(made->part_);
    if (!file && file.error().code == ErrorCode::file_missing)
        return fail(ErrorCode::folder_missing, "folder", folder.filename().string());
    if (!file)
        return fail(aboutFile(std::move(file).error(), made->target_));
    made->file_ = std::move(*file);
    made->is_there_ = true;
    return made;
}

Result<void> PartFile::flush() {
    hash_.update(bytesOf(buffer_));
    PEYVAND_TRY(told(file_->write(bytesOf(buffer_))));
    buffer_.clear();
    return {};
}

Result<void> PartFile::write(std::string_view bytes) {
    written_bytes_ += bytes.size();
    buffer_.append(bytes);
    return buffer_.size() < buffer_bytes ? Result<void>() : flush();
}

Result<void> PartFile::compare() {
    auto file = files_.openRead(part_);
    if (!file)
        return fail(aboutFile(std::move(file).error(), target_));
    const Digest written = hash_.finish();
    Sha256 on_disk;
    Bytes piece(buffer_bytes);
    for (;;) {
        auto count = (*file)->read(piece);
        if (!count)
            return fail(aboutFile(std::move(count).error(), target_));
        if (*count == 0)
            break;
        on_disk.update(ByteView(piece).first(*count));
    }
    if (on_disk.finish() != written)
        return fail(ErrorCode::file_not_as_written, "file", target_.filename().string());
    return {};
}

Result<void> PartFile::seal() {
    PEYVAND_TRY(flush());
    PEYVAND_TRY(told(file_->sync()));
    file_.reset();
    return compare();
}

Result<void> PartFile::publish() {
    PEYVAND_TRY(told(files_.rename(part_, target_)));
    is_there_ = false;
    return {};
}

} // namespace peyvand::exchange
