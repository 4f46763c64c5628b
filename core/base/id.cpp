// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

namespace peyvand {

std::string uuidText(const ByteArray<16>& bytes) {
    std::string text = toHex(bytes);
    for (const std::size_t place : {20U, 16U, 12U, 8U})
        text.insert(place, 1, '-');
    return text;
}

std::optional<ByteArray<16>> parseUuid(std::string_view text) {
    if (text.size() != 36)
        return std::nullopt;
    std::string hex;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash_place = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash_place != (text[i] == '-'))
            return std::nullopt;
        if (!dash_place)
            hex.push_back(text[i]);
    }
    const auto bytes = fromHex(hex);
    if (!bytes)
        return std::nullopt;
    ByteArray<16> id{};
    std::copy(bytes->begin(), bytes->end(), id.begin());
    return id;
}

ByteArray<16> makeUuid7(std::uint64_t unix_ms, const ByteArray<10>& random) {
    ByteArray<16> id{};
    for (std::size_t i = 0; i < 6; ++i)
        id[i] = static_cast<std::uint8_t>(unix_ms >> (8 * (5 - i)));
    std::copy(random.begin(), random.end(), id.begin() + 6);
    id[6] = static_cast<std::uint8_t>(0x70 | (id[6] & 0x0f));
    id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3f));
    return id;
}

} // namespace peyvand
