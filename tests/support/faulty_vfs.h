// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Puts a FaultyDisk below every database that is opened while this lives: a VFS over SQLite's own,
// registered as the default, so the program needs no seam of its own. Databases must be closed
// before it goes. One at a time. Only for tests.

#include "tests/support/faulty_disk.h"

namespace peyvand::test {

class FaultyVfs {
  public:
    explicit FaultyVfs(FaultyDisk& disk);
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

  private:
    struct Registered;
    std::unique_ptr<Registered> registered_;
};

} // namespace peyvand::test
