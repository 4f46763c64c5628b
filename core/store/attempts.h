// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Wrong passwords slow down: after five of them for one user each further try waits 1, 2, 4 … 300
// seconds. The counts stand in the file "attempts" beside the keys, one for each slot, written
// before a password is tried, so that neither ending the program nor another user's right password
// helps. A clock that was put back begins the wait anew: nobody is locked out for longer than five
// minutes, and nobody gains. Who may write in the folder can remove the file; against that there is
// only the stretching of the password. Errors: attempts_wait (seconds), those of
// core/platform/files.h.

#include "core/crypto/password_slot.h"
#include "core/platform/clock.h"
#include "core/platform/files.h"

namespace peyvand {

class Attempts {
  public:
    Attempts(Files& files, const Clock& clock, const Path& folder, const SlotId& slot)
        : files_(files), clock_(clock), path_(folder / "attempts"), slot_(slot) {}

    /// Before a password is tried.
    Result<void> begin();
    /// It was right.
    void succeeded();

  private:
    struct Count {
        SlotId slot{};
        std::uint32_t count = 0;
        std::int64_t last_ms = 0;
    };
    std::vector<Count> read();
    Result<void> write(const std::vector<Count>& counts);

    Files& files_;
    const Clock& clock_;
    Path path_;
    SlotId slot_;
};

} // namespace peyvand
