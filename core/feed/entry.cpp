// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/entry.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::uint8_t stub_version = 0;
static constexpr std::uint8_t entry_version = 1;
static constexpr std::size_t length_offset = 35;

using AssociatedData = ByteArray<51>;

// Feed id, sequence, then version, flags and key id as they stand at the front of the entry.
static AssociatedData associatedData(const FeedId& feed, std::uint64_t seq, ByteView entry) {
    AssociatedData associated;
    std::copy(feed.begin(), feed.end(), associated.begin());
    putBigEndian(associated.data() + 32, seq);
    std::copy_n(entry.begin(), 11, associated.begin() + 40);
    return associated;
}

void sealEntry(Bytes& out, const FeedId& feed, std::uint64_t seq, const KeyId& key_id,
               std::uint16_t flags, const SealKey& content_key, const Nonce& nonce,
               ByteView plaintext) {
    const std::size_t sealed_bytes = plaintext.size() + seal_overhead;
    assert(entry_head_bytes + sealed_bytes <= max_entry_bytes);
    const std::size_t start = out.size();
    out.resize(start + entry_head_bytes + sealed_bytes);
    const std::span<std::uint8_t> entry = std::span(out).subspan(start);
    entry[0] = entry_version;
    putBigEndian(&entry[1], flags);
    std::copy(key_id.begin(), key_id.end(), &entry[3]);
    std::copy(nonce.begin(), nonce.end(), &entry[11]);
    putBigEndian(&entry[length_offset], static_cast<std::uint32_t>(sealed_bytes));
    sealInto(entry.subspan(entry_head_bytes), content_key, nonce, associatedData(feed, seq, entry),
             plaintext);
}

Result<EntryView> decodeEntry(ByteView bytes) {
    if (bytes.size() < entry_head_bytes + seal_overhead || bytes.size() > max_entry_bytes)
        return fail(ErrorCode::entry_malformed);
    Reader in(bytes);
    EntryView entry;
    entry.version = in.u8();
    entry.flags = in.u16();
    entry.key_id = in.fixed<8>();
    entry.nonce = in.fixed<24>();
    const std::uint32_t length = in.u32();
    if (entry.version == stub_version || length != in.remaining())
        return fail(ErrorCode::entry_malformed);
    entry.ciphertext = in.rest();
    entry.bytes = bytes;
    return entry;
}

Result<void> openEntry(Bytes& plaintext, const FeedId& feed, std::uint64_t seq,
                       const EntryView& entry, const SealKey& content_key) {
    if (entry.version != entry_version || entry.ciphertext.size() < seal_overhead)
        return fail(ErrorCode::entry_undecryptable);
    plaintext.resize(entry.ciphertext.size() - seal_overhead);
    if (!openInto(plaintext, content_key, entry.nonce, associatedData(feed, seq, entry.bytes),
                  entry.ciphertext))
        return fail(ErrorCode::entry_undecryptable);
    return {};
}

ByteView EntryCursor::next() {
    if (rest_.empty())
        return {};
    std::size_t size = entry_stub_bytes;
    if (rest_[0] != stub_version) {
        if (rest_.size() < entry_head_bytes)
            return {};
        Reader length(rest_.subspan(length_offset, 4));
        const std::uint32_t sealed_bytes = length.u32();
        if (sealed_bytes < seal_overhead)
            return {};
        size = entry_head_bytes + std::size_t{sealed_bytes};
    }
    if (size > rest_.size() || size > max_entry_bytes)
        return {};
    const ByteView entry = rest_.first(size);
    rest_ = rest_.subspan(size);
    return entry;
}

bool isStub(ByteView entry) { return entry.size() == entry_stub_bytes && entry[0] == stub_version; }

ByteArray<entry_stub_bytes> makeStub(const Digest& digest) {
    ByteArray<entry_stub_bytes> stub;
    stub[0] = stub_version;
    std::copy(digest.begin(), digest.end(), stub.begin() + 1);
    return stub;
}

Digest entryDigest(Sha256& hash, ByteView entry) {
    if (!isStub(entry))
        return hash.of(entry);
    Digest digest;
    std::copy(entry.begin() + 1, entry.end(), digest.begin());
    return digest;
}

} // namespace peyvand
