// SPDX-License-Identifier: GPL-3.0-or-later
// Two registers that speak to each other end with the same, as by a bundle.
#include "sync/network/council_work.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const CivilDate in_aban = hijri(1405, 8, 20);

} // namespace

class SessionTest : public QObject {
    Q_OBJECT
  private slots:
    void helpOfOneIsSeenByTheOther() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.b.give(both.b.add("زهرا", zahra), "food_basket", in_aban);
        both.a.seal();
        both.b.seal();
        const SessionCounts counts = syncBy(*both.a.network, *both.b.network);
        QVERIFY(counts.received.entries > 0);
        QVERIFY(counts.sent.entries > 0);
        QCOMPARE(counts.received.strangers, std::uint64_t{0});
        QCOMPARE(both.a.ask(zahra).claims.size(), std::size_t{1});
        QCOMPARE(both.b.ask(zahra).claims.size(), std::size_t{1});
        QCOMPARE(positionsOf(*both.a.network), positionsOf(*both.b.network));
    }

    void aRenewedKeyComesWithWhatItCloses() {
        TwoCharities both;
        syncBy(*both.a.network, *both.b.network);
        QVERIFY(must(CouncilWork(*both.a.network).rotate()) == CouncilOutcome::done);
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.a.seal();
        const SessionCounts counts = syncBy(*both.b.network, *both.a.network);
        QCOMPARE(counts.received.keys, std::uint64_t{1});
        QCOMPARE(both.b.ask(zahra).claims.size(), std::size_t{1});
        // What the other writes from now on is under the new key too.
        both.b.give(both.b.add("زهرا", zahra), "clothing", in_aban);
        both.b.seal();
        syncBy(*both.b.network, *both.a.network);
        QCOMPARE(both.a.ask(zahra).claims.size(), std::size_t{1});
        SessionLine line(*both.a.network, *both.b.network);
        QVERIFY(line.run());
        QCOMPARE(line.pieces, std::size_t{2});
    }

    void aBundleGivesTheSame() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.b.give(both.b.add("زهرا", zahra), "cash", in_aban);
        both.sync();
        const SessionCounts counts = syncBy(*both.a.network, *both.b.network);
        QCOMPARE(counts.received.entries + counts.received.already_there, std::uint64_t{0});
        QCOMPARE(counts.sent.entries, std::uint64_t{0});
    }

    void equalPeersCostOneRoundTrip() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.a.seal();
        syncBy(*both.a.network, *both.b.network);
        SessionLine line(*both.a.network, *both.b.network);
        QVERIFY(line.run());
        QCOMPARE(line.pieces, std::size_t{2});
        const SessionCounts counts = line.a.session->counts();
        qInfo("equal peers: %llu bytes out, %llu in",
              static_cast<unsigned long long>(counts.bytes_sent),
              static_cast<unsigned long long>(counts.bytes_received));
        QVERIFY(counts.bytes_sent <= 512 && counts.bytes_received <= 512);
    }
};
PEYVAND_TEST(SessionTest)
#include "session_test.moc"
