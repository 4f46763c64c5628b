// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes one part of a bundle as a state machine: records in, bytes out to a sink. Memory stays
// below one record and 2 MiB. One thread at a time.

#include "sync/bundle/bundle_manifest.h"
#include "sync/bundle/chunk.h"

#include <functional>

namespace peyvand {

using ByteSink = std::function<Result<void>(ByteView)>;

struct BundleStart {
    BundleId id{};
    BundleSetId set{};
    std::uint16_t part = 1;
    std::uint16_t parts = 1;
    /// Box keys of all desks that may read it; at least one, at most max_bundle_stanzas.
    std::vector<BoxKey> recipients{};
    NetworkId network{};
    std::uint64_t time_ms = 0;
    std::vector<Bytes> certificates{};
    std::vector<Bytes> decisions{};
    std::vector<Bytes> grants{};
};

class BundleWriter {
  public:
    /// Writes header and manifest. Errors: the sink's, certificate_invalid (no box can be sealed
    /// to a recipient), bundle_too_large (too many recipients, or a manifest over 16 MiB).
    static Result<BundleWriter> begin(const BundleStart& start, const SigningKey& sender,
                                      RandomSource& random, ByteSink sink);
    /// Any record but manifest and trailer. bundle_too_large when the part would reach 1 GiB or
    /// the record has over 16 MiB; the sink's errors. After an error the part is of no use.
    Result<void> add(BundleRecord type, ByteView bytes);
    /// Writes the trailer and the last chunk.
    Result<void> finish();
    std::uint64_t writtenBytes() const { return written_bytes_; }

  private:
    BundleWriter(const SigningKey& sender, ByteSink sink);
    Result<void> writeHeader(const BundleStart& start, RandomSource& random);
    Result<void> writeManifest(const BundleStart& start);
    Result<void> append(BundleRecord type, ByteView bytes);
    Result<void> writeChunks(bool is_last);
    Result<void> write(ByteView bytes);

    SigningKey sender_;
    ByteSink sink_;
    BundleId id_{};
    Digest header_hash_{};
    Sha256 plaintext_hash_{};
    Secret<sizeof(crypto_secretstream_xchacha20poly1305_state)> stream_{};
    bool is_first_chunk_ = true;
    Bytes pending_{};
    ChunkPacker packer_{};
    std::uint64_t written_bytes_ = 0;
};

/// How many records go into each part, so that every part stays below 1 GiB even where nothing
/// can be compressed; sizes are of the records' bytes, shared is that of header and manifest.
std::vector<std::size_t> planParts(std::span<const std::uint64_t> record_sizes,
                                   std::uint64_t shared_bytes);

} // namespace peyvand
