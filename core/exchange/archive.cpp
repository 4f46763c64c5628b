// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/archive.h"

#include <algorithm>
#include <zip.h>

namespace peyvand::exchange {
namespace {
constexpr zip_int64_t part_limit = 4096;
constexpr std::size_t chunk_bytes = 256 * 1024;
} // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(ByteView bytes, std::uint64_t unpacked_limit_bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (opened == nullptr && source != nullptr)
        zip_source_free(source);
    zip_error_fini(&error);
    if (opened == nullptr)
        return fail(ErrorCode::list_malformed);
    Archive archive;
    archive.zip_.reset(opened);
    archive.left_bytes_ = unpacked_limit_bytes;
    if (zip_get_num_entries(opened, 0) > part_limit)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(part_limit));
    return archive;
}

bool Archive::has(const std::string& name) const {
    return zip_name_locate(zip_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> Archive::read(const std::string& name, std::uint64_t limit_bytes) {
    const zip_int64_t index = zip_name_locate(zip_.get(), name.c_str(), ZIP_FL_NOCASE);
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> part(
        index < 0 ? nullptr : zip_fopen_index(zip_.get(), static_cast<zip_uint64_t>(index), 0),
        zip_fclose);
    if (!part)
        return fail(ErrorCode::list_malformed);
    // Counted while unpacking: the size an archive announces may be a lie.
    const std::uint64_t limit = std::min(limit_bytes, left_bytes_);
    std::string text;
    std::string chunk(chunk_bytes, '\0');
    for (;;) {
        const zip_int64_t got = zip_fread(part.get(), chunk.data(), chunk.size());
        if (got < 0)
            return fail(ErrorCode::list_malformed);
        if (got == 0)
            break;
        if (text.size() + static_cast<std::uint64_t>(got) > limit)
            return fail(ErrorCode::list_too_large, "limit", std::to_string(limit));
        text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    left_bytes_ -= text.size();
    return text;
}

} // namespace peyvand::exchange
