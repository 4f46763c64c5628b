// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Money: whole rials in 64 bits. Shown in rials or tomans (ten rials); never a fraction.

#include <compare>
#include <cstdint>

namespace peyvand {

struct Rial {
    std::int64_t amount = 0;
    std::int64_t tomans() const { return amount / 10; }
    friend auto operator<=>(const Rial&, const Rial&) = default;
};

} // namespace peyvand
