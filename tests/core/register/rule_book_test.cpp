// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/hash.h"
#include "core/register/fields.h"
#include "core/register/rule_book.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using test::RegisterFixture;

namespace {
constexpr const char* basket = "food_basket.household.30_days";

RecordId recordOf(std::string_view id) {
    return RecordId{LabelledHash("rule").variable(bytesOf(id)).digest<16>()};
}

void writeBody(Register& opened, const RecordId& record, const std::string& body) {
    JournalTransaction transaction(opened.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        RecordType::rule,
                                        record,
                                        std::nullopt,
                                        {{field::rule::body, body}},
                                        std::nullopt,
                                        false});
    QVERIFY(transaction.commit());
}

} // namespace

class RuleBookTest : public QObject {
    Q_OBJECT
  private slots:
    void aChangeHoldsHasAHistoryAndIsTakenBack() {
        RegisterFixture office;
        RuleBook book(office.opened());
        auto found = book.find(basket);
        QVERIFY(found && found->source == RuleSource::preset);
        Rule rule = found->rule;
        rule.length = 45;
        QVERIFY(book.set(rule));
        office.clock.passMs(1000);
        office.reopen();
        RuleBook again(office.opened());
        found = again.find(basket);
        QVERIFY(found && found->source == RuleSource::changed);
        QCOMPARE(found->rule.length, 45);
        QVERIFY(again.reset(basket));
        found = again.find(basket);
        QVERIFY(found && found->source == RuleSource::preset);
        QCOMPARE(found->rule.length, 30);
        const auto history = again.history(basket);
        QVERIFY(history);
        QCOMPARE(history->size(), std::size_t(2));
        QVERIFY(!history->at(0).rule);
        QCOMPARE(history->at(1).rule->length, 45);
        QVERIFY(history->at(1).is_own_desk);
        QCOMPARE(office.number("SELECT COUNT(*) FROM audit WHERE deed = 4"), 2);
    }

    void aFurtherRuleOfTheOfficeComesAndGoes() {
        RegisterFixture office;
        RuleBook book(office.opened());
        Rule rule = book.find(basket)->rule;
        rule.id = "meals.person.month";
        rule.category = "meals";
        QVERIFY(book.set(rule));
        QVERIFY(book.find(rule.id)->source == RuleSource::office);
        QVERIFY(book.reset(rule.id));
        QCOMPARE(book.find(rule.id).error().code, ErrorCode::rule_unknown);
        QCOMPARE(book.rules()->size(), defaultRules().size());
        QCOMPARE(book.history("no.such.rule").error().code, ErrorCode::rule_unknown);
        QVERIFY(book.history(basket)->empty());
    }

    void aWrongRuleIsRefusedAndWritesNothing() {
        RegisterFixture office;
        RuleBook book(office.opened());
        Rule rule = book.find(basket)->rule;
        rule.limit = 0;
        QCOMPARE(book.set(rule).error().code, ErrorCode::rule_invalid);
        rule.limit = 1;
        rule.id = "Bad Id";
        QCOMPARE(book.set(rule).error().code, ErrorCode::rule_invalid);
        QCOMPARE(office.number("SELECT COUNT(*) FROM rule"), 0);
    }

    void hostileBodiesChangeNothing() {
        RegisterFixture office;
        RuleBook book(office.opened());
        Rule other = book.find(basket)->rule;
        other.length = 1;
        // A body that names another rule than its record is.
        writeBody(office.opened(), recordOf("x"), ruleJson(other));
        std::string deep(4000, '[');
        std::string many = R"({"id":"x")";
        for (int i = 0; i < 200; ++i)
            many += R"(,"id":"y")";
        for (const std::string& body :
             {std::string("{}"), std::string("null"), deep, many + "}", std::string(100'000, 'x'),
              std::string(R"({"id":"food_basket.household.30_days","category":"food_basket",)"
                          R"("unit":"household","period":"rolling_days","length":99999999999})"),
              std::string("{\"id\":\"\xFF\xFE\"}")})
            writeBody(office.opened(), recordOf(basket), body);
        const auto rules = book.rules();
        QVERIFY(rules);
        QVERIFY(*rules == defaultRules());
        const auto history = book.history(basket);
        QVERIFY(history);
        for (const auto& event : *history)
            QVERIFY(!event.rule);
    }
};
PEYVAND_TEST(RuleBookTest)

#include "rule_book_test.moc"
