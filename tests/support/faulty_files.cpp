// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_files.h"

namespace peyvand::test {
namespace {

using Answer = FaultyDisk::Answer;

Result<void> refused(Answer answer, const Path& path) {
    const bool no_room = answer == Answer::no_room || answer == Answer::half_no_room;
    return fail(no_room ? ErrorCode::disk_full : ErrorCode::disk_failed, "file",
                path.filename().string());
}

class FaultyFile : public File {
  public:
    FaultyFile(FaultyDisk& disk, Path path, std::unique_ptr<File> file)
        : disk_(disk), path_(std::move(path)), file_(std::move(file)) {}

    Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
        PEYVAND_LET(const std::size_t count, file_->read(bytes));
        offset_ += count;
        return count;
    }
    Result<void> write(ByteView bytes) override {
        const Answer answer = disk_.ask(DiskStep::write, path_);
        if (answer == Answer::no || answer == Answer::no_room)
            return refused(answer, path_);
        if (answer != Answer::yes)
            bytes = bytes.first(bytes.size() / 2);
        PEYVAND_TRY(file_->write(bytes));
        disk_.written(path_, offset_, bytes);
        offset_ += bytes.size();
        return answer == Answer::yes ? Result<void>() : refused(answer, path_);
    }
    // Nothing is really flushed: the model knows what would be.
    Result<void> sync() override {
        if (const Answer answer = disk_.ask(DiskStep::sync, path_); answer != Answer::yes)
            return refused(answer, path_);
        disk_.synced(path_);
        return {};
    }
    Result<void> seek(std::uint64_t offset) override {
        offset_ = offset;
        return file_->seek(offset);
    }
    Result<std::uint64_t> size() override { return file_->size(); }

  private:
    FaultyDisk& disk_;
    Path path_;
    std::unique_ptr<File> file_;
    std::uint64_t offset_ = 0;
};

} // namespace

Result<std::unique_ptr<File>> FaultyFiles::create(const Path& path) {
    if (const Answer answer = disk_.ask(DiskStep::create, path); answer != Answer::yes)
        return fail(refused(answer, path).error());
    PEYVAND_LET(auto file, files_->create(path));
    disk_.created(path);
    return std::make_unique<FaultyFile>(disk_, path, std::move(file));
}

Result<void> FaultyFiles::rename(const Path& from, const Path& to) {
    if (const Answer answer = disk_.ask(DiskStep::rename, to); answer != Answer::yes)
        return refused(answer, to);
    PEYVAND_TRY(files_->rename(from, to));
    disk_.renamed(from, to);
    if (const Answer answer = disk_.ask(DiskStep::sync, to.parent_path()); answer != Answer::yes)
        return refused(answer, to);
    disk_.folderSynced(to.parent_path());
    return {};
}

Result<void> FaultyFiles::remove(const Path& path) {
    if (const Answer answer = disk_.ask(DiskStep::remove, path); answer != Answer::yes)
        return refused(answer, path);
    PEYVAND_TRY(files_->remove(path));
    disk_.removed(path);
    return {};
}

} // namespace peyvand::test
