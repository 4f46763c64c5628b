// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/files.h"

namespace peyvand {

Error aboutFile(Error error, const Path& path) {
    for (auto& [name, value] : error.arguments)
        if (name == "file")
            value = path.filename().string();
    return error;
}

Result<Bytes> Files::readAll(const Path& path, std::uint64_t limit_bytes) {
    PEYVAND_LET(const auto file, openRead(path));
    PEYVAND_LET(const std::uint64_t size, file->size());
    if (size > limit_bytes)
        return fail(ErrorCode::file_too_large, "file", path.filename().string());
    Bytes bytes(size);
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        PEYVAND_LET(const std::size_t count, file->read(std::span(bytes).subspan(filled)));
        if (count == 0)
            return fail(ErrorCode::file_unreadable, "file", path.filename().string());
        filled += count;
    }
    return bytes;
}

static Result<void> writePart(Files& files, const Path& part, ByteView bytes) {
    PEYVAND_LET(const auto file, files.create(part));
    PEYVAND_TRY(file->write(bytes));
    return file->sync();
}

Result<void> Files::replace(const Path& path, ByteView bytes) {
    Path part = path;
    part += ".part";
    if (exists(part))
        PEYVAND_TRY(remove(part));
    auto done = writePart(*this, part, bytes);
    if (done)
        done = rename(part, path);
    // On a full disk even half a file is room that somebody needs.
    if (!done) {
        (void)remove(part);
        return fail(aboutFile(std::move(done).error(), path));
    }
    return {};
}

} // namespace peyvand
