// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/stored_segment.h"

#include <algorithm>

namespace peyvand {

Bytes storedSegment(Database& database, std::int64_t feed_number, const FeedId& feed,
                    const Statement& row) {
    SegmentView segment;
    segment.first = static_cast<std::uint64_t>(row.integer(0));
    segment.count = static_cast<std::uint32_t>(row.integer(1));
    segment.head.feed = feed;
    segment.head.seq = segment.first + segment.count - 1;
    std::copy_n(row.blob(2).begin(), 32, segment.head.link.begin());
    segment.head.time_ms = static_cast<std::uint64_t>(row.integer(3));
    std::copy_n(row.blob(4).begin(), 64, segment.head.signature.begin());
    Bytes entries;
    auto entry = database.prepare("SELECT bytes, digest FROM entry WHERE feed = ? AND seq >= ?"
                                  " AND seq <= ? ORDER BY seq");
    entry.bind(feed_number)
        .bind(static_cast<std::int64_t>(segment.first))
        .bind(static_cast<std::int64_t>(segment.head.seq));
    while (entry.step()) {
        if (!entry.isNull(0)) {
            entries.insert(entries.end(), entry.blob(0).begin(), entry.blob(0).end());
            continue;
        }
        Digest digest;
        std::copy_n(entry.blob(1).begin(), 32, digest.begin());
        const auto stub = makeStub(digest);
        entries.insert(entries.end(), stub.begin(), stub.end());
    }
    segment.entries = entries;
    Bytes out;
    encodeSegment(out, segment);
    return out;
}

} // namespace peyvand
