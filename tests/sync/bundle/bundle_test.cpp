// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/base32.h"
#include "sync/bundle/bundle_reader.h"
#include "sync/bundle/bundle_writer.h"
#include "tests/support/counting_random.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

using Record = std::pair<BundleRecord, Bytes>;

SigningKey senderKey() { return SigningKey::fromSeed(Secret<32>::from(counting<32>(0))); }
SigningKey desk(std::uint8_t start = 0x11) {
    return SigningKey::fromSeed(Secret<32>::from(counting<32>(start)));
}

class Collector : public BundleHandler {
  public:
    Result<void> manifest(const BundleFront& its_front, const BundleManifest& its) override {
        front = its_front;
        content = its;
        return {};
    }
    Result<void> record(BundleRecord type, ByteView bytes) override {
        records.emplace_back(type, Bytes(bytes.begin(), bytes.end()));
        return {};
    }
    BundleFront front{};
    BundleManifest content{};
    std::vector<Record> records{};
};

BundleStart startFor(std::vector<BoxKey> recipients) {
    BundleStart start;
    start.id.bytes = counting<16>(0x60);
    start.set.bytes = counting<16>(0x70);
    start.recipients = std::move(recipients);
    start.network = counting<32>(0x20);
    start.time_ms = 1'800'000'000'000;
    start.certificates = {{'c', 'e', 'r', 't'}};
    start.grants = {{'g', 'r', 'a', 'n', 't', ' ', '1'}, {'g', 'r', 'a', 'n', 't', ' ', '2'}};
    return start;
}

Bytes write(const BundleStart& start, const std::vector<Record>& records) {
    Bytes file;
    CountingRandom random;
    auto writer = BundleWriter::begin(start, senderKey(), random, [&file](ByteView bytes) {
        file.insert(file.end(), bytes.begin(), bytes.end());
        return Result<void>();
    });
    for (const auto& [type, bytes] : records)
        if (!writer->add(type, bytes))
            qFatal("record not taken");
    if (!writer->finish())
        qFatal("bundle not finished");
    return file;
}

Result<void> read(ByteView file, const SigningKey& own, BundleHandler& handler,
                  std::size_t piece_bytes = SIZE_MAX) {
    BundleReader reader(own, handler);
    while (!file.empty()) {
        const std::size_t size = std::min(piece_bytes, file.size());
        PEYVAND_TRY(reader.feed(file.first(size)));
        file = file.subspan(size);
    }
    return reader.finish();
}

ErrorCode readError(ByteView file, const SigningKey& own = desk()) {
    Collector collector;
    const auto done = read(file, own, collector);
    return done ? ErrorCode::internal : done.error().code;
}

Bytes smallBundle() {
    return write(startFor({desk().boxKey()}),
                 {{BundleRecord::segment, {'s', 'e', 'g', 'm', 'e', 'n', 't'}}});
}

/// Bytes that no compressor makes smaller.
Bytes noise(std::size_t size, std::uint8_t start) {
    Bytes bytes(size);
    const ByteArray<32> seed = counting<32>(start);
    if (size > 0)
        randombytes_buf_deterministic(bytes.data(), size, seed.data());
    return bytes;
}

} // namespace

class BundleTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void bytesAreThoseOfTheFormats() {
        const Bytes file = smallBundle();
        const Bytes first = golden("bundle_first_bytes");
        QCOMPARE(file.size(), std::size_t{50 + 84 + 24 + 65'553});
        QCOMPARE(hex(ByteView(file).first(first.size())), hex(first));
        QCOMPARE(hex(sha256(file)), hex(golden("bundle_sha256")));
    }

    void roundTripInPiecesOfAnySize() {
        const Bytes file = smallBundle();
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{65'553}}) {
            Collector collector;
            QVERIFY(read(file, desk(), collector, piece));
            QCOMPARE(collector.records.size(), std::size_t{1});
            QVERIFY(collector.records[0].first == BundleRecord::segment);
            QCOMPARE(textOf(collector.records[0].second), std::string_view("segment"));
            QVERIFY(collector.content.sender == senderKey().publicKey());
            QVERIFY(collector.content.grants == startFor({}).grants);
            QVERIFY(collector.content.network == counting<32>(0x20));
            QVERIFY(collector.front.id.bytes == counting<16>(0x60));
            QVERIFY(collector.content.recipients_hash == recipientsHash({desk().boxKey()}));
        }
    }

    void recordsOfEverySizeComeBackInOrder() {
        std::vector<Record> records;
        for (const std::size_t size : {0UL, 1UL, 65'400UL, 65'527UL, 200'000UL, 3'000'000UL}) {
            records.emplace_back(BundleRecord::segment, noise(size, 1));
            records.emplace_back(BundleRecord{200}, Bytes(size, 'x'));
        }
        const Bytes file = write(startFor({desk().boxKey()}), records);
        Collector collector;
        QVERIFY(read(file, desk(), collector, 100'000));
        QVERIFY(collector.records == records);
    }

    void compressibleRecordsTakeFewChunksAndNeverOverSixteenfold() {
        const Bytes file =
            write(startFor({desk().boxKey()}), {{BundleRecord::segment, Bytes(16'000'000, 'x')}});
        const std::size_t chunks = (file.size() - 158) / 65'553;
        QVERIFY(chunks >= 16 && chunks < 25);
        Collector collector;
        QVERIFY(read(file, desk(), collector));
    }

    void everyRecipientReadsAndNobodyElse() {
        std::vector<BoxKey> recipients;
        for (std::uint8_t start = 0; start < 200; ++start)
            recipients.push_back(desk(start).boxKey());
        const Bytes file = write(startFor(recipients), {});
        for (const std::uint8_t start : {std::uint8_t{0}, std::uint8_t{100}, std::uint8_t{199}}) {
            Collector collector;
            QVERIFY(read(file, desk(start), collector));
        }
        QCOMPARE(readError(file, desk(201)), ErrorCode::bundle_for_other);
        CountingRandom random;
        QVERIFY(!BundleWriter::begin(startFor(std::vector<BoxKey>(16'385)), senderKey(), random,
                                     [](ByteView) { return Result<void>(); }));
    }

    void handlerMayRefuse() {
        class Refusing : public Collector {
            Result<void> manifest(const BundleFront&, const BundleManifest&) override {
                return fail(ErrorCode::network_other);
            }
        } refusing;
        const auto done = read(smallBundle(), desk(), refusing);
        QCOMPARE(done.error().code, ErrorCode::network_other);
        QVERIFY(refusing.records.empty());
    }

    void errorsOfTheSinkComeThrough() {
        CountingRandom random;
        int writes = 0;
        const auto sink = [&writes](ByteView) -> Result<void> {
            if (++writes > 2)
                return fail(ErrorCode::disk_full);
            return {};
        };
        auto writer = BundleWriter::begin(startFor({desk().boxKey()}), senderKey(), random, sink);
        QVERIFY(writer.has_value());
        QCOMPARE(writer->finish().error().code, ErrorCode::disk_full);
    }

    void recordsOverTheLimitAreNotWritten() {
        CountingRandom random;
        auto writer = BundleWriter::begin(startFor({desk().boxKey()}), senderKey(), random,
                                          [](ByteView) { return Result<void>(); });
        const Bytes large(max_bundle_record_bytes + 1);
        QCOMPARE(writer->add(BundleRecord::segment, large).error().code,
                 ErrorCode::bundle_too_large);
    }

    void partsStayBelowOneGibibyte() {
        const std::vector<PlannedRecord> records(100, {15'000'005, 0, 0});
        const auto parts = planParts(records, {max_bundle_bytes, 3, 1000});
        QCOMPARE(parts.size(), std::size_t{2});
        QCOMPARE(parts[0] + parts[1], records.size());
        QVERIFY((parts[0] + 1) * 15'100'000 > max_bundle_bytes * 98 / 100);
        QVERIFY(planParts({}, {}) == std::vector<std::size_t>{0});
    }

    // Nothing in them can be compressed, and each part is as full as it may be.
    void plannedPartsAreWrittenBelowTheirLimit() {
        for (const std::uint64_t limit_bytes : {200'000, 262'571, 262'572, 400'000}) {
            BundleStart start = startFor({desk().boxKey(), desk(0x12).boxKey()});
            start.limit_bytes = limit_bytes;
            std::vector<Record> records;
            std::vector<PlannedRecord> planned;
            for (std::uint8_t i = 0; i < 40; ++i) {
                const std::size_t size = 1000 + i * 997;
                records.emplace_back(BundleRecord::segment, noise(size, i));
                planned.push_back({size + bundle_record_head_bytes, i / 10U, 271});
            }
            const auto parts = planParts(planned, {limit_bytes, 2, manifestRecordBytes(start)});
            QVERIFY(parts.size() >= 2);
            std::size_t next = 0;
            for (const std::size_t count : parts) {
                std::vector<Record> own{{BundleRecord::descriptor, Bytes(266)}};
                std::uint64_t group = next / 10;
                for (const std::size_t end = next + count; next < end; ++next) {
                    if (next / 10 != group)
                        own.emplace_back(BundleRecord::descriptor, Bytes(266));
                    group = next / 10;
                    own.push_back(records[next]);
                }
                QVERIFY(write(start, own).size() < limit_bytes);
            }
            QCOMPARE(next, records.size());
        }
    }

    void aPartThatWouldReachItsLimitIsNotWritten() {
        BundleStart start = startFor({desk().boxKey()});
        start.limit_bytes = 50 + 84 + 24 + 65'553;
        CountingRandom random;
        const auto sink = [](ByteView) { return Result<void>(); };
        auto writer = BundleWriter::begin(start, senderKey(), random, sink);
        QCOMPARE(writer->finish().error().code, ErrorCode::bundle_too_large);
        ++start.limit_bytes;
        auto roomier = BundleWriter::begin(start, senderKey(), random, sink);
        QVERIFY(roomier->finish());
    }

    void theSizeOfAManifestIsKnownBefore() {
        BundleStart start = startFor({desk().boxKey()});
        start.decisions = {Bytes(70), Bytes(3)};
        const BundleManifest manifest{
            senderKey().publicKey(), start.network,   {},          {}, start.time_ms,
            start.certificates,      start.decisions, start.grants};
        QCOMPARE(manifestRecordBytes(start),
                 encodeManifest(manifest, senderKey()).size() + bundle_record_head_bytes);
    }

    void namesAreAscii() {
        QCOMPARE(bundleFileName(BundleId{counting<16>(0)}),
                 std::string("PV-000G40R40M30E209185GR38E1W.pvb"));
    }
};
PEYVAND_TEST(BundleTest)

class HostileBundleTest : public QObject {
    Q_OBJECT
  private slots:
    void everyChangedBitOfTheHeaderShows() {
        const Bytes sound = smallBundle();
        for (std::size_t bit = 0; bit < 158 * 8; ++bit) {
            const ErrorCode code = errorWithFlip(sound, bit);
            QVERIFY(code != ErrorCode::internal && code != ErrorCode::bundle_for_other);
            if (bit < 64)
                QCOMPARE(code, ErrorCode::bundle_not_a_bundle);
            else if (bit < 80)
                QCOMPARE(code, ErrorCode::bundle_version);
            else if (bit < 46 * 8 || bit >= 50 * 8) // between them the number of stanzas
                QCOMPARE(code, ErrorCode::bundle_damaged);
        }
    }

    void everyChangedByteOfTheChunksShows() {
        const Bytes sound = smallBundle();
        for (std::size_t at = 158; at < sound.size(); ++at) {
            if (at > 1000 && at + 100 < sound.size() && at % 61 != 0)
                continue; // the same cipher protects them all
            QCOMPARE(errorWithFlip(sound, at * 8 + at % 8), ErrorCode::bundle_damaged);
        }
    }

    void everyTruncationShows() {
        const Bytes sound = smallBundle();
        for (std::size_t size = 0; size < sound.size(); ++size) {
            if (size > 1000 && size + 100 < sound.size() && size % 61 != 0)
                continue;
            QCOMPARE(readError(ByteView(sound).first(size)), ErrorCode::bundle_truncated);
        }
    }

    void truncationBetweenChunksShows() {
        const Bytes sound =
            write(startFor({desk().boxKey()}), {{BundleRecord::segment, noise(200'000, 1)}});
        for (std::size_t size = 158; size < sound.size(); size += 65'553)
            QCOMPARE(readError(ByteView(sound).first(size)), ErrorCode::bundle_truncated);
    }

    void chunksInAnotherOrderShow() {
        Bytes bytes =
            write(startFor({desk().boxKey()}), {{BundleRecord::segment, noise(200'000, 1)}});
        std::swap_ranges(bytes.begin() + 158, bytes.begin() + 158 + 65'553,
                         bytes.begin() + 158 + 65'553);
        QCOMPARE(readError(bytes), ErrorCode::bundle_damaged);
    }

    void bytesAfterTheEndAreRefused() {
        Bytes bytes = smallBundle();
        bytes.push_back(0);
        QCOMPARE(readError(bytes), ErrorCode::bundle_trailing_bytes);
        const Bytes twice = smallBundle();
        bytes.pop_back();
        bytes.insert(bytes.end(), twice.begin(), twice.end());
        QCOMPARE(readError(bytes), ErrorCode::bundle_trailing_bytes);
    }

    void otherFilesAreNoBundles() {
        QCOMPARE(readError(bytesOf("PK\x03\x04")), ErrorCode::bundle_not_a_bundle);
        QCOMPARE(readError(Bytes(100'000, 0)), ErrorCode::bundle_not_a_bundle);
        QCOMPARE(readError({}), ErrorCode::bundle_truncated);
    }

    void hugeNumberOfStanzasIsRefused() {
        Bytes bytes = smallBundle();
        bytes[46] = 0xff;
        QCOMPARE(readError(bytes), ErrorCode::bundle_damaged);
    }

    void readerStaysFailed() {
        Bytes bytes = smallBundle();
        bytes[20] ^= 1;
        Collector collector;
        BundleReader reader(desk(), collector);
        QVERIFY(!reader.feed(bytes));
        QVERIFY(!reader.feed(smallBundle()));
        QVERIFY(!reader.finish());
        QVERIFY(collector.records.empty());
    }

    void anotherSendersManifestIsRefused() {
        const SigningKey other = desk(0x33);
        BundleManifest manifest{.sender = other.publicKey()};
        Bytes encoded = encodeManifest(manifest, other);
        QVERIFY(decodeManifest(encoded));
        std::copy_n(senderKey().publicKey().begin(), 32, encoded.begin() + 1);
        QVERIFY(!decodeManifest(encoded));
    }

    void hostileManifestsAreRefused() {
        const Bytes sound = golden("bundle_manifest");
        QVERIFY(decodeManifest(sound));
        for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
            Bytes changed = sound;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QCOMPARE(decodeManifest(changed).error().code, ErrorCode::bundle_damaged);
        }
        for (std::size_t size = 0; size < sound.size(); ++size)
            QVERIFY(!decodeManifest(ByteView(sound).first(size)));
    }

  private:
    static ErrorCode errorWithFlip(const Bytes& sound, std::size_t bit) {
        Bytes changed = sound;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        return readError(changed);
    }
};
PEYVAND_TEST(HostileBundleTest)

class ChunkTest : public QObject {
    Q_OBJECT
  private slots:
    void chunksThatNoPackerWritesAreRefused() {
        ByteArray<chunk_bytes> chunk;
        ChunkPacker packer;
        QCOMPARE(packer.pack(chunk, bytesOf("text")), std::size_t{4});
        ChunkUnpacker unpacker;
        Bytes out;
        QVERIFY(unpacker.unpack(out, chunk));
        QCOMPARE(textOf(out), std::string_view("text"));
        // method, content length beyond the chunk, unpacked length, padding
        for (const std::size_t at : {0UL, 1UL, 4UL, 8UL, 13UL, chunk_bytes - 1}) {
            chunk[at] ^= 1;
            out.clear();
            QVERIFY(!unpacker.unpack(out, chunk));
            chunk[at] ^= 1;
        }
    }

    void unpackedSizeIsBounded() {
        ByteArray<chunk_bytes> chunk;
        ChunkPacker packer;
        const Bytes zeros(16 << 20);
        std::size_t taken = 0;
        for (int i = 0; i < 8; ++i)
            taken = packer.pack(chunk, zeros);
        QVERIFY(taken > max_unpacked_chunk_bytes / 2 && taken <= max_unpacked_chunk_bytes);
        ChunkUnpacker unpacker;
        Bytes out;
        QVERIFY(unpacker.unpack(out, chunk));
        QCOMPARE(out.size(), taken);
        chunk[6] = 0x7f; // claims 8 MiB
        QVERIFY(!unpacker.unpack(out, chunk));
    }
};
PEYVAND_TEST(ChunkTest)

#include "bundle_test.moc"
