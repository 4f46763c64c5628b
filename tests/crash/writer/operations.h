// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a desk may be doing when its disk fails, as steps that are acknowledged one by one. Time and
// randomness are the same at every run, so that two runs write the same rows. Only for tests.

#include "core/register/register.h"
#include "tests/support/register_fixture.h"

#include <functional>
#include <random>

namespace peyvand::test {

/// The same bytes from the same seed.
class SeededRandom : public RandomSource {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(engine_());
    }

  private:
    std::mt19937_64 engine_;
};

/// Where the steps of one run happen; the last of them leaves the register open.
struct Desk {
    Platform platform;
    Path folder;
    std::string_view password;
    /// Empty while there is only one user.
    std::string_view user{};
    std::unique_ptr<Register> opened{};

    Result<void> open();
};

using Step = std::function<Result<void>(Desk&)>;

struct Operation {
    std::string name{};
    /// Makes the folder that every run begins with; leaves it closed.
    std::function<Result<void>(Desk&)> prepare{};
    std::vector<Step> steps{};
    std::string_view password = "a long password";
    /// What was begun may be ended by the next opening, with other random keys: only the numbers of
    /// rows are compared then.
    bool ends_on_opening = false;
    /// What else must hold once the register was opened again, after so many acknowledged steps.
    std::function<Result<void>(Desk&, int acknowledged)> also{};
    std::string_view user{};
};

std::vector<Operation> operations();

/// Adds one person, by this name; a commit of its own.
Result<void> addPerson(Register& opened, const std::string& name);
/// A list of people as an office keeps it.
std::string peopleList(int from, int count);

/// What all tables hold but the audit log, and how many rows each has.
struct Snapshot {
    Digest exact{};
    std::string shape{};
    bool operator==(const Snapshot&) const = default;
};
Result<Snapshot> snapshotOf(Database& database);

} // namespace peyvand::test
