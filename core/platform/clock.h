// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Time comes in through this interface, so that tests and simulations own it. Thread-safe.

#include "core/base/civil_date.h"

#include <cstdint>
#include <memory>

namespace peyvand {

class Clock {
  public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01 UTC, as the machine believes; may jump.
    virtual std::int64_t unixMs() const = 0;
    /// Milliseconds of a clock that never goes back; for waiting and measuring only.
    virtual std::int64_t steadyMs() const = 0;
    /// The day in the user's place, for dates of business.
    virtual CivilDate today() const = 0;
};

std::unique_ptr<Clock> makeSystemClock();

} // namespace peyvand
