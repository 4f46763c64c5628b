// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A register in a folder of its own that goes with the fixture: system files and randomness, a
// clock that the test sets, and a stretching that takes no time. Only for tests.

#include "core/register/register.h"

#include <chrono>
#include <QTemporaryDir>

namespace peyvand::test {

/// Stands still until it is told; today() is the day of now.
class TestClock : public Clock {
  public:
    explicit TestClock(CivilDate day = *CivilDate::fromYmd(2026, 11, 22)) { setDay(day); }
    void setDay(CivilDate day) {
        day_ = day;
        now_ms_ = std::int64_t{day.days()} * day_ms + day_ms / 2;
    }
    void passDays(int days) { setDay(day_.plusDays(days)); }
    void passMs(std::int64_t elapsed_ms) { now_ms_ += elapsed_ms; }

    std::int64_t unixMs() const override { return now_ms_; }
    std::int64_t steadyMs() const override {
        return is_running ? std::chrono::steady_clock::now().time_since_epoch() /
                                std::chrono::milliseconds(1)
                          : now_ms_;
    }
    CivilDate today() const override { return day_; }
    /// The steady one runs, for tests with real connections.
    bool is_running = false;

  private:
    static constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;
    CivilDate day_{};
    std::int64_t now_ms_ = 0;
};

class RegisterFixture {
  public:
    explicit RegisterFixture(std::string charity = "خیریهٔ آزمون") {
        auto created = Register::create(platform(), folder(),
                                        {std::move(charity), user, password(), StretchCost{1, 8}});
        if (!created)
            qFatal("no register: %s", errorName(created.error().code).data());
        root_.emplace(std::move(created->root));
        opened_ = std::move(created->opened);
    }

    Register& opened() { return *opened_; }
    Database& database() { return opened_->database(); }
    Platform platform() { return {clock, *random_, *files_}; }
    Path folder() const { return Path(folder_.path().toStdString()) / "register"; }
    const SigningKey& root() const { return *root_; }
    static SecretText password() { return SecretText("a long password"); }

    void close() { opened_.reset(); }
    /// Closes the register and opens it again, as a new process would.
    void reopen() { reopenAs(user, password()); }
    void reopenAs(const std::string& name, const SecretText& secret) {
        opened_.reset();
        auto opened = Register::open(platform(), folder(), name, secret);
        if (!opened)
            qFatal("not opened: %s", errorName(opened.error().code).data());
        opened_ = std::move(*opened);
    }

    /// The first column of the first row; -1 when there is none.
    std::int64_t number(std::string_view sql) {
        auto row = database().prepare(sql);
        return row.step() ? row.integer(0) : -1;
    }

    TestClock clock{};
    static constexpr const char* user = "manager";

  private:
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    std::unique_ptr<Files> files_ = makeSystemFiles();
    QTemporaryDir folder_{};
    std::optional<SigningKey> root_{};
    std::unique_ptr<Register> opened_{};
};

} // namespace peyvand::test
