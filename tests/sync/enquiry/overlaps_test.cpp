// SPDX-License-Identifier: GPL-3.0-or-later
// Two charities help the same person without knowing of each other; afterwards both hear of it.
#include "core/register/rule_book.h"
#include "sync/enquiry/overlaps.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899", maryam = "3926454466";
const CivilDate in_aban = hijri(1405, 8, 20);

OverlapCounts find(Charity& charity) {
    return must(Overlaps(*charity.network, charity.executor).find());
}
std::vector<Overlap> listOf(Charity& charity) {
    return must(Overlaps(*charity.network, charity.executor).page(0, 10, Language::english));
}

} // namespace

class OverlapsTest : public QObject {
    Q_OBJECT

    /// Each gives before it hears of the other.
    struct Both : TwoCharities {
        Both() {
            for (Charity* one : {&a, &b})
                one->fixture.clock.setDay(in_aban.plusDays(3));
            aid_a = a.give(a.add("زهرا", zahra), "food_basket", in_aban);
            aid_b = b.give(b.add("زهرا", zahra), "food_basket", in_aban.plusDays(1));
        }
        AidId aid_a{}, aid_b{};
    };

  private slots:
    void bothHearOfIt() {
        Both both;
        QCOMPARE(find(both.a).looked, std::int64_t{0});
        both.sync();
        for (Charity* one : {&both.a, &both.b}) {
            const auto counts = find(*one);
            QCOMPARE(counts.looked, std::int64_t{1});
            QCOMPARE(counts.found, std::int64_t{1});
            const auto found = listOf(*one);
            QCOMPARE(found.size(), std::size_t{1});
            QVERIFY(found[0].aid.id == (one == &both.a ? both.aid_a : both.aid_b));
            QVERIFY(wantsReason(found[0].rules.at(0).outcome.result));
            QVERIFY(!found[0].rules.at(0).sentence.empty());
            // Once looked at, it stays on the list and is not looked for again.
            QCOMPARE(find(*one).looked, std::int64_t{0});
            QCOMPARE(must(Overlaps(*one->network, one->executor).count()), std::int64_t{1});
        }
        // Every opening stands in the audit log.
        QVERIFY(both.a.fixture.number("SELECT COUNT(*) FROM audit WHERE deed = " +
                                      std::to_string(int(AuditDeed::claim_opened))) > 0);
    }
    // Whoever gave and had not told the network yet hears of it all the same.
    void whatIsNotSealedYetIsFoundToo() {
        Both both;
        must(importBundle(*both.b.network, both.a.exportTo(both.file("a.pvb"))));
        QCOMPARE(find(both.b).found, std::int64_t{1});
    }
    void helpThatNoRuleMindsIsNone() {
        TwoCharities both;
        for (Charity* one : {&both.a, &both.b})
            one->fixture.clock.setDay(in_aban.plusDays(3));
        both.a.give(both.a.add("مریم", maryam), "food_basket", in_aban.plusDays(-200));
        both.b.give(both.b.add("مریم", maryam), "food_basket", in_aban);
        both.sync();
        const auto counts = find(both.a);
        QCOMPARE(counts.looked, std::int64_t{1});
        QCOMPARE(counts.found, std::int64_t{0});
    }
    void whatIsTakenBackLeavesTheList() {
        Both both;
        both.sync();
        QCOMPARE(find(both.a).found, std::int64_t{1});
        must(AidBook(both.b.fixture.opened()).voidAid(both.aid_b, "آزمون"));
        both.sync();
        QVERIFY(listOf(both.a).empty());
        QCOMPARE(must(Overlaps(*both.a.network, both.a.executor).count()), std::int64_t{0});
    }
    void newRulesLookAtAllOfItAgain() {
        Both both;
        both.sync();
        (void)find(both.a);
        RuleBook book(both.a.fixture.opened());
        for (Rule rule : must(book.rules()))
            if (rule.category == "food_basket" && rule.active) {
                rule.active = false;
                must(book.set(rule));
            }
        QCOMPARE(find(both.a).looked, std::int64_t{1});
        QVERIFY(listOf(both.a).empty());
    }
    // The desk that did not give hears of it as well.
    void everyDeskOfTheCharityHears() {
        TwoDesks desks;
        Charity other("خیریهٔ ب");
        admitCharity(desks.a, other);
        desks.sync();
        for (Charity* one : {&desks.a, &desks.b, &other})
            one->fixture.clock.setDay(in_aban.plusDays(3));
        desks.a.give(desks.a.add("زهرا", zahra), "food_basket", in_aban);
        other.give(other.add("زهرا", zahra), "food_basket", in_aban.plusDays(1));
        desks.a.seal();
        other.seal();
        syncBy(*desks.a.network, *other.network);
        // The claims came first, by another way, and were looked at before it knew its own.
        syncBy(*desks.b.network, *other.network);
        QCOMPARE(find(desks.b).found, std::int64_t{0});
        desks.sync();
        QCOMPARE(find(desks.b).found, std::int64_t{1});
        QCOMPARE(listOf(desks.b).size(), std::size_t{1});
    }
};
PEYVAND_TEST(OverlapsTest)
#include "overlaps_test.moc"
