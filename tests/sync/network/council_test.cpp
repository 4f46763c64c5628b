// SPDX-License-Identifier: GPL-3.0-or-later
// Fresh keys, a charity that leaves, a desk that was stolen.
#include "sync/network/council_work.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string maryam = "3926454466";
const CivilDate in_aban = hijri(1405, 8, 20);

/// A third charity beside the two.
class ThreeCharities : public TwoCharities {
  public:
    ThreeCharities() {
        const auto attempt = must(c.network->requestToJoin(must(a.network->inviteCharity()),
                                                           RegisterFixture::password()));
        must(c.network->acceptWelcome(must(a.network->admitCharity(attempt.request)).welcome));
        c.useCheapVeil();
        for (Charity* one : {&a, &b, &c})
            one->fixture.clock.setDay(in_aban.plusDays(3));
    }
    void bring(Charity& from, Charity& to) {
        const Path stick = file("stick.pvb");
        must(importBundle(*to.network, from.exportTo(stick)));
        std::filesystem::remove(stick);
    }
    static std::int64_t claims(Charity& charity) {
        return charity.fixture.number("SELECT COUNT(*) FROM claim WHERE withdrawn = 0");
    }

    Charity c{"خیریهٔ ج"};
};

KeyId writingKey(Charity& charity) {
    return keyId(must(charity.fixture.opened().journal().keysOf(FeedScope::network)).back().key);
}

} // namespace

class CouncilWorkTest : public QObject {
    Q_OBJECT
  private slots:
    void aFreshKeyReachesEverybodyByStick() {
        ThreeCharities three;
        three.sync();
        const KeyId before = writingKey(three.a);
        QVERIFY(must(CouncilWork(*three.a.network).rotate()) == CouncilOutcome::done);
        QVERIFY(writingKey(three.a) != before);
        three.a.give(three.a.add("زهرا", zahra), "food_basket", in_aban);
        three.bring(three.a, three.b);
        QCOMPARE(writingKey(three.b), writingKey(three.a));
        QCOMPARE(three.b.ask(zahra).claims.size(), std::size_t{1});
        // Another member passes it on, key and all.
        three.bring(three.b, three.c);
        QCOMPARE(writingKey(three.c), writingKey(three.a));
        QCOMPARE(three.c.ask(zahra).claims.size(), std::size_t{1});
        three.b.network = must(Network::open(three.b.fixture.opened()));
        QCOMPARE(writingKey(three.b), writingKey(three.a));
    }
    void anExpelledCharityReadsNothingNew() {
        ThreeCharities three;
        three.b.give(three.b.add("مریم", maryam), "food_basket", in_aban);
        three.sync();
        const auto expelled = three.b.fixture.opened().journal().charity();
        expel(three.a, three.b);
        // What it said before counts on.
        QCOMPARE(three.a.ask(maryam).claims.size(), std::size_t{1});
        three.a.give(three.a.add("زهرا", zahra), "food_basket", in_aban);
        const Path stick = three.a.exportTo(three.file("after.pvb"));
        QVERIFY(!importBundle(*three.b.network, stick));
        QVERIFY(three.b.ask(zahra).claims.empty());
        QVERIFY(writingKey(three.b) != writingKey(three.a));
        // And nobody takes anything from it.
        const auto taken =
            importBundle(*three.a.network, three.b.exportTo(three.file("from b.pvb")));
        QCOMPARE(taken.error().code, ErrorCode::charity_unknown);
        QCOMPARE(CouncilWork(*three.a.network).expel(expelled).error().code,
                 ErrorCode::charity_unknown);
    }
    void whatCameAfterTheCutIsTakenBackWhereItArrived() {
        ThreeCharities three;
        three.b.give(three.b.add("مریم", maryam), "food_basket", in_aban);
        three.sync();
        three.b.give(three.b.add("زهرا", zahra), "clothing", in_aban);
        three.bring(three.b, three.c);
        QCOMPARE(ThreeCharities::claims(three.c), std::int64_t{2});
        expel(three.a, three.b);
        three.bring(three.a, three.c);
        QCOMPARE(ThreeCharities::claims(three.c), std::int64_t{1});
        QVERIFY(three.c.ask(zahra).claims.empty());
        QCOMPARE(three.c.ask(maryam).claims.size(), std::size_t{1});
        // By way of the third it does not come back.
        three.bring(three.c, three.a);
        QCOMPARE(ThreeCharities::claims(three.a), std::int64_t{1});
        QVERIFY(must(checkRegister(three.c.fixture.opened())).empty());
    }
    // Who had taken a withdrawal that lies beyond the cut has the claim again.
    void aWithdrawalBeyondTheCutDoesNotCount() {
        ThreeCharities three;
        const auto aid = three.b.give(three.b.add("مریم", maryam), "food_basket", in_aban);
        three.sync();
        three.bring(three.b, three.c);
        must(AidBook(three.b.fixture.opened()).voidAid(aid, "آزمون"));
        three.bring(three.b, three.c);
        QCOMPARE(ThreeCharities::claims(three.c), std::int64_t{0});
        expel(three.a, three.b);
        three.bring(three.a, three.c);
        three.bring(three.a, three.c);
        QCOMPARE(ThreeCharities::claims(three.c), std::int64_t{1});
        QCOMPARE(three.c.ask(maryam).claims.size(), std::size_t{1});
        QVERIFY(must(checkRegister(three.c.fixture.opened())).empty());
    }
    void whatWasGoodBeforeABadRecordIsKept() {
        ThreeCharities three;
        three.sync();
        expel(three.a, three.b);
        auto records = three.a.network->records();
        records.insert(records.begin() + 3, Bytes{1, 2, 3});
        records.erase(records.begin() + 4, records.end());
        QVERIFY(!three.c.network->takeRecords(records));
        const auto heard = three.c.network->membership().head_number;
        three.c.network = must(Network::open(three.c.fixture.opened()));
        QCOMPARE(three.c.network->membership().head_number, heard);
        QVERIFY(heard > 0);
    }
    void aCutThatACrashLeftIsMadeOnOpening() {
        ThreeCharities three;
        three.b.give(three.b.add("مریم", maryam), "food_basket", in_aban);
        three.sync();
        three.b.give(three.b.add("زهرا", zahra), "clothing", in_aban);
        three.bring(three.b, three.c);
        expel(three.a, three.b);
        for (const Bytes& record : three.a.network->records())
            three.c.fixture.database()
                .prepare("INSERT OR IGNORE INTO certificate (hash, bytes) VALUES (?, ?)")
                .bind(sha256(record))
                .bind(ByteView(record))
                .run();
        three.c.network = must(Network::open(three.c.fixture.opened()));
        QCOMPARE(ThreeCharities::claims(three.c), std::int64_t{1});
    }
    void aStolenDeskOpensNothingNew() {
        TwoDesks desks;
        desks.a.add("زهرا", zahra);
        desks.sync();
        const auto stolen = desks.b.fixture.opened().journal().nodeKey().publicKey();
        CouncilWork work(*desks.a.network);
        QVERIFY(must(work.revokeDesk(stolen, RegisterFixture::password())) == CouncilOutcome::done);
        desks.a.add("مریم", maryam);
        const Path stick = TwoDesks::exported(desks.a, desks.file("after.pvb"));
        QVERIFY(!importBundle(*desks.b.network, stick));
        QCOMPARE(desks.b.fixture.number("SELECT COUNT(*) FROM beneficiary"), std::int64_t{1});
        QCOMPARE(work.revokeDesk(VerifyKey{}, RegisterFixture::password()).error().code,
                 ErrorCode::desk_unknown);
        const auto own = desks.a.fixture.opened().journal().nodeKey().publicKey();
        QCOMPARE(work.revokeDesk(own, RegisterFixture::password()).error().code,
                 ErrorCode::desk_unknown);
    }
    void whoHasNoSeatDecidesNothing() {
        ThreeCharities three;
        CouncilWork work(*three.b.network);
        QCOMPARE(work.rotate().error().code, ErrorCode::not_on_council);
        QCOMPARE(work.expel(three.a.fixture.opened().journal().charity()).error().code,
                 ErrorCode::not_on_council);
        QVERIFY(work.waiting().empty());
        QCOMPARE(CouncilWork(*three.a.network).sign(Digest{}).error().code,
                 ErrorCode::decision_unknown);
    }
};
PEYVAND_TEST(CouncilWorkTest)
#include "council_test.moc"
