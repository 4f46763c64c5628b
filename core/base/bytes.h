// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plain bytes: an owner, a view, and fixed sizes. Secrets live in core/crypto/secret.h.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peyvand {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N> using ByteArray = std::array<std::uint8_t, N>;

/// The bytes of a text, not copied; the text must outlive the view.
inline ByteView bytesOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hexadecimal; fromHex takes both cases and nothing else.
std::string toHex(ByteView bytes);
std::optional<Bytes> fromHex(std::string_view hex);

} // namespace peyvand
