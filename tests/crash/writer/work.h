// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The kinds of work in which a desk is killed, and how one sees afterwards how much of it was done.
// Only for tests.

#include "tests/crash/writer/operations.h"

#include <string_view>

namespace peyvand::test {

struct Work {
    const char* name;
    /// One acknowledged piece of work, in blocks; the turn counts from 0 in each process.
    Result<int> (*once)(Desk& desk, int turn);
    /// How many blocks the register holds; -1 when there is half of one.
    std::int64_t (*done)(Register& opened);
    /// The kill comes within this after the writer is ready.
    int longest_ms = 160;
};

std::span<const Work> allWork();
const Work* workOf(std::string_view name);

} // namespace peyvand::test
