// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stored segment as it goes to others and as it is verified again: what was destroyed is a stub
// in it. The database's thread.

#include "core/feed/segment.h"
#include "core/store/database.h"

namespace peyvand {

/// The segment of a row of first_seq, count, link, time_ms, signature of table segment.
Bytes storedSegment(Database& database, std::int64_t feed_number, const FeedId& feed,
                    const Statement& row);

} // namespace peyvand
