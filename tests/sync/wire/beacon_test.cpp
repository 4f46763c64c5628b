// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wire/beacon.h"
#include "tests/support/counting_random.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

SealKey keyFrom(std::uint8_t first) {
    return subkey(EpochKey::from(ByteArray<32>{first}), Subkey::beacon);
}

} // namespace

class BeaconTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsSealedOpensUnderAnyHeldKey() {
        CountingRandom random;
        const Beacon said{BeaconKind::answer, 7411, {1, 2, 3}};
        const Bytes packet = sealBeacon(said, keyFrom(2), random);
        QCOMPARE(packet.size(), beacon_bytes);
        const SealKey keys[] = {keyFrom(1), keyFrom(2)};
        QVERIFY(openBeacon(packet, keys) == said);
        QVERIFY(!openBeacon(packet, std::span(keys).first(1)));
    }
    void everyChangedByteIsNoBeacon() {
        CountingRandom random;
        const SealKey keys[] = {keyFrom(1)};
        const Bytes packet = sealBeacon({BeaconKind::question, 0, {}}, keys[0], random);
        for (std::size_t i = 0; i < packet.size(); ++i) {
            Bytes other = packet;
            other[i] ^= 1;
            QVERIFY(!openBeacon(other, keys));
        }
        for (const std::size_t size : {std::size_t{0}, beacon_bytes - 1, beacon_bytes + 1}) {
            Bytes other = packet;
            other.resize(size);
            QVERIFY(!openBeacon(other, keys));
        }
    }
    void anAnswerWithoutAPortAndALaterKindAreNone() {
        CountingRandom random;
        const SealKey keys[] = {keyFrom(1)};
        QVERIFY(!openBeacon(sealBeacon({BeaconKind::answer, 0, {}}, keys[0], random), keys));
        QVERIFY(
            !openBeacon(sealBeacon({static_cast<BeaconKind>(9), 1, {}}, keys[0], random), keys));
    }
};

PEYVAND_TEST(BeaconTest)
#include "beacon_test.moc"
