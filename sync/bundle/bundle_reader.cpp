// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_reader.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::size_t sealed_chunk_bytes =
    chunk_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;

static auto* streamOf(std::uint8_t* state) {
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(state);
}

BundleReader::BundleReader(const SigningKey& own, BundleHandler& handler)
    : own_(own.copy()), handler_(handler) {}

Result<void> BundleReader::feed(ByteView bytes) {
    if (failed_)
        return fail(*failed_);
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), expected_bytes_ - buffer_.size());
        buffer_.insert(buffer_.end(), bytes.begin(),
                       bytes.begin() + static_cast<std::ptrdiff_t>(size));
        bytes = bytes.subspan(size);
        read_bytes_ += size;
        if (buffer_.size() < expected_bytes_)
            return {};
        if (const auto taken = takeBuffer(); !taken) {
            failed_ = taken.error();
            return fail(*failed_);
        }
    }
    return {};
}

Result<void> BundleReader::finish() {
    if (failed_)
        return fail(*failed_);
    if (state_ == State::done && buffer_.empty())
        return {};
    const std::size_t known = std::min(buffer_.size(), bundle_magic.size());
    if (state_ == State::front &&
        textOf(ByteView(buffer_).first(known)) != bundle_magic.substr(0, known))
        return fail(ErrorCode::bundle_not_a_bundle);
    return fail(ErrorCode::bundle_truncated);
}

void BundleReader::expect(State state, std::size_t bytes) {
    state_ = state;
    expected_bytes_ = bytes;
    buffer_.clear();
}

Result<void> BundleReader::takeBuffer() {
    if (read_bytes_ >= max_bundle_bytes)
        return fail(ErrorCode::bundle_too_large);
    switch (state_) {
    case State::front:
        return takeFront();
    case State::stanzas:
        return takeStanzas();
    case State::stream_header:
        return takeStreamHeader();
    case State::chunks:
        return takeChunk();
    case State::done:
        break;
    }
    return fail(ErrorCode::bundle_trailing_bytes);
}

Result<void> BundleReader::takeFront() {
    PEYVAND_LET(front_, decodeFront(buffer_));
    header_hash_state_.update(buffer_);
    expect(State::stanzas, front_.stanzas * bundle_stanza_bytes);
    return {};
}

Result<void> BundleReader::takeStanzas() {
    header_hash_ = header_hash_state_.update(buffer_).finish();
    PEYVAND_LET(file_key_, findFileKey(buffer_, front_.id, own_));
    expect(State::stream_header, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    return {};
}

Result<void> BundleReader::takeStreamHeader() {
    if (crypto_secretstream_xchacha20poly1305_init_pull(streamOf(stream_.data()), buffer_.data(),
                                                        file_key_.data()) != 0)
        return fail(ErrorCode::bundle_damaged);
    file_key_.wipe();
    expect(State::chunks, sealed_chunk_bytes);
    return {};
}

Result<void> BundleReader::takeChunk() {
    ByteArray<chunk_bytes> chunk;
    unsigned char tag = 0;
    const ByteView associated = is_first_chunk_ ? ByteView(header_hash_) : ByteView();
    if (crypto_secretstream_xchacha20poly1305_pull(streamOf(stream_.data()), chunk.data(), nullptr,
                                                   &tag, buffer_.data(), buffer_.size(),
                                                   associated.data(), associated.size()) != 0)
        return fail(ErrorCode::bundle_damaged);
    is_first_chunk_ = false;
    const bool is_final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if ((!is_final && tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE) ||
        !unpacker_.unpack(plaintext_, chunk))
        return fail(ErrorCode::bundle_damaged);
    PEYVAND_TRY(takeRecords());
    const bool is_whole = has_trailer_ && plaintext_.empty();
    if (is_final != is_whole)
        return fail(ErrorCode::bundle_damaged);
    // One byte more than nothing is already too much.
    is_final ? expect(State::done, 1) : expect(State::chunks, sealed_chunk_bytes);
    return {};
}

Result<void> BundleReader::takeRecords() {
    std::size_t taken = 0;
    while (plaintext_.size() - taken >= bundle_record_head_bytes) {
        Reader in(ByteView(plaintext_).subspan(taken));
        const auto type = static_cast<BundleRecord>(in.u8());
        const std::uint32_t size = in.u32();
        if (size > max_bundle_record_bytes || has_trailer_)
            return fail(ErrorCode::bundle_damaged);
        if (in.remaining() < size)
            break;
        const std::size_t whole = bundle_record_head_bytes + size;
        PEYVAND_TRY(takeRecord(type, ByteView(plaintext_).subspan(taken, whole)));
        taken += whole;
    }
    plaintext_.erase(plaintext_.begin(), plaintext_.begin() + static_cast<std::ptrdiff_t>(taken));
    return {};
}

Result<void> BundleReader::takeRecord(BundleRecord type, ByteView record) {
    const ByteView bytes = record.subspan(bundle_record_head_bytes);
    if (type == BundleRecord::trailer)
        return takeTrailer(bytes);
    plaintext_hash_.update(record);
    const bool is_manifest = type == BundleRecord::manifest;
    if (is_manifest == sender_.has_value())
        return fail(ErrorCode::bundle_damaged); // the first record, and no other, is a manifest
    return is_manifest ? takeManifest(bytes) : handler_.record(type, bytes);
}

Result<void> BundleReader::takeManifest(ByteView bytes) {
    PEYVAND_LET(const BundleManifest manifest, decodeManifest(bytes));
    if (manifest.header_hash != header_hash_)
        return fail(ErrorCode::bundle_damaged);
    sender_ = manifest.sender;
    return handler_.manifest(front_, manifest);
}

Result<void> BundleReader::takeTrailer(ByteView bytes) {
    if (!sender_ || bytes.size() != bundle_trailer_bytes)
        return fail(ErrorCode::bundle_damaged);
    Signature signature;
    std::copy(bytes.begin(), bytes.end(), signature.begin());
    if (!verifyTrailer(front_.id, header_hash_, plaintext_hash_.finish(), *sender_, signature))
        return fail(ErrorCode::bundle_damaged);
    has_trailer_ = true;
    return {};
}

} // namespace peyvand
