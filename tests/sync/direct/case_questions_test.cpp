// SPDX-License-Identifier: GPL-3.0-or-later
// «خانوار می‌گوید نگرفته است»: asked, in question,
// answered; and how often claims were opened.
#include "sync/network/openings.h"
#include "tests/support/registry.h"
#include "tests/sync/direct/direct_story.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

RuleResult basketResult(const Answer& answer) {
    for (const RuleLine& line : answer.rules)
        if (line.outcome.category == "food_basket")
            return line.outcome.result;
    return RuleResult::allowed;
}

/// The second charity gave a basket and the first one asks about it.
struct Asked {
    Asked() {
        for (Charity* one : story.everybody())
            one->fixture.clock.setDay(in_aban.plusDays(10));
        aid = story.b.give(story.b.add("زهرا", zahra), "food_basket", in_aban);
        story.b.seal();
        story.meet();
        const Answer answer = story.desks.a.ask(zahra);
        claim = answer.claims.at(0).claim;
        before = basketResult(answer);
        question = must(CaseQuestions(*story.desks.a.network).ask(claim, {}, ""));
        story.meet();
    }
    DirectStory story{};
    AidId aid{};
    ClaimId claim{};
    RuleResult before{};
    RecordId question{};
};

} // namespace

class CaseQuestionsTest : public QObject {
    Q_OBJECT
  private slots:
    void untilItIsAnsweredItIsInQuestion() {
        Asked asked;
        QVERIFY(asked.before != RuleResult::allowed);
        for (Charity* desk : {&asked.story.desks.a, &asked.story.desks.b}) {
            const Answer answer = desk->ask(zahra);
            QVERIFY(answer.claims.at(0).asked == QuestionState::open);
            const auto line =
                std::find_if(answer.rules.begin(), answer.rules.end(),
                             [](const auto& one) { return one.outcome.category == "food_basket"; });
            QVERIFY(line->outcome.because == RuleBecause::in_question);
        }
        // To a third charity it is what it was.
        QVERIFY(asked.story.c.ask(zahra).claims.at(0).asked == QuestionState::none);
        const auto there = must(CaseQuestions(*asked.story.b.network).page(true, 0, 10));
        QCOMPARE(there.size(), std::size_t{1});
        QVERIFY(there.front().incoming && there.front().aid == asked.aid);
    }

    void confirmedItCountsAgain() {
        Asked asked;
        must(
            CaseQuestions(*asked.story.b.network).answer(asked.question, QuestionState::given, ""));
        asked.story.meet();
        const Answer answer = asked.story.desks.b.ask(zahra);
        QVERIFY(answer.claims.at(0).asked == QuestionState::given);
        QVERIFY(basketResult(answer) == asked.before);
        QCOMPARE(CaseQuestions(*asked.story.b.network)
                     .answer(asked.question, QuestionState::given, "")
                     .error()
                     .code,
                 ErrorCode::question_answered);
    }

    void deniedTheOtherAidIsVoidedAndCountsForNothing() {
        Asked asked;
        CaseQuestions there(*asked.story.b.network);
        QCOMPARE(there.answer(asked.question, QuestionState::not_given, "").error().code,
                 ErrorCode::reason_missing);
        must(there.answer(asked.question, QuestionState::not_given, "نیامده بود"));
        // The answer may come before the withdrawal of the claim.
        asked.story.meet();
        const Answer early = asked.story.desks.a.ask(zahra);
        QVERIFY(early.claims.empty() || early.claims.at(0).asked == QuestionState::not_given);
        QVERIFY(basketResult(early) == RuleResult::allowed);
        QVERIFY(must(AidBook(asked.story.b.fixture.opened()).aid(asked.aid)).state ==
                AidState::voided);
        asked.story.b.seal();
        asked.story.meet();
        QVERIFY(asked.story.desks.a.ask(zahra).claims.empty());
    }

    void onlyLiveClaimsOfOthersAreAskedAbout() {
        Asked asked;
        CaseQuestions own(*asked.story.b.network);
        QCOMPARE(own.ask(asked.claim, {}, "").error().code, ErrorCode::claim_unknown);
        QCOMPARE(own.ask(ClaimId{}, {}, "").error().code, ErrorCode::claim_unknown);
        must(CaseQuestions(*asked.story.desks.b.network).withdraw(asked.question));
        asked.story.meet();
        QVERIFY(asked.story.desks.a.ask(zahra).claims.at(0).asked == QuestionState::none);
        QVERIFY(must(own.page(false, 0, 10)).empty());
    }

    // It knows the number of the question, and answers in the charity's place.
    void aThirdCharityCannotAnswer() {
        Asked asked;
        Register& third = asked.story.c.fixture.opened();
        const auto to = DirectStory::idOf(asked.story.desks.a);
        must(third.journal().beginDirect(to));
        JournalTransaction transaction(third.journal(), WrittenFor::program);
        transaction.add(Audience::direct(to),
                        directChange(RecordType::case_answer, third.newId<RecordId>(),
                                     asked.question, {},
                                     {{4, static_cast<std::int64_t>(QuestionState::not_given)}}));
        transaction.add(
            Audience::direct(to),
            {ChangeKind::erase, RecordType::case_question, asked.question, {}, {}, {}, false});
        must(transaction.commit());
        asked.story.meet();
        QVERIFY(asked.story.desks.a.ask(zahra).claims.at(0).asked == QuestionState::open);
        for (Charity* one : asked.story.everybody())
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
    }

    void openingsAreToldWhenTheMonthIsOver() {
        Asked asked;
        asked.story.desks.a.ask(zahra);
        asked.story.desks.b.ask(zahra);
        for (Charity* desk : {&asked.story.desks.a, &asked.story.desks.b})
            desk->seal();
        asked.story.meet();
        QVERIFY(must(openingsTold(*asked.story.b.network)).empty());
        for (Charity* one : asked.story.everybody())
            one->fixture.clock.setDay(hijri(1405, 9, 2));
        for (int again = 0; again < 2; ++again)
            for (Charity* desk : {&asked.story.desks.a, &asked.story.desks.b})
                desk->seal();
        asked.story.meet();
        const auto told = must(openingsTold(*asked.story.b.network));
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told.front().count, std::int64_t{3});
        QVERIFY((told.front().month == HijriMonth{1405, 8}));
        QVERIFY(told.front().charity == DirectStory::idOf(asked.story.desks.a));
        // Numbers are all that goes out: no claim, no person.
        QVERIFY(must(openingsTold(*asked.story.desks.a.network)).empty());
    }
};

PEYVAND_TEST(CaseQuestionsTest)
#include "case_questions_test.moc"
