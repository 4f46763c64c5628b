// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_writer.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::size_t sealed_chunk_bytes =
    chunk_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;

static auto* streamOf(std::uint8_t* state) {
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(state);
}

BundleWriter::BundleWriter(const SigningKey& sender, ByteSink sink)
    : sender_(sender.copy()), sink_(std::move(sink)) {}

Result<BundleWriter> BundleWriter::begin(const BundleStart& start, const SigningKey& sender,
                                         RandomSource& random, ByteSink sink) {
    assert(!start.recipients.empty() && start.part >= 1 && start.part <= start.parts);
    if (start.recipients.size() > max_bundle_stanzas)
        return fail(ErrorCode::bundle_too_large);
    BundleWriter writer(sender, std::move(sink));
    PEYVAND_TRY(writer.writeHeader(start, random));
    PEYVAND_TRY(writer.writeManifest(start));
    return writer;
}

Result<void> BundleWriter::writeHeader(const BundleStart& start, RandomSource& random) {
    id_ = start.id;
    limit_bytes_ = start.limit_bytes;
    FileKey key;
    random.fill({key.data(), key.size()});
    const auto front = encodeFront({start.id, start.set, start.part, start.parts,
                                    static_cast<std::uint32_t>(start.recipients.size())});
    Bytes header(front.begin(), front.end());
    header.reserve(front.size() + start.recipients.size() * bundle_stanza_bytes);
    for (const BoxKey& recipient : start.recipients)
        PEYVAND_TRY(appendStanza(header, recipient, start.id, key, random));
    header_hash_ = sha256(header);
    PEYVAND_TRY(write(header));

    const auto stream_header = random.take<crypto_secretstream_xchacha20poly1305_HEADERBYTES>();
    // init_push would take the header from libsodium's own generator; the state it makes is the
    // one that init_pull makes of the same header.
    crypto_secretstream_xchacha20poly1305_init_pull(streamOf(stream_.data()), stream_header.data(),
                                                    key.data());
    return write(stream_header);
}

Result<void> BundleWriter::writeManifest(const BundleStart& start) {
    const BundleManifest manifest{
        sender_.publicKey(), start.network, recipientsHash(start.recipients),
        header_hash_,        start.time_ms, start.certificates,
        start.decisions,     start.grants};
    return append(BundleRecord::manifest, encodeManifest(manifest, sender_));
}

std::uint64_t manifestRecordBytes(const BundleStart& start) {
    constexpr std::uint64_t fixed_bytes = 1 + 4 * 32 + 8 + 3 * 4 + 64;
    std::uint64_t bytes = bundle_record_head_bytes + fixed_bytes;
    for (const auto* list : {&start.certificates, &start.decisions, &start.grants})
        for (const Bytes& item : *list)
            bytes += 4 + item.size();
    return bytes;
}

Result<void> BundleWriter::add(BundleRecord type, ByteView bytes) {
    assert(type != BundleRecord::manifest && type != BundleRecord::trailer);
    return append(type, bytes);
}

Result<void> BundleWriter::append(BundleRecord type, ByteView bytes) {
    if (bytes.size() > max_bundle_record_bytes)
        return fail(ErrorCode::bundle_too_large);
    ByteArray<bundle_record_head_bytes> head;
    head[0] = static_cast<std::uint8_t>(type);
    putBigEndian(&head[1], static_cast<std::uint32_t>(bytes.size()));
    if (type != BundleRecord::trailer)
        plaintext_hash_.update(head).update(bytes);
    pending_.insert(pending_.end(), head.begin(), head.end());
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
    return writeChunks(false);
}

Result<void> BundleWriter::finish() {
    const Signature signature = signTrailer(id_, header_hash_, plaintext_hash_.finish(), sender_);
    PEYVAND_TRY(append(BundleRecord::trailer, signature));
    return writeChunks(true);
}

Result<void> BundleWriter::writeChunks(bool is_last) {
    ByteArray<chunk_bytes> chunk;
    Bytes sealed(sealed_chunk_bytes);
    ByteView rest = pending_;
    while (is_last ? !rest.empty() : rest.size() > max_unpacked_chunk_bytes) {
        rest = rest.subspan(packer_.pack(chunk, rest));
        const bool is_final = is_last && rest.empty();
        const ByteView associated = is_first_chunk_ ? ByteView(header_hash_) : ByteView();
        crypto_secretstream_xchacha20poly1305_push(
            streamOf(stream_.data()), sealed.data(), nullptr, chunk.data(), chunk.size(),
            associated.data(), associated.size(),
            is_final ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                     : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        is_first_chunk_ = false;
        PEYVAND_TRY(write(sealed));
    }
    pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(rest.size()));
    return {};
}

Result<void> BundleWriter::write(ByteView bytes) {
    written_bytes_ += bytes.size();
    if (written_bytes_ >= limit_bytes_)
        return fail(ErrorCode::bundle_too_large);
    return sink_(bytes);
}

std::vector<std::size_t> planParts(std::span<const PlannedRecord> records, const PartRoom& room) {
    // A chunk takes at least its content of the plaintext; only the last may hold less.
    const std::uint64_t head_bytes = bundle_front_bytes + room.recipients * bundle_stanza_bytes +
                                     crypto_secretstream_xchacha20poly1305_HEADERBYTES;
    const std::uint64_t chunks =
        (room.limit_bytes - std::min(room.limit_bytes, head_bytes + 1)) / sealed_chunk_bytes;
    const std::uint64_t plain_bytes = chunks * chunk_content_bytes;
    const std::uint64_t shared_bytes =
        room.shared_bytes + bundle_record_head_bytes + bundle_trailer_bytes;
    std::vector<std::size_t> parts{0};
    std::uint64_t used = shared_bytes;
    std::optional<std::uint64_t> group;
    for (const PlannedRecord& record : records) {
        const std::uint64_t lead_bytes = group == record.group ? 0 : record.lead_bytes;
        if (parts.back() > 0 && used + lead_bytes + record.bytes > plain_bytes) {
            parts.push_back(0);
            used = shared_bytes + record.lead_bytes;
        } else {
            used += lead_bytes;
        }
        group = record.group;
        ++parts.back();
        used += record.bytes;
    }
    return parts;
}

} // namespace peyvand
