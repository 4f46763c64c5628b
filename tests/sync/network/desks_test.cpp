// SPDX-License-Identifier: GPL-3.0-or-later
// Two desks of one charity, by stick: everything of the office at both, nothing of it elsewhere.
#include "core/register/erase.h"
#include "core/register/users.h"
#include "sync/network/office_exchange.h"
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

class DesksTest : public QObject {
    Q_OBJECT
  private slots:
    void whatOneDeskKeepsTheOtherKeepsToo() {
        TwoDesks desks;
        const auto person = desks.a.add("زهرا", zahra);
        desks.a.give(person, "food_basket", in_aban);
        desks.b.add("مریم", "");
        desks.syncBySticks();
        QCOMPARE(people(desks.a), std::int64_t{2});
        QCOMPARE(people(desks.b), std::int64_t{2});
        QVERIFY(desks.areEqual());
        QCOMPARE(desks.b.fixture.opened().charityName(), std::string("خیریهٔ الف"));
        const Answer answer = desks.b.ask(zahra);
        QVERIFY(answer.person && answer.aid.size() == 1);
        // The claim of the other desk is of the own charity: the aid is there once.
        QVERIFY(answer.claims.empty());
        for (Charity* one : {&desks.a, &desks.b})
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
    }

    void usersAndTheirAccountsTravel() {
        TwoDesks desks;
        must(Users(desks.a.fixture.opened())
                 .add(RegisterFixture::password(),
                      {"مددکار", Role::social_worker, SecretText("another password"), {1, 8}}));
        desks.syncBySticks();
        Users there(desks.b.fixture.opened());
        const auto users = must(there.list());
        const auto found = std::find_if(users.begin(), users.end(),
                                        [](const User& user) { return user.name == "مددکار"; });
        QVERIFY(found != users.end() && !found->is_here);
        QVERIFY(found->role == Role::social_worker);
        must(there.add(RegisterFixture::password(),
                       {"مددکار", Role::social_worker, SecretText("a third password"), {1, 8}}));
        QCOMPARE(must(there.list()).size(), users.size());
    }

    void whatBothChangedIsAConflictThatOneDecides() {
        TwoDesks desks;
        const auto person = desks.a.add("زهرا", zahra);
        desks.syncBySticks();
        const auto livesIn = [&](Charity& desk, const char* city) {
            auto fields = must(People(desk.fixture.opened()).person(person)).fields;
            fields.city = city;
            must(People(desk.fixture.opened()).edit(person, fields));
        };
        livesIn(desks.a, "یزد");
        livesIn(desks.b, "کرمان");
        desks.syncBySticks();
        for (Charity* one : {&desks.a, &desks.b})
            QCOMPARE(one->fixture.number("SELECT COUNT(*) FROM conflict"), std::int64_t{1});
        livesIn(desks.b, "تفت");
        desks.syncBySticks();
        for (Charity* one : {&desks.a, &desks.b})
            QCOMPARE(one->fixture.number("SELECT COUNT(*) FROM conflict"), std::int64_t{0});
        QVERIFY(desks.areEqual());
    }

    void whoIsErasedAtOneIsErasedAtBoth() {
        TwoDesks desks;
        const auto person = desks.a.add("زهرا", zahra);
        desks.a.give(person, "cash", in_aban);
        desks.syncBySticks();
        must(erasePerson(desks.a.fixture.opened(), person));
        desks.b.add("پس از آن", "");
        desks.syncBySticks();
        QCOMPARE(people(desks.b), std::int64_t{1});
        QCOMPARE(people(desks.a), std::int64_t{1});
        QVERIFY(People(desks.b.fixture.opened()).person(person).error().code ==
                ErrorCode::beneficiary_unknown);
        // Under the new keys of both.
        desks.a.add("تازه", "");
        desks.syncBySticks();
        QCOMPARE(people(desks.b), std::int64_t{2});
        QVERIFY(desks.areEqual());
    }

    void anotherCharityGetsNothingOfTheOffice() {
        TwoDesks desks;
        Charity other("خیریهٔ پ");
        const auto attempt = must(other.network->requestToJoin(
            must(desks.a.network->inviteCharity()), RegisterFixture::password()));
        must(other.network->acceptWelcome(
            must(desks.a.network->admitCharity(attempt.request)).welcome));
        other.useCheapVeil();
        desks.a.give(desks.a.add("زهرا", zahra), "cash", in_aban);
        const Path own = TwoDesks::exported(desks.a, desks.file("own.pvb"));
        QVERIFY(importBundle(*other.network, own).error().code == ErrorCode::bundle_for_other);
        must(importBundle(*other.network, desks.a.exportTo(desks.file("all.pvb"))));
        QCOMPARE(other.fixture.number("SELECT COUNT(*) FROM feed WHERE scope = 1 AND own = 0"),
                 std::int64_t{0});
        QCOMPARE(other.fixture.number("SELECT COUNT(*) FROM subject_key"), std::int64_t{0});
        QCOMPARE(other.ask(zahra).claims.size(), std::size_t{1});
    }

    void aRegisterWithPeopleDoesNotBecomeADesk() {
        Charity a("خیریهٔ الف"), b("خیریهٔ ب");
        must(a.network->foundNetwork("مجمع آزمون", RegisterFixture::password()));
        b.add("زهرا", zahra);
        const auto attempt =
            b.network->requestToJoin(must(a.network->inviteDesk()), RegisterFixture::password());
        QVERIFY(attempt.error().code == ErrorCode::register_not_empty);
        QCOMPARE(people(b), std::int64_t{1});
    }

    void aDeskIsAdmittedByWhoHoldsTheRootKey() {
        TwoDesks desks;
        Charity third("سوم");
        // The second desk has no root key of this charity.
        const auto attempt = must(third.network->requestToJoin(must(desks.b.network->inviteDesk()),
                                                               RegisterFixture::password()));
        QVERIFY(
            desks.b.network->admitDesk(attempt.request, RegisterFixture::password()).error().code ==
            ErrorCode::certificate_invalid);
    }

    void aDamagedFrameOrAStrangersKeyChangesNothing() {
        TwoDesks desks;
        QVERIFY(takeSubjectKey(*desks.b.network, Bytes(95)).error().code ==
                ErrorCode::bundle_damaged);
        must(takeSubjectKey(*desks.b.network, Bytes(96)));
        QCOMPARE(desks.b.fixture.number("SELECT COUNT(*) FROM subject_key"), std::int64_t{0});
        const auto random = makeSystemRandom();
        const SigningKey stranger = SigningKey::generate(*random);
        const auto keys = must(officeKeys(*desks.a.network));
        const auto grant = must(
            makeGrant(desks.a.network->id(),
                      {KeyScope::office, keys[0].audience, 9, EpochKey::from(ByteArray<32>{5})},
                      stranger, desks.b.fixture.opened().journal().nodeKey().publicKey(), *random));
        QCOMPARE(must(takeGrants(*desks.b.network, {grant, Bytes(3)})), std::size_t{0});
    }
};
PEYVAND_TEST(DesksTest)
#include "desks_test.moc"
