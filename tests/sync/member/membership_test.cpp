// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

#include <algorithm>
#include <random>

using namespace peyvand;
using namespace peyvand::test;

namespace {

Bytes signedBy(SignedRecord record, const SigningKey& key) {
    record.sign(key);
    return record.encode();
}

/// A lively network: three members, a revoked desk, an expulsion, epochs, a fork at its end.
std::vector<Bytes> livelyRecords(Founder& founder) {
    const Party second(2);
    const Party third(3);
    founder.join(second);
    founder.join(third);
    MembershipState& state = founder.network.state;
    const SigningKey& seat = founder.network.seat;
    const auto decide = [&](DecisionBody body, std::int64_t at_ms) {
        return propose(state.now(), std::move(body), seat, at_ms)->encode();
    };
    state.add(decide(ExpulsionBody{third.id, {}}, now_ms)).value();
    state.add(rotateEpoch(state.now(), seat, now_ms, founder.random)->decision.encode()).value();
    state
        .add(revokeDesk(state.now(), second.id, second.node.publicKey(), second.root, now_ms)
                 ->encode())
        .value();
    const Bytes left = decide(CouncilBody{state.now().council, {}}, now_ms + 1);
    const Bytes right = decide(CouncilBody{state.now().council, {}}, now_ms + 2);
    state.addAll({left, right}).value();
    return state.records();
}

} // namespace

class MembershipTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void anyOrderAndRepetitionGivesTheSame() {
        Founder founder;
        std::vector<Bytes> records = livelyRecords(founder);
        const Membership expected = founder.now();
        std::mt19937 dice(7);
        for (int round = 0; round < 20; ++round) {
            std::shuffle(records.begin(), records.end(), dice);
            MembershipState state(expected.network);
            for (const Bytes& record : records)
                QVERIFY(state.add(record).has_value());
            QVERIFY(state.now() == expected);
            QCOMPARE(*state.addAll(records), std::size_t{0});
            QVERIFY(state.now() == expected);
            QVERIFY(state.records() == founder.network.state.records());
        }
    }

    void removalWinsInAnyOrder() {
        Founder founder;
        const Party member(2);
        founder.join(member);
        const auto revocation =
            revokeDesk(founder.now(), member.id, member.node.publicKey(), member.root, now_ms);
        std::vector<Bytes> records = founder.network.state.records();
        records.insert(records.begin(), revocation->encode());
        const auto state = MembershipState::rebuild(founder.now().network, records);
        QVERIFY(!state->now().isEntitled(member.node.publicKey()));
        QVERIFY(state->now().charityOfNode(member.node.publicKey()) == member.id);
        QVERIFY(state->now().desksOf(member.id).empty());
        QVERIFY(founder.now().isEntitled(member.node.publicKey()));
    }

    void anExpelledCharityIsKnownButNotEntitled() {
        Founder founder;
        const Party member(2);
        founder.join(member);
        const Cut cut{{1}, 5, {2}};
        const auto decision =
            propose(founder.now(), ExpulsionBody{member.id, {cut}}, founder.network.seat, now_ms);
        founder.network.state.add(decision->encode()).value();
        QVERIFY(!founder.now().isEntitled(member.node.publicKey()));
        QVERIFY(founder.now().member(member.id)->expelled);
        QVERIFY(founder.now().expulsions.at(0).cuts.at(0) == cut);
        QCOMPARE(founder.now().allDesks().size(), std::size_t{1});
    }

    void ofTwoDecisionsTheSmallerDigestWinsAndTheSignerIsTold() {
        Founder founder;
        const Membership before = founder.now();
        const auto one = propose(before, EpochBody{2, {1}}, founder.network.seat, now_ms);
        const auto two = propose(before, EpochBody{2, {2}}, founder.network.seat, now_ms);
        founder.network.state.add(one->encode()).value();
        QVERIFY(founder.now().double_signers.empty());
        founder.network.state.add(two->encode()).value();
        QVERIFY(founder.now().head == std::min(one->digest(), two->digest()));
        QCOMPARE(founder.now().epochs.size(), std::size_t{2});
        const DoubleSigner expected{founder.network.seat.publicKey(), 1};
        QVERIFY(founder.now().double_signers == std::vector{expected});
    }

    // However much is signed by strangers or by one member: decisions still find room.
    void nobodyFillsTheSharesOfOthers() {
        Founder founder;
        const Party stranger(4);
        const NetworkId network = founder.now().network;
        constexpr std::size_t more = MembershipState::share_records_limit + 20;
        const auto rubbish = [&](const SigningKey& key, std::size_t number) {
            SignedRecord record{static_cast<RecordKind>(60), network, {}, {}};
            record.body = {static_cast<std::uint8_t>(number >> 8),
                           static_cast<std::uint8_t>(number), key.publicKey()[0]};
            return signedBy(std::move(record), key);
        };
        const std::size_t before = founder.network.state.records().size();
        for (const SigningKey* const key :
             std::initializer_list<const SigningKey*>{&stranger.root, &founder.root}) {
            std::vector<Bytes> records;
            for (std::size_t i = 0; i < more; ++i)
                records.push_back(rubbish(*key, i));
            const auto taken = founder.network.state.addAll(records);
            QVERIFY(taken && *taken > MembershipState::share_records_limit - 10 &&
                    *taken <= MembershipState::share_records_limit);
            QVERIFY(founder.network.state.add(rubbish(*key, more)).value() == RecordFate::no_room);
        }
        const auto decision =
            propose(founder.now(), EpochBody{2, {1}}, founder.network.seat, now_ms);
        QVERIFY(founder.network.state.add(decision->encode()).value() == RecordFate::taken);
        QCOMPARE(founder.now().currentEpoch(), 2u);
        // Its own store is read back whole.
        const auto records = founder.network.state.records();
        QVERIFY(records.size() > before + 2 * MembershipState::share_records_limit - 20);
        const auto again = MembershipState::rebuild(network, records);
        QVERIFY(again && again->records() == records && again->now() == founder.now());
    }

    void certificatesOfStrangersDoNotCount() {
        Founder founder;
        const Party stranger(4);
        const NetworkId network = founder.now().network;
        const AdmissionBody admission{stranger.id, 1,       stranger.root.publicKey(),
                                      "بیگانه",    network, now_ms};
        founder.network.state.add(signedBy(recordOf(admission, network), stranger.root)).value();
        const DeskBody desk{founder.id,
                            stranger.node.publicKey(),
                            stranger.root.publicKey(),
                            consentOf(network, stranger.node, stranger.root.publicKey()),
                            "بیگانه",
                            now_ms};
        founder.network.state.add(signedBy(recordOf(desk, network), stranger.root)).value();
        const DeskRevocationBody removal{founder.id, founder.node.publicKey(), now_ms};
        founder.network.state.add(signedBy(recordOf(removal, network), stranger.root)).value();
        const Decision own{1, network, now_ms, EpochBody{2, {}}};
        founder.network.state.add(signedBy(recordOf(own, network), stranger.root)).value();
        QCOMPARE(founder.now().members.size(), std::size_t{1});
        QVERIFY(!founder.now().isEntitled(stranger.node.publicKey()));
        QVERIFY(founder.now().isEntitled(founder.node.publicKey()));
        QCOMPARE(founder.now().currentEpoch(), 1u);
    }

    void nobodyCertifiesAnothersNode() {
        Founder founder;
        const Party thief(2);
        founder.join(thief);
        const Membership& now = founder.now();
        const auto consent = consentOf(now.network, founder.node, founder.root.publicKey());
        DeskBody desk{
            thief.id, founder.node.publicKey(), founder.root.publicKey(), consent, "دزدیده",
            now_ms};
        founder.network.state.add(signedBy(recordOf(desk, now.network), thief.root)).value();
        QVERIFY(founder.now().charityOfNode(founder.node.publicKey()) == founder.id);
        desk.sponsor = thief.root.publicKey();
        QVERIFY(
            failsWith(founder.network.state.add(signedBy(recordOf(desk, now.network), thief.root)),
                      ErrorCode::certificate_invalid));
    }

    void desksInvitedByDesksCountInAnyOrder() {
        Founder founder;
        const NetworkId network = founder.now().network;
        std::vector<SigningKey> nodes;
        nodes.push_back(founder.node.copy());
        std::vector<Bytes> chain;
        for (int i = 0; i < 5; ++i) {
            nodes.push_back(SigningKey::generate(founder.random));
            const VerifyKey& sponsor = nodes[nodes.size() - 2].publicKey();
            const DeskBody desk{founder.id, nodes.back().publicKey(),
                                sponsor,    consentOf(network, nodes.back(), sponsor),
                                "رایانه",   now_ms};
            chain.push_back(signedBy(recordOf(desk, network), founder.root));
        }
        std::reverse(chain.begin(), chain.end());
        const Bytes first = chain.back();
        chain.pop_back();
        founder.network.state.addAll(chain).value();
        QCOMPARE(founder.now().allDesks().size(), std::size_t{1});
        founder.network.state.add(first).value();
        QCOMPARE(founder.now().allDesks().size(), std::size_t{6});
    }

    void aNewRootKeyRetiresDesksOfTheOldOne() {
        Founder founder;
        const Party member(2);
        founder.join(member);
        SeededRandom random(8);
        const SigningKey root = SigningKey::generate(random);
        const NetworkId network = founder.now().network;
        const AdmissionBody renewed{member.id, 2, root.publicKey(), "نام تازه", network, now_ms};
        founder.network.state.add(signedBy(recordOf(renewed, network), founder.network.seat))
            .value();
        QCOMPARE(founder.now().member(member.id)->name, std::string("نام تازه"));
        QVERIFY(!founder.now().isEntitled(member.node.publicKey()));
        QVERIFY(founder.now().charityOfNode(member.node.publicKey()) == member.id);
    }
};
PEYVAND_TEST(MembershipTest)

#include "membership_test.moc"
