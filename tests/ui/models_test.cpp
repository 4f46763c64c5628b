// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "ui/models/list_model.h"
#include "ui/models/people_model.h"
#include "ui/models/sample_services.h"
#include "ui/widgets/reading.h"

#include <QtTest>

#include <QAbstractItemModelTester>

using namespace peyvand;
using namespace peyvand::ui;

namespace {

using Kind = SampleServices::Kind;
constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// A worker over an office of one kind.
struct Office {
    explicit Office(Kind kind)
        : services(std::make_shared<SampleServices>(kind)), worker(services) {}
    std::shared_ptr<SampleServices> services;
    Worker worker;
};

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT
  private slots:
    void peopleModelKeepsTheRulesOfQt() {
        Office office(Kind::usual);
        PeopleModel model(&office.worker);
        const QAbstractItemModelTester tester(&model, strict);
        model.search({});
        QTRY_COMPARE(model.rowCount(), 1240);
        model.search(QStringLiteral("zzz"));
        QTRY_COMPARE(model.rowCount(), 0);
    }
    void aMillionRowsComeInPagesWhenTheyAreLookedAt() {
        Office office(Kind::million);
        PeopleModel model(&office.worker);
        model.search({});
        QTRY_COMPARE(model.rowCount(), 1'012'460);
        const QModelIndex far = model.index(900'123, PeopleModel::file);
        QVERIFY(far.data().toString().isEmpty());
        QTRY_COMPARE(far.data().toString(), localDigits(QStringLiteral("900124")));
    }
    void isolatesAreForDisplayOnly() {
        Office office(Kind::usual);
        PeopleModel model(&office.worker);
        model.search({});
        QTRY_VERIFY(model.rowCount() > 0);
        const QModelIndex cell = model.index(0, PeopleModel::number);
        QVERIFY(cell.data(Qt::DisplayRole).toString().startsWith(QChar(0x2066)));
        QVERIFY(cell.data(Qt::DisplayRole).toString().endsWith(QChar(0x2069)));
        QCOMPARE(cell.data(Qt::EditRole).toString(),
                 withoutIsolates(cell.data(Qt::DisplayRole).toString()));
        QCOMPARE(cell.data(Qt::EditRole).toString().size(), 10);
    }
    void listModelKeepsTheRulesOfQt() {
        ListModel model({QStringLiteral("a"), QStringLiteral("b")});
        const QAbstractItemModelTester tester(&model, strict);
        model.setRows({{{QStringLiteral("1")}, {QStringLiteral("2")}}, {{QStringLiteral("3")}}});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.index(1, 1).data().isValid());
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
    void theWindowStaysAliveWhileTheOfficeIsSlow() {
        Office office(Kind::usual);
        office.services->delay_ms = 600;
        QElapsedTimer since;
        qint64 longest_gap_ms = 0;
        QTimer beat;
        connect(&beat, &QTimer::timeout, this,
                [&] { longest_gap_ms = std::max(longest_gap_ms, since.restart()); });
        since.start();
        beat.start(5);
        bool answered = false;
        QElapsedTimer whole;
        whole.start();
        office.worker.ask(
            this, [](OfficeServices& services) { return services.people({}); },
            [&](const Result<PeoplePage>&) { answered = true; });
        QTRY_VERIFY_WITH_TIMEOUT(answered, 5000);
        QVERIFY(whole.elapsed() >= 600);
        // Far below the slow call, far above what a busy machine needs between two beats.
        QVERIFY2(longest_gap_ms < 250, qPrintable(QString::number(longest_gap_ms)));
    }
    void onlyTheNewestAnswerCounts() {
        Office office(Kind::usual);
        office.services->delay_ms = 30;
        Question question;
        QVector<int> answers;
        for (int i = 0; i < 5; ++i)
            office.worker.ask(
                question, this,
                [i](OfficeServices& services) {
                    (void)services.status();
                    return i;
                },
                [&](int answer) { answers << answer; });
        QTRY_VERIFY(office.worker.idle());
        QCOMPARE(answers, QVector<int>{4});
    }
    void anAnswerToNobodyIsDropped() {
        Office office(Kind::usual);
        office.services->delay_ms = 30;
        bool told = false;
        {
            QObject asker;
            office.worker.ask(
                &asker, [](OfficeServices& services) { return services.status(); },
                [&](const Result<OfficeStatus>&) { told = true; });
        }
        QTRY_VERIFY(office.worker.idle());
        QVERIFY(!told);
    }
};

PEYVAND_TEST(ModelsTest)
#include "models_test.moc"
