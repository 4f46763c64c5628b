// SPDX-License-Identifier: GPL-3.0-or-later
// Lists as offices have them: headings over two rows, merged cells, words of their own, further
// fields, dates of every shape.
#include "core/exchange/cells.h"
#include "core/exchange/people_list.h"
#include "core/record/fields.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

const CivilDate today = *CivilDate::fromYmd(2026, 11, 22);

Result<Table> tableOf(std::string_view text, const HeadingMap& map = {}) {
    return readTable(bytesOf(text), ListKind::people, map);
}

PersonListRow firstRow(std::string_view text, const HeadingMap& map = {}) {
    auto table = tableOf(text, map);
    if (!table)
        qFatal("%s %s", std::string(errorName(table.error().code)).c_str(),
               table.error().arguments.empty() ? "" : table.error().arguments[0].second.c_str());
    return PeopleList(std::move(*table), today).row(0);
}

Value furtherOf(const PersonListRow& row, FieldNumber field) {
    for (const auto& value : row.further)
        if (value.field == field)
            return value.value;
    return {};
}

} // namespace

class HabitsTest : public QObject {
    Q_OBJECT
  private slots:
    void headingsOfManySpellingsAreKnown_data();
    void headingsOfManySpellingsAreKnown();
    void headingsOverTwoRowsAreJoined();
    void columnsOfSomebodyElseAreLeftOut();
    void footersAreSkippedAndToldAsSuch();
    void furtherFieldsAreReadIntoTheirCodes();
    void codesUnderAnUnknownHeadingAreFound();
    void aMapCanBeWrittenEitherWay();
    void aMapCanSayHowDatesAreWritten();
    void wordsOfTheOfficeAreMapped();
    void twoDigitYearsAndLostDigitsAreDoubted();
    void aSponsoredChildsRowNamesItsSponsor();
};

void HabitsTest::headingsOfManySpellingsAreKnown_data() {
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QString>("field");
    const auto add = [](const char* heading, const char* field) {
        QTest::newRow(heading) << QString::fromUtf8(heading) << QString::fromLatin1(field);
    };
    add("كد ملي", "national_id");
    add("کدملی سرپرست", "national_id");
    add("کد‌ملّی *", "national_id");
    add("nationalCode", "national_id");
    add("national_id", "national_id");
    add("تاریخ تولد(شمسی)", "birth");
    add("ت.ت", "birth");
    add("dateOfBirth", "birth");
    add("DATE_OF_BIRTH:", "birth");
    add("موبایل ۱", "phone");
    add("شماره همراه (سرپرست)", "phone");
    add("نام و نام‌خانوادگی:", "full_name");
    add("نام خانوادگی، نام", "full_name_family_first");
    add("familyName", "family_name");
    add("نام خانوادگي مددجو", "family_name");
    add("نام پدر*", "father_name");
    add("وضعیت تأهل", "marital_state");
    add("ش.ش", "certificate_number");
    add("میزان تحصیلات", "education");
    add("کد حامی", "sponsor_code");
}

void HabitsTest::headingsOfManySpellingsAreKnown() {
    QFETCH(QString, heading);
    QFETCH(QString, field);
    const auto read = readHeading(heading.toStdString(), ListKind::people);
    QVERIFY(read.has_value());
    QCOMPARE(QString::fromStdString(std::string(fieldName(read->field))), field);
}

void HabitsTest::headingsOverTwoRowsAreJoined() {
    const auto row = firstRow("ردیف,نام,نام خانوادگی,تاریخ تولد,,,کد ملی\n"
                              ",,,روز,ماه,سال,\n1,زهرا,کریمی,1,2,1365,0602355540\n");
    QCOMPARE(row.fields.birth->iso(), std::string("1986-04-21"));
    QCOMPARE(row.fields.given_name, std::string("زهرا"));
    const auto under = firstRow("مشخصات سرپرست,,,پدر\nنام,نام خانوادگی,کد ملی,نام\n"
                                "زهرا,کریمی,0602355540,علی\n");
    QCOMPARE(under.fields.given_name, std::string("زهرا"));
    QCOMPARE(under.fields.father_name, std::string("علی"));
}

void HabitsTest::columnsOfSomebodyElseAreLeftOut() {
    const auto row = firstRow("مشخصات سرپرست,,,مشخصات همسر,,\n"
                              "نام,نام خانوادگی,کد ملی,نام,نام خانوادگی,کد ملی\n"
                              "زهرا,کریمی,0602355540,حامد,شریفی,0452326257\n");
    QCOMPARE(row.fields.given_name, std::string("زهرا"));
    QCOMPARE(row.fields.family_name, std::string("کریمی"));
    QCOMPARE(row.identities.size(), std::size_t{1});
}

void HabitsTest::footersAreSkippedAndToldAsSuch() {
    auto table = tableOf(
        "ردیف,نام,نام خانوادگی,کد ملی,شهر\n1,زهرا,کریمی,0602355540,قم\n"
        "جمع کل,1,,,\n,تهیه‌کننده: رضا احمدی,,مدیر عامل: علی "
        "رضایی,\n"
        ",امضا,,,\n");
    QVERIFY(table.has_value());
    QCOMPARE(table->rows(), std::size_t{1});
    QCOMPARE(table->skipped().size(), std::size_t{3});
    QCOMPARE(table->skipped()[0].reason, SkipReason::total);
    QCOMPARE(table->skipped()[1].reason, SkipReason::footer);
}

void HabitsTest::furtherFieldsAreReadIntoTheirCodes() {
    const auto row = firstRow("نام,نام خانوادگی,تأهل,تحصیلات,شغل,روستا,سادات,نام مادر,معلولیت\n"
                              "زهرا,کریمی,مطلقه,فوق ديپلم,خیاط,ده بالا,عام,مریم,نامفهوم\n");
    namespace f = field::beneficiary;
    QVERIFY(furtherOf(row, f::marital_state) == Value{std::string("divorced")});
    QVERIFY(furtherOf(row, f::education) == Value{std::string("associate")});
    QVERIFY(furtherOf(row, f::occupation) == Value{std::string("خیاط")});
    QVERIFY(furtherOf(row, f::village) == Value{std::string("ده بالا")});
    QVERIFY(furtherOf(row, f::sayyid) == Value{std::string("no")});
    QVERIFY(furtherOf(row, f::mother_name) == Value{std::string("مریم")});
    QCOMPARE(row.problems.size(), std::size_t{1});
    QCOMPARE(row.problems[0].code, ErrorCode::choice_unknown);
}

void HabitsTest::codesUnderAnUnknownHeadingAreFound() {
    for (const char* heading : {"ID", "soc_sec_id", "م.ش"}) {
        const auto row = firstRow("Name,Family," + std::string(heading) +
                                  ",Phone\nزهرا,کریمی,602355540,09121234567\n");
        QCOMPARE(row.identities.size(), std::size_t{1});
        QCOMPARE(row.identities[0].read.identity->number, std::string("0602355540"));
        QVERIFY(row.identities[0].restored);
    }
    QVERIFY(firstRow("نام,نام خانوادگی,الف\nزهرا,کریمی,1234567890\n").identities.empty());
}

void HabitsTest::aMapCanBeWrittenEitherWay() {
    const auto map = parseMap("name=given_name,family=surname,birth=date_of_birth:%Y%m%d");
    QVERIFY(map.has_value());
    const auto row = firstRow("given_name,surname,date_of_birth\nزهرا,کریمی,13650201\n", *map);
    QCOMPARE(row.fields.given_name, std::string("زهرا"));
    QCOMPARE(row.fields.family_name, std::string("کریمی"));
    QCOMPARE(row.fields.birth->iso(), std::string("1986-04-21"));
    QCOMPARE(parseMap("x=y:%Y").error().code, ErrorCode::list_map_invalid);
}

void HabitsTest::aMapCanSayHowDatesAreWritten() {
    const auto day_first = parseMap("تولد=birth:%d/%m/%Y");
    QCOMPARE(
        firstRow("نام,نام خانوادگی,تولد\nزهرا,کریمی,05/07/1986\n", *day_first).fields.birth->iso(),
        std::string("1986-07-05"));
    const auto wrong = firstRow("نام,نام خانوادگی,تولد\nزهرا,کریمی,1986-07-05\n", *day_first);
    QVERIFY(!wrong.fields.birth);
    QCOMPARE(wrong.problems.at(0).code, ErrorCode::date_unreadable);
}

void HabitsTest::wordsOfTheOfficeAreMapped() {
    auto map = parseWords("sex:خواهر=زن;sex:برادر=male; marital_state:تنها=single");
    QVERIFY(map.has_value());
    const auto row = firstRow("نام,نام خانوادگی,جنسیت,تأهل\nزهرا,کریمی,خواهر,تنها\n", *map);
    QCOMPARE(row.fields.sex, Sex::female);
    QVERIFY(furtherOf(row, field::beneficiary::marital_state) == Value{std::string("single")});
    for (const char* typed : {"زن", "F", "2", "مؤنث"})
        QCOMPARE(readSex(typed), Sex::female);
    QCOMPARE(readSex("1"), Sex::male);
    QCOMPARE(parseWords("sex:خواهر=nobody").error().code, ErrorCode::list_map_invalid);
    QCOMPARE(parseWords("sex").error().code, ErrorCode::list_map_invalid);
}

void HabitsTest::twoDigitYearsAndLostDigitsAreDoubted() {
    const auto row = firstRow("نام,نام خانوادگی,کد ملی,تاریخ تولد\n"
                              "زهرا,کریمی,4.99371E+08,۶۵/۰۲/۰۱\n");
    QCOMPARE(row.fields.birth->iso(), std::string("1986-04-21"));
    QVERIFY(!row.identities.at(0).read.identity);
    QCOMPARE(row.doubts.size(), std::size_t{2});
    QCOMPARE(row.doubts[0].code, ErrorCode::date_century_guessed);
    QCOMPARE(row.doubts[1].code, ErrorCode::identity_digits_lost);
    for (const char* sure : {"1365/5/1", "13650501", "1986-07-23", "۱۲ فروردین ۱۳۶۵", "1365"})
        QVERIFY(!hasTwoDigitYear(sure));
    QVERIFY(hasTwoDigitYear("650501"));
}

void HabitsTest::aSponsoredChildsRowNamesItsSponsor() {
    const auto row = firstRow("نام,نام خانوادگی,کد ملی,کد حامی,مبلغ حمایت (تومان),شروع حمایت\n"
                              "زهرا,کریمی,0602355540,12,500000,1404/1/1\n");
    QVERIFY(row.sponsor.has_value());
    QCOMPARE(row.sponsor->code, std::string("12"));
    QCOMPARE(row.sponsor->amount.amount, std::int64_t{5'000'000});
    QCOMPARE(row.sponsor->from->iso(), std::string("2025-03-21"));
}
PEYVAND_TEST(HabitsTest)

#include "test_habits.moc"
