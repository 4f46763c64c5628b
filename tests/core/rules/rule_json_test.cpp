// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rules/story.h"
#include "tests/support/registry.h"

using namespace peyvand;
using namespace peyvand::test;

namespace {

const QString good = R"({"id":"cash.household.3_months","category":"cash","unit":"household",)"
                     R"("limit":1,"period":"rolling_months","length":3,"per_item":false,)"
                     R"("scope":"network","action":"tell","active":true})";

} // namespace

class RuleJson : public QObject {
    Q_OBJECT

  private slots:
    void everyDefaultRuleReadsBackTheSame() {
        for (const Rule& rule : defaultRules()) {
            const auto read = parseRule(ruleJson(rule));
            QVERIFY2(read, rule.id.c_str());
            QCOMPARE(*read, rule);
        }
    }

    void whatIsLeftOutHasItsDefault() {
        const auto rule = parseRule(R"({"id":"a","category":"cash","unit":"person",)"
                                    R"("period":"lifetime"})");
        QVERIFY(rule);
        QCOMPARE(rule->limit, 1);
        QCOMPARE(rule->scope, RuleScope::network);
        QCOMPARE(rule->action, RuleAction::tell);
        QVERIFY(rule->active);
    }

    void aWrongFieldIsNamed_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* from, const char* to, const char* field) {
            QTest::newRow(to) << from << to << field;
        };
        row("\"cash\"", "\"cush\"", "category");
        row("\"cash\"", "7", "category");
        row("cash.household.3_months", "", "id");
        row("cash.household.3_months", "Cash 3", "id");
        row("cash.household.3_months",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "id");
        row("\"household\"", "\"village\"", "unit");
        row("\"household\"", "{}", "unit");
        row("\"limit\":1", "\"limit\":0", "limit");
        row("\"limit\":1", "\"limit\":-1", "limit");
        row("\"limit\":1", "\"limit\":101", "limit");
        row("\"limit\":1", "\"limit\":1.5", "limit");
        row("\"limit\":1", "\"limit\":\"1\"", "limit");
        row("\"limit\":1", "\"limit\":18446744073709551615", "limit");
        row("\"limit\":1", "\"limit\":4294967297", "limit");
        row("rolling_months", "fortnight", "period");
        row("rolling_months", "hijri_year", "length");
        row("\"length\":3", "\"length\":121", "length");
        row("\"length\":3", "\"length\":0", "length");
        row("\"per_item\":false", "\"per_item\":0", "per_item");
        row("\"network\"", "\"world\"", "scope");
        row("\"tell\"", "\"stop\"", "action");
        row("\"active\":true", "\"active\":null", "active");
        row("\"active\":true", "\"active\":true,\"colour\":1", "unknown");
        row("\"active\":true", "\"active\":true,\"active\":false", "json");
        row("\"active\":true", "\"active\":[true]", "json");
        row("\"active\":true", "\"active\":{\"deep\":{}}", "json");
        row("\"active\":true}", "\"active\":true", "json");
        row("\"active\":true}", "\"active\":true}}", "json");
    }
    void aWrongFieldIsNamed() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, field);
        QVERIFY(parseRule(good.toStdString()));
        QString changed = good;
        changed.replace(from, to);
        QVERIFY(changed != good);
        const auto rule = parseRule(changed.toStdString());
        QVERIFY(!rule);
        QCOMPARE(rule.error().code, ErrorCode::rule_invalid);
        QCOMPARE(rule.error().arguments.at(0).second, field.toStdString());
    }

    void whatIsNoObjectIsRefused() {
        for (const char* text : {"", "null", "[]", "7", "\"cash\"", "[{}]", "nonsense"})
            QVERIFY2(!parseRule(text), text);
        QVERIFY(!parseRule(std::string(100000, '[')));
        QVERIFY(!parseRule(good.toStdString() + std::string(5000, ' ')));
    }
};
PEYVAND_TEST(RuleJson)

class ManyRules : public QObject {
    Q_OBJECT

  private slots:
    void oneOutcomeForEachRuleAndForEachFurtherCategory() {
        HelpEvent voided = help("funeral", "1405-08-01");
        voided.state = AidState::voided;
        const auto outcomes =
            evaluateRules({ruleOf(RulePeriod::rolling_days, 1, 30)},
                          {help("meals", "1405-07-01"), help("cash", "1405-08-01"),
                           help("meals", "1405-08-01"), help("housing", "1405-08"), voided},
                          on("1405-08-10"));
        QCOMPARE(outcomes.size(), std::size_t(3));
        QCOMPARE(told(outcomes[0]), QString("overlap limit_reached 0 left, 1405-09-01"));
        QCOMPARE(outcomes[1].category, std::string("meals"));
        QCOMPARE(told(outcomes[1]), QString("allowed no_rule"));
        QVERIFY(outcomes[1].rule.id.empty());
        QCOMPARE(outcomes[1].counted, (std::vector<std::size_t>{2, 0}));
        QCOMPARE(outcomes[2].category, std::string("housing"));
    }

    void aRuleOfHousingDoesNotCountRent() {
        Rule rule = ruleOf(RulePeriod::lifetime);
        rule.category = "housing";
        QCOMPARE(ask(rule, {help("rent", "1405-08-01")}, "1405-08-02"),
                 QString("allowed none_yet 1 left"));
    }

    void anInactiveRuleSaysNothing() {
        Rule rule = ruleOf(RulePeriod::lifetime);
        rule.active = false;
        const auto outcomes = evaluateRules({rule}, {help("cash", "1405-08-01")}, on("1405-08-02"));
        QCOMPARE(outcomes.size(), std::size_t(1));
        QCOMPARE(told(outcomes[0]), QString("allowed no_rule"));
    }

    void theWorstOfSeveral() {
        std::vector<RuleOutcome> outcomes(3);
        QCOMPARE(worst({}), RuleResult::allowed);
        QCOMPARE(worst(outcomes), RuleResult::allowed);
        outcomes[1].result = RuleResult::near_limit;
        QCOMPARE(worst(outcomes), RuleResult::near_limit);
        outcomes[0].result = RuleResult::overlap;
        outcomes[2].result = RuleResult::needs_reason;
        QCOMPARE(worst(outcomes), RuleResult::overlap);
    }
};
PEYVAND_TEST(ManyRules)

#include "rule_json_test.moc"
