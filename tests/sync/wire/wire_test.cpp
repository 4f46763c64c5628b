// SPDX-License-Identifier: GPL-3.0-or-later
// Frames byte by byte, and what decoders answer to other bytes.
#include "core/crypto/layout.h"
#include "sync/reconcile/item_set.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;

namespace {

template <std::size_t N> ByteArray<N> counting(std::uint8_t from) {
    ByteArray<N> bytes{};
    for (std::size_t i = 0; i < N; ++i)
        bytes[i] = static_cast<std::uint8_t>(from + i);
    return bytes;
}

const SigningKey& node() {
    static const SigningKey key = SigningKey::fromSeed(Secret<32>::from(counting<32>(0)));
    return key;
}

Channel channel() {
    return {ChannelRole::caller, counting<32>(0x20),
            SigningKey::fromSeed(Secret<32>::from(counting<32>(0x11))).publicKey(),
            counting<32>(0x40)};
}

template <class Value> ErrorCode codeOf(const Result<Value>& result) {
    return result ? ErrorCode::internal : result.error().code;
}

} // namespace

class WireTest : public QObject {
    Q_OBJECT
  private slots:
    void goldenHello() {
        Hello hello;
        hello.decisions = counting<32>(0x60);
        hello.classes = {{1, 2, counting<16>(0x80)}, {4, 258, counting<16>(0x90)}};
        signHello(hello, channel(), node());
        const Bytes frame = encodeFrame(FrameType::hello, encodeHello(hello));
        const std::string layout =
            "01000000ac"
            "01"
            "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
            "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
            "02"
            "0100000002808182838485868788898a8b8c8d8e8f"
            "0400000102909192939495969798999a9b9c9d9e9f";
        QCOMPARE(QString::fromStdString(toHex(frame).substr(0, layout.size())),
                 QString::fromStdString(layout));
        QCOMPARE(frame.size(), std::size_t{5 + 172});
        QCOMPARE(QString::fromStdString(toHex(ByteView(frame).last(64))),
                 QString::fromLatin1(golden_hello_signature));
        const auto read = decodeHello(ByteView(frame).subspan(5));
        QVERIFY(read && *read == hello);
    }

    void goldenDigests() {
        ItemSet feeds(ItemClass::network_feeds);
        feeds.add(encodePosition({counting<32>(0xe0), 7, counting<32>(0x30)}));
        feeds.add(encodePosition({counting<32>(0x10), 5, counting<32>(0x20)}));
        feeds.sort();
        QCOMPARE(feeds.at(0)[0], std::uint8_t{0x10});
        QCOMPARE(feeds.bucketAt(0), std::size_t{0x10 * 4});
        QCOMPARE(QString::fromStdString(toHex(feeds.digest().digest)),
                 QString::fromLatin1(golden_class));
        QCOMPARE(QString::fromStdString(toHex(feeds.rangeDigest(4))),
                 QString::fromLatin1(golden_range));
        QVERIFY(feeds.rangeDigest(5) == feeds.rangeDigest(6));
    }

    void goldenSmallFrames() {
        QCOMPARE(toHex(encodeFrame(FrameType::sent)), std::string("0c00000000"));
        QCOMPARE(toHex(encodeFrame(FrameType::refusal, bytesOf("peer_slow"))),
                 std::string("0f00000009706565725f736c6f77"));
        BucketsMessage buckets{ItemClass::office_feeds, std::uint64_t{1} << 63,
                               std::vector<ShortDigest>(16, ShortDigest{1})};
        const Bytes bytes = encodeBuckets(buckets);
        QCOMPARE(toHex(ByteView(bytes).first(11)), std::string("0580000000000000000100"));
        QCOMPARE(bytes.size(), std::size_t{1 + 8 + 128});
        QCOMPARE(toHex(encodePosition({counting<32>(1), 258, counting<32>(0x50)})).substr(64, 16),
                 std::string("0000000000000102"));
    }

    void piecesOfAnySizeGiveTheSameFrames() {
        Bytes stream;
        for (int i = 0; i < 50; ++i) {
            const Bytes frame =
                encodeFrame(FrameType::record, Bytes(static_cast<std::size_t>(i) * 7));
            stream.insert(stream.end(), frame.begin(), frame.end());
        }
        for (const std::size_t size : {1, 3, 64, 5000}) {
            FrameReader reader;
            std::size_t count = 0;
            for (std::size_t at = 0; at < stream.size(); at += size) {
                reader.add(ByteView(stream).subspan(at, std::min(size, stream.size() - at)));
                for (auto frame = reader.next(); *frame; frame = reader.next()) {
                    QCOMPARE((*frame)->body.size(), count * 7);
                    ++count;
                }
            }
            QCOMPARE(count, std::size_t{50});
            QVERIFY(!reader.isInside());
        }
    }

    void everyTypeHasItsLimit() {
        for (unsigned type = 0; type < 256; ++type) {
            const auto greatest = greatestBody(static_cast<std::uint8_t>(type));
            QCOMPARE(greatest.has_value(), type >= 1 && type <= 16);
            FrameReader reader;
            Writer head;
            head.u8(static_cast<std::uint8_t>(type))
                .u32(static_cast<std::uint32_t>(greatest.value_or(0) + 1));
            reader.add(head.bytes());
            QVERIFY(codeOf(reader.next()) ==
                    (greatest ? ErrorCode::frame_too_large : ErrorCode::frame_unknown));
        }
    }

    void otherBytesAreRefused() {
        QVERIFY(codeOf(decodeRanges(Bytes(512))) == ErrorCode::frame_malformed);
        QVERIFY(codeOf(decodeRanges(Bytes(513))) == ErrorCode::frame_malformed);
        Bytes ranges(513);
        ranges[0] = 4;
        QVERIFY(decodeRanges(ranges).has_value());
        QVERIFY(codeOf(decodeBuckets(Bytes{4, 0, 0, 0, 0, 0, 0, 0, 1, 9})) ==
                ErrorCode::frame_malformed);
        QVERIFY(codeOf(decodeItems(Bytes{4})) == ErrorCode::frame_malformed);
        QVERIFY(codeOf(decodeItemsEnd(Bytes{10})) == ErrorCode::frame_malformed);
        QVERIFY(codeOf(decodeWants(Bytes(33))) == ErrorCode::frame_malformed);
        QVERIFY(codeOf(decodePosition(Bytes(72))) == ErrorCode::position_impossible);
        QVERIFY(codeOf(decodePosition(Bytes(71))) == ErrorCode::frame_malformed);
        Hello hello;
        signHello(hello, channel(), node());
        Bytes body = encodeHello(hello);
        for (std::size_t size = 1; size < body.size(); ++size)
            QVERIFY(!decodeHello(ByteView(body).first(size)));
        body[65] = 17;
        QVERIFY(codeOf(decodeHello(body)) == ErrorCode::frame_too_many);
    }

  private:
    static constexpr const char* golden_hello_signature =
        "99fe4ea4c5c8eb88d537d41d37d9e29add5294606cb29f69d1d14e388528d9dd"
        "8c1c7f706925c0060672863cc5a0acde4a54ff3994ce58407f65a029e8223a08";
    static constexpr const char* golden_class = "b0884bc5a0ef207a76d4cb2ef307ecb6";
    static constexpr const char* golden_range = "18e0a0f165828403";
};
PEYVAND_TEST(WireTest)
#include "wire_test.moc"
