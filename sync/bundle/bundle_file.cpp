// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_file.h"

namespace peyvand {

namespace {

constexpr std::size_t read_bytes = std::size_t{256} << 10;

class SummaryHandler : public BundleHandler {
  public:
    Result<void> manifest(const BundleFront& front, const BundleManifest& manifest) override {
        summary.front = front;
        summary.manifest = manifest;
        return {};
    }
    Result<void> record(BundleRecord type, ByteView) override {
        ++summary.records[static_cast<std::uint8_t>(type)];
        return {};
    }
    BundleSummary summary{};
};

Result<void> forEachPiece(Files& files, const Path& path, const ByteSink& take) {
    PEYVAND_LET(const auto file, files.openRead(path));
    Bytes buffer(read_bytes);
    while (true) {
        PEYVAND_LET(const std::size_t size, file->read(buffer));
        if (size == 0)
            return {};
        PEYVAND_TRY(take(ByteView(buffer).first(size)));
    }
}

Result<Digest> writePart(Files& files, const Path& part, const BundleStart& start,
                         const SigningKey& sender, RandomSource& random,
                         const std::function<Result<void>(BundleWriter&)>& fill) {
    PEYVAND_LET(const auto file, files.create(part));
    Sha256 hash;
    const auto sink = [&file, &hash](ByteView bytes) {
        hash.update(bytes);
        return file->write(bytes);
    };
    PEYVAND_LET(BundleWriter writer, BundleWriter::begin(start, sender, random, sink));
    PEYVAND_TRY(fill(writer));
    PEYVAND_TRY(writer.finish());
    PEYVAND_TRY(file->sync());
    return hash.finish();
}

Result<void> compareWithDisk(Files& files, const Path& part, const Digest& written) {
    Sha256 hash;
    PEYVAND_TRY(forEachPiece(files, part, [&hash](ByteView bytes) -> Result<void> {
        hash.update(bytes);
        return {};
    }));
    if (hash.finish() != written)
        return fail(ErrorCode::file_not_as_written, "file", part.filename().string());
    return {};
}

Result<void> feedFile(Files& files, const Path& path, BundleReader& reader) {
    PEYVAND_TRY(
        forEachPiece(files, path, [&reader](ByteView bytes) { return reader.feed(bytes); }));
    return reader.finish();
}

Result<void> makeBundleFile(Files& files, const Path& part, const Path& target,
                            const BundleStart& start, const SigningKey& sender,
                            RandomSource& random,
                            const std::function<Result<void>(BundleWriter&)>& fill) {
    PEYVAND_LET(const Digest written, writePart(files, part, start, sender, random, fill));
    PEYVAND_TRY(compareWithDisk(files, part, written));
    return files.rename(part, target);
}

} // namespace

Result<Path> writeBundleFile(Files& files, const Path& folder, const BundleStart& start,
                             const SigningKey& sender, RandomSource& random,
                             const std::function<Result<void>(BundleWriter&)>& fill) {
    if (!files.exists(folder))
        return fail(ErrorCode::folder_missing, "folder", folder.filename().string());
    Path target = folder / bundleFileName(start.id);
    Path part = target;
    part += ".part";
    if (auto made = makeBundleFile(files, part, target, start, sender, random, fill); !made) {
        // The first error is the one to tell; what is left over is only a .part file.
        if (made.error().code != ErrorCode::file_exists)
            (void)files.remove(part);
        return fail(aboutFile(std::move(made).error(), target));
    }
    return target;
}

Result<BundleSummary> inspectBundleFile(Files& files, const Path& path, const SigningKey& own) {
    SummaryHandler handler;
    BundleReader reader(own, handler);
    PEYVAND_TRY(feedFile(files, path, reader));
    PEYVAND_LET(const auto file, files.openRead(path));
    PEYVAND_LET(handler.summary.file_bytes, file->size());
    return std::move(handler.summary);
}

Result<void> readBundleFile(Files& files, const Path& path, const SigningKey& own,
                            BundleHandler& handler) {
    PEYVAND_TRY(inspectBundleFile(files, path, own));
    BundleReader reader(own, handler);
    return feedFile(files, path, reader);
}

} // namespace peyvand
