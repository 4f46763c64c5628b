// SPDX-License-Identifier: GPL-3.0-or-later
// Three desks and a node as real processes on loopback, under load, killed and cut off at random:
// afterwards they are brought together, and nothing that was acknowledged is missing.
// PEYVAND_SOAK_SECONDS is how long, PEYVAND_SOAK_SEED repeats the moments as far as a machine does.
#include "core/register/check.h"
#include "tests/soak/cutting_line.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>
#ifndef _WIN32
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr int usual_seconds = 30;
constexpr std::size_t desk_count = 3;

/// A program that is killed and started again; what it says on its output is kept.
class Process {
  public:
    Process(std::string program, std::vector<std::string> arguments)
        : program_(std::move(program)), arguments_(std::move(arguments)) {}
    ~Process() { kill(); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void start() {
        int ends[2];
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            std::vector<char*> words{program_.data()};
            for (auto& argument : arguments_)
                words.push_back(argument.data());
            words.push_back(nullptr);
            ::execv(program_.c_str(), words.data());
            ::_exit(9);
        }
        ::close(ends[1]);
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        output_ = ends[0];
    }
    void read() {
        char buffer[4096];
        for (;;) {
            const auto count = ::read(output_, buffer, sizeof(buffer));
            if (count <= 0)
                return;
            said.append(buffer, static_cast<std::size_t>(count));
        }
    }
    /// False when it had ended by itself.
    bool kill() {
        if (child_ <= 0)
            return true;
        ::kill(child_, SIGKILL);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = 0;
        read();
        ::close(output_);
        return WIFSIGNALED(status);
    }

    std::string said{};

  private:
    std::string program_;
    std::vector<std::string> arguments_;
    pid_t child_ = 0;
    int output_ = -1;
};

std::uint16_t freePort() {
    boost::asio::io_context io;
    const boost::asio::ip::tcp::acceptor acceptor(
        io, {boost::asio::ip::address_v4::loopback(), std::uint16_t{0}});
    return acceptor.local_endpoint().port();
}

std::string beside(const char* name) {
    return (QCoreApplication::applicationDirPath() + "/" + name).toStdString();
}

int numberIn(const char* name, int otherwise) {
    return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
}

} // namespace

class SoakTest : public QObject {
    Q_OBJECT
    std::vector<std::unique_ptr<Charity>> desks_{};

    // The last one is the node.
    void found() {
        for (std::size_t i = 0; i <= desk_count; ++i) {
            desks_.push_back(std::make_unique<Charity>("رایانهٔ " + std::to_string(i + 1)));
            desks_[i]->fixture.clock.setDay(
                CivilDate::fromDays(static_cast<std::int32_t>(makeSystemClock()->today().days())));
            if (i == 0)
                foundNetwork(*desks_[0]);
            else
                admitDesk(*desks_[0], *desks_[i], std::to_string(i + 1));
        }
        meetAll();
        for (auto& desk : desks_) {
            desk->network.reset();
            desk->fixture.close();
        }
    }
    void meetAll() {
        for (int round = 0; round < 2; ++round)
            for (auto& a : desks_)
                for (auto& b : desks_)
                    if (a < b)
                        syncBy(*a->network, *b->network);
    }
    std::set<std::string> work(int seconds, std::uint32_t seed);

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void desksThatAreKilledAndCutOffLoseNothing() {
        const int seconds = numberIn("PEYVAND_SOAK_SECONDS", usual_seconds);
        const auto seed = static_cast<std::uint32_t>(
            numberIn("PEYVAND_SOAK_SEED", static_cast<int>(std::random_device{}() >> 1)));
        qInfo("PEYVAND_SOAK_SEED=%u", seed);
        found();
        const auto acknowledged = work(seconds, seed);
        QVERIFY(acknowledged.size() > 10);
        for (auto& desk : desks_) {
            desk->fixture.reopen();
            desk->openNetwork();
            desk->useCheapVeil();
            QVERIFY(must(checkRegister(desk->fixture.opened())).empty());
        }
        meetAll();
        for (auto& desk : desks_) {
            QVERIFY(stateOf(desk->fixture.opened()) == stateOf(desks_[0]->fixture.opened()));
            QVERIFY(must(checkRegister(desk->fixture.opened())).empty());
            std::set<std::string> held;
            auto rows = desk->fixture.database().prepare("SELECT id FROM aid");
            while (rows.step())
                held.emplace(textOf(rows.blob(0)));
            QVERIFY(std::ranges::includes(held, acknowledged));
        }
    }
};

// What was acknowledged: the ids of aid.
std::set<std::string> SoakTest::work(int seconds, std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::uint16_t port = freePort();
    CuttingLine line(port, seed);
    qputenv("PEYVAND_PASSWORD", "a long password");
    std::vector<std::unique_ptr<Process>> processes;
    for (std::size_t i = 0; i <= desk_count; ++i) {
        const std::string folder = desks_[i]->fixture.folder().string();
        if (i < desk_count)
            processes.push_back(std::make_unique<Process>(
                beside("soak_writer"),
                std::vector<std::string>{folder, std::to_string(line.port())}));
        else
            processes.push_back(std::make_unique<Process>(
                beside("peyvand-node"),
                std::vector<std::string>{"--register", folder, "--user", RegisterFixture::user,
                                         "--listen", "127.0.0.1:" + std::to_string(port)}));
        processes.back()->start();
    }
    int kills = 0;
    int ended = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < qint64{seconds} * 1000) {
        QTest::qSleep(static_cast<int>(100 + random() % 900));
        for (auto& process : processes)
            process->read();
        auto& one = *processes[random() % processes.size()];
        ended += one.kill() ? 0 : 1;
        one.start();
        ++kills;
    }
    std::set<std::string> acknowledged;
    std::size_t sessions = 0;
    constexpr std::size_t id_bytes = 16;
    for (std::size_t i = 0; i <= desk_count; ++i) {
        ended += processes[i]->kill() ? 0 : 1;
        const std::string& said = processes[i]->said;
        if (i == desk_count)
            sessions = static_cast<std::size_t>(std::ranges::count(said, '\n'));
        else
            for (std::size_t at = 0; at + id_bytes <= said.size(); at += id_bytes)
                acknowledged.insert(said.substr(at, id_bytes));
    }
    acknowledged.erase(std::string(id_bytes, '\0')); // said when one is ready
    if (ended > 0)
        qFatal("%d processes ended by themselves", ended);
    qInfo("%d s: %d kills, %d cuts, %zu aid acknowledged, %zu lines of the node", seconds, kills,
          line.cuts(), acknowledged.size(), sessions);
    return acknowledged;
}

PEYVAND_TEST(SoakTest)
#endif
#include "soak_test.moc"
