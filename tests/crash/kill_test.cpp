// SPDX-License-Identifier: GPL-3.0-or-later
// A desk whose program is killed in the middle of its work: what was acknowledged is there, what
// was not is there whole or not at all. PEYVAND_CRASH_ROUNDS is how often, over all kinds of work;
// PEYVAND_CRASH_SEED repeats the moments (as far as a machine repeats itself).
#include "tests/crash/writer/work.h"
#include "tests/support/registry.h"

#include <QtTest>
#ifndef _WIN32
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr int usual_rounds = 50;
constexpr int rounds_a_register = 25;

struct Killed {
    /// Blocks of work that were acknowledged; -1 when the writer ended by itself.
    std::int64_t acknowledged = -1;
    int answers = 0;
    bool was_ready = false;
};

pid_t startWriter(const std::string& program, const Work& work, const Path& folder, int ends[2]) {
    if (::pipe(ends) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execl(program.c_str(), program.c_str(), work.name, folder.c_str(), nullptr);
        ::_exit(9);
    }
    ::close(ends[1]);
    return child;
}

Killed killedWriter(const std::string& program, const Work& work, const Path& folder,
                    int after_ms) {
    int ends[2];
    const pid_t child = startWriter(program, work, folder, ends);
    Killed killed;
    char byte = 0;
    if (child < 0)
        return killed;
    killed.was_ready = ::read(ends[0], &byte, 1) == 1;
    QTest::qSleep(after_ms);
    ::kill(child, SIGKILL);
    std::int64_t blocks = 0;
    for (; ::read(ends[0], &byte, 1) == 1; ++killed.answers)
        blocks += byte;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        killed.acknowledged = blocks;
    return killed;
}

} // namespace

class KillTest : public QObject {
    Q_OBJECT
    std::uint32_t seed_ = std::random_device{}();
    std::mt19937 random_{};
    int rounds_ = usual_rounds;

  private slots:
    void initTestCase() {
        QVERIFY(initialiseCrypto());
        if (qEnvironmentVariableIsSet("PEYVAND_CRASH_SEED"))
            seed_ = qEnvironmentVariable("PEYVAND_CRASH_SEED").toUInt();
        if (qEnvironmentVariableIsSet("PEYVAND_CRASH_ROUNDS"))
            rounds_ = qEnvironmentVariableIntValue("PEYVAND_CRASH_ROUNDS");
        random_.seed(seed_);
        qInfo("PEYVAND_CRASH_SEED=%u", seed_);
    }
    void acknowledgedWorkSurvivesAKill_data() {
        QTest::addColumn<QString>("name");
        for (const Work& work : allWork())
            QTest::addRow("%s", work.name) << work.name;
    }
    void acknowledgedWorkSurvivesAKill() {
        QFETCH(const QString, name);
        const Work& work = *workOf(name.toStdString());
        const auto kinds = static_cast<int>(allWork().size());
        const std::string program =
            (QCoreApplication::applicationDirPath() + "/crash_writer").toStdString();
        std::optional<RegisterFixture> desk;
        std::int64_t before = 0;
        std::int64_t answers = 0;
        for (int round = 0; round < (rounds_ + kinds - 1) / kinds; ++round) {
            // What was written before is read again after each kill: it must not grow for ever.
            if (round % rounds_a_register == 0) {
                desk.emplace();
                desk->close();
                before = 0;
            }
            const Killed killed =
                killedWriter(program, work, desk->folder(),
                             static_cast<int>(random_() % static_cast<unsigned>(work.longest_ms)));
            QVERIFY(killed.was_ready);
            QVERIFY(killed.acknowledged >= 0);
            answers += killed.answers;
            desk->reopen();
            const auto findings = checkRegister(desk->opened());
            QVERIFY(findings && findings->empty());
            QVERIFY(!desk->opened().journal().wasRolledBack());
            const std::int64_t now = work.done(desk->opened());
            QVERIFY2(now >= before + killed.acknowledged, qPrintable(QString::number(round)));
            before = now;
            desk->close();
        }
        qInfo("%d kills, %lld pieces of work acknowledged", (rounds_ + kinds - 1) / kinds,
              static_cast<long long>(answers));
        QVERIFY(answers > 0);
    }
};
PEYVAND_TEST(KillTest)
#endif
#include "kill_test.moc"
