// SPDX-License-Identifier: GPL-3.0-or-later
// Rules and shifted occasions that the council publishes reach every member with the next bundle.
#include "core/register/users.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr const char* basket = "food_basket.household.30_days";

NetworkRules withBasketOf(Charity& charity, int days) {
    NetworkRules published;
    Rule rule = must(RuleBook(charity.fixture.opened()).find(basket)).rule;
    rule.length = days;
    published.set(rule);
    return published;
}

RuleInForce basketAt(Charity& charity) {
    return must(RuleBook(charity.fixture.opened()).find(basket));
}

} // namespace

class NetworkRulesTest : public QObject {
    Q_OBJECT
  private slots:
    void aPublishedRuleHoldsAtEveryMember() {
        TwoCharities both;
        QVERIFY(must(both.a.network->publishRules(withBasketOf(both.a, 45))));
        both.sync();
        for (Charity* one : {&both.a, &both.b}) {
            QCOMPARE(basketAt(*one).rule.length, 45);
            QVERIFY(basketAt(*one).source == RuleSource::network);
        }
        both.b.network.reset();
        both.b.fixture.reopen();
        QCOMPARE(basketAt(both.b).rule.length, 45);
    }

    void anOfficeCannotChangeItAndItsFormerChangeComesBack() {
        TwoCharities both;
        Rule own = basketAt(both.b).rule;
        own.length = 20;
        must(RuleBook(both.b.fixture.opened()).set(own));
        must(both.a.network->publishRules(withBasketOf(both.a, 45)));
        both.sync();
        QCOMPARE(basketAt(both.b).rule.length, 45);
        RuleBook book(both.b.fixture.opened());
        QVERIFY(book.set(own).error().code == ErrorCode::rule_of_network);
        QVERIFY(book.reset(basket).error().code == ErrorCode::rule_of_network);
        must(both.a.network->publishRules({}));
        both.sync();
        QCOMPARE(basketAt(both.b).rule.length, 20);
    }

    void onlyASeatOfTheCouncilPublishes() {
        TwoCharities both;
        QVERIFY(both.b.network->publishRules(withBasketOf(both.b, 45)).error().code ==
                ErrorCode::not_on_council);
        // A decision that no seat signed is not heard, whoever carries it.
        const SigningKey stranger = SigningKey::generate(*makeSystemRandom());
        SignedRecord forged =
            recordOf(Decision{both.b.network->membership().head_number + 1,
                              both.b.network->membership().head, 1,
                              RulesBody{must(networkRulesText(withBasketOf(both.b, 45)))}},
                     both.b.network->id());
        forged.sign(stranger);
        (void)both.a.network->takeRecords({forged.encode()});
        QCOMPARE(basketAt(both.a).rule.length, 30);
    }

    void aShiftedOccasionMovesWhatIsCountedForIt() {
        TwoCharities both;
        // 1405/12/20 is the second day of Fitr 1448 in the table, and before it once it is moved.
        const auto asked = [&](int days) {
            NetworkRules published;
            if (days != 0)
                must(published.shift("fitr-1448", days));
            must(both.a.network->publishRules(published));
            both.sync();
            const auto shifts = must(RuleBook(both.b.fixture.opened()).ofNetwork()).shifts;
            const Occasion* on = occasionOn(hijri(1405, 12, 19), shifts);
            return on == nullptr ? std::string() : on->key;
        };
        QCOMPARE(asked(0), std::string("fitr-1448"));
        QVERIFY(asked(2) != "fitr-1448");
        QCOMPARE(asked(-1), std::string("fitr-1448"));
        QCOMPARE(asked(0), std::string("fitr-1448"));
    }

    void whatCannotBeShiftedIsRefused() {
        NetworkRules rules;
        for (const auto& [key, days] : {std::pair("fitr-1448", 3), {"nowruz-1406", 1}, {"eid", 1}})
            QVERIFY(rules.shift(key, days).error().code == ErrorCode::occasion_unknown);
        QVERIFY(rules.shifts.empty());
    }

    void aTextThatIsNoneReadsAsNoRules() {
        for (const char* text : {"", "[]", "{", "{\"rules\": 5}", "{\"rules\": [\"{}\", 7, []]}",
                                 "{\"shifts\": [{\"occasion\": \"fitr-1448\", \"days\": 99999}]}",
                                 "{\"shifts\": [[[[[[1]]]]]]}"})
            QVERIFY(readNetworkRules(text) == NetworkRules{});
        QVERIFY(readNetworkRules(std::string(network_rules_limit_bytes + 1, ' ')) ==
                NetworkRules{});
    }

    void whereARuleAsksTheCaseLeadAClerkDoesNotSave() {
        TwoCharities both;
        Rule rule = basketAt(both.a).rule;
        rule.action = RuleAction::ask_coordinator;
        must(RuleBook(both.a.fixture.opened()).set(rule));
        const auto person = both.a.add("زهرا", "0499370899");
        const CivilDate today = both.a.fixture.opened().today();
        both.a.give(person, "food_basket", today);
        AidDraft draft;
        draft.person = person;
        draft.category = "food_basket";
        draft.date = today;
        draft.reason = "illness";
        must(Users(both.a.fixture.opened())
                 .add(RegisterFixture::password(),
                      {"متصدی", Role::clerk, SecretText("another password"), {1, 8}}));
        const auto asUser = [&](const char* name, const SecretText& password) {
            both.a.network.reset();
            both.a.fixture.reopenAs(name, password);
            both.a.openNetwork();
            both.a.useCheapVeil();
            Enquiry enquiry(*both.a.network, both.a.executor);
            const AidPreview preview = must(enquiry.preview(draft, Language::persian));
            return enquiry.give(draft, preview);
        };
        const auto refused = asUser("متصدی", SecretText("another password"));
        QVERIFY(refused.error().code == ErrorCode::not_permitted);
        QVERIFY(asUser("manager", RegisterFixture::password()).has_value());
    }
};
PEYVAND_TEST(NetworkRulesTest)
#include "network_rules_test.moc"
