// SPDX-License-Identifier: GPL-3.0-or-later
// What a dishonest member may put under somebody's tag: it is counted under its own name, shows
// nothing that is not so, and holds nobody up.
#include "core/register/fields.h"
#include "sync/network/claim_join.h"
#include "sync/network/seeds.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string maryam = "0084575948";
const CivilDate in_aban = hijri(1405, 8, 20);

/// An honest charity that gave, a dishonest one, and one that asks.
struct Three {
    Three() {
        admitCharity(both.a, asking);
        for (Charity* one : {&both.a, &both.b, &asking})
            one->fixture.clock.setDay(in_aban.plusDays(1));
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.a.seal();
        meet();
    }
    void meet() {
        syncBy(*both.a.network, *both.b.network);
        syncBy(*both.b.network, *asking.network);
    }
    Seed seedOf(const std::string& number) {
        const Identity identity = *readIdentity(number).identity;
        auto seeds = must(seedsOf(*both.b.network, {identity}, both.b.executor));
        return seeds.at(identity).copy();
    }
    ClaimFrame frameAt(Charity& holder) {
        auto row = holder.fixture.opened().database().prepare("SELECT frame FROM claim");
        if (!row.step())
            qFatal("no claim");
        return must(ClaimFrame::decode(row.blob(0)));
    }
    /// By the dishonest one, a thousand in a transaction.
    void publish(const std::vector<ClaimFrame>& frames) {
        Journal& journal = both.b.fixture.opened().journal();
        for (std::size_t i = 0; i < frames.size();) {
            JournalTransaction transaction(journal, WrittenFor::program);
            for (const std::size_t end = std::min(frames.size(), i + 1000); i < end; ++i) {
                const auto bytes = frames[i].encode();
                transaction.add(FeedScope::network,
                                {ChangeKind::add_fact,
                                 RecordType::claim,
                                 idAs<RecordId>(frames[i].head.claim),
                                 std::nullopt,
                                 {{field::claim::frame, Bytes(bytes.begin(), bytes.end())}},
                                 std::nullopt,
                                 true});
            }
            must(transaction.commit());
        }
    }
    ClaimFrame sealed(const Seed& seed, const Tag& tag, std::uint32_t number) {
        const EpochKey& epoch = both.b.network->epochKeys().back();
        ClaimHead head;
        head.generation = 1;
        head.key_id = keyId(epoch);
        head.tag = tag;
        head.claim = both.b.fixture.opened().newId<ClaimId>();
        head.revision = 1;
        head.drop_after = in_aban.plusDays(1000);
        ClaimContent content;
        content.category = 1;
        content.month = HijriMonth::of(in_aban);
        content.item = std::to_string(number);
        const ClaimPlace place{both.b.network->id(),
                               both.b.fixture.opened().journal().ownFeed(FeedScope::network),
                               both.b.network->ownCharity()};
        return sealClaim(seed, subkey(epoch, Subkey::claim_payload), place, head, content,
                         both.b.fixture.opened().platform().random);
    }
    TwoCharities both{};
    Charity asking{"خیریهٔ ج"};
};

} // namespace

class HostileClaimsTest : public QObject {
    Q_OBJECT
  private slots:
    void aClaimThatIsCopiedUnderAnotherNameDoesNotOpen() {
        Three three;
        three.publish({three.frameAt(three.both.b)});
        three.meet();
        QCOMPARE(three.asking.fixture.number("SELECT COUNT(*) FROM claim"), std::int64_t{2});
        const Answer answer = three.asking.ask(zahra);
        QCOMPARE(answer.claims.size(), std::size_t{1});
        QVERIFY(answer.claims.front().charity == three.both.a.network->ownCharity());
        QCOMPARE(answer.claims_unreadable, 1);
    }

    // Sealed for one person and laid under the tag of another: the commitment names one seed only,
    // so nothing opens for two.
    void oneCiphertextOpensForOnePersonOnly() {
        Three three;
        const Seed seed = three.seedOf(maryam);
        const auto tagFor = [&](const std::string& number) {
            return tagOf(three.seedOf(number), three.both.b.network->id(), 1);
        };
        three.publish(
            {three.sealed(seed, tagFor(zahra), 1), three.sealed(seed, tagFor(maryam), 2)});
        three.meet();
        const Answer other = three.asking.ask(zahra);
        QCOMPARE(other.claims.size(), std::size_t{1});
        QCOMPARE(other.claims_unreadable, 1);
        const Answer own = three.asking.ask(maryam);
        QCOMPARE(own.claims.size(), std::size_t{1});
        QCOMPARE(own.claims_unreadable, 0);
    }

    void tenThousandClaimsOnOneTagHideNobodyElse() {
        Three three;
        const Seed seed = three.seedOf(zahra);
        const Tag tag = tagOf(seed, three.both.b.network->id(), 1);
        std::vector<ClaimFrame> frames;
        for (std::uint32_t i = 0; i < 10'000; ++i)
            frames.push_back(three.sealed(seed, tag, i));
        three.publish(frames);
        three.meet();
        QElapsedTimer timer;
        timer.start();
        const Answer answer = three.asking.ask(zahra);
        qInfo("answered in %lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY(timer.elapsed() < 5'000);
        std::map<CharityId, std::size_t> shown;
        for (const ClaimSeen& claim : answer.claims)
            ++shown[claim.charity];
        QCOMPARE(shown[three.both.b.network->ownCharity()], claims_per_author_limit);
        QCOMPARE(shown[three.both.a.network->ownCharity()], std::size_t{1});
    }
};

PEYVAND_TEST(HostileClaimsTest)
#include "hostile_claims_test.moc"
