// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string reza = "0602355540";
const CivilDate in_aban = hijri(1405, 8, 20);

std::size_t claimsSeen(Charity& charity, const std::string& typed) {
    return charity.ask(typed).claims.size();
}

} // namespace

class StoryTest : public QObject {
    Q_OBJECT
  private slots:
    void whatOneGaveTheOtherSees() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.sync();
        const Answer answer = both.b.ask("۰۴۹۹۳۷۰۸۹۹");
        QVERIFY(!answer.person);
        QCOMPARE(answer.claims.size(), std::size_t{1});
        QCOMPARE(answer.claims[0].category, std::string("food_basket"));
        QCOMPARE(answer.claims[0].month.iso(), std::string("1405-08"));
        QCOMPARE(answer.claims[0].charity_name, std::string("خیریهٔ الف"));
        QVERIFY(answer.freshness.at(0).as_of_ms.has_value());
    }

    void whoWasNotHelpedHasNoClaim() {
        TwoCharities both;
        both.a.add("زهرا", zahra);
        both.sync();
        const Answer answer = both.b.ask(zahra);
        QVERIFY(answer.claims.empty());
        QVERIFY(answer.group == EnquiryGroup::never_helped);
    }

    void aVoidedAidIsWithdrawn() {
        TwoCharities both;
        const AidId aid = both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        must(AidBook(both.a.fixture.opened()).voidAid(aid, "اشتباه"));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
    }

    void everyAdultOfAHelpedHouseholdIsSeenAndChildrenAreNot() {
        TwoCharities both;
        const auto mother = both.a.add("زهرا", zahra, BirthDate::ofYear(1360));
        const auto child = both.a.add("رضا", reza, BirthDate::ofYear(1399));
        const auto adult = both.a.add("علی", "3926454466", BirthDate::ofYear(1370));
        must(Households(both.a.fixture.opened()).make("رستمی", {mother, child, adult}));
        both.a.give(mother, "food_basket", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        QCOMPARE(claimsSeen(both.b, "3926454466"), std::size_t{1});
        QCOMPARE(claimsSeen(both.b, reza), std::size_t{0});
    }

    void aHelpedChildIsSeen() {
        TwoCharities both;
        both.a.give(both.a.add("رضا", reza, BirthDate::ofYear(1399)), "clothing", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, reza), std::size_t{1});
    }

    void aConfidentialHouseholdSpeaksForTheHelpedPersonOnly() {
        TwoCharities both;
        const auto mother = both.a.add("زهرا", zahra, BirthDate::ofYear(1360));
        const auto adult = both.a.add("علی", "3926454466", BirthDate::ofYear(1370));
        Households households(both.a.fixture.opened());
        const auto home = must(households.make("", {mother, adult}));
        must(households.setConfidential(home, true));
        both.a.give(mother, "food_basket", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        QCOMPARE(claimsSeen(both.b, "3926454466"), std::size_t{0});
    }

    void aWrongCodeMakesNoClaimUntilItIsCorrected() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", "0499370898");
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, "0499370898"), std::size_t{0});
        must(People(both.a.fixture.opened()).addIdentity(person, {std::nullopt, zahra, {}}));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
    }

    void aSecondSyncBringsNothingNew() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        both.sync();
        const auto before = must(canonicalHash(both.b.fixture.database()));
        const auto sealed = both.a.seal();
        QCOMPARE(sealed.sealed, std::int64_t{0});
        // What B said that it has is not written again, unless everything is asked for.
        for (const bool is_whole : {false, true}) {
            const ExportRequest request{both.file("again.pvb"), {}, is_whole};
            const auto again = must(exportBundle(*both.a.network, request, both.a.executor));
            const auto imported = must(importBundle(*both.b.network, again.path));
            QCOMPARE(imported.entries, std::uint64_t{0});
            QCOMPARE(imported.already_there > 0, is_whole);
        }
        QCOMPARE(must(canonicalHash(both.b.fixture.database())), before);
    }

    void afterReopeningEverythingIsStillThere() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        both.sync();
        both.b.network.reset();
        both.b.fixture.reopen();
        both.b.openNetwork();
        both.b.useCheapVeil();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        QVERIFY(must(checkRegister(both.b.fixture.opened())).empty());
    }

    void theRealVeilGivesTheSameAnswer() {
        TwoCharities both(true);
        both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
    }
};
PEYVAND_TEST(StoryTest)
#include "story_test.moc"
