// SPDX-License-Identifier: GPL-3.0-or-later
// What a session costs on the line.
#include "tests/support/registry.h"
#include "tests/support/session_line.h"
#include "tests/support/written_feed.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// Two charities that both hold so many feeds of so many entries.
struct Filled {
    Filled(std::size_t feeds_count, std::size_t segments, std::size_t entries_of_each) {
        std::vector<Bytes> certificates;
        for (std::size_t i = 0; i < feeds_count; ++i) {
            feeds.push_back(std::make_unique<WrittenFeed>(both.a));
            certificates.push_back(feeds.back()->certificate.encode());
        }
        for (Charity* one : {&both.a, &both.b})
            must(one->network->takeRecords(certificates));
        for (auto& feed : feeds)
            for (std::size_t i = 0; i < segments; ++i) {
                const Bytes segment = feed->write(entries_of_each);
                feed->deliver(both.a, segment);
                feed->deliver(both.b, segment);
            }
        syncBy(*both.a.network, *both.b.network);
    }
    TwoCharities both{};
    std::vector<std::unique_ptr<WrittenFeed>> feeds{};
};

} // namespace

class CostTest : public QObject {
    Q_OBJECT

    static double costOf(Filled& filled, std::size_t changed, std::size_t entries,
                         std::size_t segments) {
        std::size_t encoded = 0;
        for (std::size_t i = 0; i < changed; ++i)
            for (std::size_t j = 0; j < segments; ++j) {
                const Bytes segment =
                    filled.feeds[i * filled.feeds.size() / changed]->write(entries / segments);
                filled.feeds[i * filled.feeds.size() / changed]->deliver(filled.both.a, segment);
                encoded += must(decodeSegment(segment)).entries.size();
            }
        const SessionCounts counts = syncBy(*filled.both.a.network, *filled.both.b.network);
        const auto total = counts.bytes_sent + counts.bytes_received;
        qInfo("%zu of %zu feeds: %zu bytes of entries, %llu on the line", changed,
              filled.feeds.size(), encoded, static_cast<unsigned long long>(total));
        return static_cast<double>(total) / static_cast<double>(encoded);
    }

  private slots:
    void aHundredEntriesInTwentyFeedsOf7500() {
        Filled filled(20, 10, 750);
        const double cost = costOf(filled, 20, 5, 1);
        qInfo("%.3f of the entries", cost);
        QVERIFY(cost <= 1.25);
        QCOMPARE(positionsOf(*filled.both.a.network), positionsOf(*filled.both.b.network));
    }

    void fewOfManyFeedsAreFoundByRanges() {
        Filled filled(400, 1, 2);
        const double cost = costOf(filled, 3, 100, 1);
        qInfo("%.3f of the entries", cost);
        QVERIFY(cost <= 1.25);
        QCOMPARE(positionsOf(*filled.both.a.network), positionsOf(*filled.both.b.network));
        SessionLine equal(*filled.both.a.network, *filled.both.b.network);
        QVERIFY(equal.run());
        QCOMPARE(equal.pieces, std::size_t{2});
    }
};
PEYVAND_TEST(CostTest)
#include "cost_test.moc"
