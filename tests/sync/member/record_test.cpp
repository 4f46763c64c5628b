// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

using namespace peyvand;
using namespace peyvand::test;

class RecordTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void everyFlippedBitOfEveryRecordIsRefused() {
        Founder founder;
        for (const Bytes& record : founder.network.state.records()) {
            for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
                Bytes flipped = record;
                flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
                MembershipState state(founder.now().network);
                QVERIFY2(!state.add(flipped), qPrintable(QString("bit %1").arg(bit)));
            }
        }
    }

    void truncatedAndLongerRecordsAreRefused() {
        Founder founder;
        MembershipState state(founder.now().network);
        for (Bytes record : founder.network.state.records()) {
            for (std::size_t size = 0; size < record.size(); ++size)
                QVERIFY(!state.add(ByteView(record).first(size)));
            record.push_back(0);
            QVERIFY(!state.add(record));
        }
        QVERIFY(state.records().empty());
    }

    void recordsOfAnotherNetworkAreRefused() {
        Founder founder;
        Founder other(5);
        for (const Bytes& record : other.network.state.records())
            QVERIFY(failsWith(founder.network.state.add(record), ErrorCode::network_other));
    }

    void withoutTheFoundingNothingCounts() {
        Founder founder;
        auto records = founder.network.state.records();
        const Bytes founding = records.front();
        records.erase(records.begin());
        MembershipState state = *MembershipState::rebuild(founder.now().network, records);
        QVERIFY(!state.now().founded);
        QVERIFY(!state.now().isEntitled(founder.node.publicKey()));
        state.add(founding).value();
        QVERIFY(state.now() == founder.now());
    }

    void grantsOpenForTheirAddresseeOnly() {
        Founder founder;
        Party desk(2);
        const auto epoch = rotateEpoch(founder.now(), founder.network.seat, now_ms, founder.random);
        const auto bytes = makeGrant(founder.now().network, epoch->key, founder.node,
                                     desk.node.publicKey(), founder.random);
        QCOMPARE(bytes->size(), grant_bytes);
        const auto grant = Grant::decode(*bytes);
        QVERIFY(grant->open(desk.node)->key == epoch->key.key);
        QVERIFY(failsWith(grant->open(founder.node), ErrorCode::welcome_for_other));
        for (std::size_t at = 0; at < bytes->size(); ++at) {
            Bytes changed = *bytes;
            changed[at] ^= 1;
            QVERIFY(!Grant::decode(changed));
        }
    }

    void strangersSignaturesDoNotCrowdOutTheCouncil() {
        Founder founder;
        const SignedRecord proposal =
            propose(founder.now(), EpochBody{2, {}}, founder.network.seat, now_ms).value();
        SignedRecord crowded = proposal;
        crowded.signatures.clear();
        SeededRandom random(11);
        for (std::size_t i = 0; i < record_signatures_limit; ++i)
            crowded.sign(SigningKey::generate(random));
        founder.network.state.add(crowded.encode()).value();
        QCOMPARE(founder.now().currentEpoch(), 1u);
        founder.network.state.add(proposal.encode()).value();
        QCOMPARE(founder.now().currentEpoch(), 2u);
    }
};
PEYVAND_TEST(RecordTest)

#include "record_test.moc"
