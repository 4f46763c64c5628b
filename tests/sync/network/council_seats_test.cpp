// SPDX-License-Identifier: GPL-3.0-or-later
// A council of several seats at several desks: how one gets a seat, what waits for whom, and what
// a seat that was removed can still do.
#include "sync/member/printed_seat.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

CharityId idOf(Charity& charity) { return charity.fixture.opened().journal().charity(); }

/// Three charities; the first one founded, and every desk gets a seat.
class CouncilOfThree {
  public:
    CouncilOfThree() {
        code = must(a.network->foundNetwork("مجمع آزمون", RegisterFixture::password()));
        a.useCheapVeil();
        admitCharity(a, b);
        admitCharity(a, c);
        meet();
        seat(b);
        seat(c);
    }
    /// The founder proposes; whoever has a seat by then signs.
    void seat(Charity& desk) {
        const auto asked = must(CouncilWork(*desk.network).requestSeat());
        Charity* const signer = council().seats.size() > 2 ? &b : nullptr;
        const auto outcome = must(CouncilWork(*a.network).addSeat(asked.file));
        QCOMPARE(outcome, signer == nullptr ? CouncilOutcome::done : CouncilOutcome::waits);
        meet();
        if (signer != nullptr)
            QCOMPARE(signOnly(*signer), CouncilOutcome::done);
        meet();
    }
    const Council& council() { return a.network->membership().council; }
    /// The one decision that waits at a desk.
    CouncilOutcome signOnly(Charity& at) {
        CouncilWork work(*at.network);
        const auto waiting = work.waiting();
        if (waiting.size() != 1)
            qFatal("%d decisions wait", static_cast<int>(waiting.size()));
        return must(work.sign(waiting.front().digest));
    }
    CouncilOutcome signAdmission(Charity& at) {
        CouncilWork work(*at.network);
        return must(work.sign(work.admissions().at(0).digest));
    }
    /// Everybody with everybody, twice, so that what one brought reaches all.
    void meet() {
        for (int round = 0; round < 2; ++round)
            for (const auto& [one, other] : {std::pair(&a, &b), {&b, &c}, {&a, &c}})
                if (one->network->isMember() && other->network->isMember())
                    syncBy(*one->network, *other->network);
    }
    CouncilWork printed() { return {*a.network, must(printedSeat(code))}; }
    VerifyKey seatOf(Charity& desk) { return *CouncilWork(*desk.network).ownSeat(); }

    Charity a{"خیریهٔ الف"};
    Charity b{"خیریهٔ ب"};
    Charity c{"خیریهٔ ج"};
    SecretText code;
};

} // namespace

class CouncilSeatsTest : public QObject {
    Q_OBJECT
  private slots:
    void aDeskGetsASeatByDecision() {
        CouncilOfThree three;
        QCOMPARE(three.council().seats.size(), std::size_t{4});
        QCOMPARE(three.council().majority(), std::size_t{2});
        for (Charity* one : {&three.a, &three.b, &three.c})
            QVERIFY(three.council().has(three.seatOf(*one)));
        // The key is still there when the desk is opened again.
        three.c.network = must(Network::open(three.c.fixture.opened()));
        QCOMPARE(must(CouncilWork(*three.c.network).rotate()), CouncilOutcome::waits);
        QCOMPARE(CouncilWork(*three.b.network).requestSeat().error().code, ErrorCode::step_refused);
    }
    void askingTwiceGivesTheSameKeyAndARemovedOneIsNeverTakenAgain() {
        CouncilOfThree three;
        Charity d("خیریهٔ د");
        admitCharity(three.a, d);
        syncBy(*three.a.network, *d.network);
        CouncilWork asking(*d.network);
        const auto first = must(asking.requestSeat());
        QCOMPARE(must(asking.requestSeat()).seat, first.seat);
        // A key that waits decides nothing yet.
        QCOMPARE(asking.rotate().error().code, ErrorCode::not_on_council);
        QCOMPARE(CouncilWork(*three.a.network).addSeat(Bytes(10)).error().code,
                 ErrorCode::seat_request_damaged);
        must(CouncilWork(*three.a.network).removeSeat(three.seatOf(three.c)));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        const auto old_key = three.seatOf(three.c);
        const auto again = must(CouncilWork(*three.c.network).requestSeat());
        QVERIFY(again.seat != old_key);
        QCOMPARE(CouncilWork(*three.a.network).addSeat(again.file).value(), CouncilOutcome::waits);
    }
    void aRemovedSeatDecidesNothingAndItsOldSignaturesStay() {
        CouncilOfThree three;
        QCOMPARE(must(CouncilWork(*three.c.network).rotate()), CouncilOutcome::waits);
        three.meet();
        QCOMPARE(three.signOnly(three.b), CouncilOutcome::done);
        three.meet();
        QCOMPARE(three.a.network->membership().currentEpoch(), 2u);
        must(CouncilWork(*three.a.network).removeSeat(three.seatOf(three.c)));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        QCOMPARE(three.a.network->membership().currentEpoch(), 2u);
        QCOMPARE(CouncilWork(*three.c.network).rotate().error().code, ErrorCode::not_on_council);
        must(CouncilWork(*three.a.network).rotate());
        three.meet();
        CouncilWork removed(*three.c.network);
        QCOMPARE(removed.sign(removed.waiting().at(0).digest).error().code,
                 ErrorCode::not_on_council);
    }
    void aCharityIsAdmittedByTwoSeats() {
        CouncilOfThree three;
        must(CouncilWork(*three.a.network).admitBy(2));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        Charity d("خیریهٔ د");
        const auto attempt = must(d.network->requestToJoin(must(three.a.network->inviteCharity()),
                                                           RegisterFixture::password()));
        QVERIFY(must(three.a.network->admitCharity(attempt.request)).welcome.empty());
        // Another seat cannot answer what it has not read the invitation of.
        QCOMPARE(three.b.network->admitCharity(attempt.request).error().code,
                 ErrorCode::invitation_unknown);
        three.meet();
        QCOMPARE(three.signAdmission(three.c), CouncilOutcome::done);
        three.meet();
        // Once it counts, either the inviter or any other seat that holds the request welcomes.
        QVERIFY(!must(three.a.network->admitCharity(attempt.request)).welcome.empty());
        must(
            d.network->acceptWelcome(must(three.b.network->admitCharity(attempt.request)).welcome));
        d.useCheapVeil();
        three.meet();
        QVERIFY(three.a.network->membership().isEntitled(nodeOf(*d.network)));
        syncBy(*three.c.network, *d.network);
        QVERIFY(d.network->membership() == three.c.network->membership());
    }
    // The admission named the council before; it goes on under the new one when it is asked again.
    void anAdmissionThatACouncilOvertookIsBegunAgain() {
        CouncilOfThree three;
        must(CouncilWork(*three.a.network).admitBy(2));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        Charity d("خیریهٔ د");
        const auto attempt = must(d.network->requestToJoin(must(three.a.network->inviteCharity()),
                                                           RegisterFixture::password()));
        const auto waiting = must(three.a.network->admitCharity(attempt.request));
        must(CouncilWork(*three.a.network).removeSeat(three.seatOf(three.c)));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        QVERIFY(CouncilWork(*three.b.network).admissions().empty());
        QCOMPARE(CouncilWork(*three.b.network).sign(waiting.admission).error().code,
                 ErrorCode::decision_unknown);
        const auto again = must(three.a.network->admitCharity(attempt.request));
        QVERIFY(again.welcome.empty() && again.admission != waiting.admission);
        three.meet();
        QCOMPARE(three.signAdmission(three.b), CouncilOutcome::done);
        three.meet();
        must(
            d.network->acceptWelcome(must(three.a.network->admitCharity(attempt.request)).welcome));
    }
    // Two desks that signed different decisions: neither signs twice, so the paper decides.
    void thePrintedSeatEndsAStandstill() {
        CouncilOfThree three;
        must(CouncilWork(*three.a.network).removeSeat(three.seatOf(three.c)));
        three.meet();
        three.signOnly(three.b);
        three.meet();
        must(CouncilWork(*three.a.network).rotate());
        must(CouncilWork(*three.b.network).expel(idOf(three.c)));
        three.meet();
        QCOMPARE(CouncilWork(*three.a.network).waiting().size(), std::size_t{2});
        for (const auto& one : CouncilWork(*three.a.network).waiting())
            QCOMPARE(CouncilWork(*three.a.network).sign(one.digest).error().code,
                     ErrorCode::step_refused);
        CouncilWork paper = three.printed();
        for (const auto& one : paper.waiting())
            if (std::holds_alternative<ExpulsionBody>(one.decision.body))
                QCOMPARE(must(paper.sign(one.digest)), CouncilOutcome::key_waits);
        QVERIFY(three.a.network->membership().member(idOf(three.c))->expelled);
        QVERIFY(three.a.network->membership().double_signers.empty());
    }
    // The proposer holds it already; others could not open what it seals.
    void aKeyThatWaitsSealsNothing() {
        CouncilOfThree three;
        QCOMPARE(must(CouncilWork(*three.a.network).rotate()), CouncilOutcome::waits);
        three.a.fixture.clock.setDay(hijri(1405, 8, 23));
        three.b.fixture.clock.setDay(hijri(1405, 8, 23));
        three.a.give(three.a.add("زهرا", "0499370899"), "food_basket", hijri(1405, 8, 20));
        three.a.seal();
        syncBy(*three.a.network, *three.b.network);
        QCOMPARE(three.b.ask("0499370899").claims.size(), std::size_t{1});
    }
    void aNewPrintedSeatTakesThePlaceOfTheOld() {
        CouncilOfThree three;
        auto made = must(CouncilWork(*three.a.network).renewPrintedSeat());
        QCOMPARE(made.outcome, CouncilOutcome::waits);
        // The old one may still sign what replaces it.
        CouncilWork paper = three.printed();
        QCOMPARE(must(paper.sign(paper.waiting().at(0).digest)), CouncilOutcome::done);
        QCOMPARE(paper.rotate().error().code, ErrorCode::seat_code_wrong);
        CouncilWork anew(*three.a.network, must(printedSeat(made.code)));
        QCOMPARE(must(anew.rotate()), CouncilOutcome::waits);
        QCOMPARE(three.council().seats.size(), std::size_t{4});
    }
    void theCodeOfThePrintedSeatIsKeptNowhere() {
        CouncilOfThree three;
        const SigningKey printed = must(printedSeat(three.code));
        const Secret<32> seed = printed.seed();
        auto rows = three.a.fixture.database().prepare("SELECT name, value FROM secret");
        int settings = 0;
        while (rows.step()) {
            ++settings;
            const auto value = rows.blob(1);
            QVERIFY(std::search(value.begin(), value.end(), seed.view().begin(),
                                seed.view().end()) == value.end());
        }
        QVERIFY(settings > 0);
    }
    void whatCannotBeACouncilIsRefused() {
        CouncilOfThree three;
        CouncilWork work(*three.a.network);
        QCOMPARE(work.admitBy(0).error().code, ErrorCode::seats_wrong);
        QCOMPARE(work.admitBy(5).error().code, ErrorCode::seats_wrong);
        QCOMPARE(work.removeSeat(VerifyKey{}).error().code, ErrorCode::seat_unknown);
        TwoCharities other;
        const auto foreign = must(CouncilWork(*other.b.network).requestSeat());
        QCOMPARE(work.addSeat(foreign.file).error().code, ErrorCode::network_other);
        CouncilWork alone(*other.a.network);
        QCOMPARE(alone.removeSeat(*alone.ownSeat()).error().code, ErrorCode::seats_wrong);
    }
    // Not even the majority's own seat may reach back behind the newest decision.
    void whatLiesBehindIsSignedNoMore() {
        CouncilOfThree three;
        must(CouncilWork(*three.a.network).rotate());
        must(CouncilWork(*three.b.network).admitBy(3));
        three.meet();
        Digest lost{};
        for (const auto& one : CouncilWork(*three.c.network).waiting())
            if (std::holds_alternative<EpochBody>(one.decision.body))
                must(CouncilWork(*three.c.network).sign(one.digest));
            else
                lost = one.digest;
        three.meet();
        QCOMPARE(CouncilWork(*three.c.network).sign(lost).error().code,
                 ErrorCode::decision_unknown);
    }
};
PEYVAND_TEST(CouncilSeatsTest)
#include "council_seats_test.moc"
