// SPDX-License-Identifier: GPL-3.0-or-later
// Every write, flush and rename of what a desk does, failing in every way: a clear error, the state
// before or after, never between, and nothing lost that was acknowledged (docs/faults.md).
// Without PEYVAND_CRASH_ROUNDS a sample of the steps is taken;
// PEYVAND_CRASH_ONLY=operation,fault,step takes one.
#include "core/register/restore.h"
#include "tests/crash/writer/operations.h"
#include "tests/support/faulty_files.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

// Of each operation and fault; as evenly spread as they come.
#ifdef __SANITIZE_ADDRESS__
constexpr int usual_tries = 7; // several times as slow; the rest runs without it
#else
constexpr int usual_tries = 14;
#endif
// Two files change places there, and every step counts.
constexpr int last_steps_of_key_change = 32;

struct Only {
    QString operation{};
    QString fault{};
    int step = 0;
    static Only wanted() {
        const auto parts = qEnvironmentVariable("PEYVAND_CRASH_ONLY").split(',');
        return parts.size() == 3 ? Only{parts[0], parts[1], parts[2].toInt()} : Only{};
    }
};

// One run of an operation in a copy of its prepared folder, on a disk that fails.
class Trial {
  public:
    explicit Trial(const Operation& operation, const Path& prepared) : operation_(operation) {
        std::filesystem::copy(prepared, home(), std::filesystem::copy_options::recursive);
        disk_.emplace(home());
    }
    Path home() const { return Path(home_.path().toStdString()) / "home"; }
    Path folder() const { return home() / "register"; }
    FaultyDisk& disk() { return *disk_; }
    int acknowledged() const { return acknowledged_; }
    const std::optional<Error>& error() const { return error_; }
    const std::string& troubleAgain() const { return trouble_again_; }

    /// At most so many steps; closes what is open, on the same failing disk.
    void run(Fault fault, int fails_at, std::size_t steps) {
        const FaultyVfs vfs(*disk_);
        FaultyFiles files(*disk_);
        disk_->arm(fault, fails_at);
        Desk desk{{clock_, random_, files}, folder(), operation_.password, operation_.user};
        for (std::size_t i = 0; i < steps && !error_; ++i) {
            auto done = operation_.steps[i](desk);
            // Somebody made room: the same step works now.
            if (!done && fault == Fault::disk_full_once && !retried_) {
                retried_ = true;
                first_error_ = done.error();
                done = operation_.steps[i](desk);
            }
            if (done)
                ++acknowledged_;
            else
                error_ = done.error();
        }
        desk.opened.reset();
    }
    const std::optional<Error>& firstError() const { return retried_ ? first_error_ : error_; }
    bool wasRetried() const { return retried_; }

    /// Opens without faults, as the program would be started again; nothing when there is no
    /// register. The model goes on: what the disk forgot stays forgotten.
    Result<std::optional<Snapshot>> lookAgain(bool then_add) {
        disk_->arm(Fault::none, 0);
        const FaultyVfs vfs(*disk_);
        FaultyFiles files(*disk_);
        SeededRandom random(7);
        Desk desk{{clock_, random, files}, folder(), operation_.password, operation_.user};
        PEYVAND_TRY(finishRestore(files, folder()));
        if (!Vault::exists(desk.platform, folder()))
            return std::optional<Snapshot>();
        PEYVAND_TRY(desk.open());
        PEYVAND_LET(const auto findings, checkRegister(*desk.opened));
        for (const auto& finding : findings)
            trouble_again_ += std::string(errorName(finding.code)) + " " + finding.detail + "; ";
        if (desk.opened->journal().wasRolledBack())
            trouble_again_ += "rolled back; ";
        PEYVAND_LET(auto snapshot, snapshotOf(desk.opened->database()));
        if (operation_.also)
            PEYVAND_TRY(operation_.also(desk, acknowledged_));
        if (then_add) {
            PEYVAND_TRY(addPerson(*desk.opened, "بعدی"));
            PEYVAND_LET(snapshot, snapshotOf(desk.opened->database()));
            disk_->arm(Fault::power_loss, 1);
        }
        return std::optional(std::move(snapshot));
    }
    void forgetTheModel() { disk_.emplace(home()); }

  private:
    const Operation& operation_;
    QTemporaryDir home_{};
    std::optional<FaultyDisk> disk_{};
    TestClock clock_{};
    SeededRandom random_{11};
    int acknowledged_ = 0;
    bool retried_ = false;
    std::optional<Error> error_{};
    std::optional<Error> first_error_{};
    std::string trouble_again_{};
};

std::string told(const Error& error) {
    std::string text(errorName(error.code));
    for (const auto& [name, value] : error.arguments)
        text += " " + name + "=" + value;
    return text;
}

bool isClear(Fault fault, const Error& error) {
    const bool full = fault == Fault::disk_full || fault == Fault::disk_full_once;
    return error.code == (full ? ErrorCode::disk_full : ErrorCode::disk_failed);
}

} // namespace

class FaultTest : public QObject {
    Q_OBJECT
    QTemporaryDir home_;
    std::map<std::string, Path> prepared_{};
    /// After each number of acknowledged steps.
    std::map<std::string, std::vector<std::optional<Snapshot>>> states_{};
    const std::vector<Operation> operations_ = operations();

    bool prepare(const Operation& operation) {
        const Path home = Path(home_.path().toStdString()) / operation.name;
        std::filesystem::create_directories(home);
        TestClock clock;
        SeededRandom random(3);
        const auto files = makeSystemFiles();
        Desk desk{{clock, random, *files}, home / "register", operation.password};
        if (!operation.prepare(desk))
            return false;
        prepared_[operation.name] = home;
        auto& states = states_[operation.name];
        for (std::size_t steps = 0; steps <= operation.steps.size(); ++steps) {
            Trial trial(operation, home);
            trial.run(Fault::none, 0, steps);
            const auto state = trial.lookAgain(false);
            if (!state || trial.error() || !trial.troubleAgain().empty()) {
                qWarning("%s: step %zu: %s %s", operation.name.c_str(), steps,
                         trial.error() ? errorName(trial.error()->code).data() : "",
                         trial.troubleAgain().c_str());
                return false;
            }
            states.push_back(*state);
        }
        return true;
    }

    int countSteps(const Operation& operation, Fault fault) {
        Trial trial(operation, prepared_[operation.name]);
        trial.run(fault, 0, operation.steps.size());
        return trial.disk().steps();
    }

    static bool isSame(const Operation& operation, const std::optional<Snapshot>& seen,
                       const std::optional<Snapshot>& state) {
        if (operation.ends_on_opening && seen && state)
            return seen->shape == state->shape;
        return seen == state;
    }

    // Empty when all is as promised.
    std::string verdict(const Operation& operation, const Trial& trial, Fault fault,
                        const Result<std::optional<Snapshot>>& seen) {
        if (trial.firstError() && !isClear(fault, *trial.firstError()))
            return "said " + told(*trial.firstError());
        if (trial.wasRetried() && trial.error())
            return "not again: " + std::string(errorName(trial.error()->code));
        if (!seen)
            return "not opened: " + std::string(errorName(seen.error().code));
        if (!trial.troubleAgain().empty())
            return "check: " + trial.troubleAgain();
        const auto& states = states_[operation.name];
        const auto at = static_cast<std::size_t>(trial.acknowledged());
        if (trial.wasRetried())
            return *seen && (*seen)->shape == states.back()->shape ? ""
                                                                   : "not done the second time";
        if (isSame(operation, *seen, states[at]) ||
            (trial.error() && isSame(operation, *seen, states[at + 1])))
            return {};
        return "between; acknowledged " + std::to_string(at) +
               (*seen ? " " + (*seen)->shape : " and no register");
    }

    std::string tryOne(const Operation& operation, Fault fault, int step) {
        Trial trial(operation, prepared_[operation.name]);
        trial.run(fault, step, operation.steps.size());
        if (fault == Fault::power_loss) {
            trial.disk().losePower(static_cast<std::uint32_t>(step % 4 == 0 ? 0 : step));
            trial.forgetTheModel();
        }
        auto problem = verdict(operation, trial, fault, trial.lookAgain(false));
        if (problem.empty() && fault == Fault::failed_sync)
            problem = afterTheFlushThatFailed(trial);
        return problem;
    }

    // The program is opened again and works, and only then the power goes: what was acknowledged
    // since must not stand on what the disk never got.
    std::string afterTheFlushThatFailed(Trial& trial) {
        const auto worked = trial.lookAgain(true);
        if (!worked)
            return "no work afterwards: " + std::string(errorName(worked.error().code));
        if (!*worked)
            return {};
        trial.disk().losePower(0);
        trial.forgetTheModel();
        const auto seen = trial.lookAgain(false);
        if (!seen)
            return "not opened without power: " + std::string(errorName(seen.error().code));
        if (!trial.troubleAgain().empty())
            return "check without power: " + trial.troubleAgain();
        return *seen == *worked ? "" : "lost with the power: " + (*seen ? (*seen)->shape : "all");
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void everyFaultLeavesTheStateBeforeOrAfter_data() {
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("fault");
        for (std::size_t i = 0; i < operations_.size(); ++i)
            for (const Fault fault : all_faults)
                QTest::addRow("%s,%s", operations_[i].name.c_str(), faultName(fault))
                    << static_cast<int>(i) << static_cast<int>(fault);
    }
    void everyFaultLeavesTheStateBeforeOrAfter() {
        QFETCH(const int, operation);
        QFETCH(const int, fault);
        const Operation& chosen = operations_[static_cast<std::size_t>(operation)];
        const auto kind = static_cast<Fault>(fault);
        const Only only = Only::wanted();
        if (only.step > 0 &&
            (only.operation != chosen.name.c_str() || only.fault != faultName(kind)))
            return;
        if (!prepared_.contains(chosen.name))
            QVERIFY(prepare(chosen));
        const int steps = countSteps(chosen, kind);
        QVERIFY(steps > 0);
        const bool all = only.step > 0 || qEnvironmentVariableIsSet("PEYVAND_CRASH_ROUNDS");
        const int stride = all ? 1 : 1 + steps / usual_tries;
        int tried = 0;
        int wrong = 0;
        // Another first step for each fault, so that together they meet more of them.
        const int first = 1 + fault % stride;
        for (int step = 1; step <= steps; ++step) {
            const bool is_last =
                chosen.name == "key_change" && step > steps - last_steps_of_key_change;
            if (only.step > 0 ? step != only.step
                              : !is_last && (step < first || (step - first) % stride != 0))
                continue;
            const std::string problem = tryOne(chosen, kind, step);
            ++tried;
            if (!problem.empty() && ++wrong <= 10)
                qWarning("PEYVAND_CRASH_ONLY=%s,%s,%d: %s", chosen.name.c_str(), faultName(kind),
                         step, problem.c_str());
        }
        qInfo("%d of %d steps", tried, steps);
        QCOMPARE(wrong, 0);
    }
};
PEYVAND_TEST(FaultTest)
#include "fault_test.moc"
