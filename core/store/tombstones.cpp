// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/tombstones.h"

#include "core/crypto/hash.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::string_view magic = "PVTOMB01";
constexpr std::size_t id_bytes = 16;
constexpr std::size_t check_bytes = 8;
constexpr std::size_t row_bytes = id_bytes + check_bytes;

ByteArray<check_bytes> checkOf(ByteView id) {
    return LabelledHash("tombstone").fixed(id).digest<check_bytes>();
}

} // namespace

Bytes encodeTombstones(const std::set<RecordId>& ids) {
    const ByteView front = bytesOf(magic);
    Bytes bytes(front.begin(), front.end());
    for (const RecordId& id : ids) {
        const auto check = checkOf(id.bytes);
        bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
        bytes.insert(bytes.end(), check.begin(), check.end());
    }
    return bytes;
}

Tombstones decodeTombstones(ByteView bytes) {
    Tombstones read;
    const ByteView front = bytesOf(magic);
    if (bytes.size() < front.size()) {
        read.damaged = true;
        return read;
    }
    read.damaged = !std::equal(front.begin(), front.end(), bytes.begin());
    bytes = bytes.subspan(front.size());
    for (; bytes.size() >= row_bytes && read.ids.size() < max_tombstones;
         bytes = bytes.subspan(row_bytes)) {
        const auto check = checkOf(bytes.first(id_bytes));
        if (std::equal(check.begin(), check.end(), bytes.begin() + id_bytes))
            read.ids.insert(*RecordId::of(bytes.first(id_bytes)));
        else
            read.damaged = true;
    }
    read.damaged = read.damaged || !bytes.empty();
    return read;
}

Path tombstonesPath(const Path& folder) { return folder / "tombstones"; }

Result<Tombstones> readTombstones(Files& files, const Path& file) {
    if (!files.exists(file))
        return Tombstones{};
    PEYVAND_LET(const Bytes bytes,
                files.readAll(file, magic.size() + std::uint64_t{max_tombstones} * row_bytes));
    return decodeTombstones(bytes);
}

Result<void> addTombstones(Files& files, const Path& file, const std::set<RecordId>& ids) {
    PEYVAND_LET(Tombstones kept, readTombstones(files, file));
    const std::size_t before = kept.ids.size();
    kept.ids.insert(ids.begin(), ids.end());
    if (kept.ids.size() == before && !kept.damaged)
        return {};
    return files.replace(file, encodeTombstones(kept.ids));
}

} // namespace peyvand
