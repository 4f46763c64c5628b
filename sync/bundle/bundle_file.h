// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Bundles as files: written to NAME.part, flushed, read again and compared, then renamed; read
// twice, so that a bundle that is not whole changes nothing. Errors of the Files given come
// through; one thread at a time for one call.

#include "core/platform/files.h"
#include "sync/bundle/bundle_reader.h"
#include "sync/bundle/bundle_writer.h"

namespace peyvand {

/// Writes one part into the folder and returns its path. fill adds the records; its error and
/// every other removes the .part file. file_not_as_written when the disk gives back other bytes.
Result<Path> writeBundleFile(Files& files, const Path& folder, const BundleStart& start,
                             const SigningKey& sender, RandomSource& random,
                             const std::function<Result<void>(BundleWriter&)>& fill);

struct BundleSummary {
    BundleFront front{};
    BundleManifest manifest{};
    std::uint64_t file_bytes = 0;
    /// How many records of each type, by its number.
    std::array<std::uint64_t, 256> records{};
};

/// Verifies the whole file, trailer included, and acts on nothing; the errors of BundleReader.
Result<BundleSummary> inspectBundleFile(Files& files, const Path& path, const SigningKey& own);

/// inspectBundleFile, then the records to the handler. When it returns without an error, the
/// trailer was verified twice and everything may be acted on.
Result<void> readBundleFile(Files& files, const Path& path, const SigningKey& own,
                            BundleHandler& handler);

} // namespace peyvand
