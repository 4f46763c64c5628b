// SPDX-License-Identifier: GPL-3.0-or-later
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
        std::sort(council.seats.begin(), council.seats.end(),
                  [](const Seat& a, const Seat& b) { return a.key < b.key; });
        council.admit_count = 2;
        const auto decision = propose(now(), council, network.seat, now_ms);
        network.state.add(decision->encode()).value();
    }
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
            return propose(founder.now(), Council{admit_count, std::move(seats)},
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
