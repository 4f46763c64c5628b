// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/veil/stretched_veil.h"
#include "sync/veil/tag.h"
#include "tests/support/cheap_veil.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr const char* list = "golden-sync.txt";
NetworkId network() { return counting<32>(0xA0); }
VeilSecret secret() { return VeilSecret::from(counting<32>(0x10)); }
Identity zahra() { return {IdentityKind::national_id, "0499370899", {}}; }

VeilGeneration record(StretchCost cost) {
    return {VeilSuite::stretched, cost, veilCommitment(secret())};
}

} // namespace

class VeilTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void stretchedSeedMatchesTheGoldenBytes() {
        const auto veil = StretchedVeil::make(network(), 1, record(veil_default_cost), secret());
        QVERIFY(veil.has_value());
        const auto answers = (*veil)->evaluate({zahra()});
        QVERIFY(answers.at(0).kind == VeilAnswer::Kind::seed);
        QCOMPARE(hex(answers[0].seed.view()), hex(golden("veil_seed", list)));
    }

    void tagAndReportTokenMatchTheGoldenBytes() {
        const Seed seed = Seed::from(counting<32>(0x50));
        QCOMPARE(hex(tagOf(seed, network(), 1)), hex(golden("tag", list)));
        QCOMPARE(hex(reportToken(seed, network(), 1, ReportId{counting<16>(0x30)})),
                 hex(golden("report_token", list)));
        QVERIFY(tagOf(seed, network(), 2) != tagOf(seed, network(), 1));
    }

    void identitiesNetworksAndGenerationsGiveOtherSeeds() {
        const StretchCost cost{1, 16};
        NetworkId other = network();
        other[0] ^= 1;
        std::vector<Seed> seeds;
        const auto add = [&](const NetworkId& n, std::uint32_t g, const Identity& identity) {
            const auto veil = StretchedVeil::make(n, g, record(cost), secret());
            seeds.push_back(std::move((*veil)->evaluate({identity}).at(0).seed));
        };
        add(network(), 1, zahra());
        add(network(), 2, zahra());
        add(other, 1, zahra());
        add(network(), 1, {IdentityKind::foreign_code, "0499370899", {}});
        for (std::size_t i = 1; i < seeds.size(); ++i)
            QVERIFY(!(seeds[i] == seeds[0]));
        add(network(), 1, zahra());
        QVERIFY(seeds.back() == seeds[0]);
    }

    void answersStandInTheOrderOfTheIdentities() {
        const CheapVeil veil(network(), 1, secret());
        const Identity ali{IdentityKind::national_id, "0012345679", {}};
        const auto both = veil.evaluate({zahra(), ali});
        QVERIFY(both.at(0).seed == veil.evaluate({zahra()}).at(0).seed);
        QVERIFY(both.at(1).seed == veil.evaluate({ali}).at(0).seed);
    }

    void recordMatchesTheGoldenBytesAndComesBack() {
        const VeilGeneration made = record(veil_default_cost);
        QCOMPARE(hex(made.encode()), hex(golden("veil_record", list)));
        QVERIFY(*VeilGeneration::decode(made.encode()) == made);
    }

    void costsOutOfBoundsAreRefused_data() {
        QTest::addColumn<int>("passes");
        QTest::addColumn<int>("mib");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("least") << 1 << 16 << true;
        QTest::newRow("most") << 8 << 256 << true;
        QTest::newRow("no pass") << 0 << 32 << false;
        QTest::newRow("nine passes") << 9 << 32 << false;
        QTest::newRow("too little memory") << 2 << 15 << false;
        QTest::newRow("too much memory") << 2 << 257 << false;
        QTest::newRow("freezes a desk") << 8 << 65535 << false;
    }
    void costsOutOfBoundsAreRefused() {
        QFETCH(int, passes);
        QFETCH(int, mib);
        QFETCH(bool, accepted);
        const VeilGeneration asked =
            record({static_cast<std::uint8_t>(passes), static_cast<std::uint16_t>(mib)});
        const auto read = VeilGeneration::decode(asked.encode());
        QCOMPARE(read.has_value(), accepted);
        if (!accepted) {
            QVERIFY(read.error().code == ErrorCode::veil_unsupported);
            QVERIFY(!StretchedVeil::make(network(), 1, asked, secret()));
        }
    }

    void damagedRecordsAreRefused() {
        Bytes bytes = record(veil_default_cost).encode();
        QVERIFY(!VeilGeneration::decode({}));
        QVERIFY(!VeilGeneration::decode(ByteView(bytes).first(35)));
        bytes.push_back(0);
        QVERIFY(!VeilGeneration::decode(bytes));
        bytes.pop_back();
        bytes[0] = 2;
        QVERIFY(VeilGeneration::decode(bytes).error().code == ErrorCode::veil_unsupported);
    }

    void anotherSecretThanTheCommittedOneIsRefused() {
        const VeilSecret other = VeilSecret::from(counting<32>(0x11));
        const auto veil = StretchedVeil::make(network(), 1, record(veil_default_cost), other);
        QVERIFY(veil.error().code == ErrorCode::decision_invalid);
    }
};
PEYVAND_TEST(VeilTest)

#include "veil_test.moc"
