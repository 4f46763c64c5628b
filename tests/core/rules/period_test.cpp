// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rules/story.h"
#include "tests/support/registry.h"

using namespace peyvand;
using namespace peyvand::test;

class PeriodRules : public QObject {
    Q_OBJECT

  private slots:
    void edgesOfPeriods_data() {
        QTest::addColumn<int>("period");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("last_inside");
        QTest::addColumn<QString>("first_outside");
        const auto row = [](const char* name, RulePeriod period, const char* given,
                            const char* last_inside, const char* first_outside) {
            QTest::newRow(name) << static_cast<int>(period) << given << last_inside
                                << first_outside;
        };
        row("month of 31 days", RulePeriod::hijri_month, "1405-06-01", "1405-06-31", "1405-07-01");
        row("month of 30 days", RulePeriod::hijri_month, "1405-08-30", "1405-08-30", "1405-09-01");
        row("leap Esfand", RulePeriod::hijri_month, "1403-12-01", "1403-12-30", "1404-01-01");
        row("plain Esfand", RulePeriod::hijri_month, "1404-12-29", "1404-12-29", "1405-01-01");
        row("leap year", RulePeriod::hijri_year, "1403-01-01", "1403-12-30", "1404-01-01");
        row("plain year", RulePeriod::hijri_year, "1405-01-01", "1405-12-29", "1406-01-01");
        row("school year", RulePeriod::school_year, "1405-07-01", "1406-06-31", "1406-07-01");
        row("its last day", RulePeriod::school_year, "1405-06-31", "1405-06-31", "1405-07-01");
        row("first term", RulePeriod::term, "1405-07-01", "1405-10-30", "1405-11-01");
        row("second term", RulePeriod::term, "1405-11-01", "1406-03-31", "1406-04-01");
        row("spring of it", RulePeriod::term, "1406-01-15", "1406-03-31", "1406-04-01");
        row("summer term", RulePeriod::term, "1406-04-01", "1406-06-31", "1406-07-01");
    }
    void edgesOfPeriods() {
        QFETCH(int, period);
        QFETCH(QString, given);
        QFETCH(QString, last_inside);
        QFETCH(QString, first_outside);
        const Rule rule = ruleOf(static_cast<RulePeriod>(period));
        const std::vector<HelpEvent> events{help("cash", given.toStdString())};
        QCOMPARE(ask(rule, events, last_inside.toStdString()),
                 "overlap limit_reached 0 left, " + first_outside);
        QCOMPARE(ask(rule, events, first_outside.toStdString()),
                 QString("allowed none_yet 1 left"));
    }

    void aWinterRuleSleepsUntilAzar() {
        const Rule rule = ruleOf(RulePeriod::winter);
        const std::vector<HelpEvent> given{help("cash", "1405-09-01")};
        QCOMPARE(ask(rule, given, "1405-12-29"),
                 QString("overlap limit_reached 0 left, 1406-09-01"));
        QCOMPARE(ask(rule, given, "1406-01-01"), QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, given, "1406-09-01"), QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, {help("cash", "1405-08-30")}, "1405-09-01"),
                 QString("allowed none_yet 1 left"));
        QCOMPARE(ask(rule, {help("cash", "1403-12-30")}, "1403-12-30"),
                 QString("overlap limit_reached 0 left, 1404-09-01"));
    }

    void threeRentsAYear() {
        const Rule rule = ruleOf(RulePeriod::hijri_year, 3);
        std::vector<HelpEvent> given{help("cash", "1404-12-29"), help("cash", "1405-01-01")};
        QCOMPARE(ask(rule, given, "1405-08-01"), QString("near_limit count_left 2 left"));
        given.push_back(help("cash", "1405-02-01"));
        QCOMPARE(ask(rule, given, "1405-08-01"), QString("near_limit count_left 1 left"));
        given.push_back(help("cash", "1405-12-29"));
        QCOMPARE(ask(rule, given, "1405-08-01"),
                 QString("overlap limit_reached 0 left, 1406-01-01"));
    }

    void aPlannedHelpFillsTheNextPeriodToo() {
        const Rule rule = ruleOf(RulePeriod::hijri_month);
        const std::vector<HelpEvent> given{help("cash", "1405-08-01"), help("cash", "1405-09-10")};
        QCOMPARE(ask(rule, given, "1405-08-15"),
                 QString("overlap limit_reached 0 left, 1405-10-01"));
    }

    void holdsEndInsideAPeriod() {
        const Rule rule = ruleOf(RulePeriod::hijri_year);
        const std::vector<HelpEvent> held{heldUntil("cash", "1405-08-01", "1405-08-10")};
        QCOMPARE(ask(rule, held, "1405-08-10"),
                 QString("overlap limit_reached 0 left, 1405-08-11"));
        QCOMPARE(ask(rule, held, "1405-08-11"), QString("allowed none_yet 1 left"));
    }

    void onceInLifeHasNoNextDay() {
        const Rule rule = ruleOf(RulePeriod::lifetime);
        QCOMPARE(ask(rule, {help("cash", "1390-01-01")}, "1405-08-01"),
                 QString("overlap once_in_life 0 left"));
        QCOMPARE(ask(rule, {help("cash", "1405-07")}, "1405-08-01"),
                 QString("overlap once_in_life 0 left"));
    }

    void anotherItemCompletesADowry() {
        Rule rule = ruleOf(RulePeriod::lifetime);
        rule.per_item = true;
        const std::vector<HelpEvent> given{help("cash", "1405-01-01", "يخچال"),
                                           help("cash", "1405-01-01")};
        QCOMPARE(told(evaluateRule(rule, given, on("1405-08-01", "فرش"))),
                 QString("allowed none_yet 1 left"));
        QCOMPARE(told(evaluateRule(rule, given, on("1405-08-01", "یخچال "))),
                 QString("overlap once_in_life 0 left"));
        const auto unnamed = evaluateRule(rule, given, on("1405-08-01"));
        QCOMPARE(told(unnamed), QString("overlap once_in_life 0 left"));
        QCOMPARE(unnamed.counted, std::vector<std::size_t>{1});
    }

    void oneLoanOpenAtATime() {
        const Rule rule = ruleOf(RulePeriod::one_open);
        HelpEvent loan = help("cash", "1402-01-01");
        QCOMPARE(ask(rule, {loan}, "1405-08-01"), QString("allowed none_yet 1 left"));
        loan.open = true;
        QCOMPARE(ask(rule, {loan}, "1405-08-01"), QString("overlap open_one 0 left"));
        loan.state = AidState::voided;
        QCOMPARE(ask(rule, {loan}, "1405-08-01"), QString("allowed none_yet 1 left"));
    }

    void oneInvoiceIsPaidOnce() {
        const Rule rule = ruleOf(RulePeriod::same_invoice);
        HelpEvent paid = help("cash", "1405-01-01");
        paid.invoice = "A-17";
        RuleQuestion question = on("1405-08-01");
        question.invoice = "A-17";
        QCOMPARE(told(evaluateRule(rule, {paid}, question)), QString("overlap same_invoice"));
        question.invoice = "A-18";
        QCOMPARE(told(evaluateRule(rule, {paid}, question)), QString("allowed none_yet"));
        question.invoice.clear();
        paid.invoice.clear();
        QCOMPARE(told(evaluateRule(rule, {paid}, question)), QString("allowed none_yet"));
    }

    void aStipendIsToldAndNeverCounted() {
        HelpEvent stipend = help("cash", "1405-01");
        stipend.state = AidState::regular;
        stipend.open = true;
        const auto outcome =
            evaluateRule(ruleOf(RulePeriod::note_only), {stipend, stipend}, on("1405-08-01"));
        QCOMPARE(told(outcome), QString("allowed note_only"));
        QCOMPARE(outcome.counted, (std::vector<std::size_t>{0, 1}));
    }
};
PEYVAND_TEST(PeriodRules)

class OccasionRules : public QObject {
    Q_OBJECT

  private slots:
    void oneBasketForEachOfTwoEidsOfOneYear() {
        const Rule rule = ruleOf(RulePeriod::occasion);
        HelpEvent basket = help("cash", "1405-01-01");
        basket.occasion = "fitr-1447";
        RuleQuestion question = on("1405-12-19");
        question.occasion = "fitr-1448";
        QCOMPARE(told(evaluateRule(rule, {basket}, question)), QString("allowed none_yet 1 left"));
        question.occasion = "fitr-1447";
        QCOMPARE(told(evaluateRule(rule, {basket}, question)),
                 QString("overlap limit_reached 0 left"));
    }

    void helpWithoutAnOccasionTakesThatOfItsDay() {
        const Rule rule = ruleOf(RulePeriod::occasion);
        RuleQuestion question = on("1405-11-25");
        QCOMPARE(told(evaluateRule(rule, {help("cash", "1405-11-20")}, question)),
                 QString("overlap limit_reached 0 left"));
        QCOMPARE(told(evaluateRule(rule, {help("cash", "1405-11-10")}, question)),
                 QString("allowed none_yet 1 left"));
        QCOMPARE(told(evaluateRule(rule, {help("cash", "1404-12-10")}, question)),
                 QString("allowed none_yet 1 left"));
    }

    void aMonthThatAnOccasionOnlyTouchesIsUncertain() {
        const Rule rule = ruleOf(RulePeriod::occasion);
        RuleQuestion question = on("1405-11-25");
        QCOMPARE(told(evaluateRule(rule, {help("cash", "1405-11")}, question)),
                 QString("near_limit month_only 0 left"));
        QCOMPARE(told(evaluateRule(rule, {help("cash", "1405-10")}, question)),
                 QString("allowed none_yet 1 left"));
    }

    void anOccasionInsideOneMonthIsFoundThere() {
        // Qurban lies strictly inside Khordad: neither end of the month shows it.
        const Rule rule = ruleOf(RulePeriod::occasion);
        QCOMPARE(ask(rule, {help("cash", "1405-03")}, "1405-03-06"),
                 QString("near_limit month_only 0 left"));
    }

    void aDayWithoutAnOccasionCountsNothing() {
        QCOMPARE(ask(ruleOf(RulePeriod::occasion), {help("cash", "1405-07-10")}, "1405-07-10"),
                 QString("allowed none_yet 1 left"));
    }
};
PEYVAND_TEST(OccasionRules)

#include "period_test.moc"
