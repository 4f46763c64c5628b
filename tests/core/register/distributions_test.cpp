// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/distributions.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class DistributionsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    Distributions distributions() { return Distributions(desk()); }

    BeneficiaryId person(const char* name) { return People(desk()).add({{name, "محمدی"}, {}})->id; }
    RecordId planned(HelpUnit unit = HelpUnit::person) {
        const auto id = distributions().plan({"سبد آبان", "food_basket", "برنج", unit,
                                              desk().today(), "مسجد جامع", Rial{5'000'000}});
        return id ? *id : RecordId{};
    }
    std::int64_t aidLeft() { return desk_->number("SELECT COUNT(*) FROM aid WHERE state <> 3"); }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void aTickAtTheDoorIsAid() {
        const auto list = planned();
        const auto a = person("الف"), b = person("ب"), c = person("ج");
        QCOMPARE(distributions().list(list, {a, b, c})->added, std::int64_t{3});
        const auto aid = distributions().tick(*distributions().lineOf(list, a));
        QVERIFY(aid);
        QVERIFY(distributions().tick(*distributions().lineOf(list, b), "برادر"));
        const auto given = AidBook(desk()).aid(*aid);
        QCOMPARE(given->category, std::string("food_basket"));
        QCOMPARE(given->amount.amount, std::int64_t{5'000'000});
        QCOMPARE(Records(desk())
                     .record(RecordType::aid, idAs<RecordId>(*aid))
                     ->record(field::aid::distribution),
                 std::optional(list));
        const auto figures = distributions().figures(list);
        QCOMPARE(figures->delivered, std::int64_t{1});
        QCOMPARE(figures->by_proxy, std::int64_t{1});
        QCOMPARE(figures->waiting, std::int64_t{1});
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM claim_due"), std::int64_t{2});
    }
    void aLineIsTickedOnce() {
        const auto list = planned();
        const auto a = person("الف");
        QVERIFY(distributions().list(list, {a}));
        const auto line = *distributions().lineOf(list, a);
        QVERIFY(distributions().tick(line));
        QCOMPARE(distributions().tick(line).error().code, ErrorCode::step_refused);
        QCOMPARE(aidLeft(), std::int64_t{1});
    }
    void aMistakenTickIsTakenBack() {
        const auto list = planned();
        const auto a = person("الف");
        QVERIFY(distributions().list(list, {a}));
        const auto line = *distributions().lineOf(list, a);
        QVERIFY(distributions().tick(line));
        QCOMPARE(distributions().untick(line, "").error().code, ErrorCode::reason_missing);
        QVERIFY(distributions().untick(line, "اشتباه در فهرست"));
        QCOMPARE(aidLeft(), std::int64_t{0});
        QCOMPARE(distributions().figures(list)->waiting, std::int64_t{1});
        QVERIFY(distributions().tick(line));
        QCOMPARE(aidLeft(), std::int64_t{1});
    }
    void aHouseholdHasOneLine() {
        const auto list = planned(HelpUnit::household);
        const auto a = person("الف"), b = person("ب");
        QVERIFY(Households(desk()).make("محمدی", {a, b}));
        const auto listed = distributions().list(list, {a, b, a});
        QCOMPARE(listed->added, std::int64_t{1});
        QCOMPARE(listed->already_there, std::int64_t{2});
        QVERIFY(*distributions().lineOf(list, b) == *distributions().lineOf(list, a));
        const auto aid = distributions().tick(*distributions().lineOf(list, b));
        QVERIFY(AidBook(desk()).aid(*aid)->household.has_value());
        QCOMPARE(distributions().lines({list})->front().name, std::string("الف محمدی"));
    }
    void whoIsNotListedIsTold() {
        const auto list = planned();
        QCOMPARE(distributions().lineOf(list, person("الف")).error().code,
                 ErrorCode::distribution_not_listed);
        QCOMPARE(distributions().list(RecordId{}, {}).error().code, ErrorCode::record_unknown);
        const auto before = desk_->number("SELECT COUNT(*) FROM entry");
        QCOMPARE(distributions().list(list, {person("ب"), BeneficiaryId{}}).error().code,
                 ErrorCode::beneficiary_unknown);
        // The person was written, no line was.
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM record_distribution_line"), std::int64_t{0});
        QVERIFY(desk_->number("SELECT COUNT(*) FROM entry") > before);
    }
    void closingCountsWhoDidNotCome() {
        const auto list = planned();
        const auto a = person("الف"), b = person("ب");
        QVERIFY(distributions().list(list, {a, b}));
        QVERIFY(distributions().tick(*distributions().lineOf(list, a)));
        QVERIFY(distributions().close(list));
        QCOMPARE(distributions().figures(list)->absent, std::int64_t{1});
        QCOMPARE(distributions().tick(*distributions().lineOf(list, b)).error().code,
                 ErrorCode::distribution_closed);
        QCOMPARE(distributions().list(list, {a}).error().code, ErrorCode::distribution_closed);
    }
    void theShyAreNotOnThePrintedList() {
        const auto list = planned();
        const auto a = person("الف"), b = person("ب");
        QVERIFY(Records(desk()).edit(RecordType::beneficiary, idAs<RecordId>(b),
                                     {{field::beneficiary::discreet, std::int64_t{1}}}));
        QVERIFY(distributions().list(list, {a, b}));
        QCOMPARE(distributions().lines({list})->size(), std::size_t{2});
        LineRequest printed{list};
        printed.for_print = true;
        const auto lines = distributions().lines(printed);
        QCOMPARE(lines->size(), std::size_t{1});
        QVERIFY(lines->front().subject == idAs<RecordId>(a));
    }
    void aMarkThatComesLaterOrIsTheHouseholdsCountsToo() {
        const auto list = planned();
        const auto a = person("الف"), b = person("ب"), c = person("پ");
        const auto home = Households(desk()).make("خانوار", {b});
        QVERIFY(home);
        QVERIFY(Records(desk()).edit(RecordType::household, idAs<RecordId>(*home),
                                     {{field::household::discreet, std::int64_t{1}}}));
        QVERIFY(distributions().list(list, {a, b, c}));
        QVERIFY(Records(desk()).edit(RecordType::beneficiary, idAs<RecordId>(c),
                                     {{field::beneficiary::discreet, std::int64_t{1}}}));
        LineRequest printed{list};
        printed.for_print = true;
        const auto lines = distributions().lines(printed);
        QCOMPARE(lines->size(), std::size_t{1});
        QVERIFY(lines->front().subject == idAs<RecordId>(a));
        const auto all = distributions().lines({list});
        for (const auto& line : *all)
            QCOMPARE(line.home_delivery, line.subject == idAs<RecordId>(b));
    }
    void whatWasGivenTwiceIsCounted() {
        const auto list = planned();
        const auto a = person("الف");
        QVERIFY(distributions().list(list, {a}));
        QVERIFY(distributions().tick(*distributions().lineOf(list, a)));
        // As another desk's tick would arrive.
        AidDraft draft{a};
        draft.category = "food_basket";
        draft.date = desk().today();
        Change change = aidChange(desk().newId<AidId>(), draft, HelpUnit::person);
        change.fields.push_back({field::aid::distribution, valueOf(list)});
        JournalTransaction transaction(desk().journal());
        transaction.add(FeedScope::office, change);
        QVERIFY(transaction.commit());
        QCOMPARE(distributions().figures(list)->given_twice, std::int64_t{1});
    }
};
PEYVAND_TEST(DistributionsTest)
#include "distributions_test.moc"
