// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Wrong passwords slow down: after five of them each further try waits 1, 2, 4 … 300 seconds. The
// count stands in the file "attempts" beside the keys, written before a password is tried, so that
// ending the program does not help. A clock that was put back begins the wait anew: nobody is
// locked out for longer than five minutes, and nobody gains. Who may write in the folder can remove
// the file; against that there is only the stretching of the password. Errors: attempts_wait
// (seconds), those of core/platform/files.h.

#include "core/platform/clock.h"
#include "core/platform/files.h"

namespace peyvand {

class Attempts {
  public:
    Attempts(Files& files, const Clock& clock, const Path& folder)
        : files_(files), clock_(clock), path_(folder / "attempts") {}

    /// Before a password is tried.
    Result<void> begin();
    /// It was right.
    void succeeded();

  private:
    Result<void> write(std::uint32_t count, std::int64_t at_ms);

    Files& files_;
    const Clock& clock_;
    Path path_;
};

} // namespace peyvand
