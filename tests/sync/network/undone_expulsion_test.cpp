// SPDX-License-Identifier: GPL-3.0-or-later
// An expulsion that loses to a smaller decision of its number leaves nothing behind.
#include "tests/support/registry.h"
#include "tests/support/session_line.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string maryam = "3926454466";
const CivilDate in_aban = hijri(1405, 8, 20);

std::int64_t claims(Charity& charity) {
    return charity.fixture.number("SELECT COUNT(*) FROM claim WHERE withdrawn = 0");
}

class Undone {
  public:
    Undone() {
        foundNetwork(a);
        admitCharity(a, b);
        admitCharity(a, c);
        for (Charity* one : {&a, &b, &c})
            one->fixture.clock.setDay(in_aban.plusDays(3));
        meet();
        head = a.network->membership().head;
        number = a.network->membership().head_number;
    }
    static void seal(std::initializer_list<Charity*> all) {
        for (Charity* one : all)
            one->seal();
    }
    void meet() {
        seal({&a, &b, &c});
        for (int round = 0; round < 2; ++round) {
            // Who heard of the smaller decision tells the council first.
            syncBy(*a.network, *c.network);
            syncBy(*a.network, *b.network);
            syncBy(*b.network, *c.network);
        }
    }
    /// The same seat signed another decision of that number, whose digest is smaller.
    Bytes rival(const Digest& than) {
        const auto seat = SigningKey::fromSeed(
            Secret<32>::from(must(a.fixture.opened().setting(Network::seat_setting))));
        for (std::int64_t time_ms = 1;; ++time_ms) {
            SignedRecord record =
                recordOf(Decision{number + 1, head, time_ms, RulesBody{"{}"}}, a.network->id());
            if (than < record.digest())
                continue;
            record.sign(seat);
            return record.encode();
        }
    }
    Digest decisionAt(std::uint32_t wanted) {
        for (const Bytes& bytes : a.network->records()) {
            const auto record = SignedRecord::decode(bytes);
            if (record && isDecision(record->kind) && readDecision(*record)->number == wanted)
                return record->digest();
        }
        return {};
    }

    Charity a{"خیریهٔ الف"};
    Charity b{"خیریهٔ ب"};
    Charity c{"خیریهٔ ج"};
    Digest head{};
    std::uint32_t number = 0;
};

} // namespace

class UndoneExpulsionTest : public QObject {
    Q_OBJECT
  private slots:
    void whatWasCutComesBackAndCountsAgain() {
        Undone story;
        story.b.give(story.b.add("مریم", maryam), "food_basket", in_aban);
        story.meet();
        // Only the third has heard of this when the council expels.
        story.b.give(story.b.add("زهرا", zahra), "clothing", in_aban);
        story.b.seal();
        syncBy(*story.b.network, *story.c.network);
        QCOMPARE(claims(story.c), std::int64_t{2});
        expel(story.a, story.b);
        syncBy(*story.a.network, *story.c.network);
        QCOMPARE(claims(story.c), std::int64_t{1});

        const Bytes rival = story.rival(story.decisionAt(story.number + 1));
        QCOMPARE(must(story.c.network->takeRecords({rival})), std::size_t{1});
        QVERIFY(!story.c.network->membership()
                     .member(story.b.fixture.opened().journal().charity())
                     ->expelled);
        story.meet();
        for (Charity* one : {&story.a, &story.c}) {
            QCOMPARE(claims(*one), std::int64_t{2});
            QCOMPARE(one->ask(zahra).claims.size(), std::size_t{1});
            QCOMPARE(one->ask(maryam).claims.size(), std::size_t{1});
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
        }
        QCOMPARE(positionsOf(*story.a.network), positionsOf(*story.b.network));
    }

    // It was written under the key that followed the expulsion, which counts no more.
    void whatWasWrittenMeanwhileIsReadByWhoWasOut() {
        Undone story;
        expel(story.a, story.b);
        story.a.give(story.a.add("زهرا", zahra), "food_basket", in_aban);
        story.a.seal();
        syncBy(*story.a.network, *story.c.network);
        QCOMPARE(story.c.ask(zahra).claims.size(), std::size_t{1});
        must(story.a.network->takeRecords({story.rival(story.decisionAt(story.number + 1))}));
        story.meet();
        QCOMPARE(story.b.ask(zahra).claims.size(), std::size_t{1});
        // What is written from now on is under a key of the line.
        story.a.give(story.a.add("مریم", maryam), "food_basket", in_aban);
        const auto held = must(story.a.fixture.opened().journal().keysOf(FeedScope::network));
        const AudienceKey& writing = held.back();
        QVERIFY(
            isKeyOfLine(story.a.network->membership(), {KeyScope::network, story.a.network->id(),
                                                        writing.number, writing.key.copy()}));
        story.meet();
        QCOMPARE(story.b.ask(maryam).claims.size(), std::size_t{1});
    }

    void theSeatIsToldEverywhere() {
        Undone story;
        expel(story.a, story.b);
        must(story.c.network->takeRecords({story.rival(story.decisionAt(story.number + 1))}));
        syncBy(*story.a.network, *story.c.network);
        story.meet();
        for (Charity* one : {&story.a, &story.b, &story.c}) {
            const auto& told = one->network->membership().double_signers;
            QCOMPARE(told.size(), std::size_t{1});
            QVERIFY(told.front().seat == *CouncilWork(*story.a.network).ownSeat());
            QCOMPARE(told.front().number, story.number + 1);
        }
    }
};
PEYVAND_TEST(UndoneExpulsionTest)
#include "undone_expulsion_test.moc"
