// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv.h"
#include "sync/enquiry/bulk.h"
#include "tests/support/invented_identity.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string maryam = "3926454466";

BulkRequest requestOf(const std::string& list) {
    BulkRequest request;
    request.rows = must(exchange::readIdentityList(bytesOf(list)));
    return request;
}

std::int64_t audited(Charity& charity, AuditDeed deed) {
    return charity.fixture.number("SELECT COUNT(*) FROM audit WHERE deed = " +
                                  std::to_string(static_cast<int>(deed)));
}

} // namespace

class BulkTest : public QObject {
    Q_OBJECT
  private slots:
    void eachNumberIsAnsweredOnceWithItsRows() {
        TwoCharities both;
        const CivilDate day = hijri(1405, 8, 28);
        both.a.fixture.clock.setDay(day);
        both.b.fixture.clock.setDay(day);
        both.a.give(both.a.add("زهرا", zahra), "food_basket", hijri(1405, 8, 10));
        both.sync();
        const auto request =
            requestOf("کد ملی\n" + zahra + "\n" + maryam + "\n۴۹۹۳۷۰۸۹۹\n" + "0499370898\n");
        std::vector<std::pair<std::vector<std::int64_t>, Answer>> told;
        const std::int64_t before = audited(both.b, AuditDeed::enquiry);
        const auto report =
            must(enquireList(*both.b.network, both.b.executor, request,
                             [&](const BulkEntry& entry, const Answer& answer) -> Result<void> {
                                 told.emplace_back(entry.lines, answer);
                                 return {};
                             }));
        QCOMPARE(report.rows, 4);
        QCOMPARE(report.identities, 3);
        QCOMPARE(report.repeated, 1);
        QCOMPARE(report.unreadable, 1);
        QCOMPARE(report.within_period, 1);
        QCOMPARE(report.never_helped, 1);
        QCOMPARE(told.size(), std::size_t(3));
        QCOMPARE(told[0].first, (std::vector<std::int64_t>{2, 4}));
        QCOMPARE(told[2].second.identity.problem->code, ErrorCode::identity_check_digit);
        QCOMPARE(audited(both.b, AuditDeed::enquiry), before + 3);
        QCOMPARE(audited(both.b, AuditDeed::claim_opened), 1);
        QVERIFY(both.b.fixture.opened().audit().verify());
    }

    void theListInAFileNamesNoOtherCharity() {
        TwoCharities both;
        const CivilDate day = hijri(1405, 8, 28);
        both.a.fixture.clock.setDay(day);
        both.b.fixture.clock.setDay(day);
        both.a.give(both.a.add("زهرا", zahra), "food_basket", hijri(1405, 8, 10));
        both.sync();
        BulkListRequest list;
        for (const bool named : {false, true}) {
            list.file.path = both.file(named ? "named.csv" : "list.csv");
            list.name_charities = named;
            must(enquireListToFile(*both.b.network, both.b.executor,
                                   requestOf(zahra + "\n" + maryam + "\n12\n"), list));
            const Bytes bytes =
                must(both.b.fixture.platform().files.readAll(list.file.path, 1 << 20));
            const QString text = QString::fromStdString(std::string(textOf(bytes)));
            QCOMPARE(text.contains(QStringLiteral("خیریهٔ الف")), named);
            QVERIFY(text.contains(QStringLiteral("سبد غذایی")));
            QVERIFY(text.contains(QStringLiteral("کمکی ثبت نشده")));
            QVERIFY(text.contains(QStringLiteral("استعلام نشد")));
        }
    }

    void stoppingLeavesNoFile() {
        TwoCharities both;
        BulkListRequest list;
        list.file.path = both.file("list.xlsx");
        const CancelToken cancel;
        std::string rows;
        for (int i = 0; i < 200; ++i)
            rows += inventedNationalId(i) + "\n";
        const auto done = enquireListToFile(
            *both.a.network, both.a.executor, requestOf(rows), list,
            [&](std::int64_t, std::int64_t) { cancel.cancel(); }, cancel);
        QCOMPARE(done.error().code, ErrorCode::cancelled);
        QVERIFY(!std::filesystem::exists(list.file.path));
        QCOMPARE(audited(both.a, AuditDeed::export_), 0);
        // What was answered before the stop stays written down.
        QCOMPARE(audited(both.a, AuditDeed::enquiry), 64);
    }

    void withoutAuditRowsNothingIsTold() {
        TwoCharities both;
        both.a.fixture.database().execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit"
                                          " BEGIN SELECT RAISE(ABORT, 'no'); END");
        int told = 0;
        const auto done =
            enquireList(*both.a.network, both.a.executor, requestOf(zahra + "\n" + maryam + "\n"),
                        [&](const BulkEntry&, const Answer&) -> Result<void> {
                            ++told;
                            return {};
                        });
        QCOMPARE(done.error().code, ErrorCode::audit_failed);
        QCOMPARE(told, 0);
        both.a.fixture.database().execute("DROP TRIGGER no_audit");
        QVERIFY(both.a.ask(zahra).group.has_value());
    }

    void tenThousandNumbersWithProgress() {
        TwoCharities both;
        for (int i = 0; i < 40; ++i)
            both.b.give(both.b.add("ن", inventedNationalId(i * 250 + 1)), "food_basket",
                        hijri(1405, 8, 1));
        both.sync();
        std::string rows = "ردیف;کد ملی\n1;1230000000\n";
        for (int i = 1; i < 10'000; ++i)
            rows += std::to_string(i + 1) + ";" + inventedNationalId(i) + "\n";
        const auto request = requestOf(rows);
        int ticks = 0;
        QElapsedTimer timer;
        timer.start();
        const auto report = must(enquireList(
            *both.a.network, both.a.executor, request,
            [](const BulkEntry&, const Answer&) -> Result<void> { return {}; },
            [&](std::int64_t, std::int64_t) { ++ticks; }));
        const qint64 first = timer.restart();
        must(enquireList(*both.a.network, both.a.executor, request,
                         [](const BulkEntry&, const Answer&) -> Result<void> { return {}; }));
        qInfo("10,000 numbers: %lld ms with a cheap veil, %lld ms with seeds kept",
              static_cast<long long>(first), static_cast<long long>(timer.elapsed()));
        QCOMPARE(report.identities, 10'000);
        QCOMPARE(report.unreadable, 1); // six zeros are given to nobody
        QCOMPARE(report.never_helped + report.allowed + report.within_period, 9'999);
        QVERIFY(report.within_period + report.allowed > 0);
        QVERIFY(ticks >= 10);
        QVERIFY(both.a.fixture.opened().audit().verify());
    }
};
PEYVAND_TEST(BulkTest)

#include "bulk_test.moc"
