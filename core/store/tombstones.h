// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The file `tombstones` beside the database: the ids of people and households that were erased, and
// nothing else about them. An older copy of the database applies it before it opens. Ids are never
// dropped ("Tombstones" of docs/backup.md). Each id stands behind its own check, so that of a
// damaged file the rest still counts. Errors: those of core/platform/files.h.

#include "core/base/id.h"
#include "core/platform/files.h"

#include <set>

namespace peyvand {

struct Tombstones {
    std::set<RecordId> ids{};
    /// Some of the file could not be read.
    bool damaged = false;
};

inline constexpr std::size_t max_tombstones = 1'000'000;

Bytes encodeTombstones(const std::set<RecordId>& ids);
/// Takes what is whole; never fails.
Tombstones decodeTombstones(ByteView bytes);

Path tombstonesPath(const Path& folder);
/// Empty when there is no file.
Result<Tombstones> readTombstones(Files& files, const Path& file);
/// Adds to what the file says, in one step.
Result<void> addTombstones(Files& files, const Path& file, const std::set<RecordId>& ids);

} // namespace peyvand
