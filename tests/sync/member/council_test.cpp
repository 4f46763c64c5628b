// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/printed_seat.h"
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

#include <algorithm>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// A founder whose council then has three seats and a printed one.
struct LargeCouncil : Founder {
    std::vector<SigningKey> seats{};
    SigningKey printed = SigningKey::generate(random);

    LargeCouncil() {
        Council council;
        for (int i = 0; i < 3; ++i)
            seats.push_back(SigningKey::generate(random));
        for (const SigningKey& seat : seats)
            council.seats.push_back({SeatKind::coordinator, seat.publicKey()});
        council.seats.push_back({SeatKind::printed, printed.publicKey()});
        council.admit_count = 2;
        decide(council, {&network.seat});
    }
    /// The seats sign a council in place of the present one.
    void decide(const Council& council, const std::vector<const SigningKey*>& by) {
        SignedRecord record = proposeCouncil(now(), council, *by.front(), now_ms).value();
        for (const SigningKey* seat : by)
            record.sign(*seat);
        network.state.add(record.encode()).value();
    }
    SignedRecord admission(const Party& member, const std::vector<const SigningKey*>& by) const {
        SignedRecord record = recordOf(AdmissionBody{member.id, 1, member.root.publicKey(),
                                                     member.name, now().council_decision, now_ms},
                                       now().network);
        for (const SigningKey* seat : by)
            record.sign(*seat);
        return record;
    }
    Council without(const SigningKey& seat) const {
        Council council = now().council;
        std::erase_if(council.seats, [&](const Seat& one) { return one.key == seat.publicKey(); });
        return council;
    }
    void take(const SignedRecord& record) { network.state.add(record.encode()).value(); }
    SignedRecord epoch(const SigningKey& seat) const {
        return propose(now(), EpochBody{2, {}}, seat, now_ms).value();
    }
};

} // namespace

class CouncilTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void aDecisionNeedsAMajority() {
        LargeCouncil network;
        SignedRecord record = network.epoch(network.seats[0]);
        network.network.state.add(record.encode()).value();
        QCOMPARE(network.now().currentEpoch(), 1u);
        record.sign(network.seats[1]);
        network.network.state.add(record.encode()).value();
        QCOMPARE(network.now().currentEpoch(), 2u);
    }

    void signaturesThatCameApartAreJoined() {
        LargeCouncil network;
        network.network.state.add(network.epoch(network.seats[0]).encode()).value();
        network.network.state.add(network.epoch(network.seats[2]).encode()).value();
        QCOMPARE(network.now().currentEpoch(), 2u);
        QVERIFY(network.now().double_signers.empty());
    }

    void thePrintedSeatSignsButIsNotCounted() {
        LargeCouncil network;
        QCOMPARE(network.now().council.majority(), std::size_t{2});
        SignedRecord record = network.epoch(network.seats[0]);
        record.sign(network.printed);
        network.network.state.add(record.encode()).value();
        QCOMPARE(network.now().currentEpoch(), 2u);
    }

    void aSeatThatWasReplacedDecidesNothing() {
        LargeCouncil network;
        SignedRecord record = recordOf(Decision{2, network.now().head, now_ms, EpochBody{2, {}}},
                                       network.now().network);
        record.sign(network.network.seat);
        network.network.state.add(record.encode()).value();
        QCOMPARE(network.now().currentEpoch(), 1u);
    }

    void anAdmissionNeedsTheSignaturesOfItsCouncil() {
        LargeCouncil network;
        const Party member(2);
        SignedRecord admission =
            recordOf(AdmissionBody{member.id, 1, member.root.publicKey(), member.name,
                                   network.now().council_decision, now_ms},
                     network.now().network);
        admission.sign(network.seats[0]);
        network.network.state.add(admission.encode()).value();
        QVERIFY(!network.now().member(member.id));
        admission.sign(network.seats[1]);
        network.network.state.add(admission.encode()).value();
        QVERIFY(network.now().member(member.id));
    }

    // What a seat signed while it sat there stays; what it signs afterwards is worth nothing.
    void aRemovedSeatSignsNoAdmissionsMore() {
        LargeCouncil network;
        const SigningKey& gone = network.seats[0];
        const SigningKey& stays = network.seats[1];
        const Party early(2);
        const Party late(3);
        network.take(network.admission(early, {&gone, &stays}));
        const SignedRecord half = network.admission(late, {&stays});
        network.decide(network.without(gone), {&stays, &network.seats[2]});
        QVERIFY(network.now().member(early.id));
        QVERIFY(network.now().member(network.id));
        SignedRecord backdated = half;
        backdated.sign(gone);
        network.take(backdated);
        QVERIFY(!network.now().member(late.id));
        // Seats that sat there then and sit there now may go on with it.
        backdated.sign(network.seats[2]);
        network.take(backdated);
        QVERIFY(network.now().member(late.id));
    }

    // An admission that the new council's proposer had not heard of, signed by seats that stay.
    void anAdmissionMadeMeanwhileStandsWhenItsSeatsStay() {
        LargeCouncil network;
        const Party member(2);
        const SignedRecord meanwhile =
            network.admission(member, {&network.seats[1], &network.seats[2]});
        network.decide(network.without(network.seats[0]), {&network.seats[1], &network.seats[2]});
        network.take(meanwhile);
        QVERIFY(network.now().member(member.id));
        // The next council lists it, and then it stands whoever leaves.
        QVERIFY(network.now().unlisted_admissions == std::vector{meanwhile.digest()});
        network.decide(network.without(network.seats[1]), {&network.seats[1], &network.seats[2]});
        QVERIFY(network.now().member(member.id));
        QVERIFY(network.now().unlisted_admissions.empty());
    }

    // Naming an older council does not get around the number of signatures that is asked for now.
    void aCouncilThatAsksForMoreAsksForThemUnderOldAdmissionsToo() {
        Founder founder;
        const Party member(2);
        SignedRecord admission =
            recordOf(AdmissionBody{member.id, 1, member.root.publicKey(), member.name,
                                   founder.now().council_decision, now_ms},
                     founder.now().network);
        admission.sign(founder.network.seat);
        const SigningKey second = SigningKey::generate(founder.random);
        const auto more = [&](std::uint8_t admit_count) {
            Council council = founder.now().council;
            if (council.admit_count == 1)
                council.seats.push_back({SeatKind::coordinator, second.publicKey()});
            council.admit_count = admit_count;
            const auto record =
                proposeCouncil(founder.now(), council, founder.network.seat, now_ms);
            founder.network.state.add(record->encode()).value();
        };
        more(2);
        founder.network.state.add(admission.encode()).value();
        QVERIFY(!founder.now().member(member.id));
        admission.sign(printedSeat(founder.network.printed_code).value());
        founder.network.state.add(admission.encode()).value();
        QVERIFY(founder.now().member(member.id));
    }

    void aDecisionOfALaterProgramKeepsItsPlace() {
        Founder founder;
        const auto unknown = propose(founder.now(), UnknownBody{}, founder.network.seat, now_ms);
        founder.network.state.add(unknown->encode()).value();
        QCOMPARE(founder.now().head_number, 1u);
        const auto epoch = rotateEpoch(founder.now(), founder.network.seat, now_ms, founder.random);
        founder.network.state.add(epoch->decision.encode()).value();
        QCOMPARE(founder.now().currentEpoch(), 2u);
        QVERIFY(isDecidedKey(founder.now(), epoch->key));
    }

    void councilsWithoutOrderOrCoordinatorAreRefused() {
        Founder founder;
        const VerifyKey low{1};
        const VerifyKey high{2};
        const auto asked = [&](std::vector<Seat> seats, std::uint8_t admit_count) {
            return propose(founder.now(), CouncilBody{{admit_count, std::move(seats)}, {}},
                           founder.network.seat, now_ms);
        };
        const auto coordinator = SeatKind::coordinator;
        QVERIFY(asked({{coordinator, low}, {coordinator, high}}, 2).has_value());
        QVERIFY(!asked({{coordinator, high}, {coordinator, low}}, 1));
        QVERIFY(!asked({{coordinator, low}, {coordinator, low}}, 1));
        QVERIFY(!asked({{SeatKind::printed, low}}, 1));
        QVERIFY(!asked({{coordinator, low}}, 2));
        QVERIFY(!asked({{coordinator, low}}, 0));
        QVERIFY(!asked({}, 1));
    }
};
PEYVAND_TEST(CouncilTest)

#include "council_test.moc"
