// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that are no keys: the identity element and points of small order are refused wherever a key
// comes from outside.
#include "sync/member/certificate.h"
#include "sync/member/key_ring.h"
#include "tests/support/counting_random.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

// y = 1, y = −1, y = 0: of order 1, 2 and 4 (RFC 8032, section 5.1).
std::vector<VerifyKey> weakKeys() {
    VerifyKey identity{};
    identity[0] = 1;
    VerifyKey minus_one{};
    minus_one.fill(0xff);
    minus_one[0] = 0xec;
    minus_one[31] = 0x7f;
    return {identity, minus_one, VerifyKey{}};
}

} // namespace

class PointsTest : public QObject {
    Q_OBJECT
  private slots:
    void noKeyIsGrantedToAWeakPoint() {
        CountingRandom random;
        const SigningKey granter = SigningKey::fromSeed(Secret<32>::from(counting<32>(1)));
        for (const VerifyKey& weak : weakKeys()) {
            QVERIFY(!boxKeyOf(weak));
            const auto grant =
                makeGrant({}, SharedKey{KeyScope::network, {}, 1, EpochKey::from(counting<32>(9))},
                          granter, weak, random);
            QCOMPARE(grant.error().code, ErrorCode::certificate_invalid);
        }
    }

    // R is the identity and S zero: an equation without the check would hold for any message.
    void noSignatureOfAWeakKeyCounts() {
        Signature signature{};
        signature[0] = 1;
        SignedInput message("head");
        message.u64(7);
        for (const VerifyKey& weak : weakKeys())
            QVERIFY(!verify(weak, message, signature));
    }

    void noDeskIsCertifiedWithAWeakKey() {
        const SigningKey root = SigningKey::fromSeed(Secret<32>::from(counting<32>(5)));
        for (const VerifyKey& weak : weakKeys()) {
            DeskBody body;
            body.node = weak;
            body.sponsor = root.publicKey();
            body.consent[0] = 1;
            body.name = "x";
            SignedRecord record = recordOf(body, {});
            record.sign(root);
            const auto decoded = SignedRecord::decode(record.encode());
            QVERIFY(decoded);
            QCOMPARE(readCertificate(*decoded).error().code, ErrorCode::certificate_invalid);
        }
    }
};

PEYVAND_TEST(PointsTest)
#include "points_test.moc"
