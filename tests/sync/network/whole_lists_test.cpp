// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <filesystem>
#include <map>
#include <QtTest>
#include <set>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const Path lists = Path(PEYVAND_SOURCE_DIR) / ".." / "shared" / "data" / "two-charities";

using Help = std::multiset<std::pair<std::string, std::string>>;

// What a charity gave to each confirmed identity of its files, computed apart from claims.
std::map<Identity, Help> helpByIdentity(Charity& charity) {
    std::map<Identity, Help> help;
    auto rows = charity.fixture.database().prepare(
        "SELECT identity.kind, identity.number, aid.category, aid.day FROM aid"
        " JOIN identity ON identity.beneficiary = aid.beneficiary"
        " WHERE identity.confirmed = 1 AND identity.removed = 0 AND aid.state <> 3 ORDER BY 2");
    while (rows.step())
        help[{static_cast<IdentityKind>(rows.integer(0)), rows.string(1), {}}].insert(
            {rows.string(2),
             HijriMonth::of(CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(3))))
                 .iso()});
    return help;
}

std::set<Identity> identitiesOf(Charity& charity) {
    std::set<Identity> identities;
    auto rows = charity.fixture.database().prepare(
        "SELECT kind, number FROM identity WHERE confirmed = 1 AND removed = 0 ORDER BY number");
    while (rows.step())
        identities.insert({static_cast<IdentityKind>(rows.integer(0)), rows.string(1), {}});
    return identities;
}

void importLists(Charity& charity, const std::string& prefix) {
    exchange::ImportRequest people;
    people.path = lists / (prefix + "_people.csv");
    must(exchange::importPeople(charity.fixture.opened(), people));
    exchange::ImportRequest aid;
    aid.path = lists / (prefix + "_aid.csv");
    must(exchange::importAid(charity.fixture.opened(), aid));
}

// Returns how many identities of both sides were looked at.
int expectHelpOf(Charity& helper, Charity& asker) {
    const auto given = helpByIdentity(helper);
    const auto own = identitiesOf(asker);
    int helped_by_both = 0;
    for (const Identity& identity : own) {
        const Answer answer = asker.ask(identity.number);
        Help seen;
        for (const auto& claim : answer.claims)
            seen.insert({claim.category, claim.month.iso()});
        const auto expected = given.find(identity);
        const bool right = seen == (expected == given.end() ? Help() : expected->second);
        if (!right)
            qWarning() << "differs for an identity of length" << identity.number.size();
        if (!right)
            return -1;
        helped_by_both += expected == given.end() ? 0 : 1;
    }
    return helped_by_both;
}

} // namespace

class WholeListsTest : public QObject {
    Q_OBJECT
  private slots:
    void eachSideSeesAllHelpOfTheOtherAndNoMore() {
        if (!std::filesystem::exists(lists / "a_people.csv"))
            QSKIP("the shared lists are not beside this checkout");
        TwoCharities both;
        importLists(both.a, "a");
        importLists(both.b, "b");
        both.sync();
        const int seen_at_b = expectHelpOf(both.a, both.b);
        const int seen_at_a = expectHelpOf(both.b, both.a);
        QVERIFY(seen_at_b > 300);
        QVERIFY(seen_at_a > 300);
        qInfo() << "identities helped by the other side: at B" << seen_at_b << "at A" << seen_at_a;
    }
};
PEYVAND_TEST(WholeListsTest)
#include "whole_lists_test.moc"
