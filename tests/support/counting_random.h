// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A random source that counts, so that a test's bytes are the same on every run.

#include "core/platform/random.h"

namespace peyvand::test {

class CountingRandom : public RandomSource {
  public:
    explicit CountingRandom(std::uint8_t start = 0) : next_(start) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = next_++;
    }

  private:
    std::uint8_t next_;
};

} // namespace peyvand::test
