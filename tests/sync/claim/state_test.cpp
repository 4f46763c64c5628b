// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/claim/opening.h"
#include "tests/support/counting_random.h"
#include "tests/support/registry.h"

#include <algorithm>
#include <QTest>
#include <random>
#include <variant>

using namespace peyvand;
using namespace peyvand::test;

namespace {

using News = std::variant<ClaimFrame, ClaimWithdrawal>;

ClaimFrame frame(std::uint32_t revision, std::uint8_t mark) {
    ClaimFrame made;
    made.head.revision = revision;
    made.sealed[0] = mark;
    return made;
}

ClaimState fold(const std::vector<News>& news) {
    ClaimState state;
    for (const News& one : news)
        std::visit([&](const auto& value) { state.take(value); }, one);
    return state;
}

struct Sealing {
    NetworkId network{};
    Seed seed{};
    std::vector<EpochKey> keys{};
    CountingRandom random{};

    Sealing() {
        keys.push_back(EpochKey::from(ByteArray<32>{1}));
        keys.push_back(EpochKey::from(ByteArray<32>{2}));
    }
    FoundClaim claim(const CharityId& charity, std::uint16_t category, const EpochKey& key) {
        ClaimHead head;
        head.key_id = keyId(key);
        ClaimContent content;
        content.category = category;
        content.month = {1405, 1};
        const ClaimPlace place{network, {}, charity};
        return {charity,
                {},
                sealClaim(seed, subkey(key, Subkey::claim_payload), place, head, content, random)};
    }
    OpenedClaims open(const std::vector<FoundClaim>& found) {
        return openClaims({network, seed, keys}, found);
    }
};

CharityId charity(std::uint8_t number) {
    CharityId id;
    id.bytes[0] = number;
    return id;
}

} // namespace

class ClaimStateTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void anyOrderRepetitionAndGroupingGivesTheSame() {
        std::mt19937 dice(20261122);
        for (int round = 0; round < 300; ++round) {
            std::vector<News> news;
            for (int i = 0; i < 6; ++i)
                news.push_back(frame(dice() % 4, static_cast<std::uint8_t>(dice() % 3)));
            if (dice() % 2)
                news.push_back(ClaimWithdrawal{{}, static_cast<std::uint32_t>(dice() % 4)});
            const ClaimState expected = fold(news);
            std::shuffle(news.begin(), news.end(), dice);
            const auto middle = news.begin() + static_cast<std::ptrdiff_t>(dice() % news.size());
            ClaimState joined = fold({news.begin(), middle});
            joined.join(fold({middle, news.end()}));
            joined.join(fold({news.begin(), middle}));
            QVERIFY(joined == expected);
        }
    }

    void withdrawnBeatsTheHighestRevision() {
        ClaimState state;
        state.take(ClaimWithdrawal{{}, 1});
        state.take(frame(9, 0));
        QVERIFY(state.live() == nullptr);
        QCOMPARE(state.nextRevision(), 10u);
    }

    void theHighestRevisionIsShown() {
        const ClaimState state = fold({frame(2, 7), frame(3, 1), frame(1, 9)});
        QVERIFY(*state.live() == frame(3, 1));
        QCOMPARE(ClaimState{}.nextRevision(), 1u);
        QCOMPARE(fold({frame(UINT32_MAX, 0)}).nextRevision(), UINT32_MAX);
    }

    void brokenFramesAreCountedForTheirAuthorAndStopNobody() {
        Sealing sealing;
        std::vector<FoundClaim> found{sealing.claim(charity(1), 3, sealing.keys[0]),
                                      sealing.claim(charity(2), 4, sealing.keys[1]),
                                      sealing.claim(charity(2), 5, sealing.keys[1])};
        found[1].frame.commitment[0] ^= 1;
        const EpochKey unknown = EpochKey::from(ByteArray<32>{3});
        found.push_back(sealing.claim(charity(1), 6, unknown));
        const OpenedClaims opened = sealing.open(found);
        QCOMPARE(opened.claims.size(), std::size_t{2});
        QCOMPARE(opened.claims[1].content.category, std::uint16_t{5});
        QCOMPARE(opened.unreadable.at(charity(2)), 1);
        QVERIFY(!opened.unreadable.contains(charity(1)));
        QCOMPARE(opened.key_missing, 1);
    }

    void anAuthorShowsAtMost256() {
        Sealing sealing;
        std::vector<FoundClaim> found(300, sealing.claim(charity(1), 3, sealing.keys[0]));
        found.push_back(sealing.claim(charity(2), 4, sealing.keys[0]));
        const OpenedClaims opened = sealing.open(found);
        QCOMPARE(opened.claims.size(), std::size_t{257});
        QCOMPARE(opened.over_limit.at(charity(1)), 44);
    }
};
PEYVAND_TEST(ClaimStateTest)

#include "state_test.moc"
