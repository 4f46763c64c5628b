// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/ui/opened.h"
#include "ui/settings/settings_page.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::ui;

class AutomaticBackupTest : public QObject {
    Q_OBJECT
  private slots:
    void oneIsMadeAfterUnlockingWithoutAQuestion() {
        const Opened opened(SampleServices::Kind::usual, false);
        opened.services->sampleSettings().makeBackupDue();
        QTest::keyClicks(opened.window->focusWidget(), QStringLiteral("sample"));
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Return);
        opened.settle();
        opened.settle();
        QCOMPARE(opened.services->sampleSettings().automaticMade(), 1);
        QVERIFY(opened.texts().contains(QStringLiteral("همین حالا")));
    }
    void oneIsMadeBeforeLocking() {
        const Opened opened;
        opened.services->sampleSettings().makeBackupDue();
        opened.window->lock();
        opened.settle();
        QCOMPARE(opened.services->sampleSettings().automaticMade(), 1);
        QVERIFY(!opened.services->status()->unlocked);
    }
    void closingTheWindowMakesOneAndLocks() {
        const Opened opened;
        opened.services->sampleSettings().makeBackupDue();
        QVERIFY(!opened.window->close());
        QTRY_VERIFY(!opened.window->isVisible());
        QCOMPARE(opened.services->sampleSettings().automaticMade(), 1);
        QVERIFY(!opened.services->status()->unlocked);
    }
    void closingOnceMoreDoesNotWait() {
        const Opened opened;
        opened.services->delay_ms = 200;
        QVERIFY(!opened.window->close());
        QVERIFY(opened.window->close());
    }
    void aLockedWindowClosesAtOnce() {
        const Opened opened(SampleServices::Kind::usual, false);
        QVERIFY(opened.window->close());
    }
    void aFailureIsToldInTheStatusLineAndOnThePage() {
        const Opened opened;
        opened.services->sampleSettings().makeBackupDue(ErrorCode::disk_full);
        opened.window->lock();
        opened.settle();
        QVERIFY(opened.services->unlock({}, "sample"));
        opened.window->start();
        opened.settle();
        QVERIFY(opened.texts().contains(QStringLiteral("نسخهٔ پشتیبان خودکار گرفته نشد")));
        opened.window->settings()->choose(SettingsPart::backup);
        opened.window->go(Place::settings);
        opened.settle();
        QVERIFY(opened.texts().contains(sentence(Error{ErrorCode::disk_full})));
    }
};

PEYVAND_TEST(AutomaticBackupTest)
#include "automatic_backup_test.moc"
