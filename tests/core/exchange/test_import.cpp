// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import.h"
#include "core/register/people.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

// Invented numbers whose check digits hold.
constexpr const char* zahra_code = "0602355540";
constexpr const char* hamed_code = "0452326257";

/// A register that lists are imported into; the name of the list is given each time.
class Office : public test::RegisterFixture {
  public:
    ImportRequest request(const std::string& list, const std::string& csv) {
        csv_ = csv;
        ImportRequest request;
        request.bytes = bytesOf(csv_);
        request.list_name = list;
        return request;
    }
    ImportReport people(const std::string& rows, const std::string& list = "people.csv") {
        return must(importPeople(opened(), request(list, people_headings + rows)));
    }
    ImportReport aid(const std::string& rows, const std::string& list = "aid.csv") {
        return must(importAid(opened(), request(list, aid_headings + rows)));
    }
    Person whoHas(const char* code) {
        const auto files = People(opened()).holding(*readIdentity(code).identity).value();
        return files.empty() ? Person{} : People(opened()).person(files.front()).value();
    }
    Person row(std::int64_t number) {
        auto rows = database().prepare("SELECT id FROM beneficiary WHERE row = ?");
        rows.bind(number);
        return rows.step() ? People(opened()).person(rows.id<BeneficiaryId>(0)).value() : Person{};
    }
    std::int64_t count(const char* table) {
        return number("SELECT COUNT(*) FROM " + std::string(table));
    }
    std::int64_t entries() { return count("entry"); }

    static ImportReport must(Result<ImportReport> report) {
        if (!report)
            qFatal("import failed: %s", errorName(report.error().code).data());
        return std::move(*report);
    }
    static inline const std::string people_headings =
        "ردیف,کد ملی,نام,نام خانوادگی,نام پدر,تاریخ تولد,تلفن همراه,شهر\n";
    static inline const std::string aid_headings =
        "ردیف مددجو,کد ملی,نوع کمک,مبلغ (ریال),تاریخ تحویل\n";

  private:
    std::string csv_;
};

const std::string zahra = "1,0602355540,زهرا,کریمی,علی,1365/02/01,09121234567,قم\n";
const std::string hamed = "2,0452326257,حامد,شریفی,ناصر,1370,,اهواز\n";

} // namespace

class TestImportPeople : public QObject {
    Q_OBJECT
  private slots:
    void everyRowOfANewListBecomesAFile();
    void theSameListASecondTimeChangesNothing();
    void theSameListInOtherLettersAndDigitsChangesNothing();
    void aWrongCodeIsKeptAsTypedAndUnconfirmed();
    void aSecondRowOfAnIdentityFillsBlanksOnly();
    void aSecondRowLeadsToTheFirstRowsFile();
    void aSpellingIsNoDifference();
    void aRowWithoutANameIsRejectedAndTheOthersStay();
    void twoEqualRowsWithoutACodeAreTwoPeople();
    void theDayOfBirthCompletesAYear();
    void aCancelledImportChangesNothing();
    void aDryRunChangesNothing();
    void rejectedRowsAreWrittenAsTypedWithTheReason();
    void theImportIsInTheAuditLogOnce();
};

void TestImportPeople::everyRowOfANewListBecomesAFile() {
    Office office;
    const auto report = office.people(zahra + hamed);
    QCOMPARE(report.read, 2);
    QCOMPARE(report.created, 2);
    QVERIFY(!report.needsPerson());
    const Person person = office.whoHas(zahra_code);
    QCOMPARE(person.fields.given_name, std::string("زهرا"));
    QCOMPARE(person.fields.phones, std::vector<std::string>{"09121234567"});
    QCOMPARE(person.fields.birth->day->iso(), std::string("1986-04-21"));
    QCOMPARE(office.whoHas(hamed_code).fields.birth->hijri_year, 1370);
    // One for each file and one for each number.
    QCOMPARE(office.count("import_row"), 4);
    QVERIFY(checkRegister(office.opened()).value().empty());
}

void TestImportPeople::theSameListASecondTimeChangesNothing() {
    Office office;
    office.people(zahra + hamed + "3,,رضا,احمدی,,,,\n");
    const auto entries = office.entries();
    const auto hash = canonicalHash(office.database()).value();
    const auto report = office.people(zahra + hamed + "3,,رضا,احمدی,,,,\n");
    QCOMPARE(report.unchanged, 3);
    QCOMPARE(office.entries(), entries);
    QVERIFY(canonicalHash(office.database()).value() == hash);
}

void TestImportPeople::theSameListInOtherLettersAndDigitsChangesNothing() {
    Office office;
    office.people("3,,علی,یزدی,کاظم,1365,,قم\n");
    const auto report = office.people("۳,,علي,يزدي,كاظم,۱۳۶۵,,قم\n");
    QCOMPARE(report.unchanged, 1);
    QCOMPARE(office.count("beneficiary"), 1);
}

void TestImportPeople::aWrongCodeIsKeptAsTypedAndUnconfirmed() {
    Office office;
    const auto report = office.people("1,1234567890,زهرا,کریمی,,,,\n2,,حامد,شریفی,,,,\n");
    QCOMPARE(report.created, 2);
    QCOMPARE(report.rejected, 0);
    const Person person = office.row(1);
    QCOMPARE(person.identities.size(), std::size_t{1});
    QVERIFY(!person.identities.front().confirmed);
    QCOMPARE(person.identities.front().typed, std::string("1234567890"));
    QVERIFY(office.row(2).identities.empty());
}

void TestImportPeople::aSecondRowOfAnIdentityFillsBlanksOnly() {
    Office office;
    office.people("1,0602355540,زهرا,کریمی,,1365/02/01,09121234567,قم\n");
    const auto report =
        office.people("1,0602355540,زهره,کریمی,علی,,09351112233,تهران\n", "second.csv");
    QCOMPARE(report.created, 0);
    QCOMPARE(report.filled, 1);
    const Person person = office.whoHas(zahra_code);
    QCOMPARE(person.fields.given_name, std::string("زهرا"));
    QCOMPARE(person.fields.father_name, std::string("علی"));
    QVERIFY(person.fields.birth.has_value());
    QCOMPARE(person.fields.city, std::string("قم"));
    QCOMPARE(person.fields.phones, (std::vector<std::string>{"09121234567", "09351112233"}));
    QCOMPARE(report.differences.size(), std::size_t{2});
    QCOMPARE(report.differences[0].field, std::string("given_name"));
    QCOMPARE(report.differences[1].field, std::string("city"));
    QVERIFY(report.differences[0].person == person.id);
    QVERIFY(report.needsPerson());
}

void TestImportPeople::aSecondRowLeadsToTheFirstRowsFile() {
    Office office;
    const auto report = office.people(zahra + "2,0602355540,زهرا,کریمی,,,,\n");
    QCOMPARE(report.created, 1);
    QCOMPARE(report.unchanged, 1);
    QCOMPARE(office.number("SELECT COUNT(DISTINCT record) FROM import_row"
                           " JOIN beneficiary ON beneficiary.id = import_row.record"),
             1);
    office.aid("2,,سبد غذایی,1000000,1405/06/01\n");
    QCOMPARE(office.number("SELECT COUNT(*) FROM aid JOIN identity USING (beneficiary)"
                           " WHERE number = '0602355540'"),
             1);
    QCOMPARE(office.people(zahra + "2,0602355540,زهرا,کریمی,,,,\n").unchanged, 2);
}

void TestImportPeople::aSpellingIsNoDifference() {
    Office office;
    office.people("1,0602355540,زهرا,محمدی نژاد,علی,,,قم\n");
    const auto report = office.people(
        "1,۰۶۰۲۳۵۵۵۴۰,زهرا,محمدي‌نژاد,علي,,,قم\n", "second.csv");
    QCOMPARE(report.unchanged, 1);
    QVERIFY(report.differences.empty());
}

void TestImportPeople::aRowWithoutANameIsRejectedAndTheOthersStay() {
    Office office;
    const auto report = office.people("1,0602355540,,,علی,1365/02/01,,قم\n" + hamed);
    QCOMPARE(report.created, 1);
    QCOMPARE(report.rejected, 1);
    QCOMPARE(report.rejected_rows.front().error.code, ErrorCode::row_name_missing);
    QCOMPARE(report.rejected_rows.front().line, 2);
    QCOMPARE(office.count("beneficiary"), 1);
}

void TestImportPeople::twoEqualRowsWithoutACodeAreTwoPeople() {
    Office office;
    const std::string rows = "1,,رضا,احمدی,,,,\n1,,رضا,احمدی,,,,\n";
    QCOMPARE(office.people(rows).created, 2);
    QCOMPARE(office.people(rows).unchanged, 2);
    const auto report = office.people(rows + "1,,رضا,احمدی,,,,\n");
    QCOMPARE(report.created, 1);
    QCOMPARE(report.unchanged, 2);
}

void TestImportPeople::theDayOfBirthCompletesAYear() {
    Office office;
    office.people(hamed);
    const auto report = office.people("1,0452326257,حامد,شریفی,,1370/05/06,,\n", "second.csv");
    QCOMPARE(report.filled, 1);
    QVERIFY(office.whoHas(hamed_code).fields.birth->day.has_value());
    const auto third = office.people("1,0452326257,حامد,شریفی,,1371,,\n", "third.csv");
    QCOMPARE(third.differences.size(), std::size_t{1});
    QCOMPARE(third.differences.front().field, std::string("birth"));
}

void TestImportPeople::aCancelledImportChangesNothing() {
    Office office;
    std::string rows;
    for (int i = 1; i <= 1000; ++i)
        rows += std::to_string(i) + ",,رضا,احمدی,,,,\n";
    const auto request = office.request("people.csv", Office::people_headings + rows);
    const CancelToken cancel;
    const auto entries = office.entries();
    const auto result = importPeople(
        office.opened(), request,
        [&](std::int64_t done, std::int64_t total) {
            QCOMPARE(total, 1000);
            if (done >= 400)
                cancel.cancel();
        },
        cancel);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::cancelled);
    QCOMPARE(office.entries(), entries);
    QCOMPARE(office.count("beneficiary"), 0);
    QCOMPARE(office.count("import_list"), 0);
    QCOMPARE(office.people(rows).created, 1000);
}

void TestImportPeople::aDryRunChangesNothing() {
    Office office;
    auto request = office.request("people.csv", Office::people_headings + zahra + hamed);
    request.dry_run = true;
    const auto entries = office.entries();
    const auto audited = office.count("audit");
    QCOMPARE(Office::must(importPeople(office.opened(), request)).created, 2);
    QCOMPARE(office.entries(), entries);
    QCOMPARE(office.count("audit"), audited);
    QCOMPARE(office.count("beneficiary"), 0);
    QCOMPARE(office.people(zahra + hamed).created, 2);
}

void TestImportPeople::rejectedRowsAreWrittenAsTypedWithTheReason() {
    Office office;
    auto request =
        office.request("people.csv", Office::people_headings + "7,0602355540,,,علي,,,\n" + hamed);
    request.rejects_path = office.folder().parent_path() / "rejects.csv";
    Office::must(importPeople(office.opened(), request));
    const auto file = office.platform().files.readAll(request.rejects_path, 10000).value();
    const auto table = readTable(file, ListKind::people).value();
    QCOMPARE(table.rows(), std::size_t{1});
    QVERIFY(table.cell(0, 1) == "0602355540");
    QVERIFY(table.cell(0, 4) == "علي");
    QVERIFY(table.cell(0, 8).find("نام و نام خانوادگی خالی است") != std::string_view::npos);
}

void TestImportPeople::theImportIsInTheAuditLogOnce() {
    Office office;
    const auto report = office.people(zahra + hamed);
    const auto newest = office.opened().audit().newest(10).value();
    QCOMPARE(newest.front().deed, AuditDeed::import);
    QVERIFY(newest.front().record == report.list);
    QCOMPARE(std::count_if(newest.begin(), newest.end(),
                           [](const auto& row) { return row.deed == AuditDeed::import; }),
             1);
    QVERIFY(office.opened().audit().verify());
}
PEYVAND_TEST(TestImportPeople)

class TestImportAid : public QObject {
    Q_OBJECT
  private slots:
    void aidGoesToTheRowOfThePeopleListAndIsDueForItsClaim();
    void withoutARowTheCodeFindsThePerson();
    void nobodyFoundIsRejected();
    void aSecondTimeChangesNothingAndEqualRowsAreTwoAids();
    void aCodeBesideTheRowIsProposedOnce();
    void acceptedCodesAreConfirmedInPlaceOfTheWrongOne();
    void aCodeOfAnotherFileIsNeverAccepted();
    void severalPeopleListsMustBeNamed();
    void aDayInTheFutureIsRejected();
    void wordsOfTheOfficeAreKeptAsANote();
    void aCopyUnderAnotherNameRecordsOnlyWhatIsNew();
};

void TestImportAid::aidGoesToTheRowOfThePeopleListAndIsDueForItsClaim() {
    Office office;
    office.people(zahra + hamed);
    const auto report = office.aid("2,,سبد غذایی,۱۲۰۰۰۰۰,1405/06/25\n");
    QCOMPARE(report.created, 1);
    QCOMPARE(report.claims_due, 1);
    QCOMPARE(office.count("claim_due"), 1);
    const auto aid = office.number("SELECT amount_rial FROM aid WHERE category = 'food_basket'"
                                   " AND unit = 2 AND state = 1");
    QCOMPARE(aid, 1200000);
    QCOMPARE(office.number("SELECT day FROM aid"),
             std::int64_t{HijriDate::make(1405, 6, 25)->civil().days()});
}

void TestImportAid::withoutARowTheCodeFindsThePerson() {
    Office office;
    office.people(zahra + hamed);
    QCOMPARE(office.aid(",0452326257,نقدی,1000000,1405/06/25\n").created, 1);
    QVERIFY(office.number("SELECT COUNT(*) FROM aid JOIN beneficiary b ON b.id = aid.beneficiary"
                          " WHERE b.given_name = 'حامد'") == 1);
}

void TestImportAid::nobodyFoundIsRejected() {
    Office office;
    office.people(zahra);
    const auto report = office.aid("9,0452326257,سبد غذایی,1,1405/06/25\n"
                                   ",1234567890,سبد غذایی,1,1405/06/25\n");
    QCOMPARE(report.rejected, 2);
    QCOMPARE(report.rejected_rows[0].error.code, ErrorCode::row_beneficiary_unknown);
    QCOMPARE(report.rejected_rows[1].error.code, ErrorCode::row_beneficiary_unknown);
    QCOMPARE(office.count("aid"), 0);
}

void TestImportAid::aSecondTimeChangesNothingAndEqualRowsAreTwoAids() {
    Office office;
    office.people(zahra);
    const std::string rows = "1,,سبد غذایی,1,1405/06/25\n1,,سبد غذایی,1,1405/06/25\n";
    QCOMPARE(office.aid(rows).created, 2);
    const auto hash = canonicalHash(office.database()).value();
    QCOMPARE(office.aid(rows).unchanged, 2);
    QVERIFY(canonicalHash(office.database()).value() == hash);
    QCOMPARE(office.count("aid"), 2);
}

void TestImportAid::aCodeBesideTheRowIsProposedOnce() {
    Office office;
    office.people("1,1234567890,زهرا,کریمی,,,,\n");
    const auto report = office.aid("1,0602355540,سبد غذایی,1,1405/06/25\n"
                                   "1,0602355540,نقدی,1,1405/06/25\n");
    QCOMPARE(report.proposals.size(), std::size_t{1});
    QVERIFY(!report.proposals.front().accepted);
    QVERIFY(report.needsPerson());
    QVERIFY(office.whoHas(zahra_code).id.isNull());
    const Person person = office.row(1);
    QCOMPARE(person.identities.size(), std::size_t{2});
    QVERIFY(People(office.opened()).acceptProposed(person.id, report.proposals.front().identity));
    QVERIFY(office.whoHas(zahra_code).id == person.id);
    const auto later = office.aid("1,0602355540,درمان,1,1405/07/25\n", "later.csv");
    QVERIFY(later.proposals.empty());
}

void TestImportAid::acceptedCodesAreConfirmedInPlaceOfTheWrongOne() {
    Office office;
    office.people("1,1234567890,زهرا,کریمی,,,,\n2,,حامد,شریفی,,,,\n");
    const std::string rows = "1,0602355540,سبد غذایی,1,1405/06/25\n"
                             "2,0452326257,سبد غذایی,1,1405/06/25\n";
    office.aid(rows);
    // Asked for later, the same list confirms what it proposed.
    auto request = office.request("aid.csv", Office::aid_headings + rows);
    request.accept_codes = true;
    const auto report = Office::must(importAid(office.opened(), request));
    QCOMPARE(report.unchanged, 2);
    QCOMPARE(report.proposals.size(), std::size_t{2});
    QVERIFY(!report.needsPerson());
    QCOMPARE(office.whoHas(zahra_code).identities.size(), std::size_t{1});
    QCOMPARE(office.whoHas(hamed_code).fields.given_name, std::string("حامد"));
}

void TestImportAid::aCodeOfAnotherFileIsNeverAccepted() {
    Office office;
    office.people(zahra + "2,,حامد,شریفی,,,,\n");
    auto request =
        office.request("aid.csv", Office::aid_headings + "2,0602355540,سبد غذایی,1,1405/06/25\n");
    request.accept_codes = true;
    const auto report = Office::must(importAid(office.opened(), request));
    QCOMPARE(report.created, 1);
    QCOMPARE(report.proposals.size(), std::size_t{1});
    QVERIFY(!report.proposals.front().accepted);
    QCOMPARE(People(office.opened()).holding(*readIdentity(zahra_code).identity)->size(),
             std::size_t{1});
}

void TestImportAid::severalPeopleListsMustBeNamed() {
    Office office;
    office.people(zahra, "office.csv");
    office.people("1,0452326257,حامد,شریفی,,,,\n", "mosque.csv");
    auto request = office.request("aid.csv", Office::aid_headings + "1,,سبد غذایی,1,1405/06/25\n");
    QCOMPARE(importAid(office.opened(), request).error().code, ErrorCode::people_list_ambiguous);
    request.people_list = "school.csv";
    QCOMPARE(importAid(office.opened(), request).error().code, ErrorCode::people_list_unknown);
    QCOMPARE(office.count("import_list"), 2);
    request.people_list = "mosque.csv";
    QCOMPARE(Office::must(importAid(office.opened(), request)).created, 1);
    QCOMPARE(office.number("SELECT COUNT(*) FROM aid JOIN identity USING (beneficiary)"
                           " WHERE number = '0452326257'"),
             1);
}

void TestImportAid::aDayInTheFutureIsRejected() {
    Office office;
    office.people(zahra);
    const auto report = office.aid("1,,سبد غذایی,1,1405/09/01\n1,,سبد غذایی,1,1405/09/02\n");
    QCOMPARE(report.created, 1);
    QCOMPARE(report.rejected_rows.front().error.code, ErrorCode::date_in_future);
    QCOMPARE(report.rejected_rows.front().row, 2);
}

void TestImportAid::wordsOfTheOfficeAreKeptAsANote() {
    Office office;
    office.people(zahra);
    const std::string headings = "ردیف مددجو,نوع کمک,تاریخ تحویل,محل تأمین,علت,توضیحات\n";
    Office::must(importAid(office.opened(),
                           office.request("aid.csv", headings + "1,درمان,1405/06/25,زكات,بازدید "
                                                                "منزل,داروخانه\n")));
    auto row = office.database().prepare("SELECT source, reason, note FROM aid");
    QVERIFY(row.step());
    QCOMPARE(row.string(0), std::string("zakat"));
    QVERIFY(row.isNull(1));
    QCOMPARE(row.string(2), std::string("داروخانه، بازدید منزل"));
}

void TestImportAid::aCopyUnderAnotherNameRecordsOnlyWhatIsNew() {
    Office office;
    const std::string nobody = "2,,بی‌نام,کدی,علی,1360,,قم\n";
    office.people(zahra + nobody);
    const std::string first = std::string("1,") + zahra_code + ",درمان,1000,1405/06/25\n";
    office.aid(first);
    const auto people = office.people(zahra + nobody, "people (1).csv");
    QCOMPARE(people.created, std::int64_t{0});
    QCOMPARE(office.count("beneficiary"), std::int64_t{2});
    auto request = office.request("aid (1).csv", Office::aid_headings + first + first);
    request.people_list = "people (1).csv";
    const auto aid = Office::must(importAid(office.opened(), request));
    QCOMPARE(aid.unchanged, std::int64_t{1});
    QCOMPARE(aid.created, std::int64_t{1});
    QCOMPARE(office.count("aid"), std::int64_t{2});
}
PEYVAND_TEST(TestImportAid)

#include "test_import.moc"
