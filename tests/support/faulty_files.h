// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files over the system's that fail at the n-th write, flush or rename, as a full disk does: a
// failing write leaves half of its bytes behind. Only for tests.

#include "core/platform/files.h"

namespace peyvand::test {

class FaultyFiles : public Files {
  public:
    /// The step (1, 2, …) that fails, and all after it; 0 for none.
    void failAt(int step) {
        fails_at_ = step;
        step_ = 0;
    }
    int steps() const { return step_; }

    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        return files_->openRead(path);
    }
    Result<std::unique_ptr<File>> create(const Path& path) override {
        auto file = files_->create(path);
        if (!file)
            return file;
        return std::make_unique<FaultyFile>(*this, std::move(*file));
    }
    Result<void> rename(const Path& from, const Path& to) override {
        return fails() ? Result<void>(fail(ErrorCode::disk_full)) : files_->rename(from, to);
    }
    Result<void> remove(const Path& path) override { return files_->remove(path); }
    Result<void> makeFolder(const Path& path) override { return files_->makeFolder(path); }
    bool exists(const Path& path) override { return files_->exists(path); }
    Result<std::vector<Path>> list(const Path& folder) override { return files_->list(folder); }
    Result<std::unique_ptr<FileLock>> lock(const Path& path) override { return files_->lock(path); }
    bool isLocalDisk(const Path& folder) override { return files_->isLocalDisk(folder); }

  private:
    class FaultyFile : public File {
      public:
        FaultyFile(FaultyFiles& owner, std::unique_ptr<File> file)
            : owner_(owner), file_(std::move(file)) {}
        Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
            return file_->read(bytes);
        }
        Result<void> write(ByteView bytes) override {
            if (!owner_.fails())
                return file_->write(bytes);
            (void)file_->write(bytes.first(bytes.size() / 2));
            return fail(ErrorCode::disk_full);
        }
        Result<void> sync() override {
            return owner_.fails() ? Result<void>(fail(ErrorCode::disk_full)) : file_->sync();
        }
        Result<void> seek(std::uint64_t offset) override { return file_->seek(offset); }
        Result<std::uint64_t> size() override { return file_->size(); }

      private:
        FaultyFiles& owner_;
        std::unique_ptr<File> file_;
    };

    bool fails() { return ++step_ >= fails_at_ && fails_at_ > 0; }

    std::unique_ptr<Files> files_ = makeSystemFiles();
    int fails_at_ = 0;
    int step_ = 0;
};

} // namespace peyvand::test
