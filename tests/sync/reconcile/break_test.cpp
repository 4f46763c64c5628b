// SPDX-License-Identifier: GPL-3.0-or-later
// The connection breaks after every N-th message; the next session goes on.
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"
#include "tests/support/written_feed.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class BreakTest : public QObject {
    Q_OBJECT
  private slots:
    void everyBreakIsFollowedByTheRest() {
        for (std::size_t cut = 1; cut < 30; ++cut) {
            TwoCharities both;
            WrittenFeed feed(both.a);
            feed.certify(both.a);
            for (int i = 0; i < 8; ++i)
                feed.deliver(both.a, feed.write(100, 500));
            both.b.give(both.b.add("زهرا", "0499370899"), "cash", hijri(1405, 8, 20));
            both.b.seal();
            SessionLine broken(*both.a.network, *both.b.network);
            const bool was_whole = broken.run(cut);
            QVERIFY(!broken.a.error && !broken.b.error);
            const auto kept = broken.b.session->counts().received.entries;
            const SessionCounts counts = syncBy(*both.b.network, *both.a.network);
            QCOMPARE(positionsOf(*both.a.network), positionsOf(*both.b.network));
            // What came whole before is not sent again.
            QCOMPARE(counts.received.entries, 800 - kept);
            QCOMPARE(counts.received.already_there, std::uint64_t{0});
            if (was_whole)
                return;
        }
        QFAIL("no session came to its end");
    }

    void aSessionOfPiecesOfOneByteIsTheSame() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", "0499370899"), "cash", hijri(1405, 8, 20));
        both.a.seal();
        SessionEnd a(*both.a.network, ChannelRole::caller, nodeOf(*both.b.network), {5});
        SessionEnd b(*both.b.network, ChannelRole::listener, nodeOf(*both.a.network), {5});
        for (int round = 0; round < 100; ++round)
            for (auto [from, to] : {std::pair{&a, &b}, std::pair{&b, &a}})
                for (const std::uint8_t byte : must(from->session->send()))
                    must(to->session->receive(ByteView(&byte, 1), 0));
        QVERIFY(a.session->isDone() && b.session->isDone());
        QCOMPARE(positionsOf(*both.a.network), positionsOf(*both.b.network));
    }

    // Both branches travel, to whoever has one of them or none.
    void branchesOfAForkReachEverybody() {
        Charity a("خیریهٔ الف"), b("خیریهٔ ب"), c("خیریهٔ پ");
        foundNetwork(a);
        admitCharity(a, b);
        admitCharity(a, c);
        syncBy(*a.network, *b.network);
        WrittenFeed feed(a);
        feed.certify(a);
        const Bytes common = feed.write(3);
        feed.deliver(a, common);
        const auto before = feed.position;
        const Bytes left = feed.write(2);
        feed.position = before;
        const Bytes right = feed.write(4);
        const Bytes further = feed.write(1);
        syncBy(*a.network, *b.network);
        feed.deliver(a, left);
        feed.deliver(b, right);
        feed.deliver(b, further);
        const SessionCounts counts = syncBy(*a.network, *b.network);
        QVERIFY(counts.received.forked);
        QCOMPARE(positionsOf(*a.network), positionsOf(*b.network));
        syncBy(*b.network, *c.network);
        QCOMPARE(positionsOf(*c.network), positionsOf(*b.network));
        for (Charity* one : {&a, &b, &c})
            QCOMPARE(one->fixture.number("SELECT COUNT(*) FROM feed WHERE forked = 1"),
                     std::int64_t{2});
        SessionLine again(*a.network, *c.network);
        QVERIFY(again.run());
        QCOMPARE(again.a.session->counts().sent.entries, std::uint64_t{0});
    }
};
PEYVAND_TEST(BreakTest)
#include "break_test.moc"
