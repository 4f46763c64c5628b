// SPDX-License-Identifier: GPL-3.0-or-later
// The sample lists beside the checkout, where there are any; the counts were made independently.
#include "core/exchange/aid_list.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {
const CivilDate today = *CivilDate::fromYmd(2026, 11, 22);
QString folder() { return QStringLiteral(PEYVAND_SOURCE_DIR "/../shared/data/two-charities/"); }

Bytes bytes(const char* name) {
    QFile file(folder() + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray all = file.readAll();
    return Bytes(all.begin(), all.end());
}

struct Counts {
    std::size_t rows = 0, rejected = 0, problems = 0, missing = 0, wrong = 0, usable = 0;
    std::size_t national = 0, phones = 0, births = 0, years = 0;
};
Counts countPeople(const char* name) {
    auto table = readTable(bytes(name), ListKind::people);
    if (!table)
        return {};
    const PeopleList list(std::move(*table), today);
    Counts counts;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto row = list.row(i);
        ++counts.rows;
        counts.rejected += row.rejection.has_value();
        counts.problems += row.problems.size();
        counts.missing += row.identities.empty();
        for (const auto& identity : row.identities) {
            counts.wrong += !identity.read.identity;
            counts.usable += identity.read.identity.has_value();
            counts.national +=
                identity.read.identity && identity.read.kind == IdentityKind::national_id;
        }
        counts.phones += row.fields.phones.size();
        counts.births += row.fields.birth.has_value();
        counts.years += row.fields.birth && !row.fields.birth->day;
    }
    qInfo("%s rows %zu rejected %zu problems %zu missing %zu wrong %zu usable %zu national %zu "
          "phones %zu births %zu years %zu",
          name, counts.rows, counts.rejected, counts.problems, counts.missing, counts.wrong,
          counts.usable, counts.national, counts.phones, counts.births, counts.years);
    return counts;
}
} // namespace

class SampleTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        if (!QFile::exists(folder()))
            QSKIP("no sample lists beside the checkout");
    }
    void everyPersonIsRead() {
        const Counts a = countPeople("a_people.csv");
        QCOMPARE(a.rows, std::size_t{1931});
        QCOMPARE(a.missing, std::size_t{234});
        QCOMPARE(a.phones, std::size_t{1931 - 368});
        QCOMPARE(a.births + a.problems, std::size_t{1931});
        QCOMPARE(a.years, std::size_t{156});
        QCOMPARE(a.rejected, std::size_t{0});
        const Counts b = countPeople("b_people.csv");
        QCOMPARE(b.rows, std::size_t{1875});
        QCOMPARE(b.missing, std::size_t{228});
        QCOMPARE(b.phones, std::size_t{1875 - 379});
        QCOMPARE(b.years, std::size_t{153});
        QCOMPARE(b.rejected, std::size_t{0});
    }
    void messyWorkbookGivesTheSame600() {
        const Counts counts = countPeople("b_people_messy.xlsx");
        QCOMPARE(counts.rows, std::size_t{600});
        // Seven codes are mistyped; three of those lost a zero as well.
        QCOMPARE(counts.wrong, std::size_t{7});
        QCOMPARE(counts.usable - counts.national, std::size_t{30});
        QCOMPARE(counts.missing, std::size_t{74});
        QCOMPARE(counts.rejected, std::size_t{0});
        auto table = readTable(bytes("b_people_messy.xlsx"), ListKind::people);
        QCOMPARE(table->skipped().size(), std::size_t{5});
        auto plain = readTable(bytes("b_people.csv"), ListKind::people);
        const PeopleList messy(std::move(*table), today);
        const PeopleList list(std::move(*plain), today);
        for (std::size_t i = 0; i < 600; ++i) {
            QCOMPARE(messy.row(i).row, list.row(i).row);
            QVERIFY(messy.row(i).fields == list.row(i).fields);
        }
    }
    void everyAidIsRead() {
        for (const auto& [name, rows] : {std::pair{"a_aid.csv", 2670}, {"b_aid.csv", 2657}}) {
            auto table = readTable(bytes(name), ListKind::aid);
            QVERIFY(table.has_value());
            const AidList list(std::move(*table), today);
            QCOMPARE(list.size(), static_cast<std::size_t>(rows));
            for (std::size_t i = 0; i < list.size(); ++i) {
                const auto row = list.row(i);
                QVERIFY(!row.rejection && row.problems.empty() && row.person_row);
                QVERIFY(row.identities.size() == 1 && row.identities[0].read.identity);
            }
        }
    }
    void hundredThousandRowsTakeAboutASecond() {
        const Bytes sample = bytes("b_people.csv");
        std::string text(textOf(sample));
        const std::string body = text.substr(text.find('\n') + 1);
        while (text.size() < body.size() * 53)
            text += body;
        QElapsedTimer timer;
        timer.start();
        auto table = readTable(bytesOf(text), ListKind::people);
        QVERIFY(table.has_value());
        const auto table_ms = timer.elapsed();
        const PeopleList list(std::move(*table), today);
        std::size_t names = 0;
        for (std::size_t i = 0; i < list.size(); ++i)
            names += !list.row(i).fields.given_name.empty();
        qInfo("%zu rows: table %lld ms, typed %lld ms", list.size(), table_ms, timer.elapsed());
        QVERIFY(names > 90'000 && timer.elapsed() < 30'000);
    }
};
PEYVAND_TEST(SampleTest)

#include "test_samples.moc"
