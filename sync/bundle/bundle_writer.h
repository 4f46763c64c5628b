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
    /// The part stays below; less than max_bundle_bytes for small sticks and for tests.
    std::uint64_t limit_bytes = max_bundle_bytes;
};
/// The size of the manifest that begin() writes, with its record's head.
std::uint64_t manifestRecordBytes(const BundleStart& start);

class BundleWriter {
  public:
    /// Writes header and manifest. Errors: the sink's, certificate_invalid (no box can be sealed
    /// to a recipient), bundle_too_large (too many recipients, or a manifest over 16 MiB).
    static Result<BundleWriter> begin(const BundleStart& start, const SigningKey& sender,
                                      RandomSource& random, ByteSink sink);
    /// Any record but manifest and trailer. bundle_too_large when the part would reach its limit or
    /// the record has over 16 MiB; the sink's errors. After an error the part is of no use.
    Result<void> add(BundleRecord type, ByteView bytes);
    /// Writes the trailer and the last chunk.
    Result<void> finish();
    std::uint64_t writtenBytes() const { return written_bytes_; }
    /// What a receipt names beside the bundle id.
    const Digest& headerHash() const { return header_hash_; }

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
    std::uint64_t limit_bytes_ = max_bundle_bytes;
    Digest header_hash_{};
    Sha256 plaintext_hash_{};
    Secret<sizeof(crypto_secretstream_xchacha20poly1305_state)> stream_{};
    bool is_first_chunk_ = true;
    Bytes pending_{};
    ChunkPacker packer_{};
    std::uint64_t written_bytes_ = 0;
};

/// A record, or several that stay together, on its way into a part; sizes with the records' heads.
struct PlannedRecord {
    std::uint64_t bytes = 0;
    /// Records of one group stand behind one another, and in each part a record of lead_bytes
    /// before them (a feed's descriptor).
    std::uint64_t group = 0;
    std::uint64_t lead_bytes = 0;
};
struct PartRoom {
    std::uint64_t limit_bytes = max_bundle_bytes;
    std::size_t recipients = 1;
    /// What every part carries besides its trailer, with the records' heads.
    std::uint64_t shared_bytes = 0;
};
/// How many records go into each part, in order, so that every part stays below the limit even
/// where nothing can be compressed. At least one part; one record at least in each, so a record
/// that fits nowhere fails when it is written.
std::vector<std::size_t> planParts(std::span<const PlannedRecord> records, const PartRoom& room);

} // namespace peyvand
