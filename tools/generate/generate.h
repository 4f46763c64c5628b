// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Makes a register of any size, of invented people: households that share names and addresses,
// codes that are wrong or missing, help over three years, and claims of other charities that came
// through their feeds. Everything is written by the journal, as from a desk, so `check` is clean.
// One seed, one day and one size give the same people, help and claims, and the same keys: never
// for real people. The veil is the cheap one of the tests (tests/support/cheap_veil.h), its seeds
// are kept as those of anybody who was asked about before.
// One thread. Errors: those of the register and of the network.

#include "core/base/executor.h"
#include "core/crypto/secret.h"
#include "core/platform/files.h"
#include "sync/network/network.h"

#include <functional>

namespace peyvand::generate {

struct Plan {
    std::size_t people = 1'000'000;
    std::size_t aid = 3'000'000;
    std::size_t claims = 5'000'000;
    /// Beside the own one.
    std::size_t charities = 12;
    std::uint64_t seed = 1405;
    /// The last day of the register's life.
    CivilDate until{};
    SecretText password{};
    StretchCost cost = least_cost;
};

/// What stage, how much of it is done, of how much.
using Told = std::function<void(std::string_view stage, std::size_t done, std::size_t of)>;

/// Fills folder (made when it is missing) and folder.members beside it, where the other charities'
/// own registers stand. What an interrupted run left is gone on with: batches are transactions.
Result<void> generate(Files& files, const Path& folder, const Plan& plan, const Told& told);

} // namespace peyvand::generate
