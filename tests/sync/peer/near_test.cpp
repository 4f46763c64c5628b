// SPDX-License-Identifier: GPL-3.0-or-later
// Desks of one building find each other, and nobody else finds them. The question goes to the
// loopback address: tests send nothing to a group.
#include "sync/peer/near.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// A port of its own, so that two runs on one computer do not meet.
BeaconPlace placeOfThisRun() {
    const auto random = makeSystemRandom();
    const auto bytes = random->take<2>();
    BeaconPlace place;
    place.port = static_cast<std::uint16_t>(20'000 + (bytes[0] * 256 + bytes[1]) % 20'000);
    place.group = "127.0.0.1";
    return place;
}

constexpr std::int64_t wait_ms = 500;

} // namespace

class NearTest : public QObject {
    Q_OBJECT
  private slots:
    void whoServesInTheBuildingIsFound() {
        TwoCharities both;
        const BeaconPlace place = placeOfThisRun();
        const auto answers =
            must(NearAnswers::begin(must(beaconVoice(*both.a.network)), 7411, place));
        const auto found = must(findNear(must(beaconVoice(*both.b.network)), wait_ms, place));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().port, std::uint16_t{7411});
        QCOMPARE(found.front().host, std::string("127.0.0.1"));
    }

    void itsOwnVoiceIsNobody() {
        TwoCharities both;
        const BeaconPlace place = placeOfThisRun();
        BeaconVoice asking = must(beaconVoice(*both.a.network));
        BeaconVoice answering = must(beaconVoice(*both.a.network));
        answering.own = asking.own;
        const auto answers = must(NearAnswers::begin(std::move(answering), 7411, place));
        QVERIFY(must(findNear(asking, wait_ms, place)).empty());
    }

    void anotherNetworkHearsNothing() {
        TwoCharities one;
        TwoCharities other;
        const BeaconPlace place = placeOfThisRun();
        const auto answers =
            must(NearAnswers::begin(must(beaconVoice(*one.a.network)), 7411, place));
        QVERIFY(must(findNear(must(beaconVoice(*other.b.network)), wait_ms, place)).empty());
    }

    void whoIsInNoNetworkHasNoVoice() {
        Charity alone("خیریهٔ تنها");
        QCOMPARE(beaconVoice(*alone.network).error().code, ErrorCode::network_missing);
    }

    void cancellingEndsTheWaiting() {
        TwoCharities both;
        CancelToken cancel;
        cancel.cancel();
        QElapsedTimer timer;
        timer.start();
        must(findNear(must(beaconVoice(*both.a.network)), 60'000, placeOfThisRun(), cancel));
        QVERIFY(timer.elapsed() < 5'000);
    }
};

PEYVAND_TEST(NearTest)
#include "near_test.moc"
