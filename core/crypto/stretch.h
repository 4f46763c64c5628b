// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Argon2id 1.3 with one lane (RFC 9106), through libsodium. Slow on purpose: never on the GUI
// thread. Thread-safe.

#include "core/crypto/secret.h"

namespace peyvand {

struct StretchCost {
    std::uint8_t passes = 3;
    std::uint16_t memory_mib = 64;
    friend bool operator==(const StretchCost&, const StretchCost&) = default;
};

/// internal when there is not that much memory. Whoever reads a cost from outside bounds it first.
Result<Secret<32>> stretch(ByteView password, const ByteArray<16>& salt, StretchCost cost);

} // namespace peyvand
