// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/joining.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr const char* list = "golden-sync.txt";
constexpr std::int64_t golden_ms = 1'795'000'000'000;

SigningKey keyFrom(std::uint8_t start) {
    return SigningKey::fromSeed(Secret<32>::from(counting<32>(start)));
}
SigningKey inviter() { return keyFrom(0); }
CharityId charity() { return {counting<16>(0x80)}; }

Invitation invitation() {
    Invitation made;
    made.network = counting<32>(0xA0);
    made.inviter = inviter().publicKey();
    made.id = counting<8>(0x70);
    made.secret = Secret<16>::from(counting<16>(0x90));
    made.expiry_hour = 500000;
    made.address = "192.168.1.10:4711";
    return made;
}

Decision founding() {
    FoundingBody body;
    body.network_name = "شبکهٔ نمونه";
    body.council.seats = {{SeatKind::coordinator, inviter().publicKey()}};
    body.veil.commitment = veilCommitment(VeilSecret::from(counting<32>(0x10)));
    body.key_commitment = keyCommitment({}, EpochKey::from(counting<32>(0x40)));
    body.random = counting<32>(0xB0);
    return {0, {}, golden_ms, body};
}

Bytes signedBy(SignedRecord record, const SigningKey& key) {
    record.sign(key);
    return record.encode();
}

} // namespace

class MemberGoldenTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void invitationMatches() {
        QCOMPARE(hex(invitation().encode()), hex(golden("invitation", list)));
        QCOMPARE(invitation().text(), std::string(textOf(golden("invitation_text", list))));
    }

    void requestAndComparisonMatch() {
        const SigningKey node = keyFrom(0x20);
        const SigningKey root = keyFrom(0xE0);
        const OwnCharity own{charity(), "خیریهٔ نمونه", "رایانهٔ یک", node, root};
        const auto attempt = requestAsCharity(invitation(), own, golden_ms);
        QCOMPARE(hex(attempt->request), hex(golden("join_request", list)));
        QCOMPARE(attempt->comparison, std::string(textOf(golden("comparison", list))));
        QCOMPARE(comparisonGroups("123456789012345678901234"),
                 std::string("1234 5678 9012 3456 7890 1234"));
    }

    void certificatesMatch() {
        const NetworkId network = counting<32>(0xA0);
        const SigningKey node = keyFrom(0x20);
        const SigningKey root = keyFrom(0xE0);
        const AdmissionBody admission{charity(),     1,       root.publicKey(),
                                      "خیریهٔ نمونه", network, golden_ms};
        QCOMPARE(hex(signedBy(recordOf(admission, network), inviter())),
                 hex(golden("admission", list)));
        const DeskBody desk{charity(),        node.publicKey(),
                            root.publicKey(), consentOf(network, node, root.publicKey()),
                            "رایانهٔ یک",      golden_ms};
        QCOMPARE(hex(signedBy(recordOf(desk, network), root)),
                 hex(golden("desk_certificate", list)));
        const DeskRevocationBody revocation{charity(), node.publicKey(), golden_ms};
        QCOMPARE(hex(signedBy(recordOf(revocation, network), root)),
                 hex(golden("desk_revocation", list)));
    }

    void decisionsMatch() {
        const SignedRecord record = recordOf(founding(), {});
        QCOMPARE(hex(signedBy(record, inviter())), hex(golden("founding_decision", list)));
        const NetworkId network = record.digest();
        QCOMPARE(hex(network), hex(golden("network_id", list)));
        const EpochBody epoch{2, keyCommitment(network, EpochKey::from(counting<32>(0x41)))};
        const Decision second{1, network, golden_ms, epoch};
        QCOMPARE(hex(signedBy(recordOf(second, network), inviter())),
                 hex(golden("epoch_decision", list)));
    }

    void goldenRecordsAreRead() {
        const auto record = SignedRecord::decode(golden("founding_decision", list));
        QVERIFY(*readDecision(*record) == founding());
        const auto desk = SignedRecord::decode(golden("desk_certificate", list));
        QVERIFY(std::get<DeskBody>(*readCertificate(*desk)).charity == charity());
    }
};
PEYVAND_TEST(MemberGoldenTest)

#include "golden_test.moc"
