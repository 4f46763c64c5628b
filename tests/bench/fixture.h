// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Registers in folders that go with them, invented people, and SQLite statements without anything
// around them. For benchmarks only: everything that fails ends the program.

#include "core/register/register.h"
#include "tests/bench/measure.h"

#include <cstdlib>
#include <random>

struct sqlite3_stmt;

namespace peyvand::bench {

template <class T> T must(Result<T> result) {
    if (!result) {
        say("failed: {} {}", errorName(result.error().code),
            result.error().arguments.empty() ? std::string()
                                             : result.error().arguments.begin()->second);
        std::exit(2);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

class Folder {
  public:
    explicit Folder(const Options& options);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const Path& path() const { return path_; }

  private:
    Path path_{};
};

/// A new register of one charity; the stretching of its password costs nothing.
class BenchRegister {
  public:
    BenchRegister(const Options& options, const std::string& charity);
    Register& opened() { return *opened_; }
    Database& database() { return opened_->database(); }
    static SecretText password() { return SecretText("a long password"); }

  private:
    Folder folder_;
    std::unique_ptr<Clock> clock_ = makeSystemClock();
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    std::unique_ptr<Files> files_ = makeSystemFiles();
    std::unique_ptr<Register> opened_{};
};

using Dice = std::mt19937_64;
std::size_t roll(Dice& dice, std::size_t sides);

/// The national id of the invented person with this number: distinct, with a right check digit.
std::string nationalIdOf(std::size_t person);
/// A list of so many people with the headings that charities use.
std::string inventedPeople(std::size_t count);

/// A prepared statement; parameters and columns count from 1 and 0 as SQLite does.
class Bare {
  public:
    Bare(Database& database, std::string_view sql);
    ~Bare();
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    Bare& bind(int parameter, std::int64_t value);
    Bare& bind(int parameter, std::string_view text);
    Bare& bind(int parameter, ByteView blob);
    Bare& bindNull(int parameter);
    bool step();
    std::int64_t integer(int column) const;
    void reset();
    /// Steps through all rows, reads every column, resets; how many bytes there were.
    std::size_t fetch();
    /// One that gives no rows.
    void run();

  private:
    sqlite3_stmt* statement_ = nullptr;
};

} // namespace peyvand::bench
