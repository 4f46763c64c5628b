// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): 48 bits of milliseconds
// since 1970, 16 bits of counter. Orders what is shown, never what is accepted. A stamp more than
// ten minutes ahead of the own clock is kept as it is and flagged, and does not move ours.
// One thread at a time.

#include "core/base/bytes.h"

#include <compare>

namespace peyvand {

struct HlcStamp {
    std::uint64_t value = 0;

    std::uint64_t unixMs() const { return value >> 16; }
    std::uint16_t counter() const { return static_cast<std::uint16_t>(value); }
    static HlcStamp of(std::uint64_t unix_ms, std::uint16_t counter) {
        return {unix_ms << 16 | counter};
    }
    friend auto operator<=>(const HlcStamp&, const HlcStamp&) = default;
};

inline constexpr std::int64_t hlc_tolerance_ms = 10 * 60 * 1000;

class HybridClock {
  public:
    HybridClock() = default;
    /// Continues after the last stamp that was stored.
    explicit HybridClock(HlcStamp last) : last_(last) {}

    /// A stamp for a local change, greater than every stamp made or accepted before.
    HlcStamp next(std::int64_t unix_ms);
    /// False when the remote stamp is too far ahead: flag it; the own clock did not move.
    bool receive(HlcStamp remote, std::int64_t unix_ms);
    HlcStamp last() const { return last_; }

  private:
    HlcStamp last_{};
};

} // namespace peyvand
