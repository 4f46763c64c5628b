// SPDX-License-Identifier: GPL-3.0-or-later
// Desks of one charity by sessions: everything of the office at all of them, and nothing of it at
// another charity.
#include "core/register/check.h"
#include "core/register/erase.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const CivilDate in_aban = hijri(1405, 8, 20);

std::int64_t people(Charity& charity) {
    return charity.fixture.number("SELECT COUNT(*) FROM beneficiary");
}

} // namespace

class DesksSessionTest : public QObject {
    Q_OBJECT
  private slots:
    void whatOneDeskKeepsTheOtherKeepsToo() {
        TwoDesks desks;
        desks.a.give(desks.a.add("زهرا", zahra), "food_basket", in_aban);
        desks.b.add("مریم", "");
        desks.sync();
        QCOMPARE(people(desks.a), std::int64_t{2});
        QCOMPARE(people(desks.b), std::int64_t{2});
        QVERIFY(desks.areEqual());
        QCOMPARE(desks.b.ask(zahra).aid.size(), std::size_t{1});
        SessionLine again(*desks.a.network, *desks.b.network);
        QVERIFY(again.run());
        QCOMPARE(again.pieces, std::size_t{2});
        QVERIFY(again.a.session->counts().bytes_sent <= 512);
        for (Charity* one : {&desks.a, &desks.b})
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
    }

    void whoIsErasedAtOneIsErasedAtBoth() {
        TwoDesks desks;
        const auto person = desks.a.add("زهرا", zahra);
        desks.a.give(person, "cash", in_aban);
        desks.sync();
        must(erasePerson(desks.a.fixture.opened(), person));
        desks.b.add("پس از آن", "");
        desks.sync();
        desks.sync();
        QCOMPARE(people(desks.a), std::int64_t{1});
        QCOMPARE(people(desks.b), std::int64_t{1});
        QVERIFY(People(desks.b.fixture.opened()).person(person).error().code ==
                ErrorCode::beneficiary_unknown);
        desks.a.add("تازه", "");
        desks.sync();
        QCOMPARE(people(desks.b), std::int64_t{2});
        QVERIFY(desks.areEqual());
    }

    void anotherCharityGetsNothingOfTheOffice() {
        TwoDesks desks;
        Charity other("خیریهٔ پ");
        admitCharity(desks.a, other);
        desks.a.give(desks.a.add("زهرا", zahra), "cash", in_aban);
        desks.a.seal();
        syncBy(*desks.a.network, *other.network);
        QCOMPARE(other.fixture.number("SELECT COUNT(*) FROM feed WHERE scope = 1 AND own = 0"),
                 std::int64_t{0});
        QCOMPARE(other.fixture.number("SELECT COUNT(*) FROM subject_key"), std::int64_t{0});
        QCOMPARE(other.ask(zahra).claims.size(), std::size_t{1});
    }

    // What it had written before comes back from the others, and it goes on in a new feed.
    void aRestoredDeskFetchesItsOwnLostEntries() {
        TwoDesks desks;
        desks.a.add("پیش از آن", "");
        desks.sync();
        desks.a.network.reset();
        desks.a.fixture.close();
        ClonedRegister older(desks.a.fixture.platform(), desks.a.fixture.folder());
        desks.a.fixture.reopen();
        desks.a.openNetwork();
        // Given, and not sealed before the older copy came back: it has to be claimed all the same.
        desks.a.give(desks.a.add("زهرا", zahra), "food_basket", in_aban);
        desks.sync();
        const auto network = must(Network::open(older.opened()));
        older.opened().database().execute("DELETE FROM claim_due");
        const SessionCounts counts = syncBy(*network, *desks.b.network);
        QVERIFY(counts.received.entries > 0 && !counts.received.forked);
        QVERIFY(stateOf(older.opened()) == stateOf(desks.b.fixture.opened()));
        {
            auto due = older.opened().database().prepare("SELECT COUNT(*) FROM claim_due");
            QVERIFY(due.step() && due.integer(0) == 1);
        }
        NewPerson person;
        person.fields.given_name = "پس از آن";
        (void)must(People(older.opened()).add(person));
        syncBy(*network, *desks.b.network);
        QCOMPARE(people(desks.b), std::int64_t{3});
        QCOMPARE(desks.b.fixture.number("SELECT COUNT(*) FROM feed WHERE forked = 1"),
                 std::int64_t{0});
        QVERIFY(stateOf(older.opened()) == stateOf(desks.b.fixture.opened()));
    }

    // Each knows the others only after it heard of them.
    void tenDesksAndAnotherCharityBecomeEqual() {
        Charity first("خیریهٔ الف"), other("خیریهٔ ب");
        foundNetwork(first);
        admitCharity(first, other);
        std::vector<std::unique_ptr<Charity>> desks;
        for (int i = 0; i < 9; ++i) {
            desks.push_back(std::make_unique<Charity>("رایانه"));
            admitDesk(first, *desks.back(), std::to_string(i + 2));
        }
        for (auto& desk : desks) {
            desk->give(desk->add("مددجو", ""), "cash", in_aban);
            syncBy(*desk->network, *first.network);
        }
        first.give(first.add("زهرا", zahra), "food_basket", in_aban);
        first.seal();
        syncBy(*first.network, *other.network);
        // Certificates of all reach all; then a ring, each with the next, twice round.
        for (auto& desk : desks)
            syncBy(*first.network, *desk->network);
        desks[4]->add("دیرآمده", "");
        for (std::size_t i = 0; i < 2 * desks.size(); ++i)
            syncBy(*desks[i % desks.size()]->network, *desks[(i + 1) % desks.size()]->network);
        syncBy(*desks[0]->network, *first.network);
        const Digest state = stateOf(first.fixture.opened());
        for (auto& desk : desks) {
            QVERIFY(stateOf(desk->fixture.opened()) == state);
            QCOMPARE(positionsOf(*desk->network, FeedScope::office),
                     positionsOf(*first.network, FeedScope::office));
            QCOMPARE(positionsOf(*desk->network), positionsOf(*first.network));
        }
        QCOMPARE(people(first), std::int64_t{11});
        QCOMPARE(positionsOf(*other.network), positionsOf(*first.network));
    }
};
PEYVAND_TEST(DesksSessionTest)
#include "desks_session_test.moc"
