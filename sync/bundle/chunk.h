// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A bundle's plaintext in chunks of exactly 64 KiB: u8 method (0 stored, 1 zstd) ‖ u32 content
// length ‖ u32 unpacked length ‖ content ‖ zero bytes. Unpacked, a chunk has at most 1 MiB, so
// that a small file cannot fill a desk's memory. One thread at a time.

#include "core/base/bytes.h"

#include <memory>

namespace peyvand {

inline constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
inline constexpr std::size_t chunk_content_bytes = chunk_bytes - 9;
inline constexpr std::size_t max_unpacked_chunk_bytes = 16 * chunk_bytes;

class ChunkPacker {
  public:
    ChunkPacker();
    ~ChunkPacker();
    ChunkPacker(ChunkPacker&&) noexcept;

    /// Fills the chunk from the front of the bytes; returns how many of them went in.
    std::size_t pack(ByteArray<chunk_bytes>& chunk, ByteView bytes);

  private:
    struct Context;
    std::unique_ptr<Context> context_;
    /// How many times its own size the last chunk held; where the next search begins.
    std::size_t last_ratio_ = 1;
};

class ChunkUnpacker {
  public:
    ChunkUnpacker();
    ~ChunkUnpacker();

    /// Appends what the chunk holds; false for anything a packer does not write.
    [[nodiscard]] bool unpack(Bytes& out, ByteView chunk);

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

} // namespace peyvand
