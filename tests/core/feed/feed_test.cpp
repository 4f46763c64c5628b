// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/hlc.h"
#include "core/feed/segment.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

SigningKey nodeKey() { return SigningKey::fromSeed(Secret<32>::from(counting<32>(0))); }
EpochKey epochKey() { return EpochKey::from(counting<32>(0x40)); }

FeedId goldenFeed() {
    FeedId feed;
    const Bytes bytes = golden("feed_id");
    std::copy(bytes.begin(), bytes.end(), feed.begin());
    return feed;
}

Bytes sealed(const FeedId& feed, std::uint64_t seq, std::uint8_t nonce, std::string_view text) {
    Bytes entry;
    sealEntry(entry, feed, seq, keyId(epochKey()), 0, subkey(epochKey(), Subkey::content),
              counting<24>(nonce), bytesOf(text));
    return entry;
}

/// Segments of a feed, with their bytes.
struct Run {
    std::vector<Bytes> encoded{};
    std::vector<SegmentView> views{};

    void add(const std::vector<std::string>& texts) {
        const FeedPosition after =
            views.empty() ? FeedPosition::start(goldenFeed()) : views.back().head.position();
        SegmentBuilder builder(after);
        for (const std::string& text : texts)
            builder.add(sealed(goldenFeed(), builder.nextSeq(), 1, text));
        const auto count = static_cast<std::uint32_t>(texts.size());
        const SegmentHead head = builder.close(1'800'000'000'000, nodeKey());
        Bytes bytes;
        encodeSegment(bytes, {after.seq + 1, count, builder.entries(), head});
        encoded.push_back(bytes);
        views.push_back(*decodeSegment(encoded.back()));
    }
    Result<FeedPosition> verify() const {
        return verifySegments(FeedPosition::start(goldenFeed()), views, nodeKey().publicKey());
    }
};

} // namespace

class FeedGoldenTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void descriptorIsAsInTheFormats() {
        FeedDescriptor descriptor;
        descriptor.network = counting<32>(0x20);
        descriptor.charity.bytes = counting<16>(0x60);
        descriptor.scope = FeedScope::network;
        descriptor.incarnation = counting<16>(0x70);
        signDescriptor(descriptor, nodeKey());
        const auto bytes = encodeDescriptor(descriptor);
        QCOMPARE(hex(bytes), hex(golden("descriptor")));
        QCOMPARE(hex(feedIdOf(bytes)), hex(golden("feed_id")));
        const auto decoded = decodeDescriptor(bytes);
        QVERIFY(decoded && *decoded == descriptor);
    }

    void everyChangedBitOfADescriptorShows() {
        const Bytes sound = golden("descriptor");
        for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
            Bytes changed = sound;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QCOMPARE(decodeDescriptor(changed).error().code, ErrorCode::descriptor_invalid);
        }
        QVERIFY(!decodeDescriptor(ByteView(sound).first(265)));
    }

    void directAudienceNamesTheAddressee() {
        const auto audience = directAudience(CharityId{counting<16>(1)});
        QCOMPARE(hex(audience), hex(counting<16>(1)) + QByteArray(32, '0'));
    }

    void entriesAndSegmentAreAsInTheFormats() {
        QCOMPARE(hex(sealed(goldenFeed(), 1, 0x80, "first")), hex(golden("entry_1")));
        SegmentBuilder builder(FeedPosition::start(goldenFeed()));
        QVERIFY(builder.add(golden("entry_1")));
        QVERIFY(builder.add(golden("entry_2")));
        const SegmentHead head = builder.close(1'800'000'000'000, nodeKey());
        QCOMPARE(hex(head.link), hex(golden("link_1")));
        QCOMPARE(hex(encodeHead(head)), hex(golden("head")));
        QVERIFY(decodeHead(golden("head")) == Result<SegmentHead>(head));
        Bytes segment;
        encodeSegment(segment, {1, 2, builder.entries(), head});
        QCOMPARE(hex(segment), hex(golden("segment")));
    }

    void destroyedPayloadKeepsTheChain() {
        const Bytes bytes = golden("segment_with_stub");
        const auto segment = decodeSegment(bytes);
        QVERIFY(segment.has_value());
        const auto end =
            verifySegments(FeedPosition::start(goldenFeed()), {{*segment}}, nodeKey().publicKey());
        QVERIFY(end.has_value());
        QCOMPARE(hex(end->link), hex(golden("link_1")));
        EntryCursor entries(segment->entries);
        const ByteView stub = entries.next();
        QVERIFY(isStub(stub));
        QVERIFY(!decodeEntry(stub));
        QCOMPARE(hex(stub), hex(makeStub(sha256(golden("entry_1")))));
    }
};
PEYVAND_TEST(FeedGoldenTest)

class EntryTest : public QObject {
    Q_OBJECT
  private slots:
    void opensOnlyInItsPlaceAndUnderItsKey() {
        const Bytes bytes = golden("entry_2");
        const auto entry = decodeEntry(bytes);
        QVERIFY(entry.has_value());
        const SealKey key = subkey(epochKey(), Subkey::content);
        Bytes text;
        QVERIFY(openEntry(text, goldenFeed(), 2, *entry, key));
        QCOMPARE(textOf(text), std::string_view("second"));
        QCOMPARE(openEntry(text, goldenFeed(), 1, *entry, key).error().code,
                 ErrorCode::entry_undecryptable);
        QVERIFY(!openEntry(text, FeedId{}, 2, *entry, key));
        QVERIFY(!openEntry(text, goldenFeed(), 2, *entry, SealKey()));
    }

    void everyChangedBitStopsDecodingOrOpening() {
        const Bytes sound = golden("entry_1");
        const SealKey key = subkey(epochKey(), Subkey::content);
        Bytes text;
        for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
            Bytes changed = sound;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            const auto entry = decodeEntry(changed);
            QVERIFY(!entry || !openEntry(text, goldenFeed(), 1, *entry, key));
        }
    }

    void truncatedAndTrailingBytesAreRefused() {
        Bytes bytes = golden("entry_1");
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QCOMPARE(decodeEntry(ByteView(bytes).first(size)).error().code,
                     ErrorCode::entry_malformed);
        bytes.push_back(0);
        QVERIFY(!decodeEntry(bytes));
    }

    void unknownVersionsAreWalkedAndHashedButNotOpened() {
        Bytes bytes = golden("entry_1");
        bytes[0] = 9;
        EntryCursor entries(bytes);
        QCOMPARE(entries.next().size(), bytes.size());
        QVERIFY(entries.atEnd());
        Bytes text;
        QVERIFY(!openEntry(text, goldenFeed(), 1, *decodeEntry(bytes), SealKey()));
    }

    void cursorStopsAtMalformedBytes() {
        Bytes bytes = golden("entry_1");
        const Bytes second = golden("entry_2");
        bytes.insert(bytes.end(), second.begin(), second.end() - 1);
        EntryCursor entries(bytes);
        QVERIFY(!entries.next().empty());
        QVERIFY(entries.next().empty());
        QVERIFY(!entries.atEnd());
        Bytes huge = golden("entry_1");
        huge[35] = 0xff;
        QVERIFY(EntryCursor(huge).next().empty());
    }
};
PEYVAND_TEST(EntryTest)

class SegmentTest : public QObject {
    Q_OBJECT
  private slots:
    void runsVerifyFromAnyPlace() {
        Run run;
        run.add({"a", "b", "c"});
        run.add({"d"});
        run.add({"e", "f"});
        const auto end = run.verify();
        QVERIFY(end.has_value());
        QCOMPARE(end->seq, std::uint64_t{6});
        const auto rest = verifySegments(run.views[0].head.position(),
                                         std::span(run.views).subspan(1), nodeKey().publicKey());
        QVERIFY(rest == end);
    }

    void gapsRepeatsAndOtherFeedsBreakTheChain() {
        Run run;
        run.add({"a"});
        run.add({"b"});
        std::swap(run.views[0], run.views[1]);
        QCOMPARE(run.verify().error().code, ErrorCode::chain_broken);
        run.views = {run.views[1], run.views[1]};
        QCOMPARE(run.verify().error().code, ErrorCode::chain_broken);
        run.views = {run.views[0]};
        QCOMPARE(verifySegments(FeedPosition::start(FeedId{}), run.views, nodeKey().publicKey())
                     .error()
                     .code,
                 ErrorCode::chain_broken);
        run.views.clear();
        QVERIFY(!run.verify());
    }

    void everyChangedBitOfTheLastSegmentShows() {
        const Bytes sound = golden("segment");
        for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
            Bytes changed = sound;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            const auto segment = decodeSegment(changed);
            const auto start = FeedPosition::start(goldenFeed());
            QVERIFY(!segment || !verifySegments(start, {{*segment}}, nodeKey().publicKey()));
        }
    }

    void changedInnerSegmentShowsInTheLink() {
        Run run;
        run.add({"a"});
        run.add({"b"});
        run.encoded[0][60] ^= 1;
        QCOMPARE(run.verify().error().code, ErrorCode::chain_broken);
    }

    void segmentsOfTooManyEntriesAreRefused() {
        SegmentBuilder builder(FeedPosition::start(goldenFeed()));
        const Bytes entry = golden("entry_1");
        for (std::size_t i = 0; i < max_segment_entries; ++i)
            QVERIFY(builder.add(entry));
        QVERIFY(!builder.add(entry));
        SegmentView segment{1, 1001, builder.entries(), builder.close(1, nodeKey())};
        QCOMPARE(ChainVerifier(FeedPosition::start(goldenFeed())).take(segment).error().code,
                 ErrorCode::segment_too_large);
        Bytes encoded;
        encodeSegment(encoded, segment);
        QCOMPARE(decodeSegment(encoded).error().code, ErrorCode::segment_too_large);
    }

    void segmentsOfTooManyBytesAreRefused() {
        SegmentBuilder builder(FeedPosition::start(goldenFeed()));
        const Bytes entry = sealed(goldenFeed(), 1, 1, std::string(600'000, 'x'));
        QVERIFY(builder.add(entry));
        QVERIFY(!builder.add(entry));
        const Bytes large(max_segment_bytes + 1);
        const SegmentView segment{1, 1, large, builder.close(1, nodeKey())};
        QCOMPARE(ChainVerifier(FeedPosition::start(goldenFeed())).take(segment).error().code,
                 ErrorCode::segment_too_large);
    }

    void everyTruncationOfASegmentIsRefused() {
        const Bytes bytes = golden("segment");
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!decodeSegment(ByteView(bytes).first(size)));
    }

    void failedSegmentLeavesThePositionWhereItWas() {
        Run run;
        run.add({"a"});
        ChainVerifier chain(FeedPosition::start(goldenFeed()));
        SegmentView wrong = run.views[0];
        wrong.head.link[0] ^= 1;
        QVERIFY(!chain.take(wrong));
        QVERIFY(chain.position() == FeedPosition::start(goldenFeed()));
        QVERIFY(chain.take(run.views[0]));
        QCOMPARE(chain.digests().size(), std::size_t{1});
    }

    void resignedHeadSaysTheFeedIsIdle() {
        Run run;
        run.add({"a"});
        const SegmentHead newer =
            signHead(run.views[0].head.position(), 1'900'000'000'000, nodeKey());
        QVERIFY(verifyHead(newer, nodeKey().publicKey()));
        SegmentHead forged = newer;
        forged.time_ms += 1;
        QVERIFY(!verifyHead(forged, nodeKey().publicKey()));
    }
};
PEYVAND_TEST(SegmentTest)

class HybridClockTest : public QObject {
    Q_OBJECT
  private slots:
    void stampsAlwaysGrow() {
        HybridClock clock;
        const HlcStamp first = clock.next(1000);
        QVERIFY(first == HlcStamp::of(1000, 0));
        QVERIFY(clock.next(1000) == HlcStamp::of(1000, 1));
        QVERIFY(clock.next(500) == HlcStamp::of(1000, 2));
        QVERIFY(clock.next(2000) == HlcStamp::of(2000, 0));
    }

    void fullCounterRunsIntoTheNextMillisecond() {
        HybridClock clock(HlcStamp::of(1000, 0xffff));
        QVERIFY(clock.next(1000) == HlcStamp::of(1001, 0));
    }

    void remoteStampMovesOursUnlessItIsTooFarAhead() {
        HybridClock clock;
        QVERIFY(clock.receive(HlcStamp::of(5000, 3), 1000));
        QVERIFY(clock.next(1000) == HlcStamp::of(5000, 4));
        const auto limit = static_cast<std::uint64_t>(1000 + hlc_tolerance_ms);
        QVERIFY(!clock.receive(HlcStamp::of(limit + 1, 0), 1000));
        QVERIFY(clock.last() == HlcStamp::of(5000, 4));
        QVERIFY(clock.receive(HlcStamp::of(limit, 0), 1000));
        QVERIFY(!clock.receive(HlcStamp{UINT64_MAX}, 1000));
    }
};
PEYVAND_TEST(HybridClockTest)

#include "feed_test.moc"
