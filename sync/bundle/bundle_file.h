// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Bundles as files: every part is written to a .part file, flushed, read again and compared; only
// when all are sound do they get their names. Read twice, so that a bundle that is not whole
// changes nothing. Errors of the Files given come through; one thread at a time for one call.

#include "core/platform/files.h"
#include "sync/bundle/bundle_reader.h"
#include "sync/bundle/bundle_writer.h"

namespace peyvand {

/// Told after every piece of a file that was written or read; its error (cancelled) ends the work.
using BundleStep = std::function<Result<void>(std::uint64_t bytes)>;

/// One file of an export.
struct BundlePart {
    BundleStart start{};
    /// Where it stands at the end; what is there is replaced.
    Path path{};
};

struct BundleWork {
    /// Adds the records of a part, counted from 0.
    std::function<Result<void>(std::size_t part, BundleWriter&)> fill{};
    /// After all parts were found sound, before any has its name.
    std::function<Result<void>()> before_naming{};
    BundleStep step{};
};

/// Writes all parts, or none: an error removes the .part files and what was named of this export.
/// folder_missing; file_not_as_written when the disk gives back other bytes.
Result<void> writeBundleFiles(Files& files, const std::vector<BundlePart>& parts,
                              const SigningKey& sender, RandomSource& random,
                              const BundleWork& work);

/// The name of part k (from 1) of an export whose file a person named: "for b.pvb",
/// "for b-2.pvb", …
Path partPath(const Path& named, std::size_t part);

struct BundleSummary {
    BundleFront front{};
    BundleManifest manifest{};
    std::uint64_t file_bytes = 0;
    /// How many records of each type, by its number.
    std::array<std::uint64_t, 256> records{};
};

/// Verifies the whole file, trailer included, and acts on nothing; the errors of BundleReader.
Result<BundleSummary> inspectBundleFile(Files& files, const Path& path, const SigningKey& own,
                                        const BundleStep& step = {});

/// inspectBundleFile, then the records to the handler. When it returns without an error, the
/// trailer was verified twice and everything may be acted on.
Result<BundleSummary> readBundleFile(Files& files, const Path& path, const SigningKey& own,
                                     BundleHandler& handler, const BundleStep& step = {});

/// The same files with the parts of one set behind one another by number, where the first of them
/// stood. What cannot be read as a bundle keeps its place.
std::vector<Path> inPartOrder(Files& files, const std::vector<Path>& paths);

} // namespace peyvand
