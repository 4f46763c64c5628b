// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/layout.h"
#include "core/feed/payload.h"

namespace peyvand {

// The three high bits of an item's first byte (RFC 8949 section 3.1).
static constexpr std::uint8_t unsigned_major = 0;
static constexpr std::uint8_t negative_major = 1;
static constexpr std::uint8_t bytes_major = 2;
static constexpr std::uint8_t text_major = 3;
static constexpr std::uint8_t array_major = 4;
static constexpr std::uint8_t map_major = 5;
static constexpr std::uint8_t null_byte = 0xf6;

void CborWriter::head(std::uint8_t major, std::uint64_t value) {
    std::uint8_t out[9];
    std::size_t size = 0;
    const auto first = [&out, major](std::uint64_t low) {
        out[0] = static_cast<std::uint8_t>(major << 5 | low);
    };
    if (value < 24) {
        first(value);
    } else if (value <= 0xff) {
        first(24);
        out[1] = static_cast<std::uint8_t>(value);
        size = 1;
    } else if (value <= 0xffff) {
        first(25);
        putBigEndian(out + 1, static_cast<std::uint16_t>(value));
        size = 2;
    } else if (value <= 0xffffffff) {
        first(26);
        putBigEndian(out + 1, static_cast<std::uint32_t>(value));
        size = 4;
    } else {
        first(27);
        putBigEndian(out + 1, value);
        size = 8;
    }
    bytes_.insert(bytes_.end(), out, out + 1 + size);
}

CborWriter& CborWriter::null() {
    bytes_.push_back(null_byte);
    return *this;
}

CborWriter& CborWriter::integer(std::int64_t number) {
    // −1 − n is ~n in two's complement, which never overflows.
    if (number >= 0)
        head(unsigned_major, static_cast<std::uint64_t>(number));
    else
        head(negative_major, ~static_cast<std::uint64_t>(number));
    return *this;
}

CborWriter& CborWriter::bytes(ByteView value) {
    head(bytes_major, value.size());
    return raw(value);
}

CborWriter& CborWriter::text(std::string_view value) {
    head(text_major, value.size());
    return raw(bytesOf(value));
}

CborWriter& CborWriter::array(std::size_t count) {
    head(array_major, count);
    return *this;
}

CborWriter& CborWriter::map(std::size_t count) {
    head(map_major, count);
    return *this;
}

CborWriter& CborWriter::raw(ByteView encoded) {
    bytes_.insert(bytes_.end(), encoded.begin(), encoded.end());
    return *this;
}

} // namespace peyvand
