// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/ui/opened.h"
#include "ui/settings/audit_page.h"
#include "ui/settings/backup_page.h"
#include "ui/settings/rules_page.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/users_page.h"

#include <QtTest>

#include <QTableView>

using namespace peyvand;
using namespace peyvand::ui;

namespace {

using Kind = SampleServices::Kind;
const QString own = QString::fromLatin1(SampleSettings::password);

/// The window in one part of the settings.
struct InSettings : Opened {
    explicit InSettings(SettingsPart part, Kind kind = Kind::usual) : Opened(kind) {
        window->settings()->choose(part);
        window->go(Place::settings);
        settle();
    }
    SettingsPage& page() const { return *window->settings(); }
    QAbstractItemModel* rows(const char* table) const {
        const auto* view = shown<QTableView>(QString::fromUtf8(table));
        return view == nullptr ? nullptr : view->model();
    }
    QAbstractButton* button(const char* name) const {
        return shown<QAbstractButton>(QString::fromUtf8(name));
    }
};

QString cell(const QAbstractItemModel* model, int row, int column) {
    return withoutIsolates(model->index(row, column).data().toString());
}

QString refusalOf(const char* role) {
    return sentence(Error{ErrorCode::not_permitted, {{"role", role}}});
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT
  private slots:
    void aUserIsAdded() {
        const InSettings at(SettingsPart::users);
        const auto* rows = at.rows("کاربران");
        QVERIFY(rows != nullptr);
        const int before = rows->rowCount();
        at.page().users()->form()->type(QStringLiteral("لیلا نوری"), QStringLiteral("case_lead"),
                                        QStringLiteral("a long password"), own);
        at.page().users()->save();
        at.settle();
        QCOMPARE(rows->rowCount(), before + 1);
        QCOMPARE(cell(rows, before, 0), QStringLiteral("لیلا نوری"));
        QCOMPARE(cell(rows, before, 1), QStringLiteral("مسئول مددکاری"));
        QVERIFY(at.texts().contains(QStringLiteral("کاربر افزوده شد")));
        for (const auto* edit : at.page().users()->findChildren<QLineEdit*>())
            QVERIFY(edit->text().isEmpty());
    }
    void aFormSaysWhatIsMissingBeforeItAsksTheOffice() {
        const InSettings at(SettingsPart::users);
        at.page().users()->form()->type(QStringLiteral("لیلا"), {}, QStringLiteral("short"), own);
        at.page().users()->save();
        QVERIFY(at.window->worker().idle());
        QVERIFY(at.shown<QLineEdit>(QStringLiteral("گذرواژهٔ تازه"))->hasFocus());
        QVERIFY(at.texts().contains(QStringLiteral("دست‌کم ۸ نویسه")));
    }
    void aWrongOwnPasswordChangesNothing() {
        const InSettings at(SettingsPart::users);
        const int before = at.rows("کاربران")->rowCount();
        at.page().users()->form()->type(QStringLiteral("لیلا"), {}, QStringLiteral("long enough"),
                                        QStringLiteral("wrong"));
        at.page().users()->save();
        at.settle();
        QVERIFY(at.texts().contains(sentence(Error{ErrorCode::password_wrong})));
        QCOMPARE(at.rows("کاربران")->rowCount(), before);
    }
    void aClerkIsRefusedAndMayChangeTheOwnPassword() {
        const InSettings at(SettingsPart::users, Kind::clerk);
        QVERIFY(at.texts().contains(refusalOf("clerk")));
        QVERIFY(!at.button("کاربر تازه")->isEnabled());
        QVERIFY(!at.button("کنار گذاشتن")->isEnabled());
        QCOMPARE(at.rows("کاربران")->rowCount(), 1);
        // Who gets past the buttons is refused by the office all the same.
        at.page().users()->begin(UserWork::add);
        at.page().users()->form()->type(QStringLiteral("لیلا"), {}, QStringLiteral("long enough"),
                                        own);
        at.page().users()->save();
        at.settle();
        QCOMPARE(at.rows("کاربران")->rowCount(), 1);
        QVERIFY(!at.texts().contains(QStringLiteral("کاربر افزوده شد")));
        at.page().users()->begin(UserWork::password);
        at.page().users()->form()->type({}, {}, QStringLiteral("long enough"), own);
        at.page().users()->save();
        at.settle();
        QVERIFY(at.texts().contains(QStringLiteral("گذرواژه عوض شد")));
    }
    void whoeverIsRemovedStaysInTheListAndTheNewCodeIsShownOnce() {
        const InSettings at(SettingsPart::users);
        UsersPage* users = at.page().users();
        const QString name = cell(at.rows("کاربران"), 1, 0);
        users->choose(fromQt(name));
        at.button("کنار گذاشتن")->click();
        users->form()->type({}, {}, {}, own);
        users->save();
        at.settle();
        QCOMPARE(cell(at.rows("کاربران"), 1, 2), QStringLiteral("کنار رفته"));
        QVERIFY(at.texts().contains(QStringLiteral("فقط همین یک بار")));
        QVERIFY(at.texts().contains(QStringLiteral("481920")));
        QVERIFY(!at.button("پنهان کن")->isEnabled());
        QTest::keyClick(at.window->focusWidget(), Qt::Key_Space);
        QVERIFY(at.button("پنهان کن")->isEnabled());
        QTest::keyClick(at.window->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!at.texts().contains(QStringLiteral("481920")));
        QVERIFY(users->form()->isVisible());
    }
    void passwordsAreForgottenWhenTheWindowLocks() {
        const InSettings at(SettingsPart::users);
        at.page().users()->form()->type(QStringLiteral("لیلا"), {}, QStringLiteral("long enough"),
                                        own);
        at.window->lock();
        at.settle();
        for (const auto* edit : at.page().users()->findChildren<QLineEdit*>())
            if (edit->echoMode() == QLineEdit::Password)
                QVERIFY(edit->text().isEmpty());
    }
    void aRuleIsChangedAndPutBack() {
        const InSettings at(SettingsPart::rules);
        RulesPage* rules = at.page().rules();
        const auto* rows = at.rows("ضابطه‌های برقرار");
        const QString before = cell(rows, 0, 0);
        rules->form()->type(QStringLiteral("rolling_days"), QStringLiteral("۴۵"),
                            QStringLiteral("2"), QStringLiteral("ask_reason"));
        rules->save();
        at.settle();
        QCOMPARE(cell(rows, 0, 1), QStringLiteral("تغییریافته"));
        QVERIFY(cell(rows, 0, 0).contains(QStringLiteral("۲ بار در ۴۵ روز")));
        QVERIFY(cell(rows, 0, 0).contains(QStringLiteral("دلیل پرسیده می‌شود")));
        QVERIFY(at.button("برگرداندن پیش‌فرض")->isEnabled());
        at.button("برگرداندن پیش‌فرض")->click();
        at.settle();
        QCOMPARE(cell(rows, 0, 0), before);
        QCOMPARE(cell(rows, 0, 1), QStringLiteral("پیش‌فرض"));
    }
    void aPeriodThatIsNoneIsSaidAtItsField() {
        const InSettings at(SettingsPart::rules);
        at.page().rules()->form()->type(QStringLiteral("rolling_days"), QStringLiteral("x"),
                                        QStringLiteral("1"), QStringLiteral("tell"));
        at.page().rules()->save();
        at.settle();
        QVERIFY(
            at.texts().contains(sentence(Error{ErrorCode::rule_invalid, {{"field", "period"}}})));
        QVERIFY(at.shown<QLineEdit>(QStringLiteral("شمار روز، ماه یا سال"))->hasFocus());
    }
    void whatTheNetworkPublishedIsNotChangedHere() {
        const InSettings at(SettingsPart::rules);
        at.page().rules()->choose(defaultRules()[1].id);
        QVERIFY(at.texts().contains(sentence(Error{ErrorCode::rule_of_network})));
        QVERIFY(!at.button("ذخیره")->isEnabled());
        QVERIFY(!at.shown<QComboBox>(QStringLiteral("دوره"))->isEnabled());
    }
    void aClerkReadsRulesAndChangesNone() {
        const InSettings at(SettingsPart::rules, Kind::clerk);
        QVERIFY(at.rows("ضابطه‌های برقرار")->rowCount() > 10);
        QVERIFY(!at.button("ذخیره")->isEnabled());
    }
    void aBackupGoesIntoAFile() {
        const InSettings at(SettingsPart::backup);
        QVERIFY(at.texts().contains(
            QStringLiteral("تازه‌ترین نسخهٔ پشتیبان: ۱۲ ساعت پیش")));
        at.page().backup()->backUp();
        QVERIFY(at.texts().contains(QStringLiteral("لطفاً بنویسید کجا نوشته شود")));
        at.page().backup()->typePath(QStringLiteral("/stick/week.pvk"));
        at.page().backup()->backUp();
        at.settle();
        QVERIFY(withoutIsolates(at.texts()).contains(QStringLiteral("بررسی شد: /stick/week.pvk")));
    }
    void automaticBackupsAreSwitchedOffByWhoMay() {
        const InSettings at(SettingsPart::backup);
        at.button("نسخهٔ پشتیبان خودکار گرفته شود")->click();
        at.settle();
        QVERIFY(!at.services->sampleSettings().backups()->automatic);
        const InSettings clerk(SettingsPart::backup, Kind::clerk);
        QVERIFY(!clerk.button("نسخهٔ پشتیبان خودکار گرفته شود")->isEnabled());
    }
    void theAuditLogIsFiltered() {
        const InSettings at(SettingsPart::audit);
        const auto* rows = at.rows("ثبت کارها");
        QVERIFY(rows->rowCount() > 40);
        at.page().audit()->choose({}, QStringLiteral("import"));
        at.settle();
        QVERIFY(rows->rowCount() > 0);
        for (int row = 0; row < rows->rowCount(); ++row)
            QCOMPARE(cell(rows, row, 3), QStringLiteral("دریافت"));
        const QString name = cell(rows, 0, 2);
        at.page().audit()->choose(name, QString());
        at.settle();
        for (int row = 0; row < rows->rowCount(); ++row)
            QCOMPARE(cell(rows, row, 2), name);
    }
    void whoMayNotReadTheAuditLogIsToldSo() {
        const InSettings at(SettingsPart::audit, Kind::clerk);
        QVERIFY(at.texts().contains(refusalOf("clerk")));
        QVERIFY(at.rows("ثبت کارها") == nullptr);
    }
};

PEYVAND_TEST(SettingsTest)
#include "settings_test.moc"
