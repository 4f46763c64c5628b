// SPDX-License-Identifier: GPL-3.0-or-later
// Both charities of the sample lists, where there are any beside the checkout. What is expected is
// worked out here from the cells alone, without the reading and the importing of core.
#include "core/exchange/import_undo.h"
#include "core/register/people.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <map>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <set>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

QString samples() { return QStringLiteral(PEYVAND_SOURCE_DIR "/../shared/data/two-charities/"); }

QByteArray sample(const QString& name) {
    QFile file(samples() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The sample lists quote no cell and no cell holds a separator that is not quoted.
QList<QStringList> cellsOf(const QString& name) {
    QList<QStringList> rows;
    for (const QString& line : QString::fromUtf8(sample(name)).split(u'\n', Qt::SkipEmptyParts))
        rows.push_back(line.trimmed().split(u','));
    rows.removeFirst();
    return rows;
}

/// A usable national ID with its zeros, or a foreign code; empty for all else.
QString usableCode(const QString& cell) {
    QString digits;
    for (const QChar c : cell)
        if (c.digitValue() >= 0)
            digits += QString::number(c.digitValue());
    const auto holds = [](const QString& ten) {
        int sum = 0;
        for (int i = 0; i < 9; ++i)
            sum += ten[i].digitValue() * (10 - i);
        const int check = sum % 11 < 2 ? sum % 11 : 11 - sum % 11;
        return check == ten[9].digitValue() && ten != QString(10, ten[0]);
    };
    const QString ten = digits.rightJustified(10, u'0');
    if (digits.size() >= 8 && digits.size() <= 10 && holds(ten))
        return ten;
    if (digits.size() == 8 || digits.size() == 9 || digits.size() > 10) {
        while (digits.startsWith(u'0'))
            digits.remove(0, 1);
        return digits;
    }
    return {};
}

struct Expected {
    std::int64_t files = 0;
    std::int64_t aid = 0;
    /// (file's first row, code) that only the aid list has.
    std::set<std::pair<QString, QString>> proposals{};
};

Expected expectedOf(const QString& charity) {
    Expected expected;
    std::map<QString, QString> first_row_of_code, file_of_row;
    std::map<QString, std::set<QString>> codes_of_file;
    for (const QStringList& cells : cellsOf(charity + "_people.csv")) {
        const QString code = usableCode(cells[1]);
        QString file = cells[0];
        if (!code.isEmpty())
            file = first_row_of_code.emplace(code, cells[0]).first->second;
        file_of_row[cells[0]] = file;
        codes_of_file[file].insert(code);
        expected.files += file == cells[0];
    }
    for (const QStringList& cells : cellsOf(charity + "_aid.csv")) {
        ++expected.aid;
        const QString file = file_of_row[cells[0]];
        if (const QString code = usableCode(cells[1]); !codes_of_file[file].contains(code))
            expected.proposals.insert({file, code});
    }
    return expected;
}

ImportReport must(Result<ImportReport> report) {
    if (!report)
        qFatal("import failed: %s", errorName(report.error().code).data());
    return std::move(*report);
}

} // namespace

class TestImportSamples : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        if (!QFile::exists(samples()))
            QSKIP("no sample lists beside the checkout");
    }
    void bothCharitiesComeInWhole_data();
    void bothCharitiesComeInWhole();
    void theMessyWorkbookGivesTheSamePeopleAsThePlainList();
    void theMessyWorkbookGives600PeopleWithNoHandWork();
};

void TestImportSamples::bothCharitiesComeInWhole_data() {
    QTest::addColumn<QString>("charity");
    QTest::newRow("a") << QStringLiteral("a");
    QTest::newRow("b") << QStringLiteral("b");
}

void TestImportSamples::bothCharitiesComeInWhole() {
    QFETCH(QString, charity);
    const Expected expected = expectedOf(charity);
    test::RegisterFixture office;
    ImportRequest people, aid;
    people.path = Path((samples() + charity + "_people.csv").toStdString());
    aid.path = Path((samples() + charity + "_aid.csv").toStdString());
    const auto in = must(importPeople(office.opened(), people));
    QCOMPARE(in.list_name, charity.toStdString() + "_people.csv");
    QCOMPARE(in.rejected, 0);
    QCOMPARE(in.created, expected.files);
    QCOMPARE(office.number("SELECT COUNT(*) FROM beneficiary"), expected.files);
    QCOMPARE(office.number("SELECT COUNT(*) FROM import_row JOIN beneficiary"
                           " ON beneficiary.id = import_row.record"),
             in.read);
    const auto given = must(importAid(office.opened(), aid));
    QCOMPARE(given.created, expected.aid);
    QCOMPARE(given.claims_due, expected.aid);
    QCOMPARE(given.proposals.size(), expected.proposals.size());
    QCOMPARE(office.number("SELECT COUNT(*) FROM identity WHERE proposed = 1"),
             static_cast<std::int64_t>(expected.proposals.size()));
    qInfo("%s: %lld files of %lld rows, filled %lld, differences %zu, problems %zu, aid %lld, "
          "proposals %zu",
          qPrintable(charity), static_cast<long long>(in.created), static_cast<long long>(in.read),
          static_cast<long long>(in.filled), in.differences.size(), in.problems.size(),
          static_cast<long long>(given.created), given.proposals.size());
    const auto hash = canonicalHash(office.database()).value();
    QCOMPARE(must(importPeople(office.opened(), people)).unchanged, in.read);
    QCOMPARE(must(importAid(office.opened(), aid)).unchanged, expected.aid);
    QVERIFY(canonicalHash(office.database()).value() == hash);
}

void TestImportSamples::theMessyWorkbookGivesTheSamePeopleAsThePlainList() {
    test::RegisterFixture office;
    ImportRequest plain, messy;
    plain.path = Path((samples() + "b_people.csv").toStdString());
    messy.path = Path((samples() + "b_people_messy.xlsx").toStdString());
    must(importPeople(office.opened(), plain));
    const auto report = must(importPeople(office.opened(), messy));
    QCOMPARE(report.read, 600);
    // Those whose code finds them say nothing else than before; without a usable code only a row
    // that reads exactly the same is known again.
    QCOMPARE(report.filled, 0);
    QVERIFY(report.differences.empty());
    // Whoever has the same name, father and year of birth waits for an answer.
    QVERIFY(report.unsure > 0);
    QCOMPARE(report.created + report.unchanged + report.unsure, 600);
    std::int64_t without_code = 0;
    const auto rows = cellsOf("b_people.csv");
    for (qsizetype i = 0; i < 600; ++i)
        without_code += usableCode(rows[i][1]).isEmpty();
    QVERIFY(report.created < without_code);
}
void TestImportSamples::theMessyWorkbookGives600PeopleWithNoHandWork() {
    test::RegisterFixture office;
    ImportRequest messy;
    messy.path = Path((samples() + "b_people_messy.xlsx").toStdString());
    const auto report = must(importPeople(office.opened(), messy));
    qInfo("messy workbook: read %lld, created %lld, rejected %lld, unsure %lld, problems %zu, "
          "doubts %zu, zeros restored %lld, unconfirmed %lld, missing %lld, skipped %zu, "
          "unread columns %zu",
          static_cast<long long>(report.read), static_cast<long long>(report.created),
          static_cast<long long>(report.rejected), static_cast<long long>(report.unsure),
          report.problems.size(), report.doubts.size(),
          static_cast<long long>(report.codes_restored),
          static_cast<long long>(report.codes_unconfirmed),
          static_cast<long long>(report.codes_missing), report.skipped.size(),
          report.unread_columns.size());
    QCOMPARE(report.created, std::int64_t{600});
    QCOMPARE(office.number("SELECT COUNT(*) FROM beneficiary"), 600);
    QCOMPARE(report.codes_missing, std::int64_t{74});
    QVERIFY(report.codes_restored > 0);
    QVERIFY(!report.needsPerson());
    // Three of the seven wrong codes have lost a zero as well.
    QCOMPARE(report.codes_unconfirmed, std::int64_t{7});
    QCOMPARE(office.number("SELECT COUNT(*) FROM identity WHERE confirmed = 0"), 7);
    const auto undone = undoImport(office.opened(), {report.list});
    QVERIFY(undone.has_value());
    QCOMPARE(undone->people_erased, std::int64_t{600});
    QCOMPARE(must(importPeople(office.opened(), messy)).created, std::int64_t{600});
    QVERIFY(checkRegister(office.opened()).value().empty());
}
PEYVAND_TEST(TestImportSamples)

class TestImportSpeed : public QObject {
    Q_OBJECT
  private slots:
    void manyPeopleComeInAtOnce();
};

void TestImportSpeed::manyPeopleComeInAtOnce() {
    // PEYVAND_IMPORT_ROWS=100000 is the measure of the issue; a few are enough to see it work.
    bool is_set = false;
    const int asked = qEnvironmentVariableIntValue("PEYVAND_IMPORT_ROWS", &is_set);
    const int rows = is_set ? asked : 5000;
    static const char* const given[] = {"زهرا", "فاطمه", "حسین", "رضا", "مریم", "علی", "امیر"};
    static const char* const family[] = {"کریمی", "یزدی", "محمدی نژاد", "شریفی", "هاشمی"};
    std::string csv = "ردیف,کد ملی,نام,نام خانوادگی,نام پدر,تاریخ تولد,تلفن همراه,شهر,نشانی\n";
    for (int i = 1; i <= rows; ++i) {
        const QByteArray nine = QByteArray::number(100000000 + i * 37);
        int sum = 0;
        for (int digit = 0; digit < 9; ++digit)
            sum += (nine[digit] - '0') * (10 - digit);
        const int check = sum % 11 < 2 ? sum % 11 : 11 - sum % 11;
        csv += std::to_string(i) + ',' + nine.toStdString() + std::to_string(check) + ',' +
               given[i % 7] + ',' + family[i % 5] + ',' + given[i % 3] + ",1365/02/0" +
               std::to_string(1 + i % 9) + ",0912" + std::to_string(1000000 + i) +
               ",قم,خیابان امام کوچه " + std::to_string(i % 90) + "\n";
    }
    test::RegisterFixture office;
    ImportRequest request;
    request.bytes = bytesOf(csv);
    request.list_name = "many.csv";
    QElapsedTimer timer;
    timer.start();
    const auto report = must(importPeople(office.opened(), request));
    qInfo("%d people in %lld ms", rows, static_cast<long long>(timer.elapsed()));
    QCOMPARE(report.created, rows);
    timer.restart();
    QCOMPARE(must(importPeople(office.opened(), request)).unchanged, rows);
    qInfo("the same list again in %lld ms", static_cast<long long>(timer.elapsed()));
}
PEYVAND_TEST(TestImportSpeed)

#include "test_import_samples.moc"
