// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// National IDs that pass their check and belong to nobody known; the place of issue is invented
// too.

#include "core/identity/identity.h"

#include <string>

namespace peyvand::test {

/// A different one for each number below a million; empty where no last digit is valid.
inline std::string inventedNationalId(std::int64_t number) {
    const std::string digits = std::to_string(123'000'000 + number);
    for (char last = '0'; last <= '9'; ++last)
        if (readIdentity(digits + last).identity)
            return digits + last;
    return {};
}

} // namespace peyvand::test
