// SPDX-License-Identifier: GPL-3.0-or-later
// A desk that loses its power in the middle of writing: what was acknowledged is there, what was
// not is there whole or not at all. PEYVAND_CRASH_ROUNDS makes more of them.
#include "core/register/fields.h"
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>
#ifndef _WIN32
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr int usual_rounds = 4;
constexpr int people_a_commit = 40;

// More than one segment's worth now and then.
bool commitMany(Register& desk, int count) {
    JournalTransaction transaction(desk.journal());
    for (int i = 0; i < count; ++i) {
        const auto id = desk.newId<RecordId>();
        transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                            RecordType::beneficiary,
                                            id,
                                            id,
                                            {{field::beneficiary::given_name, std::to_string(i)}},
                                            std::nullopt,
                                            true});
    }
    return transaction.commit().has_value();
}

// Never returns: writes until it is killed, and says so after each commit.
[[noreturn]] void writeForEver(Platform platform, const Path& folder, int acknowledged) {
    auto opened = Register::open(platform, folder, {}, RegisterFixture::password());
    if (!opened)
        ::_exit(3);
    for (int turn = 0;; ++turn) {
        const int count = turn % 5 == 4 ? 1040 : people_a_commit;
        const char blocks = static_cast<char>(count / people_a_commit);
        if (!commitMany(**opened, count) || ::write(acknowledged, &blocks, 1) != 1)
            ::_exit(4);
        (void)(*opened)->journal().saveHeads();
    }
}

// The blocks of people that the child acknowledged before it was killed.
std::int64_t killedWriter(Platform platform, const Path& folder, int after_ms) {
    int ends[2];
    if (::pipe(ends) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        writeForEver(platform, folder, ends[1]);
    }
    ::close(ends[1]);
    QTest::qSleep(after_ms);
    ::kill(child, SIGKILL);
    std::int64_t blocks = 0;
    for (char one = 0; ::read(ends[0], &one, 1) == 1;)
        blocks += one;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? blocks : -1;
}

} // namespace

class CrashTest : public QObject {
    Q_OBJECT
  private slots:
    void acknowledgedPeopleSurviveAKill() {
        QVERIFY(initialiseCrypto());
        RegisterFixture desk;
        desk.close();
        const int rounds = qMax(usual_rounds, qEnvironmentVariableIntValue("PEYVAND_CRASH_ROUNDS"));
        const auto seed = std::random_device{}();
        std::mt19937 random(seed);
        qInfo("seed %u", seed);
        std::int64_t acknowledged = 0;
        std::int64_t before = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto blocks = killedWriter(desk.platform(), desk.folder(),
                                             150 + static_cast<int>(random() % 400));
            QVERIFY(blocks >= 0);
            acknowledged += blocks;
            desk.reopen();
            const auto people = desk.number("SELECT COUNT(*) FROM beneficiary");
            QVERIFY(people >= before + blocks * people_a_commit);
            QCOMPARE(people % people_a_commit, std::int64_t{0});
            QVERIFY(checkRegister(desk.opened())->empty());
            QVERIFY(!desk.opened().journal().wasRolledBack());
            before = people;
            desk.close();
        }
        QVERIFY(acknowledged > 0);
    }
};
PEYVAND_TEST(CrashTest)
#endif
#include "crash_test.moc"
