// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads one part of a bundle as a state machine: bytes in, in pieces of any size, verified records
// out to a handler. Memory stays below one record and 2 MiB. One thread at a time.
// What may be acted on when: entries when their own heads verify; positions, receipts and
// freshness only after finish() succeeded, because only the trailer says that nothing is missing.

#include "sync/bundle/bundle_manifest.h"
#include "sync/bundle/chunk.h"

namespace peyvand {

/// Called in order by BundleReader::feed; an error stops the reading and is returned from there.
class BundleHandler {
  public:
    virtual ~BundleHandler() = default;
    /// Signed by manifest.sender; whether that is a member is for the handler to say.
    virtual Result<void> manifest(const BundleFront& front, const BundleManifest& manifest) = 0;
    /// Records of unknown types come too: skip them.
    virtual Result<void> record(BundleRecord type, ByteView bytes) = 0;
};

class BundleReader {
  public:
    BundleReader(const SigningKey& own, BundleHandler& handler);

    /// bundle_not_a_bundle, bundle_version, bundle_for_other, bundle_damaged,
    /// bundle_trailing_bytes, bundle_too_large, or the handler's error. Stays failed.
    Result<void> feed(ByteView bytes);
    /// After the last byte: bundle_truncated unless the trailer was read and verified.
    Result<void> finish();

  private:
    enum class State : std::uint8_t { front, stanzas, stream_header, chunks, done };

    Result<void> takeBuffer();
    Result<void> takeFront();
    Result<void> takeStanzas();
    Result<void> takeStreamHeader();
    Result<void> takeChunk();
    Result<void> takeRecords();
    Result<void> takeRecord(BundleRecord type, ByteView record);
    Result<void> takeManifest(ByteView bytes);
    Result<void> takeTrailer(ByteView bytes);
    void expect(State state, std::size_t bytes);

    SigningKey own_;
    BundleHandler& handler_;
    State state_ = State::front;
    std::size_t expected_bytes_ = bundle_front_bytes;
    std::uint64_t read_bytes_ = 0;
    Bytes buffer_{};
    std::optional<Error> failed_{};

    BundleFront front_{};
    Sha256 header_hash_state_{};
    Digest header_hash_{};
    FileKey file_key_{};
    Secret<sizeof(crypto_secretstream_xchacha20poly1305_state)> stream_{};
    bool is_first_chunk_ = true;

    ChunkUnpacker unpacker_{};
    Bytes plaintext_{};
    Sha256 plaintext_hash_{};
    std::optional<VerifyKey> sender_{};
    bool has_trailer_ = false;
};

} // namespace peyvand
