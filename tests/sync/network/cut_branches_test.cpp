// SPDX-License-Identifier: GPL-3.0-or-later
// An expelled charity that signs another history below its cut: whoever heard what first, all end
// with the one branch that leads to the cut.
#include "core/register/check.h"
#include "sync/network/stored_feeds.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"
#include "tests/support/written_feed.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// a is the council, b is expelled with a feed of three segments, c is told in the order of a test.
class Story {
  public:
    Story() {
        foundNetwork(a);
        admitCharity(a, b);
        admitCharity(a, c);
        feed.emplace(b);
        for (Charity* one : {&a, &b, &c})
            feed->certify(*one);
        right.push_back(feed->write(2));
        const FeedPosition fork = feed->position;
        right.push_back(feed->write(2));
        right.push_back(feed->write(2));
        const FeedPosition end = feed->position;
        feed->position = fork;
        wrong.push_back(feed->write(1));
        wrong.push_back(feed->write(5));
        feed->position = end;
        for (const Bytes& segment : right)
            tell(a, segment);
        syncBy(*a.network, *c.network);
    }
    /// As a session or a stick does it; the number of entries taken.
    std::uint64_t tell(Charity& to, const Bytes& bytes) {
        const SegmentView view = must(decodeSegment(bytes));
        const std::span<const SegmentView> all(&view, 1);
        const auto counted = all.first(countWithinCut(*to.network, feed->descriptor, all));
        if (counted.empty())
            return 0;
        const auto received =
            must(to.fixture.opened().journal().receive(feed->descriptor, counted));
        must(to.network->applyCuts(b.fixture.opened().journal().charity()));
        return received.entries;
    }
    void expelB() { expel(a, b); }
    void hear(Charity& who) const { must(who.network->takeRecords(a.network->records())); }
    /// One branch, whole, as the council has it.
    void isAsTheCouncilSays(Charity& who) const {
        QVERIFY(positionsOf(*who.network) == positionsOf(*a.network));
        QCOMPARE(who.fixture.number("SELECT COUNT(*) FROM entry WHERE feed IN"
                                    " (SELECT number FROM feed WHERE own = 0 AND scope = 2)"),
                 std::int64_t{6});
        QCOMPARE(who.fixture.number("SELECT COUNT(*) FROM entry WHERE feed NOT IN"
                                    " (SELECT feed FROM segment)"),
                 std::int64_t{0});
        QVERIFY(must(checkRegister(who.fixture.opened())).empty());
    }

    Charity a{"خیریهٔ الف"}, b{"خیریهٔ ب"}, c{"خیریهٔ پ"};
    std::optional<WrittenFeed> feed{};
    std::vector<Bytes> right{}, wrong{};
};

/// A register that has heard nothing of the feed.
struct Fresh {
    explicit Fresh(Story& story) { admitCharity(story.a, charity); }
    Charity charity{"خیریهٔ ت"};
};

} // namespace

class CutBranchesTest : public QObject {
    Q_OBJECT
  private slots:
    void theCouncilTakesNoOtherHistory() {
        Story story;
        story.expelB();
        QCOMPARE(story.tell(story.a, story.wrong[0]), std::uint64_t{0});
        QCOMPARE(story.tell(story.a, story.right[0]), std::uint64_t{0});
        story.isAsTheCouncilSays(story.a);
    }
    void theOtherHistoryThatCameBeforeGoes() {
        Story story;
        QCOMPARE(story.tell(story.c, story.wrong[0]), std::uint64_t{1});
        QCOMPARE(story.tell(story.c, story.wrong[1]), std::uint64_t{5});
        story.expelB();
        story.hear(story.c);
        story.isAsTheCouncilSays(story.c);
    }
    // The branch that is kept has to take over the beginning that both share.
    void theOtherHistoryThatCameFirstGoesAndTheBeginningStays() {
        Story story;
        Fresh fresh(story);
        Charity& d = fresh.charity;
        story.tell(d, story.right[0]);
        story.tell(d, story.wrong[0]);
        story.tell(d, story.wrong[1]);
        story.tell(d, story.right[1]);
        story.tell(d, story.right[2]);
        QCOMPARE(d.fixture.number("SELECT COUNT(*) FROM feed WHERE forked = 1"), std::int64_t{2});
        story.expelB();
        story.hear(d);
        story.isAsTheCouncilSays(d);
    }
    // The branch that was kept is not the first one that this register had of the feed.
    void whatWasKeptIsPassedOn() {
        Story story;
        Fresh one(story), two(story);
        for (const Bytes* segment :
             {&story.right[0], &story.wrong[0], &story.wrong[1], &story.right[1], &story.right[2]})
            story.tell(one.charity, *segment);
        story.tell(two.charity, story.right[0]);
        story.expelB();
        for (Fresh* each : {&one, &two})
            story.hear(each->charity);
        syncBy(*one.charity.network, *two.charity.network);
        story.isAsTheCouncilSays(two.charity);
    }
    void whoHeardOfTheExpulsionFirstEndsAlike() {
        Story story;
        Fresh fresh(story);
        Charity& d = fresh.charity;
        story.expelB();
        story.hear(d);
        // Which of the two leads to the cut nobody here can tell.
        QVERIFY(story.tell(d, story.right[0]) > 0 && story.tell(d, story.wrong[0]) > 0);
        QCOMPARE(story.tell(d, story.wrong[1]), std::uint64_t{0}); // beyond the cut
        syncBy(*story.a.network, *d.network);
        story.isAsTheCouncilSays(d);
        SessionLine again(*story.a.network, *d.network);
        QVERIFY(again.run());
        QCOMPARE(again.pieces, std::size_t{2});
    }
};
PEYVAND_TEST(CutBranchesTest)
#include "cut_branches_test.moc"
