// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody elsewhere takes very much away: it is held back until a person says so.
#include "core/register/erase.h"
#include "tests/support/invented_identity.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr int many = 60;
constexpr int few = 30;
const CivilDate in_aban = hijri(1405, 8, 20);

std::vector<AidId> giveTo(Charity& charity, int count) {
    std::vector<AidId> given;
    for (int i = 0; i < count; ++i)
        given.push_back(charity.give(charity.add("مددجو", inventedNationalId(i)), "cash", in_aban));
    return given;
}

void voidAll(Charity& charity, const std::vector<AidId>& aid) {
    for (const AidId& id : aid)
        must(AidBook(charity.fixture.opened()).voidAid(id, "آزمون"));
}

std::int64_t standing(Charity& charity) {
    return charity.fixture.number("SELECT COUNT(*) FROM aid WHERE state <> 3");
}

} // namespace

class MassLossTest : public QObject {
    Q_OBJECT
  private slots:
    void whatAnotherDeskVoidsInMassesWaitsForAPerson() {
        TwoDesks desks;
        const auto aid = giveTo(desks.a, many);
        desks.sync();
        voidAll(desks.a, aid);
        SessionLine line(*desks.a.network, *desks.b.network);
        QVERIFY(line.run());
        QVERIFY(line.b.session->counts().received.held_back > 50);
        QCOMPARE(standing(desks.b), std::int64_t{many});
        // It is not lost: the next session brings it again, by whatever way.
        const Path stick = TwoDesks::exported(desks.a, desks.file("a.pvb"));
        QVERIFY(must(importBundle(*desks.b.network, stick)).held_back > 50);
        QCOMPARE(standing(desks.b), std::int64_t{many});
        syncBy(*desks.a.network, *desks.b.network, Losses::accepted);
        QCOMPARE(standing(desks.b), std::int64_t{0});
        QVERIFY(desks.areEqual());
        QVERIFY(must(checkRegister(desks.b.fixture.opened())).empty());
    }
    void aFewLossesAreNoMass() {
        TwoDesks desks;
        const auto aid = giveTo(desks.a, few);
        desks.sync();
        voidAll(desks.a, aid);
        desks.sync();
        QCOMPARE(standing(desks.b), std::int64_t{0});
        QVERIFY(desks.areEqual());
    }
    void emptiedFieldsCountToo() {
        TwoDesks desks;
        std::vector<BeneficiaryId> people;
        for (int i = 0; i < many; ++i) {
            NewPerson person;
            person.fields.given_name = "مددجو";
            person.fields.city = "یزد";
            people.push_back(must(People(desks.a.fixture.opened()).add(person)).id);
        }
        desks.sync();
        for (const auto& person : people)
            must(People(desks.a.fixture.opened()).edit(person, {"مددجو"}));
        SessionLine line(*desks.a.network, *desks.b.network);
        QVERIFY(line.run());
        QVERIFY(line.b.session->counts().received.held_back > 50);
        const char* in_yazd = "SELECT COUNT(*) FROM beneficiary WHERE city = 'یزد'";
        QCOMPARE(desks.b.fixture.number(in_yazd), std::int64_t{many});
    }
    void aWithdrawnListOfClaimsWaitsToo() {
        TwoCharities both;
        const auto aid = giveTo(both.b, many);
        both.sync();
        const char* live = "SELECT COUNT(*) FROM claim WHERE withdrawn = 0";
        const std::int64_t before = both.a.fixture.number(live);
        QVERIFY(before > 50);
        voidAll(both.b, aid);
        const Path stick = both.b.exportTo(both.file("again.pvb"));
        QVERIFY(must(importBundle(*both.a.network, stick)).held_back > 50);
        QCOMPARE(both.a.fixture.number(live), before);
        QCOMPARE(must(importBundle(*both.a.network, stick, Losses::accepted)).held_back,
                 std::uint64_t{0});
        QCOMPARE(both.a.fixture.number(live), std::int64_t{0});
    }
    // What a desk wrote itself comes back to its older copy, which goes on in a new feed.
    void ownLossesThatComeBackAreTaken() {
        TwoDesks desks;
        const auto aid = giveTo(desks.a, many);
        desks.sync();
        desks.a.network.reset();
        desks.a.fixture.close();
        ClonedRegister older(desks.a.fixture.platform(), desks.a.fixture.folder());
        desks.a.fixture.reopen();
        desks.a.openNetwork();
        voidAll(desks.a, aid);
        syncBy(*desks.a.network, *desks.b.network, Losses::accepted);
        const auto network = must(Network::open(older.opened()));
        const SessionCounts counts = syncBy(*network, *desks.b.network);
        QCOMPARE(counts.received.held_back, std::uint64_t{0});
        QVERIFY(older.opened().journal().wasRolledBack());
        QVERIFY(stateOf(older.opened()) == stateOf(desks.b.fixture.opened()));
    }
    // What nobody here has seen cannot be missed.
    void aNewDeskTakesTheWholeHistory() {
        Charity first("خیریهٔ الف"), second("رایانهٔ تازه");
        foundNetwork(first);
        voidAll(first, giveTo(first, many));
        admitDesk(first, second, "۲");
        QCOMPARE(syncBy(*second.network, *first.network).received.held_back, std::uint64_t{0});
        QCOMPARE(second.fixture.number("SELECT COUNT(*) FROM aid WHERE state = 3"),
                 std::int64_t{many});
    }
};
PEYVAND_TEST(MassLossTest)
#include "mass_loss_test.moc"
