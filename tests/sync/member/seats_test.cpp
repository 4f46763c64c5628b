// SPDX-License-Identifier: GPL-3.0-or-later
// The printed seat, requests for a seat, admissions by several seats, keys of lines that lost.
#include "sync/member/printed_seat.h"
#include "sync/member/seat_request.h"
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

#include <algorithm>

using namespace peyvand;
using namespace peyvand::test;

namespace {

std::string inPersianDigits(std::string_view code) {
    std::string persian;
    for (const char c : code)
        persian += c == '-' ? std::string(" ") : "\xDB" + std::string(1, char(0xB0 + (c - '0')));
    return persian;
}

/// Two coordinators and the printed seat; two of them admit.
struct TwoSeats : Founder {
    SigningKey second = SigningKey::generate(random);

    TwoSeats() {
        Council council = now().council;
        council.seats.push_back({SeatKind::coordinator, second.publicKey()});
        council.admit_count = 2;
        network.state.add(proposeCouncil(now(), council, network.seat, now_ms)->encode()).value();
    }
    void sign(const Digest& admission, const SigningKey& seat) {
        for (WaitingAdmission& one : waitingAdmissions(network.state))
            if (one.digest == admission) {
                one.record.sign(seat);
                network.state.add(one.record.encode()).value();
            }
    }
};

} // namespace

class SeatsTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void thePrintedSeatIsReadFromPaper() {
        Founder founder;
        const std::string code(founder.network.printed_code.view());
        QCOMPARE(code.size(), std::size_t{8 * 6 + 7});
        const auto typed = printedSeat(SecretText(inPersianDigits(code)));
        QVERIFY(founder.now().council.has(typed->publicKey()));
        QCOMPARE(founder.now().council.seats.size(), std::size_t{2});
        QCOMPARE(founder.now().council.majority(), std::size_t{1});
        std::string wrong = code;
        wrong[8] = wrong[8] == '9' ? '0' : char(wrong[8] + 1);
        const auto refused = printedSeat(SecretText(wrong));
        QVERIFY(failsWith(refused, ErrorCode::seat_code_wrong));
        QCOMPARE(refused.error().arguments.at(0).second, std::string("2"));
        const auto cut_short = printedSeat(SecretText(code.substr(0, 20)));
        QVERIFY(failsWith(cut_short, ErrorCode::seat_code_wrong));
        QVERIFY(cut_short.error().arguments.empty());
    }

    // Of two that disagree neither has a majority, and neither may sign twice.
    void thePrintedSeatFreesACouncilOfTwo() {
        TwoSeats council;
        const auto propose_epoch = [&](std::uint8_t commitment, const SigningKey& seat) {
            return propose(council.now(), EpochBody{2, {commitment}}, seat, now_ms).value();
        };
        SignedRecord one = propose_epoch(1, council.network.seat);
        const SignedRecord other = propose_epoch(2, council.second);
        council.network.state.addAll({one.encode(), other.encode()}).value();
        QCOMPARE(council.now().currentEpoch(), 1u);
        one.sign(printedSeat(council.network.printed_code).value());
        council.network.state.add(one.encode()).value();
        QVERIFY(council.now().head == one.digest());
        QVERIFY(council.now().double_signers.empty());
    }

    void everyFlippedBitOfARequestForASeatIsFound() {
        Party desk(2);
        const SigningKey seat = SigningKey::generate(desk.random);
        const Bytes file = makeSeatRequest({7}, desk.node, seat, now_ms);
        const auto read = SeatRequest::decode(file);
        QVERIFY(read && read->network == NetworkId{7} && read->time_ms == now_ms);
        QVERIFY(read->node == desk.node.publicKey() && read->seat == seat.publicKey());
        for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
            Bytes flipped = file;
            flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
            QVERIFY(failsWith(SeatRequest::decode(flipped), ErrorCode::seat_request_damaged));
        }
        QVERIFY(failsWith(SeatRequest::decode({}), ErrorCode::seat_request_damaged));
    }

    void anAdmissionWaitsForTheSecondSeat() {
        TwoSeats council;
        const Party newcomer(2);
        IssuedInvitation issued = council.invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const auto waiting = council.admit(issued, attempt->request);
        QVERIFY(waiting && waiting->welcome.empty());
        QVERIFY(!council.now().member(newcomer.id));
        // Asking again, as long as it waits, signs nothing new; nobody else takes the invitation.
        QVERIFY(council.admit(issued, attempt->request)->admission == waiting->admission);
        const auto other = requestAsCharity(issued.invitation, Party(3).own(), now_ms);
        QVERIFY(failsWith(council.admit(issued, other->request), ErrorCode::invitation_unknown));
        const auto shown = waitingAdmissions(council.network.state);
        QCOMPARE(shown.size(), std::size_t{1});
        QCOMPARE(shown[0].body.name, newcomer.name);
        QCOMPARE(shown[0].signatures, std::size_t{1});
        QCOMPARE(shown[0].needed, std::size_t{2});

        council.sign(waiting->admission, council.second);
        QVERIFY(waitingAdmissions(council.network.state).empty());
        // The signature took longer than the invitation lasts.
        const auto admitted = council.admit(issued, attempt->request, now_ms + 30 * day_ms);
        const auto joined = acceptWelcome(*attempt, admitted->welcome, newcomer.node);
        QVERIFY(joined->state.now() == council.now());
        QVERIFY(council.now().isEntitled(newcomer.node.publicKey()));
    }

    // The inviter's desk is gone; another seat holds the request.
    void anySeatThatHoldsTheRequestWelcomes() {
        TwoSeats council;
        const Party member(2);
        IssuedInvitation first = council.invite();
        const auto joining = requestAsCharity(first.invitation, member.own(), now_ms);
        council.sign(council.admit(first, joining->request)->admission, council.second);
        const auto in = council.admit(first, joining->request);
        Joined other = acceptWelcome(*joining, in->welcome, member.node).value();

        const Party newcomer(3);
        IssuedInvitation issued = council.invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const Admitting with{member.node, &council.second, nullptr, other.keys};
        SeededRandom random(5);
        QVERIFY(failsWith(welcomeAdmitted(other.state, attempt->request, with, random),
                          ErrorCode::invitation_unknown));
        council.sign(council.admit(issued, attempt->request)->admission, council.second);
        other.state.addAll(council.network.state.records()).value();
        // Nobody slips in another desk: only the admitted root key certifies one.
        Party thief(4);
        thief.id = newcomer.id;
        const auto stolen = requestAsCharity(issued.invitation, thief.own(), now_ms);
        QVERIFY(failsWith(welcomeAdmitted(other.state, stolen->request, with, random),
                          ErrorCode::certificate_invalid));
        const auto welcomed = welcomeAdmitted(other.state, attempt->request, with, random);
        QVERIFY(acceptWelcome(*attempt, welcomed->welcome, newcomer.node).has_value());
        const SigningKey no_seat = SigningKey::generate(random);
        QVERIFY(failsWith(welcomeAdmitted(other.state, attempt->request,
                                          {member.node, &no_seat, nullptr, other.keys}, random),
                          ErrorCode::not_on_council));
    }

    // A key that waits for other seats goes to nobody, and is in nobody's way.
    void aKeyThatIsNotDecidedStaysHere() {
        Founder founder;
        SharedKey waiting{KeyScope::network, founder.now().network, 2, EpochKey{}};
        founder.network.keys.push_back(std::move(waiting));
        const Joined joined = founder.join(Party(2));
        QCOMPARE(joined.keys.size(), std::size_t{2});
    }

    // It counted at somebody until a smaller decision came; what was written under it is read on.
    void theKeyOfALineThatLostReadsAndDoesNotWrite() {
        Founder founder;
        const auto one = rotateEpoch(founder.now(), founder.network.seat, now_ms, founder.random);
        const auto two = rotateEpoch(founder.now(), founder.network.seat, now_ms, founder.random);
        const bool one_wins = one->decision.digest() < two->decision.digest();
        const NewEpoch& won = one_wins ? *one : *two;
        const NewEpoch& lost = one_wins ? *two : *one;
        founder.network.state.add(lost.decision.encode()).value();
        QVERIFY(isKeyOfLine(founder.now(), lost.key));
        // Something was built on it.
        const auto built = rotateEpoch(founder.now(), founder.network.seat, now_ms, founder.random);
        founder.network.state.add(built->decision.encode()).value();
        founder.network.state.add(won.decision.encode()).value();
        QVERIFY(isKeyOfLine(founder.now(), won.key));
        for (const NewEpoch* epoch : {&lost, &*built}) {
            QVERIFY(isDecidedKey(founder.now(), epoch->key));
            QVERIFY(!isKeyOfLine(founder.now(), epoch->key));
        }
        QCOMPARE(founder.now().epochs.size(), std::size_t{2});
        SharedKey other = lost.key.copy();
        other.key = EpochKey{};
        QVERIFY(!isDecidedKey(founder.now(), other));
    }

    void councilsThatCannotBeAreRefused() {
        Founder founder;
        const auto asked = [&](Council council) {
            return proposeCouncil(founder.now(), std::move(council), founder.network.seat, now_ms);
        };
        const auto coordinator = SeatKind::coordinator;
        QVERIFY(asked({1, {{coordinator, {2}}, {coordinator, {1}}}}).has_value());
        QVERIFY(failsWith(asked({1, {{SeatKind::printed, {1}}}}), ErrorCode::seats_wrong));
        QVERIFY(failsWith(asked({1, {{coordinator, {1}}, {coordinator, {1}}}}),
                          ErrorCode::seats_wrong));
        QVERIFY(failsWith(asked({2, {{coordinator, {1}}}}), ErrorCode::seats_wrong));
        QVERIFY(failsWith(asked({0, {{coordinator, {1}}}}), ErrorCode::seats_wrong));
        Council large{1, {}};
        for (std::uint8_t i = 0; i <= council_seats_limit; ++i)
            large.seats.push_back({coordinator, {i}});
        QVERIFY(failsWith(asked(std::move(large)), ErrorCode::seats_wrong));
    }
};
PEYVAND_TEST(SeatsTest)

#include "seats_test.moc"
