// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Randomness comes in through this interface; the simulation replays it from a seed. Thread-safe.

#include "core/base/bytes.h"
#include "core/base/id.h"

#include <memory>
#include <span>

namespace peyvand {

class RandomSource {
  public:
    virtual ~RandomSource() = default;
    /// Fills the whole span with bytes fit for keys and nonces.
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    template <std::size_t N> ByteArray<N> take() {
        ByteArray<N> bytes;
        fill(bytes);
        return bytes;
    }
    template <class IdType> IdType id(std::int64_t unix_ms) {
        return IdType{makeUuid7(static_cast<std::uint64_t>(unix_ms), take<10>())};
    }
};

/// The operating system's generator.
std::unique_ptr<RandomSource> makeSystemRandom();

} // namespace peyvand
