// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// SHA-256 (OpenSSL; libsodium's is four times slower) and the labelled BLAKE2b of docs/formats.md:
// Hn(key; "tag" ‖ …) hashes u8 length ‖ "peyvand/1 tag" ‖ parts, variable parts behind their u32
// length. The buffers of labelled inputs are wiped, so keys may be parts. Not shared by threads.

#include "core/base/bytes.h"
#include "core/crypto/secret.h"

#include <memory>

struct evp_md_ctx_st;
struct evp_md_st;

namespace peyvand {

using Digest = ByteArray<32>;

Digest sha256(ByteView bytes);

/// One context for many hashes: reset() starts the next without allocating.
class Sha256 {
  public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    Sha256& reset();
    Sha256& update(ByteView bytes);
    /// Call reset() before the context is used again.
    Digest finish();
    /// reset, update and finish in one.
    Digest of(ByteView bytes);

  private:
    evp_md_ctx_st* context_ = nullptr;
};

/// What a labelled hash or signature covers; wiped when destroyed.
class LabelledInput {
  public:
    /// label without the "peyvand/1 " that every label begins with.
    explicit LabelledInput(std::string_view label);
    LabelledInput(const LabelledInput&) = delete;
    LabelledInput& operator=(const LabelledInput&) = delete;
    ~LabelledInput();

    LabelledInput& u8(std::uint8_t number);
    LabelledInput& u16(std::uint16_t number);
    LabelledInput& u32(std::uint32_t number);
    LabelledInput& u64(std::uint64_t number);
    LabelledInput& fixed(ByteView bytes);
    LabelledInput& variable(ByteView bytes);
    ByteView bytes() const { return {buffer_.get(), size_}; }

    /// BLAKE2b of N bytes over the input so far; key is empty or up to 64 bytes.
    template <std::size_t N> ByteArray<N> digest(ByteView key = {}) const {
        ByteArray<N> out;
        digestInto(out, key);
        return out;
    }
    /// The same, where the result is itself a key.
    template <std::size_t N> Secret<N> secret(ByteView key = {}) const {
        Secret<N> out;
        digestInto({out.data(), N}, key);
        return out;
    }

  private:
    void digestInto(std::span<std::uint8_t> out, ByteView key) const;
    void makeRoom(std::size_t more);
    std::unique_ptr<std::uint8_t[]> buffer_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

using LabelledHash = LabelledInput;

} // namespace peyvand
