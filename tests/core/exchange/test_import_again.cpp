// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that meet people who are there already, are taken back, and come again.
#include "core/exchange/import_undo.h"
#include "core/exchange/preview.h"
#include "core/exchange/saved_map.h"
#include "core/record/fields.h"
#include "core/register/aid_book.h"
#include "core/register/people.h"
#include "core/register/records.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

const std::string headings = "ردیف,کد ملی,نام,نام خانوادگی,نام پدر,تاریخ تولد,شغل\n";
const std::string zahra = "1,0602355540,زهرا,کریمی,علی,1365/02/01,خیاط\n";
const std::string hamed = "2,,حامد,شریفی,ناصر,1370,\n";

class Office : public test::RegisterFixture {
  public:
    ImportRequest request(const std::string& list, std::string csv) {
        texts_.push_back(std::make_unique<std::string>(std::move(csv)));
        ImportRequest request;
        request.bytes = bytesOf(*texts_.back());
        request.list_name = list;
        return request;
    }
    ImportReport people(const ImportRequest& request) {
        auto report = importPeople(opened(), request);
        if (!report)
            qFatal("import failed: %s", errorName(report.error().code).data());
        return std::move(*report);
    }
    ImportReport people(const std::string& rows, const std::string& list = "people.csv") {
        return people(request(list, headings + rows));
    }
    ImportReport aid(const std::string& rows, const std::string& list = "aid.csv") {
        auto report = importAid(
            opened(), request(list, "ردیف مددجو,نوع کمک,مبلغ (ریال),تاریخ تحویل\n" + rows));
        if (!report)
            qFatal("import failed: %s", errorName(report.error().code).data());
        return std::move(*report);
    }
    UndoReport undo(const std::string& list, bool dry_run = false) {
        const auto found = importedList(opened(), list);
        if (!found)
            qFatal("no list: %s", errorName(found.error().code).data());
        auto report = undoImport(opened(), {found->id, dry_run});
        if (!report)
            qFatal("undo failed: %s", errorName(report.error().code).data());
        return std::move(*report);
    }
    std::int64_t count(const std::string& table) { return number("SELECT COUNT(*) FROM " + table); }
    Person named(const char* given_name) {
        BeneficiaryId id;
        {
            auto row = database().prepare("SELECT id FROM beneficiary WHERE given_name = ?");
            row.bind(std::string_view(given_name));
            if (!row.step())
                return {};
            id = row.id<BeneficiaryId>(0);
        }
        return People(opened()).person(id).value();
    }

  private:
    std::vector<std::unique_ptr<std::string>> texts_;
};

} // namespace

class TestImportUndo : public QObject {
    Q_OBJECT
  private slots:
    void everythingThatAListMadeGoes();
    void theSameListComesWholeAgain();
    void filesThatWereCompletedAreAsBefore();
    void whatLaterWorkRefersToStaysAndIsTold();
    void aChangedFileStays();
    void aidIsVoidedAndComesAgainOnce();
    void anUndoneListIsNotUndoneTwice();
    void aDryRunAndACancelledUndoChangeNothing();
};

void TestImportUndo::everythingThatAListMadeGoes() {
    Office office;
    office.people(zahra + hamed);
    const auto report = office.undo("people.csv");
    QCOMPARE(report.people_erased, std::int64_t{2});
    QVERIFY(report.kept.empty());
    QCOMPARE(office.count("beneficiary"), 0);
    QCOMPARE(office.count("identity"), 0);
    QCOMPARE(office.count("import_row"), 0);
    QCOMPARE(office.count("record_beneficiary"), 0);
    QVERIFY(People(office.opened()).page({"زهرا"}).value().rows.empty());
    QVERIFY(checkRegister(office.opened()).value().empty());
}

void TestImportUndo::theSameListComesWholeAgain() {
    Office office;
    office.people(zahra + hamed);
    office.undo("people.csv");
    const auto again = office.people(zahra + hamed);
    QCOMPARE(again.created, std::int64_t{2});
    QCOMPARE(office.count("beneficiary"), 2);
    QCOMPARE(office.people(zahra + hamed).unchanged, std::int64_t{2});
    QCOMPARE(office.undo("people.csv").people_erased, std::int64_t{2});
    QCOMPARE(office.people(zahra + hamed).created, std::int64_t{2});
    QCOMPARE(office.named("زهرا").identities.size(), std::size_t{1});
}

void TestImportUndo::filesThatWereCompletedAreAsBefore() {
    Office office;
    NewPerson person;
    person.fields.given_name = "زهرا";
    person.fields.family_name = "کریمی";
    person.identities = {{std::nullopt, "0602355540", {}}};
    QVERIFY(People(office.opened()).add(person));
    const Person before = office.named("زهرا");
    QCOMPARE(office.people("1,0602355540,زهرا,کریمی,علی,1365/02/01,خیاط\n").filled,
             std::int64_t{1});
    QCOMPARE(office.named("زهرا").fields.father_name, std::string("علی"));
    const auto report = office.undo("people.csv");
    QCOMPARE(report.people_restored, std::int64_t{1});
    QVERIFY(office.named("زهرا").fields == before.fields);
    QCOMPARE(office.named("زهرا").identities.size(), std::size_t{1});
    QCOMPARE(office.number("SELECT COUNT(*) FROM record_beneficiary"
                           " WHERE occupation IS NOT NULL"),
             0);
    QCOMPARE(office.people(zahra).filled, std::int64_t{1});
    QCOMPARE(office.named("زهرا").fields.father_name, std::string("علی"));
}

void TestImportUndo::whatLaterWorkRefersToStaysAndIsTold() {
    Office office;
    office.people(zahra + hamed);
    AidDraft draft;
    draft.person = office.named("حامد").id;
    draft.category = "food_basket";
    draft.date = office.opened().today();
    QVERIFY(AidBook(office.opened()).give(draft));
    const auto report = office.undo("people.csv");
    QCOMPARE(report.people_erased, std::int64_t{1});
    QCOMPARE(report.kept.size(), std::size_t{1});
    QCOMPARE(report.kept[0].row, std::int64_t{2});
    QCOMPARE(report.kept[0].because, KeptBecause::aid);
    QCOMPARE(office.count("beneficiary"), 1);
    const auto again = office.people(zahra + hamed);
    QCOMPARE(again.created, std::int64_t{1});
    QCOMPARE(again.unchanged, std::int64_t{1});
    QCOMPARE(office.count("beneficiary"), 2);
}

void TestImportUndo::aChangedFileStays() {
    Office office;
    office.people(zahra + hamed);
    Person person = office.named("حامد");
    person.fields.city = "اهواز";
    QVERIFY(People(office.opened()).edit(person.id, person.fields));
    QVERIFY(People(office.opened())
                .addIdentity(office.named("زهرا").id, {std::nullopt, "123456789012", {}}));
    const auto report = office.undo("people.csv");
    QCOMPARE(report.people_erased, std::int64_t{0});
    QCOMPARE(report.kept.size(), std::size_t{2});
    QVERIFY(std::all_of(report.kept.begin(), report.kept.end(),
                        [](const auto& kept) { return kept.because == KeptBecause::edited; }));
    QCOMPARE(office.named("زهرا").identities.size(), std::size_t{2});
}

void TestImportUndo::aidIsVoidedAndComesAgainOnce() {
    Office office;
    office.people(zahra + hamed);
    office.aid("1,سبد غذایی,1000,1405/06/25\n2,درمان,2000,1405/06/25\n");
    office.database().prepare("DELETE FROM claim_due").run();
    QCOMPARE(office.undo("people.csv", true).kept.size(), std::size_t{2});
    QCOMPARE(office.undo("aid.csv").aid_voided, std::int64_t{2});
    QCOMPARE(office.number("SELECT COUNT(*) FROM aid WHERE state = 3"
                           " AND void_reason = 'ورود فهرست برگردانده شد'"),
             2);
    QCOMPARE(office.count("claim_due"), 2);
    const auto again = office.aid("1,سبد غذایی,1000,1405/06/25\n2,درمان,2000,1405/06/25\n");
    QCOMPARE(again.created, std::int64_t{2});
    QCOMPARE(office.number("SELECT COUNT(*) FROM aid WHERE state = 1"), 2);
    QCOMPARE(office.aid("1,سبد غذایی,1000,1405/06/25\n").unchanged, std::int64_t{1});
}

void TestImportUndo::anUndoneListIsNotUndoneTwice() {
    Office office;
    office.people(zahra);
    const auto list = importedList(office.opened(), "people.csv").value();
    office.undo("people.csv");
    QCOMPARE(undoImport(office.opened(), {list.id}).error().code, ErrorCode::import_taken_back);
    QCOMPARE(importedList(office.opened(), "nothing").error().code, ErrorCode::import_list_unknown);
    QVERIFY(importedLists(office.opened()).value().at(0).taken_back);
}

void TestImportUndo::aDryRunAndACancelledUndoChangeNothing() {
    Office office;
    office.people(zahra + hamed);
    const auto entries = office.count("entry");
    QCOMPARE(office.undo("people.csv", true).people_erased, std::int64_t{2});
    const CancelToken cancel;
    cancel.cancel();
    const auto list = importedList(office.opened(), "people.csv").value();
    QCOMPARE(undoImport(office.opened(), {list.id}, {}, cancel).error().code, ErrorCode::cancelled);
    QCOMPARE(office.count("entry"), entries);
    QCOMPARE(office.count("beneficiary"), 2);
}
PEYVAND_TEST(TestImportUndo)

class TestImportAgain : public QObject {
    Q_OBJECT
  private slots:
    void aSimilarPersonWaitsForAnAnswer();
    void theAnswersComeBackInTheFile();
    void anotherValidNumberIsAnotherPerson();
    void keepAndUpdateAreFollowed();
    void furtherFieldsFillBlanksAndTellDifferences();
    void aSponsoredChildIsAskedAbout();
    void aSavedMappingIsKnownByItsHeadings();
    void aPreviewWritesNothing();
};

void TestImportAgain::aSimilarPersonWaitsForAnAnswer() {
    Office office;
    office.people(zahra + hamed);
    const auto report = office.people("9,,حامد,شريفی,ناصر,1370/05/06,راننده\n", "mosque.csv");
    QCOMPARE(report.unsure, std::int64_t{1});
    QCOMPARE(report.unsure_rows.at(0).question, UnsureQuestion::same_person);
    QVERIFY(report.unsure_rows[0].candidates.at(0) == office.named("حامد").id);
    QVERIFY(report.needsPerson());
    QCOMPARE(office.count("beneficiary"), 2);
    QVERIFY(!office.named("حامد").fields.birth->day);
    // Without father or year nobody is alike.
    QCOMPARE(office.people("9,,حامد,شریفی,,1370,\n", "x.csv").created, std::int64_t{1});
}

void TestImportAgain::theAnswersComeBackInTheFile() {
    Office office;
    office.people(zahra + hamed + "3,,مینا,رضایی,کاظم,1380,\n");
    auto request =
        office.request("mosque.csv", headings + "9,,حامد,شریفی,ناصر,1370/05/06,راننده\n" +
                                         "10,,مینا,رضایی,کاظم,1380,\n");
    request.unsure_path = office.folder().parent_path() / "unsure.csv";
    QCOMPARE(office.people(request).unsure, std::int64_t{2});
    const auto file = office.platform().files.readAll(request.unsure_path, 100'000).value();
    QVERIFY(readDecisions(file).value().empty());
    std::string text(textOf(file));
    const auto answer = [&](const char* name, const char* said) {
        const auto at = text.find("\r\n", text.find(name));
        text.insert(at, said);
    };
    answer("حامد", "same");
    answer("مینا", "جدید");
    request.decisions = readDecisions(bytesOf(text)).value();
    QCOMPARE(request.decisions.size(), std::size_t{2});
    const auto report = office.people(request);
    QCOMPARE(report.filled, std::int64_t{1});
    QCOMPARE(report.created, std::int64_t{1});
    QCOMPARE(report.unsure, std::int64_t{0});
    QVERIFY(office.named("حامد").fields.birth->day.has_value());
    QCOMPARE(office.count("beneficiary"), 4);
    request.decisions.clear();
    QCOMPARE(office.people(request).unchanged, std::int64_t{2});
    QCOMPARE(readDecisions(bytesOf("a,b\n1,2\n")).error().code, ErrorCode::decisions_unreadable);
    answer("جدید", " شاید");
    QCOMPARE(readDecisions(bytesOf(text)).error().code, ErrorCode::decisions_unreadable);
}

void TestImportAgain::anotherValidNumberIsAnotherPerson() {
    Office office;
    office.people(zahra);
    const auto report = office.people("1,0452326257,زهرا,کریمی,علی,1365,\n", "second.csv");
    QCOMPARE(report.created, std::int64_t{1});
    QCOMPARE(report.unsure, std::int64_t{0});
}

void TestImportAgain::keepAndUpdateAreFollowed() {
    Office office;
    office.people("1,0602355540,زهرا,کریمی,,1365,\n");
    auto request = office.request("b.csv", headings + "1,0602355540,زهره,,علی,1365/02/01,\n");
    request.existing = ExistingPolicy::keep;
    QCOMPARE(office.people(request).unchanged, std::int64_t{1});
    QVERIFY(office.named("زهرا").fields.father_name.empty());
    request.list_name = "c.csv";
    request.existing = ExistingPolicy::update;
    const auto report = office.people(request);
    QCOMPARE(report.filled, std::int64_t{1});
    QVERIFY(report.differences.empty());
    const Person person = office.named("زهره");
    QCOMPARE(person.fields.father_name, std::string("علی"));
    // A blank overwrites nothing.
    QCOMPARE(person.fields.family_name, std::string("کریمی"));
}

void TestImportAgain::furtherFieldsFillBlanksAndTellDifferences() {
    Office office;
    office.people("1,0602355540,زهرا,کریمی,,1365,\n");
    QCOMPARE(office.people(zahra, "b.csv").filled, std::int64_t{1});
    const auto record =
        Records(office.opened())
            .record(RecordType::beneficiary, idAs<RecordId>(office.named("زهرا").id))
            .value();
    QCOMPARE(record.text(field::beneficiary::occupation), std::string("خیاط"));
    const auto report = office.people("1,0602355540,زهرا,کریمی,,,آرایشگر\n", "c.csv");
    QCOMPARE(report.differences.at(0).field, std::string("occupation"));
    QCOMPARE(report.differences[0].kept, std::string("خیاط"));
    QCOMPARE(report.differences[0].offered, std::string("آرایشگر"));
}

void TestImportAgain::aSponsoredChildIsAskedAbout() {
    Office office;
    const std::string columns = "ردیف,کد ملی,نام,نام خانوادگی,کد حامی,مبلغ حمایت\n";
    const std::string first = "1,0602355540,زهرا,کریمی,12,5000000\n";
    const std::string second = "2,0602355540,زهرا,کریمی,40,3000000\n";
    const auto report = office.people(office.request("ekram.csv", columns + first + second));
    QCOMPARE(report.created, std::int64_t{1});
    QCOMPARE(report.sponsorships, std::int64_t{1});
    QCOMPARE(report.unsure, std::int64_t{1});
    QCOMPARE(report.unsure_rows.at(0).question, UnsureQuestion::sponsorship);
    auto answered = office.request("ekram.csv", columns + first + second);
    answered.decisions = {{report.unsure_rows[0].key, RowChoice::sponsorship, std::nullopt}};
    QCOMPARE(office.people(answered).sponsorships, std::int64_t{1});
    QCOMPARE(office.count("record_sponsorship"), 2);
    QCOMPARE(office.count("record_sponsor"), 2);
    QCOMPARE(office.people(answered).unchanged, std::int64_t{2});
    // The same sponsor again in another list is a doubled row.
    const auto doubled = office.people(office.request("copy.csv", columns + "5,0602355540,زهرا,"
                                                                            "کریمی,12,1\n"));
    QCOMPARE(doubled.unchanged, std::int64_t{1});
    QCOMPARE(office.count("record_sponsorship"), 2);
    office.undo("copy.csv");
    QCOMPARE(office.undo("ekram.csv").people_erased, std::int64_t{1});
    QCOMPARE(office.count("record_sponsorship"), 0);
}

void TestImportAgain::aSavedMappingIsKnownByItsHeadings() {
    Office office;
    const std::string csv = "شناسه مددجو,اسم شریف,طایفه,زاده\nx1,زهرا,کریمی,01-02-1365\n";
    SavedMap map{"فرم مسجد",
                 ListKind::people,
                 *parseMap("اسم شریف=given_name,طایفه=family_name,زاده=birth:%d-%m-%Y"),
                 {}};
    auto request = office.request("mosque.csv", csv);
    QCOMPARE(importPeople(office.opened(), request).error().code, ErrorCode::list_headings_missing);
    map.fingerprint = readTable(*request.bytes, ListKind::people, map.map)->fingerprint();
    QVERIFY(saveMap(office.opened(), map));
    QVERIFY(saveMap(office.opened(), map));
    office.reopen();
    QCOMPARE(savedMaps(office.opened()).value().size(), std::size_t{1});
    const auto report = office.people(request);
    QCOMPARE(report.mapping, map.name);
    QCOMPARE(report.created, std::int64_t{1});
    QCOMPARE(office.named("زهرا").fields.birth->iso(), std::string("1986-04-21"));
    QVERIFY(forgetMap(office.opened(), map.name));
    QCOMPARE(savedMap(office.opened(), map.name).error().code, ErrorCode::list_map_unknown);
}

void TestImportAgain::aPreviewWritesNothing() {
    Office office;
    const auto entries = office.count("entry");
    auto request = office.request("x.csv", "فهرست\n" + headings + zahra +
                                               "2,12,حامد,شریفی,ناصر,ناخوانا,\nجمع,,2,,,,\n");
    const auto preview = previewList(office.opened(), request, ListKind::people, 1).value();
    QCOMPARE(preview.heading_line, std::int64_t{2});
    QCOMPARE(preview.rows, std::int64_t{2});
    QCOMPARE(preview.first_rows.size(), std::size_t{1});
    QCOMPARE(preview.columns.size(), std::size_t{7});
    QVERIFY(preview.columns[1].field == Field::national_id);
    QCOMPARE(preview.columns[1].confidence, Confidence::sure);
    QCOMPARE(preview.columns[5].unreadable, std::int64_t{1});
    QCOMPARE(preview.columns[2].samples.at(0), std::string("زهرا"));
    QCOMPARE(preview.skipped.size(), std::size_t{2});
    QCOMPARE(office.count("entry"), entries);
    QCOMPARE(office.count("beneficiary"), 0);
}
PEYVAND_TEST(TestImportAgain)

#include "test_import_again.moc"
