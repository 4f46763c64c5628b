// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files over the system's on a disk that fails (faulty_disk.h). Alone it is a disk that is full
// from the n-th step on; with a FaultyVfs on the same disk the steps of both are counted together.
// Only for tests.

#include "tests/support/faulty_disk.h"

namespace peyvand::test {

class FaultyFiles : public Files {
  public:
    /// With a disk of its own, that every path may be on.
    FaultyFiles() : own_disk_(std::make_unique<FaultyDisk>(Path())), disk_(*own_disk_) {}
    explicit FaultyFiles(FaultyDisk& disk) : disk_(disk) {}

    /// The step (1, 2, … of creating and writing) from which on the disk is full; 0 for never.
    void failAt(int step) { disk_.arm(Fault::disk_full, step); }
    int steps() const { return disk_.steps(); }

    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        return files_->openRead(path);
    }
    Result<std::unique_ptr<File>> create(const Path& path) override;
    Result<void> rename(const Path& from, const Path& to) override;
    Result<void> remove(const Path& path) override;
    Result<void> makeFolder(const Path& path) override { return files_->makeFolder(path); }
    bool exists(const Path& path) override { return files_->exists(path); }
    Result<std::vector<Path>> list(const Path& folder) override { return files_->list(folder); }
    Result<std::unique_ptr<FileLock>> lock(const Path& path) override { return files_->lock(path); }
    bool isLocalDisk(const Path& folder) override { return files_->isLocalDisk(folder); }

  private:
    std::unique_ptr<FaultyDisk> own_disk_{};
    FaultyDisk& disk_;
    std::unique_ptr<Files> files_ = makeSystemFiles();
};

} // namespace peyvand::test
