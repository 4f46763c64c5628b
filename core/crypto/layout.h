// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fixed big-endian layouts of docs/formats.md. "Fixed" bytes stand as they are; "variable" bytes
// follow their u32 length. A Reader never reads past its view: after the first read that would,
// ok() is false and every further read gives zeros or an empty view.

#include "core/base/bytes.h"

#include <algorithm>

namespace peyvand {

/// Writes an unsigned number big-endian into bytes that the caller owns.
template <class Number> void putBigEndian(std::uint8_t* out, Number number) {
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        out[i] = static_cast<std::uint8_t>(number >> (8 * (sizeof(Number) - 1 - i)));
}

class Writer {
  public:
    Writer() = default;
    explicit Writer(std::size_t expected_bytes) { bytes_.reserve(expected_bytes); }

    Writer& u8(std::uint8_t number) { return number_(number); }
    Writer& u16(std::uint16_t number) { return number_(number); }
    Writer& u32(std::uint32_t number) { return number_(number); }
    Writer& u64(std::uint64_t number) { return number_(number); }
    Writer& fixed(ByteView bytes) {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    Writer& variable(ByteView bytes) {
        return u32(static_cast<std::uint32_t>(bytes.size())).fixed(bytes);
    }

    const Bytes& bytes() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }
    Bytes take() { return std::move(bytes_); }

  private:
    template <class Number> Writer& number_(Number number) {
        std::uint8_t out[sizeof(Number)];
        putBigEndian(out, number);
        return fixed(out);
    }
    Bytes bytes_{};
};

class Reader {
  public:
    /// The bytes must outlive the reader and every view it hands out.
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    std::uint8_t u8() { return number<std::uint8_t>(); }
    std::uint16_t u16() { return number<std::uint16_t>(); }
    std::uint32_t u32() { return number<std::uint32_t>(); }
    std::uint64_t u64() { return number<std::uint64_t>(); }
    template <std::size_t N> ByteArray<N> fixed() {
        ByteArray<N> out{};
        const ByteView from = view(N);
        std::copy(from.begin(), from.end(), out.begin());
        return out;
    }
    ByteView view(std::size_t size) {
        if (!ok_ || size > remaining()) {
            ok_ = false;
            return {};
        }
        position_ += size;
        return bytes_.subspan(position_ - size, size);
    }
    /// Bytes behind a u32 length of at most limit.
    ByteView variable(std::size_t limit) {
        const std::uint32_t size = u32();
        if (size > limit)
            ok_ = false;
        return view(size);
    }

    bool ok() const { return ok_; }
    /// Everything was read and nothing was missing.
    bool atEnd() const { return ok_ && remaining() == 0; }
    std::size_t position() const { return position_; }
    std::size_t remaining() const { return bytes_.size() - position_; }
    ByteView rest() { return view(remaining()); }

  private:
    template <class Number> Number number() {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : view(sizeof(Number)))
            value = value << 8 | byte;
        return static_cast<Number>(value);
    }
    ByteView bytes_;
    std::size_t position_ = 0;
    bool ok_ = true;
};

} // namespace peyvand
