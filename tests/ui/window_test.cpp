// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/ui/opened.h"
#include "ui/aid/give_page.h"
#include "ui/desk/answer_rows.h"
#include "ui/desk/desk_page.h"
#include "ui/entry/first_run_page.h"
#include "ui/people/beneficiaries_page.h"
#include "ui/people/file_page.h"
#include "ui/people/import_page.h"
#include "ui/people/register_page.h"

#include <QtTest>

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>

using namespace peyvand;
using namespace peyvand::ui;

namespace {

using Kind = SampleServices::Kind;

QString nameOf(QWidget* widget) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
    return interface == nullptr ? QString() : interface->text(QAccessible::Name);
}

// What the keyboard reaches, and every table, must say what it is.
bool mustBeNamed(const QWidget* widget) {
    if (qobject_cast<const QAbstractItemView*>(widget->parentWidget()) != nullptr)
        return false;
    const QString kind = QString::fromLatin1(widget->metaObject()->className());
    if (kind.contains(QStringLiteral("QComboBox")) || kind == QStringLiteral("QWidget") ||
        qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr)
        return false;
    return widget->focusPolicy() != Qt::NoFocus ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
  private slots:
    void everyControlHasAName() {
        Opened opened;
        int seen = 0;
        for (const Place place : {Place::desk, Place::beneficiaries, Place::import, Place::network,
                                  Place::settings, Place::give, Place::new_person, Place::file})
            opened.window->go(place);
        for (QWidget* widget : opened.window->findChildren<QWidget*>()) {
            if (!mustBeNamed(widget))
                continue;
            ++seen;
            QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
        }
        QVERIFY(seen > 60);
    }
    void anEnquiryShowsWhatEveryCharityGave() {
        Opened opened;
        opened.window->desk()->ask(QString::fromLatin1(SampleServices::known_number));
        opened.settle();
        const QTableView* table =
            opened.shown<QTableView>(QStringLiteral("کمک‌ها و ضابطه‌ها"));
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("سبد غذایی"));
        QCOMPARE(table->model()->index(0, 1).data().toString(),
                 QStringLiteral("در این دوره گرفته"));
        QVERIFY(table->model()->index(0, 5).data().toString().contains(QStringLiteral("آذر ۱۴۰۵")));
        QVERIFY(opened.texts().contains(QStringLiteral("جمعیت یاران مهر")));
        QVERIFY(!opened.texts().contains(QStringLiteral("رد شد")));
    }
    void escHidesAllButTheName() {
        Opened opened;
        opened.window->desk()->ask(QString::fromLatin1(SampleServices::known_number));
        opened.settle();
        QVERIFY(opened.texts().contains(QStringLiteral("فرزند")));
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Escape);
        QVERIFY(opened.texts().contains(QStringLiteral("مریم رستمی")));
        QVERIFY(!opened.texts().contains(QStringLiteral("فرزند")));
        QVERIFY(!opened.texts().contains(QStringLiteral("جمعیت یاران مهر")));
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Escape);
        QVERIFY(opened.texts().contains(QStringLiteral("فرزند")));
    }
    void whereNothingIsKnownItSaysWhoseDataThatIs() {
        SampleServices services(Kind::usual);
        const auto answer =
            services.enquire({SampleServices::new_number, {}, {}, Language::persian});
        QVERIFY(answer.has_value());
        const QString sentence =
            withoutIsolates(nothingKnownText(*answer, HijriDate{1405, 8, 30}.civil()));
        QVERIFY(sentence.contains(QStringLiteral("در داده‌های ۵ خیریهٔ عضو")));
        QVERIFY(sentence.contains(QStringLiteral("خیریهٔ همسایه")));
    }
    void whatNeedsAttentionStandsFirst() {
        SampleServices services(Kind::usual);
        const auto answer =
            services.enquire({SampleServices::known_number, {}, {}, Language::persian});
        const auto views = ruleViews(*answer, HijriDate{1405, 8, 30}.civil());
        QCOMPARE(views.size(), defaultRules().size());
        for (std::size_t i = 1; i < views.size(); ++i)
            QVERIFY(views[i - 1].line.outcome.result >= views[i].line.outcome.result);
        QCOMPARE(views[0].cells[4].months.size(), 12);
        QCOMPARE(views[0].cells[4].months.last(), 2);
    }
    void theRuleIsToldBeforeSavingAndAReasonLetsItPass() {
        Opened opened;
        opened.window->desk()->ask(QString::fromLatin1(SampleServices::known_number));
        opened.settle();
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        GivePage* give = opened.window->give();
        QTRY_VERIFY(give->isVisible());
        opened.shown<QComboBox>(QStringLiteral("نوع کمک"))->setCurrentIndex(0);
        QTRY_VERIFY(opened.texts().contains(QStringLiteral("با ذکر دلیل ثبت کنید")));
        give->save();
        QVERIFY(give->isVisible());
        QVERIFY(opened.texts().contains(QStringLiteral("لطفاً دلیل را برگزینید.")));
        opened.shown<QComboBox>(QStringLiteral("دلیل"))->setCurrentIndex(0);
        give->save();
        QTRY_VERIFY(opened.window->desk()->isVisible());
        QTRY_VERIFY(opened.texts().contains(QStringLiteral("ثبت شد")));
    }
    void aNeedIsWrittenIntoTheFile() {
        Opened opened;
        opened.window->desk()->ask(QString::fromLatin1(SampleServices::known_number));
        opened.settle();
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_E, Qt::ControlModifier);
        FilePage* file = opened.window->file();
        QTRY_VERIFY(file->isVisible());
        opened.settle();
        const QTableView* table =
            opened.shown<QTableView>(QStringLiteral("آنچه در این بخش پرونده است"));
        QVERIFY(table != nullptr);
        const int before = table->model()->rowCount();
        file->form()->type(field::need::amount_rial, QStringLiteral("x"));
        file->save();
        QVERIFY(opened.texts().contains(
            sentence(Error{ErrorCode::field_missing, {{"field", "category"}}})));
        file->form()->type(field::need::category, QStringLiteral("سبد غذایی"));
        file->form()->type(field::need::amount_rial, QStringLiteral("۵۰۰٬۰۰۰ تومان"));
        file->save();
        opened.settle();
        QTRY_VERIFY(opened.texts().contains(QStringLiteral("ذخیره شد")));
        QTRY_COMPARE(table->model()->rowCount(), before + 1);
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(opened.window->desk()->isVisible());
    }
    void everyKindHasAFormThatCanBeRead() {
        for (const auto& kind : allKinds()) {
            RecordForm form;
            form.begin(kind.type, HijriDate{1405, 8, 30}.civil());
            RecordRow row;
            row.type = kind.type;
            form.load(row);
        }
    }
    void aKnownNumberLeadsToItsFile() {
        Opened opened;
        opened.window->newPerson()->begin(QString::fromLatin1(SampleServices::known_number),
                                          HijriDate{1405, 8, 30}.civil());
        opened.window->newPerson()->type(QStringLiteral("مریم"), QStringLiteral("رستمی"), {});
        opened.window->go(Place::new_person);
        opened.window->newPerson()->save();
        QTRY_VERIFY(opened.window->desk()->isVisible());
        opened.settle();
        QTRY_VERIFY(opened.texts().contains(QStringLiteral("پروندهٔ ۱۲۴۰")));
    }
    void keysWorkInThePersianLayout() {
        Opened opened;
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_F3);
        QVERIFY(opened.window->beneficiaries()->isVisible());
        // The key of N writes dal in the Persian layout.
        for (const QTest::KeyAction action : {QTest::Press, QTest::Release})
            QTest::sendKeyEvent(action, opened.window->focusWidget(), static_cast<Qt::Key>(0x062F),
                                QString(), Qt::ControlModifier);
        QVERIFY(opened.window->newPerson()->isVisible());
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_F2);
        QVERIFY(opened.window->desk()->isVisible());
    }
    void enterGoesToTheNextField() {
        Opened opened;
        opened.window->newPerson()->begin({}, HijriDate{1405, 8, 30}.civil());
        opened.window->go(Place::new_person);
        auto* given = opened.shown<QLineEdit>(QStringLiteral("نام"));
        given->setFocus();
        QTest::keyClick(given, Qt::Key_Return);
        QCOMPARE(opened.window->focusWidget()->accessibleName(), QStringLiteral("نام خانوادگی"));
    }
    void digitsAreShownPersianAndReadAsAscii() {
        Opened opened;
        auto* field = opened.window->findChild<BigField*>();
        field->takeFocus();
        QTest::keyClicks(opened.window->focusWidget(), QStringLiteral("0499370899"));
        QCOMPARE(field->raw(), QStringLiteral("0499370899"));
        QVERIFY(qobject_cast<QLineEdit*>(opened.window->focusWidget())
                    ->text()
                    .startsWith(QChar(0x06F0)));
        QVERIFY(opened.texts().contains(QStringLiteral("رقم کنترل درست است")));
    }
    void datesAreReadInThreeKindsOfDigits() {
        DateField field(QStringLiteral("d"), DateField::Kind::day, HijriDate{1405, 8, 30}.civil());
        const CivilDate wanted = HijriDate{1403, 5, 1}.civil();
        for (const QString& text : {QStringLiteral("1403/5/1"), QStringLiteral("۱۴۰۳-۰۵-۰۱"),
                                    QStringLiteral("١٤٠٣/٥/١")}) {
            field.setText(text);
            QVERIFY2(field.day() == wanted, qPrintable(text));
        }
        field.setText(QStringLiteral("امروز"));
        QVERIFY(field.day() == HijriDate({1405, 8, 30}).civil());
        field.setText(QStringLiteral("1404/12/30"));
        QVERIFY(!field.day() && field.hasError());
    }
    void lockingNeverAsksAndTheFormComesBack() {
        Opened opened;
        opened.window->newPerson()->begin({}, HijriDate{1405, 8, 30}.civil());
        opened.window->newPerson()->type(QStringLiteral("نرگس"), {}, {});
        opened.window->go(Place::new_person);
        opened.window->lock();
        opened.settle();
        QVERIFY(!opened.window->newPerson()->isVisible());
        QTest::keyClicks(opened.window->focusWidget(), QStringLiteral("sample"));
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(opened.window->newPerson()->isVisible());
        QCOMPARE(opened.shown<QLineEdit>(QStringLiteral("نام"))->text(), QStringLiteral("نرگس"));
    }
    void aWrongPasswordIsToldInThePage() {
        Opened opened(Kind::usual, false);
        QTest::keyClicks(opened.window->focusWidget(), QStringLiteral("wrong"));
        QTest::keyClick(opened.window->focusWidget(), Qt::Key_Return);
        opened.settle();
        QVERIFY(opened.texts().contains(sentence(Error{ErrorCode::password_wrong})));
    }
    void theWholeRecoveryCodeIsShown() {
        const Opened opened(Kind::fresh, false);
        opened.window->firstRun()->fill(QStringLiteral("مهر"), QStringLiteral("زهرا"),
                                        QStringLiteral("sample-password"));
        opened.window->firstRun()->create();
        opened.settle();
        const auto* code = opened.shown<QLabel>(QStringLiteral("کد بازیابی"));
        QVERIFY(code != nullptr);
        QVERIFY(code->sizeHint().width() <= code->width());
        QVERIFY(code->sizeHint().height() <= code->height());
        QCOMPARE(withoutIsolates(code->text()).count(QLatin1Char('-')), 6);
    }
    void anImportTellsItsRowsAndCanBeStopped() {
        Opened opened;
        opened.window->go(Place::import);
        opened.window->import()->open(QStringLiteral("list.xlsx"));
        opened.settle();
        opened.services->delay_ms = 40;
        opened.window->import()->start();
        QTRY_VERIFY(opened.shown<QAbstractButton>(QStringLiteral("توقف")) != nullptr);
        opened.shown<QAbstractButton>(QStringLiteral("توقف"))->click();
        opened.settle();
        QTRY_VERIFY(opened.texts().contains(sentence(Error{ErrorCode::cancelled})));
    }
};

PEYVAND_TEST(WindowTest)
#include "window_test.moc"
