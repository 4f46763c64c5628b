// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What desks hand each other, read from the tables as an exporter would: feeds with their
// segments; and the keys that let another desk read them. Only for tests.

#include "tests/support/register_fixture.h"

#include <filesystem>

namespace peyvand::test {

/// One branch of a feed; segments are encoded one by one.
struct CarriedFeed {
    Bytes descriptor{};
    std::vector<Bytes> segments{};
};

inline Bytes ownBytes(ByteView view) { return {view.begin(), view.end()}; }

template <std::size_t N> ByteArray<N> fixedBytes(ByteView view) {
    ByteArray<N> fixed{};
    std::copy_n(view.begin(), std::min(N, view.size()), fixed.begin());
    return fixed;
}

inline Bytes entriesOf(Database& database, std::int64_t feed, std::int64_t first,
                       std::int64_t count) {
    Bytes entries;
    auto rows = database.prepare("SELECT digest, bytes FROM entry WHERE feed = ? AND seq >= ?"
                                 " AND seq < ? ORDER BY seq");
    rows.bind(feed).bind(first).bind(first + count);
    while (rows.step()) {
        const Bytes entry = rows.isNull(1) ? ownBytes(makeStub(fixedBytes<32>(rows.blob(0))))
                                           : ownBytes(rows.blob(1));
        entries.insert(entries.end(), entry.begin(), entry.end());
    }
    return entries;
}

/// All feeds that a register holds, branch by branch.
inline std::vector<CarriedFeed> carriedFeeds(Database& database) {
    std::vector<CarriedFeed> carried;
    auto feeds = database.prepare("SELECT number, id, descriptor FROM feed ORDER BY id, branch");
    while (feeds.step()) {
        CarriedFeed feed{ownBytes(feeds.blob(2)), {}};
        auto rows = database.prepare("SELECT first_seq, count, link, time_ms, signature"
                                     " FROM segment WHERE feed = ? ORDER BY first_seq");
        rows.bind(feeds.integer(0));
        while (rows.step()) {
            const Bytes entries =
                entriesOf(database, feeds.integer(0), rows.integer(0), rows.integer(1));
            SegmentView segment{static_cast<std::uint64_t>(rows.integer(0)),
                                static_cast<std::uint32_t>(rows.integer(1)),
                                entries,
                                {}};
            segment.head = {fixedBytes<32>(feeds.blob(1)), segment.first + segment.count - 1,
                            fixedBytes<32>(rows.blob(2)),
                            static_cast<std::uint64_t>(rows.integer(3)),
                            fixedBytes<64>(rows.blob(4))};
            encodeSegment(feed.segments.emplace_back(), segment);
        }
        carried.push_back(std::move(feed));
    }
    return carried;
}

inline Result<Journal::Received> hand(Register& to, const CarriedFeed& feed, std::size_t from = 0,
                                      std::size_t count = SIZE_MAX) {
    std::vector<SegmentView> segments;
    for (std::size_t i = from; i < feed.segments.size() && i - from < count; ++i) {
        PEYVAND_LET(const SegmentView segment, decodeSegment(feed.segments[i]));
        segments.push_back(segment);
    }
    return to.journal().receive(feed.descriptor, segments);
}

/// Everything that one desk holds, to another; false at the first failure.
inline bool handAll(Register& to, Register& from) {
    for (const auto& feed : carriedFeeds(from.database()))
        if (!hand(to, feed))
            return false;
    return true;
}

inline void shareSubjects(Register& to, Register& from) {
    auto rows = from.database().prepare("SELECT subject, key FROM subject_key ORDER BY subject");
    while (rows.step())
        to.database()
            .prepare("INSERT OR IGNORE INTO subject_key (subject, key) VALUES (?, ?)")
            .bind(rows.blob(0))
            .bind(rows.blob(1))
            .run();
}

inline EpochKey officeKey(Register& opened) {
    const auto keys = opened.journal().keysOf(FeedScope::office);
    return keys && !keys->empty() ? keys->back().key.copy() : EpochKey{};
}

/// From now on all three write under the first one's key.
inline bool shareOffice(std::initializer_list<Register*> desks) {
    const EpochKey key = officeKey(**desks.begin());
    for (Register* desk : desks)
        if (!desk->journal().addKey(FeedScope::office, key, 2))
            return false;
    return true;
}

inline Digest stateOf(Register& opened) {
    const auto hash = canonicalHash(opened.database());
    if (!hash)
        qFatal("no state: %s", errorName(hash.error().code).data());
    return *hash;
}

/// A copy of a closed register's folder, opened.
class ClonedRegister {
  public:
    ClonedRegister(Platform platform, const Path& from) : platform_(platform) {
        std::filesystem::copy(from, folder(), std::filesystem::copy_options::recursive);
    }
    Path folder() const { return Path(folder_.path().toStdString()) / "clone"; }
    Register& opened() {
        if (!opened_) {
            auto result = Register::open(platform_, folder(), {}, RegisterFixture::password());
            if (!result)
                qFatal("clone: %s", errorName(result.error().code).data());
            opened_ = std::move(*result);
        }
        return *opened_;
    }
    void close() { opened_.reset(); }

  private:
    Platform platform_;
    QTemporaryDir folder_{};
    std::unique_ptr<Register> opened_{};
};

} // namespace peyvand::test
