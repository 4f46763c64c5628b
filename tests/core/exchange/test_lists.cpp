// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/aid_list.h"
#include "core/exchange/cells.h"
#include "core/exchange/identity_list.h"
#include "core/exchange/people_list.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {
const CivilDate today = *CivilDate::fromYmd(2026, 11, 22);

PeopleList people(std::string_view text) {
    auto table = readTable(bytesOf(text), ListKind::people);
    if (!table)
        qFatal("%s", std::string(errorName(table.error().code)).c_str());
    return PeopleList(std::move(*table), today);
}
AidList aid(std::string_view text) {
    auto table = readTable(bytesOf(text), ListKind::aid);
    if (!table)
        qFatal("%s", std::string(errorName(table.error().code)).c_str());
    return AidList(std::move(*table), today);
}
std::string birth(std::string_view typed) {
    const auto read = readListBirth(typed, today);
    return read ? read->iso() : std::string(errorName(read.error().code));
}
} // namespace

class ListTest : public QObject {
    Q_OBJECT
  private slots:
    void headingsAreKnownInOtherSpellingsAndOrders() {
        const auto list =
            people("نام پدر;نام خانوادگي;نام;كد ملّي ;تاريخ تولد (شمسي);جنسيت;تلفن 1;تلفن 2\n"
                   "حسن;رضایی;زهرا;0602355540;1365/2/3;خانم;9121234567;021-44556677\n");
        const auto row = list.row(0);
        QCOMPARE(row.fields.given_name, std::string("زهرا"));
        QCOMPARE(row.fields.family_name, std::string("رضایی"));
        QCOMPARE(row.fields.father_name, std::string("حسن"));
        QCOMPARE(row.fields.sex, Sex::female);
        QCOMPARE(row.fields.phones, (std::vector<std::string>{"09121234567", "02144556677"}));
        QCOMPARE(row.identities.at(0).read.identity->number, std::string("0602355540"));
        QVERIFY(row.problems.empty() && !row.rejection);
    }
    void titleSectionTotalAndRepeatedHeadingAreSkippedWithReasons() {
        const auto list =
            people("فهرست مددجویان,,\n\nردیف,نام,نام خانوادگی,کد ملی\n1,علی,رضایی,\n"
                   "ادامه فهرست\nردیف,نام,نام خانوادگی,کد ملی\n7,زهرا,کریمی,\n8,,,\nجمع: ۲ نفر\n");
        QCOMPARE(list.size(), std::size_t{2});
        QCOMPARE(list.row(1).row, std::int64_t{7});
        QCOMPARE(list.row(1).line, std::int64_t{7});
        std::vector<std::string> reasons;
        for (const auto& skipped : list.table().skipped())
            reasons.emplace_back(skipReasonName(skipped.reason));
        QCOMPARE(reasons, (std::vector<std::string>{"title", "section", "repeated_heading",
                                                    "number_only", "total"}));
    }
    void wrongCodesAndDatesNeverRejectAPerson() {
        const auto list =
            people("نام,نام خانوادگی,کد ملی,تاریخ تولد,شهر\nعلی,رضایی,0602355541,1404/12/30\n"
                   "مینا,رضایی,4.02E+09,1365\nنرگس,رضایی,4.089480752E+09,ندارد\n,,,1365,قم\n");
        const auto first = list.row(0);
        QVERIFY(!first.rejection && !first.fields.birth);
        QCOMPARE(first.problems.at(0).code, ErrorCode::date_not_existing);
        QCOMPARE(first.identities.at(0).read.problem->code, ErrorCode::identity_check_digit);
        QCOMPARE(list.row(1).fields.birth->iso(), std::string("1365"));
        QVERIFY(!list.row(1).identities.at(0).read.identity);
        QCOMPARE(list.row(2).identities.at(0).read.identity->number, std::string("4089480752"));
        QVERIFY(list.row(2).problems.empty());
        QCOMPARE(list.row(3).rejection->code, ErrorCode::row_name_missing);
    }
    void shiftedColumnsAreRejectedAndExtraBlanksAreNot() {
        const auto list =
            people("نام,نام خانوادگی,کد ملی,جنسیت,تاریخ تولد\n,علی,رضایی,0602355540,مرد,1365/1/1\n"
                   "علی,رضایی,0602355540,مرد,1365/1/1,,,\nعلی,رضایی\n");
        QCOMPARE(list.row(0).rejection->code, ErrorCode::row_columns);
        QVERIFY(!list.row(1).rejection);
        QVERIFY(!list.row(2).rejection);
    }
    void oneNameColumnIsSplit() {
        QCOMPARE(splitName("سید محمد رضا هاشمی", false).family, std::string("هاشمی"));
        QCOMPARE(splitName("فاطمه زهرا کریمی نژاد", false).given, std::string("فاطمه زهرا"));
        QCOMPARE(splitName("علی محمدی", false).given, std::string("علی"));
        QCOMPARE(splitName("زهرا سادات موسوی", false).family, std::string("موسوی"));
        QCOMPARE(splitName("موسوی نژاد علی", true).given, std::string("علی"));
        QCOMPARE(splitName("موسوی، علی", false).given, std::string("علی"));
    }
    void datesAsOfficesWriteThem() {
        QCOMPARE(birth("۱۲ فروردین ۱۳۶۵"), birth("1365/1/12"));
        QCOMPARE(birth("13650112"), birth("1365/1/12"));
        QCOMPARE(birth("12/01/1365"), birth("1365/1/12"));
        QCOMPARE(birth("1365/01/12 00:00:00"), birth("1365/1/12"));
        QCOMPARE(birth("1986-07-22"), std::string("1986-07-22"));
        QCOMPARE(birth("22/07/1986"), std::string("1986-07-22"));
        QCOMPARE(birth("31615"), std::string("1986-07-22"));
        QCOMPARE(birth("متولد ۱۳۶۵"), std::string("1365"));
        QCOMPARE(birth("1365/00/00"), std::string("1365"));
        QCOMPARE(birth("05/07/1986"), std::string("date_unreadable"));
    }
    void aidRowsHaveCategoryItemAmountAndDate() {
        const auto list =
            aid("ردیف مددجو,کد ملی,نوع کمک,مبلغ (تومان),تاریخ\n12,,سبد غذایي (رمضان),1.5 "
                "میلیون,1405/6/2\n"
                ",0602355540,درمان,500000 ریال,1405/06\n,,درمان,1,1405/6/2\n3,,ناشناس,1,1405/6/2\n"
                "3,,درمان,1,\nجمع,,,99,\n");
        QCOMPARE(list.size(), std::size_t{5});
        QCOMPARE(list.row(0).person_row, std::optional<std::int64_t>(12));
        QCOMPARE(list.row(0).category, std::string("food_basket"));
        QCOMPARE(list.row(0).item, std::string("رمضان"));
        QCOMPARE(list.row(0).amount.amount, std::int64_t{15'000'000});
        QCOMPARE(list.row(1).amount.amount, std::int64_t{500'000});
        QCOMPARE(HijriDate::fromCivil(list.row(1).date).iso(), std::string("1405-06-01"));
        QCOMPARE(list.row(2).rejection->code, ErrorCode::identity_empty);
        QCOMPARE(list.row(3).rejection->code, ErrorCode::category_unknown);
        QCOMPARE(list.row(4).rejection->code, ErrorCode::date_unreadable);
    }
    void missingAndAmbiguousHeadingsAreNamed() {
        QCOMPARE(readTable(bytesOf("a,b\n1,2\n"), ListKind::people).error().code,
                 ErrorCode::list_headings_missing);
        const auto twice = readTable(bytesOf("نام,نام,کد ملی\nا,ب,1\n"), ListKind::people);
        QCOMPARE(twice.error().arguments.at(0).second, std::string("given_name"));
    }
    void mapNamesStrangeHeadingsAndColumnsByNumber() {
        const auto map = parseMap("اسم شریف=given_name, family_name=طایفه");
        QVERIFY(map.has_value());
        auto table = readTable(bytesOf("اسم شریف,طایفه\nعلی,رضایی\n"), ListKind::people, *map);
        QVERIFY(table.has_value());
        QCOMPARE(PeopleList(std::move(*table), today).row(0).fields.family_name,
                 std::string("رضایی"));
        auto bare = readTable(bytesOf("علی,0602355540\n"), ListKind::people,
                              *parseMap("#1=given_name,#2=identity"));
        QVERIFY(bare.has_value());
        QCOMPARE(bare->rows(), std::size_t{1});
        QCOMPARE(parseMap("nonsense").error().code, ErrorCode::list_map_invalid);
    }
    void codesAreFoundWithAndWithoutHeading() {
        const auto bare = readIdentityList(bytesOf("0602355540\n602355540\n\n۰۶۰۲۳۵۵۵۴۰\n"));
        QVERIFY(bare.has_value());
        QCOMPARE(bare->size(), std::size_t{3});
        QCOMPARE(bare->at(1).read.identity->number, std::string("0602355540"));
        const auto headed = readIdentityList(bytesOf("نام,کد ملی\nعلی,0602355540\nمینا,\n"));
        QCOMPARE(headed->size(), std::size_t{1});
    }
    void oneOrTwoLostZerosAreRestoredAndNoMore() {
        QVERIFY(readCode("602355540", std::nullopt).zeros_restored);
        // With more of them a check digit proves too little: the number is kept as it is.
        QVERIFY(!readCode("380652", std::nullopt).identity);
    }
    void equalRowsHaveEqualNormalisedText() {
        const auto a = people("نام,نام خانوادگی,شهر\nعلي , ميرزايي,قم\n");
        const auto b = people("نام;نام خانوادگی;شهر\nعلی;میرزایی;قم;;\n");
        QCOMPARE(a.row(0).normalised_text, b.row(0).normalised_text);
    }
};
PEYVAND_TEST(ListTest)

#include "test_lists.moc"
