// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/zip_writer.h"

#include <cassert>
#include <zlib.h>

namespace peyvand::exchange {
namespace {

constexpr std::size_t packed_bytes = std::size_t{64} * 1024;
constexpr std::uint64_t size_limit_bytes = 0xFFFF'0000;
constexpr int raw_deflate = -15;
constexpr int memory_level = 8;
constexpr std::uint16_t version = 20;
// Bit 3: sizes stand behind the data; bit 11: names are UTF-8.
constexpr std::uint16_t flags = 0x0808;
constexpr std::uint16_t deflated = 8;
// 1 January 1980.
constexpr std::uint32_t zero_time = 0x0021'0000;

std::string& u16(std::string& out, std::uint64_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>(value >> 8 & 0xFF);
    return out;
}

std::string& u32(std::string& out, std::uint64_t value) {
    return u16(u16(out, value), value >> 16);
}

} // namespace

ZipWriter::ZipWriter(PartFile& sink) : sink_(sink), stream_(std::make_unique<z_stream_s>()) {
    packed_.resize(packed_bytes);
    const int made = deflateInit2(stream_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw_deflate,
                                  memory_level, Z_DEFAULT_STRATEGY);
    assert(made == Z_OK);
    (void)made;
}

ZipWriter::~ZipWriter() { deflateEnd(stream_.get()); }

Result<void> ZipWriter::begin(std::string name) {
    PEYVAND_TRY(end());
    std::string head;
    u32(head, 0x04034b50);
    u32(u16(u16(u16(head, version), flags), deflated), zero_time);
    u32(u32(u32(head, 0), 0), 0);
    u16(u16(head, name.size()), 0);
    head += name;
    entries_.push_back({std::move(name), sink_.writtenBytes(), 0, 0, 0});
    entry_bytes_ = 0;
    is_open_ = true;
    deflateReset(stream_.get());
    return sink_.write(head);
}

Result<void> ZipWriter::deflateAll(std::string_view bytes, bool last) {
    // zlib takes a mutable pointer and never writes through it.
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_->avail_in = static_cast<uInt>(bytes.size());
    do {
        stream_->next_out = reinterpret_cast<Bytef*>(packed_.data());
        stream_->avail_out = static_cast<uInt>(packed_.size());
        deflate(stream_.get(), last ? Z_FINISH : Z_NO_FLUSH);
        const std::size_t count = packed_.size() - stream_->avail_out;
        entries_.back().packed += count;
        PEYVAND_TRY(sink_.write(std::string_view(packed_).substr(0, count)));
    } while (stream_->avail_out == 0);
    if (sink_.writtenBytes() > size_limit_bytes || entry_bytes_ > size_limit_bytes)
        return fail(ErrorCode::file_too_large, "file", sink_.target().filename().string());
    return {};
}

Result<void> ZipWriter::write(std::string_view bytes) {
    Entry& entry = entries_.back();
    entry.crc = static_cast<std::uint32_t>(crc32(
        entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    entry_bytes_ += bytes.size();
    return deflateAll(bytes, false);
}

Result<void> ZipWriter::end() {
    if (!is_open_)
        return {};
    is_open_ = false;
    PEYVAND_TRY(deflateAll({}, true));
    Entry& entry = entries_.back();
    entry.unpacked = entry_bytes_;
    std::string tail;
    u32(u32(u32(u32(tail, 0x08074b50), entry.crc), entry.packed), entry.unpacked);
    return sink_.write(tail);
}

Result<void> ZipWriter::finish() {
    PEYVAND_TRY(end());
    const std::uint64_t start = sink_.writtenBytes();
    std::string directory;
    for (const Entry& entry : entries_) {
        u32(directory, 0x02014b50);
        u16(u16(u16(u16(directory, version), version), flags), deflated);
        u32(u32(u32(u32(directory, zero_time), entry.crc), entry.packed), entry.unpacked);
        u16(u16(u16(directory, entry.name.size()), 0), 0);
        u32(u32(u32(directory, 0), 0), entry.offset);
        directory += entry.name;
    }
    const std::uint64_t size = directory.size();
    u32(u32(directory, 0x06054b50), 0);
    u16(u16(directory, entries_.size()), entries_.size());
    u16(u32(u32(directory, size), start), 0);
    return sink_.write(directory);
}

} // namespace peyvand::exchange
