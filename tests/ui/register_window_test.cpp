// SPDX-License-Identifier: GPL-3.0-or-later
// The window and its settings over a real register in a folder of its own.
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"
#include "tests/ui/opened.h"
#include "ui/models/register_services.h"

#include <QtTest>

#include <QLineEdit>

using namespace peyvand;
using namespace peyvand::ui;

namespace {

constexpr const char* own = "a long password";

/// A machine so slow that stretching costs the least.
class SlowClock : public Clock {
  public:
    std::int64_t unixMs() const override { return std::int64_t{1'795'000'000} * 1000; }
    std::int64_t steadyMs() const override { return ++asked_ * 1000; }
    CivilDate today() const override { return *CivilDate::fromYmd(2026, 11, 22); }

  private:
    mutable std::atomic<std::int64_t> asked_ = 0;
};

/// The services over a register that a fixture made and left.
struct Office {
    Office() {
        fixture.close();
        const auto files = fixture.platform();
        services = std::make_shared<RegisterServices>(Platform{clock, files.random, files.files},
                                                      executor, fixture.folder());
    }
    std::string change(UserWork work, const std::string& name, peyvand::Role role,
                       const std::string& password = {}) {
        UserChange change{work, name, role, password, own};
        const auto code = services->settings().changeUser(change);
        if (!code)
            return std::string(errorName(code.error().code));
        return change.own_password.empty() && change.password.empty() ? "done" : "not wiped";
    }
    std::size_t backups() const { return automaticBackupsIn(fixture.folder() / "backups"); }
    static std::size_t automaticBackupsIn(const Path& folder) {
        return static_cast<std::size_t>(QDir(QString::fromStdString(folder.string()))
                                            .entryList({QStringLiteral("*.pvk")})
                                            .size());
    }
    peyvand::test::RegisterFixture fixture;
    SlowClock clock;
    ThreadExecutor executor;
    std::shared_ptr<RegisterServices> services;
};

void idle(MainWindow& window) {
    for (int i = 0; i < 4; ++i) {
        QTest::qWait(1);
        QTRY_VERIFY_WITH_TIMEOUT(window.worker().idle(), 30'000);
    }
}

} // namespace

class RegisterWindowTest : public QObject {
    Q_OBJECT
  private slots:
    void usersComeAndGo() {
        using peyvand::Role;
        Office office;
        QVERIFY(office.services->unlock({}, own));
        auto& settings = office.services->settings();
        QCOMPARE(office.change(UserWork::add, "clerk", Role::clerk, "another password"), "done");
        QCOMPARE(office.change(UserWork::add, "clerk", Role::clerk, "another password"),
                 "user_exists");
        QCOMPARE(office.change(UserWork::role, "clerk", Role::case_lead), "done");
        QCOMPARE(settings.users()->users.size(), std::size_t(2));
        QVERIFY(settings.users()->may_change);
        QVERIFY(office.services->unlock("clerk", "another password"));
        QCOMPARE(settings.users()->users.size(), std::size_t(1));
        QVERIFY(!settings.users()->may_change);
        QCOMPARE(settings.readAudit({}).error().code, ErrorCode::not_permitted);
        QVERIFY(office.services->unlock(peyvand::test::RegisterFixture::user, own));
        UserChange removal{UserWork::remove, "clerk", Role::clerk, {}, own};
        const auto code = settings.changeUser(removal);
        QVERIFY(code && code->size() > 40);
        // The register goes on under its new key.
        QVERIFY(office.services->people({}));
        QVERIFY(settings.changeRule(defaultRules()[0].id, {.period = "45 days"}));
        QVERIFY(!office.services->unlock("clerk", "another password"));
        QVERIFY(office.services->unlock({}, own));
        QCOMPARE(settings.rules(Language::english)->rules[0].source, RuleSource::changed);
        QVERIFY(settings.resetRule(defaultRules()[0].id));
        QCOMPARE(settings.rules(Language::english)->rules[0].source, RuleSource::preset);
    }
    void aBackupIsMadeOnUnlockWhenItIsDueAndNotAgain() {
        const Office office;
        MainWindow window(office.services);
        window.start();
        idle(window);
        QCOMPARE(office.backups(), std::size_t(0));
        QVERIFY(office.services->unlock({}, own));
        window.start();
        idle(window);
        QCOMPARE(office.backups(), std::size_t(1));
        const auto status = office.services->status();
        QVERIFY(status && status->last_backup_ms == office.clock.unixMs());
        window.lock();
        idle(window);
        QCOMPARE(office.backups(), std::size_t(1));
    }
    void aRegisterMadeInTheWindowIsAOnePersonOffice() {
        Office office;
        const auto files = office.fixture.platform();
        RegisterServices fresh(Platform{office.clock, files.random, files.files}, office.executor,
                               office.fixture.folder() / "another");
        QVERIFY(fresh.createRegister({"مهر", "زهرا", own, true}));
        QVERIFY(fresh.settings().users()->one_person);
        QVERIFY(fresh.settings().setOnePerson(false));
        QVERIFY(!fresh.settings().users()->one_person);
    }
    void aBackupUnderWayCanBeStoppedAndLeavesNoFile() {
        const Office office;
        QVERIFY(office.services->unlock({}, own));
        auto& settings = office.services->settings();
        const QTemporaryDir stick;
        const std::string file = fromQt(stick.filePath(QStringLiteral("week.pvk")));
        std::stop_source stop;
        stop.request_stop();
        const auto progress = [](std::int64_t, std::int64_t) {};
        QCOMPARE(settings.backUp(file, progress, stop.get_token()).error().code,
                 ErrorCode::cancelled);
        QVERIFY(QDir(stick.path()).isEmpty());
        QCOMPARE(settings.backUp(file, progress, {}).value_or(std::string()), file);
        QVERIFY(QFile::exists(toQt(file)));
        // Over no file that is there.
        QCOMPARE(settings.backUp(file, progress, {}).error().code, ErrorCode::file_exists);
    }
    void whereThereAreSeveralUsersTheWindowAsksForTheName() {
        Office office;
        QVERIFY(office.services->unlock({}, own));
        QCOMPARE(office.change(UserWork::add, "clerk", peyvand::Role::clerk, "another password"),
                 "done");
        office.services->lock();
        MainWindow window(office.services);
        window.show();
        window.start();
        idle(window);
        QTest::keyClicks(window.focusWidget(), QStringLiteral("another password"));
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        idle(window);
        QCOMPARE(window.focusWidget()->accessibleName(), QStringLiteral("نام شما"));
        QTest::keyClicks(window.focusWidget(), QStringLiteral("clerk"));
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        idle(window);
        QCOMPARE(office.services->status()->user_name, "clerk");
    }
};

PEYVAND_TEST(RegisterWindowTest)
#include "register_window_test.moc"
