// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One entry of a feed: 39 clear bytes and a ciphertext under the "content" subkey of an epoch key,
// bound to its feed and sequence. Layout: "Entry" of docs/formats.md. A destroyed payload leaves a
// stub, 0 ‖ digest, in the entry's place, so that the chain still verifies. Views point into the
// bytes they were decoded from.

#include "core/feed/descriptor.h"

namespace peyvand {

inline constexpr std::size_t entry_head_bytes = 39;
inline constexpr std::size_t entry_stub_bytes = 33;
/// With head and tag; a segment holds no more than that either.
inline constexpr std::size_t max_entry_bytes = std::size_t{1} << 20;

struct EntryView {
    std::uint8_t version = 1;
    std::uint16_t flags = 0;
    KeyId key_id{};
    Nonce nonce{};
    /// With the tag of 16 bytes.
    ByteView ciphertext{};
    /// The whole entry.
    ByteView bytes{};
};

/// Appends the entry to out. The plaintext has at most max_entry_bytes − 55 bytes.
void sealEntry(Bytes& out, const FeedId& feed, std::uint64_t seq, const KeyId& key_id,
               std::uint16_t flags, const SealKey& content_key, const Nonce& nonce,
               ByteView plaintext);
/// Exactly one entry; entry_malformed otherwise, for a stub too.
Result<EntryView> decodeEntry(ByteView bytes);
/// Into plaintext, whose room is used again; entry_undecryptable for a wrong key or place.
Result<void> openEntry(Bytes& plaintext, const FeedId& feed, std::uint64_t seq,
                       const EntryView& entry, const SealKey& content_key);

/// Walks entries and stubs that stand behind one another.
class EntryCursor {
  public:
    explicit EntryCursor(ByteView entries) : rest_(entries) {}
    /// The next entry or stub; an empty view at the end or where the bytes are malformed.
    ByteView next();
    /// Everything was walked and nothing was malformed.
    bool atEnd() const { return rest_.empty(); }

  private:
    ByteView rest_;
};

bool isStub(ByteView entry);
/// 0 ‖ digest.
ByteArray<entry_stub_bytes> makeStub(const Digest& digest);
/// SHA-256 of the entry's bytes; of a stub, the digest it holds.
Digest entryDigest(Sha256& hash, ByteView entry);

} // namespace peyvand
