// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv.h"
#include "core/exchange/export.h"
#include "core/exchange/import.h"
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "tests/support/faulty_files.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;
using test::RegisterFixture;

namespace {

template <class T> T must(Result<T> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
    return std::move(*result);
}
void must(Result<void> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
}

// All that decides whether it is the same person; ids differ by register.
struct Known {
    PersonFields fields{};
    std::vector<std::tuple<IdentityKind, std::string, bool>> numbers{};
    friend bool operator==(const Known&, const Known&) = default;
};

std::vector<Known> knownPeople(Register& opened) {
    std::vector<BeneficiaryId> ids;
    {
        auto rows = opened.database().prepare("SELECT id FROM beneficiary ORDER BY row");
        while (rows.step())
            ids.push_back(rows.id<BeneficiaryId>(0));
    }
    std::vector<Known> people;
    for (const auto& id : ids) {
        const Person person = must(People(opened).person(id));
        Known known{person.fields, {}};
        for (const auto& identity : person.identities)
            known.numbers.emplace_back(
                identity.kind, identity.confirmed ? identity.confirmed->number : identity.typed,
                identity.confirmed.has_value());
        std::sort(known.numbers.begin(), known.numbers.end());
        people.push_back(std::move(known));
    }
    return people;
}

BeneficiaryId add(Register& opened, const std::string& given, const std::string& family,
                  std::vector<TypedIdentity> identities = {}) {
    NewPerson person;
    person.fields.given_name = given;
    person.fields.family_name = family;
    person.identities = std::move(identities);
    return must(People(opened).add(person)).id;
}

void addAwkwardPeople(Register& opened) {
    const CivilDate today = opened.today();
    NewPerson zahra;
    zahra.fields = {"زهرا",
                    "رستمی, \"خانم\"",
                    "علی",
                    BirthDate::ofDay(*CivilDate::fromYmd(1986, 10, 31)),
                    Sex::female,
                    {"09121234567", "02155667788"},
                    "تهران",
                    "ری",
                    "خیابان ۱؛ پلاک 2, واحد 3",
                    "0123456789",
                    "007"};
    zahra.identities = {{std::nullopt, "0499370899", {}}};
    must(People(opened).add(zahra));
    NewPerson reza;
    reza.fields.given_name = "=1+1";
    reza.fields.family_name = "'-@رضا_x0041_<&>";
    reza.fields.birth = BirthDate::ofYear(1347);
    reza.fields.sex = Sex::male;
    reza.identities = {{IdentityKind::national_id, "0499370898", {}},
                       {IdentityKind::foreign_code, "30012345678", {}},
                       {IdentityKind::amayesh_card, "001234567", {}}};
    must(People(opened).add(reza));
    add(opened, "-علی", "+محمدی", {{IdentityKind::passport, "P0123456", {}}});
    add(opened, "", "@بی‌نام");
    Q_UNUSED(today)
}

QByteArray contentOf(const Path& path) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("not there: %s", path.c_str());
    return file.readAll();
}

std::int64_t exportsNoted(Register& opened) {
    auto row = opened.database().prepare("SELECT COUNT(*) FROM audit WHERE deed = 6");
    return row.step() ? row.integer(0) : -1;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_{};
    int next_ = 0;

    Path place(const char* ending) {
        return Path(folder_.path().toStdString()) / (std::to_string(++next_) + ending);
    }

  private slots:
    void peopleComeBackTheSame_data() {
        QTest::addColumn<QByteArray>("ending");
        QTest::addColumn<bool>("english");
        for (const char* ending : {".csv", ".xlsx"})
            for (const bool english : {false, true})
                QTest::newRow(QByteArray(ending) + (english ? " en" : " fa"))
                    << QByteArray(ending) << english;
    }
    void peopleComeBackTheSame() {
        QFETCH(QByteArray, ending);
        QFETCH(bool, english);
        RegisterFixture from;
        addAwkwardPeople(from.opened());
        ExportRequest request;
        request.path = place(ending.constData());
        request.language = english ? Language::english : Language::persian;
        const auto report = must(exportPeople(from.opened(), request));
        QCOMPARE(report.rows, 4);
        RegisterFixture to;
        ImportRequest import;
        import.path = request.path;
        const auto read = must(importPeople(to.opened(), import));
        QCOMPARE(read.created, 4);
        QCOMPARE(read.problems.size(), std::size_t(0));
        const auto before = knownPeople(from.opened());
        const auto after = knownPeople(to.opened());
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY2(after[i] == before[i], before[i].fields.family_name.c_str());
    }

    void metadataDescribesTheListAsW3cSays() {
        RegisterFixture from;
        addAwkwardPeople(from.opened());
        ExportRequest request;
        request.path = place(" فهرست.csv");
        const auto report = must(exportPeople(from.opened(), request));
        QCOMPARE(report.paths.size(), std::size_t(2));
        QCOMPARE(report.paths[1].string(), request.path.string() + "-metadata.json");
        const QJsonObject about = QJsonDocument::fromJson(contentOf(report.paths[1])).object();
        QCOMPARE(about["@context"].toArray().at(0).toString(),
                 QStringLiteral("http://www.w3.org/ns/csvw"));
        QCOMPARE(QUrl::fromPercentEncoding(about["url"].toString().toUtf8()),
                 QString::fromStdString(request.path.filename().string()));
        QVERIFY(!about["dc:license"].toArray().isEmpty());
        const Grid grid = must(readCsv(must(from.platform().files.readAll(request.path, 1 << 20))));
        const QJsonArray columns = about["tableSchema"].toObject()["columns"].toArray();
        QCOMPARE(std::size_t(columns.size()), grid.columns(0));
        QSet<QString> names;
        for (int i = 0; i < columns.size(); ++i) {
            const QJsonObject column = columns[i].toObject();
            names.insert(column["name"].toString());
            QCOMPARE(column["titles"].toObject()["fa"].toString().toStdString(),
                     std::string(grid.cell(0, std::size_t(i))));
            QVERIFY(!column["titles"].toObject()["en"].toString().isEmpty());
            for (std::size_t row = 1; row < grid.rows(); ++row)
                QVERIFY(fits(column, grid.cell(row, std::size_t(i))));
        }
        QCOMPARE(names.size(), columns.size());
        QVERIFY(names.contains(
            about["tableSchema"].toObject()["primaryKey"].toArray().at(0).toString()));
    }

    void theMarkForExcelMayBeLeftOut() {
        RegisterFixture from;
        ExportRequest request;
        request.path = place(".csv");
        must(exportPeople(from.opened(), request));
        QVERIFY(contentOf(request.path).startsWith("\xEF\xBB\xBF"));
        request.byte_order_mark = false;
        request.overwrite = Overwrite::yes;
        must(exportPeople(from.opened(), request));
        QVERIFY(contentOf(request.path).startsWith("کلید"));
    }

    void confidentialPeopleStayUnlessAskedFor() {
        RegisterFixture from;
        Register& opened = from.opened();
        add(opened, "آشکار", "یک");
        const auto sheltered = add(opened, "پنهان", "دو");
        const auto household = must(Households(opened).make("", {sheltered}));
        must(Households(opened).setConfidential(household, true));
        must(AidBook(opened).give(
            {sheltered, std::nullopt, std::nullopt, "cash", {}, Rial{5}, opened.today()}));
        ExportRequest request;
        request.path = place(".csv");
        auto report = must(exportPeople(opened, request));
        QCOMPARE(report.rows, 1);
        QCOMPARE(report.left_out, 1);
        QVERIFY(!contentOf(request.path).contains("پنهان"));
        QCOMPARE(exportsNoted(opened), 1);
        request.path = place(".csv");
        report = must(exportAid(opened, request));
        QCOMPARE(report.left_out, 1);
        QVERIFY(!contentOf(request.path).contains("پنهان"));
        request.path = place(".csv");
        request.with_confidential = true;
        report = must(exportPeople(opened, request));
        QCOMPARE(report.rows, 2);
        QCOMPARE(exportsNoted(opened), 3);
    }

    void aidComesBackWithoutWhatWasVoided() {
        RegisterFixture from;
        Register& opened = from.opened();
        const auto person = add(opened, "زهرا", "رستمی", {{std::nullopt, "0499370899", {}}});
        const AidDraft draft{person, std::nullopt,     std::nullopt,  "food_basket",
                             "برنج", Rial{25'000'000}, opened.today()};
        must(AidBook(opened).give(draft));
        must(AidBook(opened).voidAid(must(AidBook(opened).give(draft)), "دو بار ثبت شد"));
        ExportRequest request;
        request.path = place(".xlsx");
        QCOMPARE(must(exportAid(opened, request)).rows, 1);
        RegisterFixture to;
        add(to.opened(), "زهرا", "رستمی", {{std::nullopt, "0499370899", {}}});
        ImportRequest import;
        import.path = request.path;
        QCOMPARE(must(importAid(to.opened(), import)).created, 1);
        const auto read = must(AidBook(to.opened()).latest(0, -1));
        QCOMPARE(read.at(0).amount.amount, 25'000'000);
        QCOMPARE(read.at(0).date, opened.today());
        QCOMPARE(read.at(0).category, std::string("food_basket"));
        QCOMPARE(read.at(0).item, std::string("برنج"));
        request.path = place(".xlsx");
        request.all_states = true;
        QCOMPARE(must(exportAid(opened, request)).rows, 2);
    }

    void claimsGoOutWithoutThePeople() {
        RegisterFixture desk;
        const auto person = add(desk.opened(), "زهرا", "رستمی");
        AidDraft draft;
        draft.person = person;
        draft.category = "cash";
        draft.date = desk.opened().today();
        const AidId aid = must(AidBook(desk.opened()).give(draft));
        const auto told = [&](const char* body) {
            desk.database()
                .prepare("INSERT INTO own_claim (id, aid, revision, body) VALUES (?, ?, 1, ?)")
                .bind(desk.opened().newId<RecordId>())
                .bind(aid)
                .bind(bytesOf(std::string_view(body)))
                .run();
        };
        told("x");
        told("");
        QTemporaryDir out;
        ExportRequest request;
        request.path = Path(out.path().toStdString()) / "claims.csv";
        request.language = Language::english;
        QCOMPARE(must(exportClaims(desk.opened(), request)).rows, std::int64_t{2});
        QFile file(out.path() + "/claims.csv");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("withdrawn") && text.contains("told") && text.contains("1405-09"));
        QVERIFY(!text.contains("زهرا") && !text.contains("رستمی"));
    }
    void smallCountsAreNotTold() {
        RegisterFixture from;
        Register& opened = from.opened();
        for (int i = 0; i < 5; ++i) {
            const auto person = add(opened, "ن" + std::to_string(i), "خ");
            must(AidBook(opened).give({person,
                                       std::nullopt,
                                       HelpUnit::person,
                                       "cash",
                                       {},
                                       Rial{1'000'000},
                                       opened.today()}));
            if (i < 4)
                for (int twice = 0; twice < 2; ++twice)
                    must(AidBook(opened).give({person,
                                               std::nullopt,
                                               HelpUnit::person,
                                               "clothing",
                                               {},
                                               Rial{7'000'000},
                                               opened.today()}));
        }
        ExportRequest request;
        request.path = place(".csv");
        const auto report = must(exportCounts(opened, request));
        QCOMPARE(report.rows, 2);
        QCOMPARE(report.suppressed, 1);
        const Grid grid = must(readCsv(must(from.platform().files.readAll(request.path, 1 << 20))));
        QCOMPARE(grid.cell(1, 7), std::string_view("#reached+ind"));
        QCOMPARE(grid.cell(2, 3), std::string_view("cash"));
        QCOMPARE(grid.cell(2, 6), std::string_view("5"));
        QCOMPARE(grid.cell(2, 7), std::string_view("5"));
        QCOMPARE(grid.cell(2, 9), std::string_view("5000000"));
        QCOMPARE(grid.cell(3, 3), std::string_view("clothing"));
        for (const std::size_t figure : {6, 7, 8, 9})
            QCOMPARE(grid.cell(3, figure), std::string_view());
        QVERIFY(!contentOf(request.path).contains("56000000"));
    }

    void aFullDiskLeavesNothingAndNamesTheFile_data() {
        QTest::addColumn<QByteArray>("ending");
        QTest::newRow("csv") << QByteArray(".csv");
        QTest::newRow("xlsx") << QByteArray(".xlsx");
    }
    void aFullDiskLeavesNothingAndNamesTheFile() {
        QFETCH(QByteArray, ending);
        test::FaultyFiles files;
        test::TestClock clock;
        const auto random = makeSystemRandom();
        QTemporaryDir home;
        auto made = must(Register::create({clock, *random, files},
                                          Path(home.path().toStdString()) / "register",
                                          {"خیریه", "m", RegisterFixture::password(), {1, 8}}));
        add(*made.opened, "زهرا", "رستمی");
        QTemporaryDir out;
        ExportRequest request;
        request.path = Path(out.path().toStdString()) / ("people" + ending.toStdString());
        int step = 0;
        for (bool done = false; !done && step < 50;) {
            files.failAt(++step);
            const auto report = exportPeople(*made.opened, request);
            files.failAt(0);
            done = report.has_value();
            if (done)
                break;
            QCOMPARE(report.error().code, ErrorCode::disk_full);
            for (const auto& [name, value] : report.error().arguments)
                QVERIFY2(!QByteArray::fromStdString(value).contains(".part"), value.c_str());
            QCOMPARE(QDir(out.path()).entryList(QDir::Files).size(), 0);
        }
        QVERIFY(step >= 3 && step < 50);
        QCOMPARE(QDir(out.path()).entryList(QDir::Files).size(), ending == ".csv" ? 2 : 1);
    }

    void placesThatCannotBeWrittenAreNamed() {
        RegisterFixture from;
        ExportRequest request;
        request.path = place("/people.csv");
        QCOMPARE(exportPeople(from.opened(), request).error().code, ErrorCode::folder_missing);
        request.path = place(".csv");
        must(exportPeople(from.opened(), request));
        const auto again = exportPeople(from.opened(), request);
        QCOMPARE(again.error(),
                 (Error{ErrorCode::file_exists, {{"file", request.path.filename().string()}}}));
        // A file where the folder should be.
        request.path /= "people.csv";
        QCOMPARE(exportPeople(from.opened(), request).error().code, ErrorCode::folder_missing);
        request.path = place(".ods");
        QCOMPARE(exportPeople(from.opened(), request).error().code,
                 ErrorCode::export_format_unknown);
    }

    void cancellingLeavesNothing() {
        RegisterFixture from;
        add(from.opened(), "زهرا", "رستمی");
        ExportRequest request;
        request.path = place(".csv");
        const CancelToken cancel;
        cancel.cancel();
        QCOMPARE(exportPeople(from.opened(), request, {}, cancel).error().code,
                 ErrorCode::cancelled);
        QVERIFY(!std::filesystem::exists(request.path));
        QVERIFY(!std::filesystem::exists(request.path.string() + ".part"));
        QCOMPARE(exportsNoted(from.opened()), 0);
    }

    void withoutAnAuditRowThereIsNoFile() {
        RegisterFixture from;
        from.database().execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit"
                                " BEGIN SELECT RAISE(ABORT, 'no'); END");
        ExportRequest request;
        request.path = place(".csv");
        QCOMPARE(exportPeople(from.opened(), request).error().code, ErrorCode::audit_failed);
        QVERIFY(!std::filesystem::exists(request.path));
    }

    void aMillionRowsGoOnInASecondSheet() {
        const ExportTable table{"people", {{"row", ExportType::number, 8}}, {"row"}, "internal"};
        const auto files = makeSystemFiles();
        ExportTarget target;
        target.path = place(".xlsx");
        const auto sink = must(beginTable(*files, table, target));
        std::vector<std::string> cells(1);
        for (int i = 1; i <= 1'048'600; ++i) {
            cells[0] = std::to_string(i);
            if (!sink->addRow(cells))
                QFAIL("row");
        }
        must(sink->seal());
        must(sink->publish());
        const Bytes bytes = must(files->readAll(target.path, file_limit_bytes));
        QVERIFY(bytes.size() < 16'000'000);
        const auto sheets = must(readWorkbook(bytes));
        QCOMPARE(sheets.size(), std::size_t(2));
        QCOMPARE(sheets[0].grid.rows(), std::size_t(1'048'576));
        QCOMPARE(sheets[1].grid.rows(), std::size_t(1 + 1'048'600 - 1'048'575));
        QCOMPARE(sheets[1].grid.cell(1, 0), std::string_view("1048576"));
    }

  private:
    // What a validator of CSV on the Web checks of one cell.
    static bool fits(const QJsonObject& column, std::string_view cell) {
        const QJsonValue type = column["datatype"];
        if (cell.empty())
            return !column["required"].toBool();
        const QString text = QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        if (type.isString() && type.toString() == QStringLiteral("integer"))
            return QRegularExpression(QStringLiteral("^-?[0-9]+$")).match(text).hasMatch();
        if (type.isString())
            return type.toString() == QStringLiteral("string");
        const QJsonObject derived = type.toObject();
        if (derived["base"].toString() == QStringLiteral("boolean"))
            return derived["format"].toString().split('|').contains(text);
        return derived["format"].toString() == QStringLiteral("yyyy-MM-dd") &&
               CivilDate::parseIso(cell).has_value();
    }
};
PEYVAND_TEST(ExportTest)

#include "test_export.moc"
