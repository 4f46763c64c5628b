// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Randomness and time of a generated register: functions of the seed and of the work done. One
// thread at a time.

#include "core/platform/clock.h"
#include "core/platform/random.h"

#include <random>
#include <string_view>

namespace peyvand::generate {

using Dice = std::mt19937_64;
inline std::size_t roll(Dice& dice, std::size_t sides) {
    return static_cast<std::size_t>(dice() % sides);
}
/// Dice of one batch of one stage, the same however often the run was interrupted.
Dice diceOf(std::uint64_t seed, std::string_view stage, std::size_t batch);

class SeededRandom final : public RandomSource {
  public:
    explicit SeededRandom(std::uint64_t seed) : seed_(seed) { begin("start", 0); }
    /// A stream of its own for every batch, so that no nonce comes twice.
    void begin(std::string_view stage, std::size_t batch);
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    std::uint64_t seed_;
    ByteArray<32> key_{};
    std::uint64_t block_ = 0;
    std::size_t used_ = 0;
    ByteArray<4096> buffer_{};
};

/// Stands still but for a millisecond at each look, until it is set forward.
class SteppedClock final : public Clock {
  public:
    explicit SteppedClock(CivilDate day) { setDay(day, 0); }
    /// share of the day that has passed, in thousandths. Never back.
    void setDay(CivilDate day, int thousandths);
    std::int64_t unixMs() const override { return now_ms_++; }
    std::int64_t steadyMs() const override { return now_ms_; }
    CivilDate today() const override;

  private:
    mutable std::int64_t now_ms_ = 0;
};

} // namespace peyvand::generate
