// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/rule_book.h"
#include "core/text/fold.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";

const RuleLine* lineOf(const std::vector<RuleLine>& lines, const std::string& category) {
    for (const auto& line : lines)
        if (line.outcome.category == category)
            return &line;
    return nullptr;
}

AidPreview preview(Charity& charity, const BeneficiaryId& person, const std::string& category,
                   CivilDate day, const std::string& item = {}) {
    AidDraft draft;
    draft.person = person;
    draft.category = category;
    draft.item = item;
    draft.date = day;
    return must(Enquiry(*charity.network, charity.executor).preview(draft, Language::persian));
}

} // namespace

class EnquiryTest : public QObject {
    Q_OBJECT
  private slots:
    void oneCharityIsOne() {
        RuleOutcome outcome;
        outcome.category = "cash";
        const Words& words = Words::of(Language::english);
        const auto sentence = [&](int charities, std::vector<std::string> missing) {
            return QString::fromStdString(text::stripIsolates(
                ruleSentence(outcome, nullptr,
                             {charities, std::move(missing), hijri(1405, 8, 28), true}, words)));
        };
        QVERIFY(sentence(1, {"A"}).contains(QStringLiteral("1 member charity up")));
        QVERIFY(sentence(1, {"A"}).contains(QStringLiteral("news of 1 charity:")));
        QVERIFY(sentence(2, {"A", "B"}).contains(QStringLiteral("2 member charities up")));
        QVERIFY(sentence(2, {"A", "B"}).contains(QStringLiteral("news of 2 charities:")));
    }

    void anOverlapThroughTheOtherCharityIsShownBeforeSaving() {
        TwoCharities both;
        const CivilDate day = hijri(1405, 8, 28);
        both.a.fixture.clock.setDay(day);
        both.b.fixture.clock.setDay(day);
        both.a.give(both.a.add("زهرا", zahra), "food_basket", hijri(1405, 8, 10));
        both.sync();
        const auto person = both.b.add("زهرا", zahra);
        const auto seen = preview(both.b, person, "food_basket", day);
        QVERIFY(seen.result == RuleResult::overlap);
        QVERIFY(seen.reason_wanted);
        const RuleLine* line = lineOf(seen.rules, "food_basket");
        QVERIFY(line != nullptr);
        QVERIFY(!line->outcome.next_day);
        QCOMPARE(line->outcome.next_month->iso(), std::string("1405-09"));
        const QString sentence = QString::fromStdString(line->sentence);
        QVERIFY(sentence.contains(QStringLiteral("خیریهٔ الف")));
        QVERIFY(sentence.contains(QStringLiteral("دلیل")));
        QVERIFY(!sentence.contains(QStringLiteral("رد شد")));
        // Nothing was written by looking.
        QVERIFY(must(AidBook(both.b.fixture.opened()).concerning(person)).empty());
        AidDraft draft;
        draft.person = person;
        draft.category = "food_basket";
        draft.date = day;
        draft.reason = "illness";
        QVERIFY(AidBook(both.b.fixture.opened()).give(draft).has_value());
    }

    void aMonthOnlyClaimAtTheEdgeIsNearTheLimit() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", hijri(1405, 7, 10));
        both.sync();
        both.b.fixture.clock.setDay(hijri(1405, 8, 15));
        const auto person = both.b.add("زهرا", zahra);
        const auto seen = preview(both.b, person, "food_basket", hijri(1405, 8, 15));
        QVERIFY(seen.result == RuleResult::near_limit);
        QVERIFY(seen.rules.at(0).outcome.because == RuleBecause::month_only);
    }

    void ownDaysGiveANextDay() {
        TwoCharities both;
        const CivilDate day = hijri(1405, 8, 28);
        both.b.fixture.clock.setDay(day);
        const auto person = both.b.add("زهرا", zahra);
        both.b.give(person, "food_basket", hijri(1405, 8, 10));
        const auto seen = preview(both.b, person, "food_basket", day);
        QVERIFY(seen.result == RuleResult::overlap);
        QCOMPARE(seen.rules.at(0).outcome.next_day->days(), hijri(1405, 8, 10).days() + 30);
    }

    void groupsSortAList() {
        TwoCharities both;
        both.b.fixture.clock.setDay(hijri(1405, 8, 28));
        both.b.give(both.b.add("زهرا", zahra), "food_basket", hijri(1405, 8, 20));
        both.b.give(both.b.add("رضا", "0602355540"), "food_basket", hijri(1405, 2, 20));
        both.b.add("علی", "3926454466");
        QVERIFY(both.b.ask(zahra).group == EnquiryGroup::within_period);
        QVERIFY(both.b.ask("0602355540").group == EnquiryGroup::allowed);
        QVERIFY(both.b.ask("3926454466").group == EnquiryGroup::never_helped);
        QVERIFY(!both.b.ask("0499370898").group.has_value());
        QVERIFY(both.b.ask(zahra, "cash").group == EnquiryGroup::never_helped);
    }

    void aPersonWithTwoIdentitiesIsCountedOnce() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        must(People(both.a.fixture.opened())
                 .addIdentity(person, {IdentityKind::foreign_code, "158125230983", {}}));
        both.a.give(person, "rent", hijri(1405, 8, 10));
        both.sync();
        const auto same = both.b.add("زهرا", zahra);
        must(People(both.b.fixture.opened())
                 .addIdentity(same, {IdentityKind::foreign_code, "158125230983", {}}));
        QCOMPARE(both.b.ask(zahra).claims.size(), std::size_t{1});
    }

    void anotherItemOfADowryIsNoOverlap() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "dowry", hijri(1405, 8, 10), "یخچال");
        both.sync();
        const auto person = both.b.add("زهرا", zahra);
        QVERIFY(preview(both.b, person, "dowry", hijri(1405, 8, 28), "فرش").result ==
                RuleResult::allowed);
        QVERIFY(preview(both.b, person, "dowry", hijri(1405, 8, 28), "یخچال").result ==
                RuleResult::overlap);
    }

    void aCharityOutsideANetworkStillGetsAnAnswer() {
        Charity alone("تنها");
        alone.give(alone.add("زهرا", zahra), "cash", hijri(1405, 8, 10));
        const Answer answer = alone.ask(zahra);
        QVERIFY(answer.person.has_value());
        QCOMPARE(answer.aid.size(), std::size_t{1});
        QVERIFY(answer.freshness.empty());
    }

    void everyEnquiryIsInTheAuditLog() {
        TwoCharities both;
        const auto before = must(both.b.fixture.opened().audit().verify());
        (void)both.b.ask(zahra);
        QCOMPARE(must(both.b.fixture.opened().audit().verify()), before + 1);
    }

    void anOfficeChangesARule() {
        TwoCharities both;
        RuleBook book(both.b.fixture.opened());
        Rule rule = must(book.rules()).front();
        rule.action = RuleAction::ask_reason;
        must(book.set(rule));
        QVERIFY(must(book.rules()).front() == rule);
        const CivilDate day = hijri(1405, 8, 28);
        both.b.fixture.clock.setDay(day);
        const auto person = both.b.add("زهرا", zahra);
        both.b.give(person, rule.category, hijri(1405, 8, 10));
        QVERIFY(preview(both.b, person, rule.category, day).result == RuleResult::needs_reason);
    }
};
PEYVAND_TEST(EnquiryTest)
#include "enquiry_test.moc"
