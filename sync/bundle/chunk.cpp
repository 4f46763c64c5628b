// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/chunk.h"

#include "core/crypto/layout.h"

#include <zstd.h>

namespace peyvand {

static constexpr std::uint8_t stored = 0;
static constexpr std::uint8_t zstd = 1;
// Fast; most of a bundle is ciphertext, which no level makes smaller.
static constexpr int compression_level = 1;
static constexpr std::size_t greatest_ratio = 16;

struct ChunkPacker::Context {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> zstd{ZSTD_createCCtx(), ZSTD_freeCCtx};
};
ChunkPacker::ChunkPacker() : context_(std::make_unique<Context>()) {}
ChunkPacker::~ChunkPacker() = default;
ChunkPacker::ChunkPacker(ChunkPacker&&) noexcept = default;

static void writeHead(ByteArray<chunk_bytes>& chunk, std::uint8_t method, std::size_t content,
                      std::size_t unpacked) {
    chunk[0] = method;
    putBigEndian(&chunk[1], static_cast<std::uint32_t>(content));
    putBigEndian(&chunk[5], static_cast<std::uint32_t>(unpacked));
    std::fill(chunk.begin() + 9 + static_cast<std::ptrdiff_t>(content), chunk.end(), 0);
}

std::size_t ChunkPacker::pack(ByteArray<chunk_bytes>& chunk, ByteView bytes) {
    std::size_t ratio = std::min(greatest_ratio, 2 * last_ratio_);
    for (; ratio > 1 && bytes.size() > chunk_content_bytes; ratio /= 2) {
        const std::size_t size = std::min(bytes.size(), ratio * chunk_content_bytes);
        const std::size_t packed =
            ZSTD_compressCCtx(context_->zstd.get(), &chunk[9], chunk_content_bytes, bytes.data(),
                              size, compression_level);
        if (ZSTD_isError(packed))
            continue;
        last_ratio_ = ratio;
        writeHead(chunk, zstd, packed, size);
        return size;
    }
    last_ratio_ = 1;
    const std::size_t size = std::min(bytes.size(), chunk_content_bytes);
    std::copy_n(bytes.begin(), size, &chunk[9]);
    writeHead(chunk, stored, size, size);
    return size;
}

struct ChunkUnpacker::Context {
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> zstd{ZSTD_createDCtx(), ZSTD_freeDCtx};
};
ChunkUnpacker::ChunkUnpacker() : context_(std::make_unique<Context>()) {}
ChunkUnpacker::~ChunkUnpacker() = default;

bool ChunkUnpacker::unpack(Bytes& out, ByteView chunk) {
    Reader in(chunk);
    const std::uint8_t method = in.u8();
    const std::uint32_t size = in.u32();
    const std::uint32_t unpacked = in.u32();
    const ByteView content = in.view(size);
    const ByteView padding = in.rest();
    const auto is_zero = [](std::uint8_t byte) { return byte == 0; };
    if (!in.ok() || unpacked > max_unpacked_chunk_bytes ||
        !std::all_of(padding.begin(), padding.end(), is_zero))
        return false;
    if (method == stored) {
        out.insert(out.end(), content.begin(), content.end());
        return unpacked == size;
    }
    if (method != zstd)
        return false;
    const std::size_t start = out.size();
    out.resize(start + unpacked);
    return ZSTD_decompressDCtx(context_->zstd.get(), out.data() + start, unpacked, content.data(),
                               content.size()) == unpacked;
}

} // namespace peyvand
