// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/hlc.h"

#include <algorithm>

namespace peyvand {

HlcStamp HybridClock::next(std::int64_t unix_ms) {
    const auto now =
        HlcStamp::of(static_cast<std::uint64_t>(std::max<std::int64_t>(0, unix_ms)), 0);
    // A full counter runs over into the next millisecond, which is what is wanted.
    last_ = std::max(now, HlcStamp{last_.value + 1});
    return last_;
}

bool HybridClock::receive(HlcStamp remote, std::int64_t unix_ms) {
    const std::int64_t limit_ms = std::max<std::int64_t>(0, unix_ms) + hlc_tolerance_ms;
    if (remote.unixMs() > static_cast<std::uint64_t>(limit_ms))
        return false;
    last_ = std::max(last_, remote);
    return true;
}

} // namespace peyvand
