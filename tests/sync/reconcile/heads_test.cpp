// SPDX-License-Identifier: GPL-3.0-or-later
// A charity that gave nothing for weeks is fresh all the same, once anybody met it.
#include "tests/support/registry.h"
#include "tests/support/session_line.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const CivilDate in_aban = hijri(1405, 8, 20);

struct Quiet {
    Quiet() {
        admitCharity(both.a, third);
        for (Charity* one : {&both.a, &both.b, &third})
            one->fixture.clock.setDay(in_aban);
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.a.seal();
        both.sync();
        syncBy(*both.a.network, *third.network);
        syncBy(*both.b.network, *third.network);
    }
    void laterBy(int days) {
        day = day.plusDays(days);
        for (Charity* one : {&both.a, &both.b, &third})
            one->fixture.clock.setDay(day);
    }
    /// What one knows of the first charity, in whole days before today.
    std::int64_t ageAt(Charity& charity) {
        const auto about = both.a.network->ownCharity();
        for (const Freshness& one : charity.ask(zahra).freshness)
            if (one.charity == about && one.as_of_ms)
                return day.days() - *one.as_of_ms / 86'400'000;
        return -1;
    }
    TwoCharities both{};
    Charity third{"خیریهٔ ج"};
    CivilDate day = in_aban;
};

SegmentHead headOf(Charity& holder, const FeedId& feed) {
    auto row = holder.fixture.opened().database().prepare(
        "SELECT position, link, head_time_ms, head_signature FROM feed WHERE id = ?");
    row.bind(feed);
    SegmentHead head;
    head.feed = feed;
    if (row.step()) {
        head.seq = static_cast<std::uint64_t>(row.integer(0));
        std::copy_n(row.blob(1).begin(), 32, head.link.begin());
        head.time_ms = static_cast<std::uint64_t>(row.integer(2));
        std::copy_n(row.blob(3).begin(), 64, head.signature.begin());
    }
    return head;
}

} // namespace

class HeadsTest : public QObject {
    Q_OBJECT
  private slots:
    void anIdleDeskIsFreshAndOthersPassItOn() {
        Quiet quiet;
        quiet.laterBy(20);
        QCOMPARE(quiet.ageAt(quiet.both.b), std::int64_t{20});
        syncBy(*quiet.both.a.network, *quiet.both.b.network);
        QCOMPARE(quiet.ageAt(quiet.both.b), std::int64_t{0});
        quiet.laterBy(1);
        syncBy(*quiet.both.b.network, *quiet.third.network);
        QCOMPARE(quiet.ageAt(quiet.third), std::int64_t{1});
        // Nothing was added to any feed, and every chain still verifies.
        for (Charity* one : {&quiet.both.a, &quiet.both.b, &quiet.third}) {
            QCOMPARE(one->fixture.number("SELECT COUNT(*) FROM entry"
                                         " JOIN feed ON feed.number = feed WHERE scope = 2"),
                     std::int64_t{1});
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
        }
    }

    void aStickBringsItAsWell() {
        Quiet quiet;
        quiet.laterBy(20);
        must(importBundle(*quiet.both.b.network, quiet.both.a.exportTo(quiet.both.file("a2.pvb"))));
        QCOMPARE(quiet.ageAt(quiet.both.b), std::int64_t{0});
    }

    void onceADayAndNoMore() {
        Quiet quiet;
        quiet.laterBy(2);
        syncBy(*quiet.both.a.network, *quiet.both.b.network);
        const auto again = syncBy(*quiet.both.a.network, *quiet.both.b.network);
        // Equal: one hello each, and nothing behind it.
        QVERIFY(again.bytes_sent <= 512 && again.bytes_received <= 512);
    }

    void aHeadThatItsDeskDidNotSignIsRefused() {
        Quiet quiet;
        const FeedId feed = quiet.both.a.fixture.opened().journal().ownFeed(FeedScope::network);
        Journal& there = quiet.both.b.fixture.opened().journal();
        SegmentHead head = headOf(quiet.both.b, feed);
        const std::uint64_t before = head.time_ms;
        head.time_ms += 1000;
        QCOMPARE(there.takeHead(head).error().code, ErrorCode::head_signature_invalid);
        const SigningKey& author = quiet.both.a.fixture.opened().journal().nodeKey();
        // Of another place, of a feed that nobody knows, and an older one: passed over.
        QVERIFY(
            !must(there.takeHead(signHead({feed, head.seq + 1, head.link}, before + 9, author))));
        QVERIFY(!must(there.takeHead(signHead({FeedId{}, 1, head.link}, before + 9, author))));
        QVERIFY(!must(there.takeHead(signHead(head.position(), before - 9, author))));
        QCOMPARE(headOf(quiet.both.b, feed).time_ms, before);
        QVERIFY(must(there.takeHead(signHead(head.position(), before + 9, author))));
        QCOMPARE(headOf(quiet.both.b, feed).time_ms, before + 9);
    }

    // The clock of a desk that runs years ahead makes nobody fresher than now.
    void aClockAheadTellsNoFuture() {
        Quiet quiet;
        quiet.both.a.fixture.clock.setDay(in_aban.plusDays(4000));
        syncBy(*quiet.both.a.network, *quiet.both.b.network);
        QCOMPARE(quiet.ageAt(quiet.both.b), std::int64_t{0});
    }
};

PEYVAND_TEST(HeadsTest)
#include "heads_test.moc"
