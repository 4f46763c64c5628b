// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rules/story.h"
#include "tests/support/registry.h"

using namespace peyvand;
using namespace peyvand::test;

class RollingRules : public QObject {
    Q_OBJECT

  private slots:
    void thirtyDaysEndOnTheThirtieth() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        const std::vector<HelpEvent> given{help("cash", "1405-08-01")};
        QCOMPARE(ask(rule, given, "1405-08-01"),
                 QString("overlap limit_reached 0 left, 1405-09-01"));
        QCOMPARE(ask(rule, given, "1405-08-30"),
                 QString("overlap limit_reached 0 left, 1405-09-01"));
        QCOMPARE(ask(rule, given, "1405-09-01"), QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, given, "1405-09-02"), QString("allowed none_yet 1 left"));
    }

    void helpNotedForLaterCountsAsWell() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        const std::vector<HelpEvent> given{help("cash", "1405-09-11")};
        QCOMPARE(ask(rule, given, "1405-08-11"), QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, given, "1405-08-12"),
                 QString("overlap limit_reached 0 left, 1405-10-11"));
    }

    void nextDayPassesOverPlannedHelp() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        const std::vector<HelpEvent> given{help("cash", "1405-07-10"), help("cash", "1405-08-20")};
        QCOMPARE(ask(rule, given, "1405-07-12"),
                 QString("overlap limit_reached 0 left, 1405-09-20"));
    }

    void twoOfThreeBeforeAndOneAfterAreOnePeriod() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 2, 30);
        const std::vector<HelpEvent> around{help("cash", "1405-08-05"), help("cash", "1405-08-25")};
        QCOMPARE(ask(rule, around, "1405-08-15"),
                 QString("overlap limit_reached 0 left, 1405-09-05"));
        // 20 days before and 20 after: no period of 30 days holds all three.
        const std::vector<HelpEvent> apart{help("cash", "1405-07-25"), help("cash", "1405-09-05")};
        QCOMPARE(ask(rule, apart, "1405-08-15"), QString("near_limit count_left 1 left"));
    }

    void monthsGoByDayOfMonthAndStopAtShortMonths() {
        const Rule rule = ruleOf(RulePeriod::rolling_months, 1, 1);
        const std::vector<HelpEvent> given{help("cash", "1405-06-31")};
        QCOMPARE(ask(rule, given, "1405-07-29"),
                 QString("overlap limit_reached 0 left, 1405-07-30"));
        QCOMPARE(ask(rule, given, "1405-07-30"), QString("allowed none_yet 1 left"));
        const Rule three = ruleOf(RulePeriod::rolling_months, 1, 3);
        QCOMPARE(ask(three, {help("cash", "1405-09-30")}, "1405-12-28"),
                 QString("overlap limit_reached 0 left, 1405-12-29"));
    }

    void yearsFromALeapDayEndADayEarlier() {
        const Rule rule = ruleOf(RulePeriod::rolling_years, 1, 1);
        const std::vector<HelpEvent> given{help("cash", "1403-12-30")};
        QCOMPARE(ask(rule, given, "1404-12-28"),
                 QString("overlap limit_reached 0 left, 1404-12-29"));
        QCOMPARE(ask(rule, given, "1404-12-29"), QString("allowed none_yet 1 left"));
        const Rule five = ruleOf(RulePeriod::rolling_years, 1, 5);
        QCOMPARE(ask(five, {help("cash", "1403-12-30")}, "1408-12-29"),
                 QString("overlap limit_reached 0 left, 1408-12-30"));
        QCOMPARE(ask(five, {help("cash", "1400-02-10")}, "1405-02-09"),
                 QString("overlap limit_reached 0 left, 1405-02-10"));
    }

    void remainingIsCountedDown() {
        const Rule rule = ruleOf(RulePeriod::rolling_years, 3, 1);
        std::vector<HelpEvent> given{help("cash", "1405-02-01")};
        QCOMPARE(ask(rule, given, "1405-08-01"), QString("near_limit count_left 2 left"));
        given.push_back(help("cash", "1405-03-01"));
        QCOMPARE(ask(rule, given, "1405-08-01"), QString("near_limit count_left 1 left"));
        given.push_back(help("cash", "1405-04-01"));
        QCOMPARE(ask(rule, given, "1405-08-01"),
                 QString("overlap limit_reached 0 left, 1406-02-01"));
    }

    void countedAreTheLatestFirst() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 2, 30);
        const auto outcome =
            evaluateRule(rule,
                         {help("cash", "1405-08-02"), help("clothing", "1405-08-09"),
                          help("cash", "1405-08-10"), help("cash", "1404-08-10")},
                         on("1405-08-15"));
        QCOMPARE(outcome.counted, (std::vector<std::size_t>{2, 0}));
    }

    void holdsCountUntilTheirLastDay() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        const std::vector<HelpEvent> held{heldUntil("cash", "1405-08-01", "1405-08-10")};
        QCOMPARE(ask(rule, held, "1405-08-10"),
                 QString("overlap limit_reached 0 left, 1405-08-11"));
        QCOMPARE(ask(rule, held, "1405-08-11"), QString("allowed none_yet 1 left"));
        // What was given meanwhile outlasts the hold.
        const std::vector<HelpEvent> both{held.front(), help("cash", "1405-08-05")};
        QCOMPARE(ask(rule, both, "1405-08-10"),
                 QString("overlap limit_reached 0 left, 1405-09-05"));
    }

    void voidedHelpNeverCounts() {
        HelpEvent voided = help("cash", "1405-08-01");
        voided.state = AidState::voided;
        QCOMPARE(ask(ruleOf(RulePeriod::rolling_days, 1, 30), {voided}, "1405-08-02"),
                 QString("allowed none_yet 1 left"));
        QCOMPARE(ask(ruleOf(RulePeriod::lifetime), {voided}, "1405-08-02"),
                 QString("allowed none_yet 1 left"));
    }

    void actionsThatAskNeedAReason() {
        Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        rule.action = RuleAction::ask_reason;
        const std::vector<HelpEvent> given{help("cash", "1405-08-01")};
        QCOMPARE(ask(rule, given, "1405-08-02"),
                 QString("needs_reason limit_reached 0 left, 1405-09-01"));
        rule.action = RuleAction::ask_coordinator;
        QCOMPARE(ask(rule, given, "1405-08-02"),
                 QString("needs_reason limit_reached 0 left, 1405-09-01"));
        QCOMPARE(ask(rule, given, "1405-10-02"), QString("allowed none_yet 1 left"));
    }

    void ownScopeLooksAtTheOwnCharityOnly() {
        Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        rule.scope = RuleScope::own;
        HelpEvent other = help("cash", "1405-08-01");
        other.charity.bytes[0] = 7;
        QCOMPARE(ask(rule, {other}, "1405-08-02"), QString("allowed none_yet 1 left"));
        rule.scope = RuleScope::network;
        QCOMPARE(ask(rule, {other}, "1405-08-02"),
                 QString("overlap limit_reached 0 left, 1405-09-01"));
    }

    void whatIsInQuestionIsNamedAndNotCounted() {
        const Rule rule = ruleOf(RulePeriod::rolling_days, 1, 30);
        HelpEvent doubted = help("cash", "1405-08-01");
        doubted.in_question = true;
        QCOMPARE(ask(rule, {doubted}, "1405-08-02"), QString("allowed in_question 1 left"));
        QCOMPARE(ask(rule, {doubted}, "1405-10-02"), QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, {doubted, help("cash", "1405-08-01")}, "1405-08-02"),
                 QString("overlap limit_reached 0 left, 1405-09-01"));
        const Rule two = ruleOf(RulePeriod::rolling_days, 2, 30);
        QCOMPARE(ask(two, {doubted, help("cash", "1405-08-01")}, "1405-08-02"),
                 QString("near_limit in_question 1 left"));
    }
};
PEYVAND_TEST(RollingRules)

#include "rolling_test.moc"
