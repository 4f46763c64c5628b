// SPDX-License-Identifier: GPL-3.0-or-later
// A million people are compared within the memory that a peer may take.
#include "sync/reconcile/comparison.h"
#include "tests/support/registry.h"

#include "core/crypto/layout.h"

#include <QtTest>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#define PEYVAND_COUNTS_MEMORY
#endif

using namespace peyvand;

namespace {

ItemSet people(std::size_t count, std::size_t further) {
    ItemSet set(ItemClass::subjects);
    set.reserve(count + further);
    for (std::size_t i = 0; i < count + further; ++i) {
        ByteArray<16> id{};
        putBigEndian(id.data(), std::uint64_t{i < count ? i : i + (further << 32)});
        set.add(id);
    }
    set.sort();
    return set;
}

std::size_t inUse() {
#ifdef PEYVAND_COUNTS_MEMORY
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

} // namespace

class MemoryTest : public QObject {
    Q_OBJECT
  private slots:
    void aMillionSubjectsFitTwice() {
        const std::size_t before = inUse();
        ItemSet own = people(1'000'000, 0);
        const auto mib = static_cast<double>(inUse() - before) / (1 << 20);
        const ClassDigest own_digest = own.digest();
        const ItemSet peer = people(1'000'000, 48'000);
        FrameQueue to_peer, to_own;
        ClassComparison here(std::move(own), peer.digest(), to_peer);
        ClassComparison there(peer, own_digest, to_own);
        QCOMPARE(to_peer.size(), std::size_t{1});
        must(here.take(ranges(to_own), to_peer));
        must(there.take(ranges(to_peer), to_own));
        must(here.take(buckets(to_own), to_peer));
        must(there.take(buckets(to_peer), to_own));
        while (to_own.size() > 1)
            must(here.take(items(to_own)));
        must(here.takeEnd());
        while (to_peer.size() > 1)
            must(there.take(items(to_peer)));
        must(there.takeEnd());
        std::size_t missing = 0;
        for (std::size_t i = there.nextMissing(0); i < there.own().size();
             i = there.nextMissing(i + 1))
            ++missing;
        QCOMPARE(missing, std::size_t{48'000});
        QCOMPARE(here.nextMissing(0), here.own().size());
        qInfo("a million subjects take %.1f MiB", mib);
        QVERIFY(mib < 32);
    }

  private:
    static void must(const Result<void>& result) { QVERIFY(result.has_value()); }
    template <class Decode> static auto next(FrameQueue& queue, Decode decode) {
        static Bytes frame;
        frame = queue.front();
        queue.pop_front();
        return *decode(ByteView(frame).subspan(frame_head_bytes));
    }
    static RangesMessage ranges(FrameQueue& queue) { return next(queue, decodeRanges); }
    static BucketsMessage buckets(FrameQueue& queue) { return next(queue, decodeBuckets); }
    static ItemsView items(FrameQueue& queue) { return next(queue, decodeItems); }
};
PEYVAND_TEST(MemoryTest)
#include "memory_test.moc"
