// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parts of the size benchmark: one generated register, opened as at a desk.

#include "tests/bench/fixture.h"
#include "tools/generate/generate.h"

namespace peyvand::bench {

struct SizeOf {
    const char* name;
    std::size_t people;
    std::size_t aid;
    std::size_t claims;
    std::size_t charities;
};
inline constexpr SizeOf full_size{"full", 1'000'000, 3'000'000, 5'000'000, 12};
inline constexpr SizeOf small_size{"small", 20'000, 60'000, 100'000, 4};

/// Limits of the specification, in milliseconds and MiB; they hold for the full size and so for
/// every smaller one.
inline constexpr double enquiry_limit_ms = 20;
inline constexpr double search_limit_ms = 50;
inline constexpr double opening_limit_ms = 2000;
inline constexpr double memory_limit_mib = 400;

/// One line: ours against the limit, the bare statements and the ratio. True within the limit.
bool judgeTime(const std::string& what, double ours_ms, double limit_ms, double bare_ms);

/// Search as one types and the list of people; true when all are within their limits.
bool measureSearch(Register& opened, std::size_t asked_each);
bool measureList(Register& opened, std::size_t asked);

} // namespace peyvand::bench
