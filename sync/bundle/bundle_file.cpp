// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_file.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>

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

Result<void> forEachPiece(Files& files, const Path& path, const BundleStep& step,
                          const ByteSink& take) {
    PEYVAND_LET(const auto file, files.openRead(path));
    Bytes buffer(read_bytes);
    while (true) {
        PEYVAND_LET(const std::size_t size, file->read(buffer));
        if (size == 0)
            return {};
        PEYVAND_TRY(take(ByteView(buffer).first(size)));
        if (step)
            PEYVAND_TRY(step(size));
    }
}

Result<void> feedFile(Files& files, const Path& path, const BundleStep& step,
                      BundleReader& reader) {
    PEYVAND_TRY(
        forEachPiece(files, path, step, [&reader](ByteView bytes) { return reader.feed(bytes); }));
    return reader.finish();
}

/// The files of one export, from the first .part to the last name; what is not kept is removed.
class PartFiles {
  public:
    PartFiles(Files& files, const std::vector<BundlePart>& parts) : files_(files), parts_(parts) {}
    PartFiles(const PartFiles&) = delete;
    PartFiles& operator=(const PartFiles&) = delete;
    ~PartFiles() {
        // The first error is the one to tell; a disk that is gone keeps what it has.
        if (is_kept_)
            return;
        for (std::size_t i = 0; i < written_; ++i)
            (void)files_.remove(i < named_ ? parts_[i].path : unnamed(i));
    }

    Result<void> write(std::size_t part, const SigningKey& sender, RandomSource& random,
                       const BundleWork& work) {
        PEYVAND_LET(const auto file, files_.create(unnamed(part)));
        ++written_;
        Sha256 hash;
        const auto sink = [&](ByteView bytes) -> Result<void> {
            hash.update(bytes);
            PEYVAND_TRY(file->write(bytes));
            return work.step ? work.step(bytes.size()) : Result<void>();
        };
        PEYVAND_LET(BundleWriter writer,
                    BundleWriter::begin(parts_[part].start, sender, random, sink));
        PEYVAND_TRY(work.fill(part, writer));
        PEYVAND_TRY(writer.finish());
        PEYVAND_TRY(file->sync());
        return compareWithDisk(part, hash.finish(), work.step);
    }

    Result<void> name() {
        for (; named_ < parts_.size(); ++named_)
            if (auto done = files_.rename(unnamed(named_), parts_[named_].path); !done) {
                // It may have its name all the same; what stood there before is not ours to remove.
                named_ += files_.exists(unnamed(named_)) ? 0 : 1;
                return done;
            }
        is_kept_ = true;
        return {};
    }

  private:
    Path unnamed(std::size_t part) const {
        return parts_[part].path.parent_path() / (bundleFileName(parts_[part].start.id) + ".part");
    }
    Result<void> compareWithDisk(std::size_t part, const Digest& written, const BundleStep& step) {
        Sha256 hash;
        PEYVAND_TRY(
            forEachPiece(files_, unnamed(part), step, [&hash](ByteView bytes) -> Result<void> {
                hash.update(bytes);
                return {};
            }));
        if (hash.finish() != written)
            return fail(ErrorCode::file_not_as_written, "file",
                        parts_[part].path.filename().string());
        return {};
    }

    Files& files_;
    const std::vector<BundlePart>& parts_;
    std::size_t written_ = 0;
    std::size_t named_ = 0;
    bool is_kept_ = false;
};

std::optional<BundleFront> frontOf(Files& files, const Path& path) {
    const auto file = files.openRead(path);
    if (!file)
        return std::nullopt;
    ByteArray<bundle_front_bytes> bytes{};
    for (std::size_t have = 0; have < bytes.size();) {
        const auto size = (*file)->read(std::span(bytes).subspan(have));
        if (!size || *size == 0)
            return std::nullopt;
        have += *size;
    }
    auto front = decodeFront(bytes);
    return front ? std::optional(*front) : std::nullopt;
}

} // namespace

Result<void> writeBundleFiles(Files& files, const std::vector<BundlePart>& parts,
                              const SigningKey& sender, RandomSource& random,
                              const BundleWork& work) {
    assert(!parts.empty());
    const Path folder = parts.front().path.parent_path();
    if (!folder.empty() && !files.exists(folder))
        return fail(ErrorCode::folder_missing, "folder", folder.filename().string());
    PartFiles written(files, parts);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (auto done = written.write(i, sender, random, work); !done)
            return fail(aboutFile(std::move(done).error(), parts[i].path));
    if (work.before_naming)
        PEYVAND_TRY(work.before_naming());
    if (auto named = written.name(); !named)
        return fail(aboutFile(std::move(named).error(), parts.front().path));
    return {};
}

Path partPath(const Path& named, std::size_t part) {
    if (part == 1)
        return named;
    Path name = named.stem();
    name += "-" + std::to_string(part);
    name += named.extension();
    return named.parent_path() / name;
}

Result<BundleSummary> inspectBundleFile(Files& files, const Path& path, const SigningKey& own,
                                        const BundleStep& step) {
    SummaryHandler handler;
    BundleReader reader(own, handler);
    PEYVAND_TRY(feedFile(files, path, step, reader));
    PEYVAND_LET(const auto file, files.openRead(path));
    PEYVAND_LET(handler.summary.file_bytes, file->size());
    return std::move(handler.summary);
}

Result<BundleSummary> readBundleFile(Files& files, const Path& path, const SigningKey& own,
                                     BundleHandler& handler, const BundleStep& step) {
    PEYVAND_LET(BundleSummary summary, inspectBundleFile(files, path, own, step));
    BundleReader reader(own, handler);
    PEYVAND_TRY(feedFile(files, path, step, reader));
    return summary;
}

std::vector<Path> inPartOrder(Files& files, const std::vector<Path>& paths) {
    struct Placed {
        std::size_t place;
        std::uint16_t part;
        const Path* path;
    };
    std::vector<Placed> placed;
    std::map<BundleSetId, std::size_t> sets;
    for (const Path& path : paths) {
        const auto front = frontOf(files, path);
        const std::size_t next = placed.size();
        const std::size_t place = front ? sets.emplace(front->set, next).first->second : next;
        placed.push_back({place, front ? front->part : std::uint16_t{0}, &path});
    }
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return std::tie(a.place, a.part) < std::tie(b.place, b.part);
    });
    std::vector<Path> ordered;
    for (const Placed& one : placed)
        ordered.push_back(*one.path);
    return ordered;
}

} // namespace peyvand
