// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/utf8.h"

#include <cstdint>

namespace peyvand {

// Bytes that follow the first one; the bounds of the second are narrower for some first bytes.
struct Form {
    std::size_t following = 0;
    std::uint8_t second_low = 0x80;
    std::uint8_t second_high = 0xbf;
};

static Form formOf(std::uint8_t first) {
    if (first >= 0xc2 && first <= 0xdf)
        return {1};
    if (first == 0xe0)
        return {2, 0xa0, 0xbf};
    if (first == 0xed)
        return {2, 0x80, 0x9f};
    if (first >= 0xe1 && first <= 0xef)
        return {2};
    if (first == 0xf0)
        return {3, 0x90, 0xbf};
    if (first == 0xf4)
        return {3, 0x80, 0x8f};
    if (first >= 0xf1 && first <= 0xf3)
        return {3};
    return {0};
}

bool isUtf8(std::string_view text) {
    const auto byteAt = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (byteAt(i) < 0x80)
            continue;
        const Form form = formOf(byteAt(i));
        if (form.following == 0 || form.following >= text.size() - i)
            return false;
        if (byteAt(i + 1) < form.second_low || byteAt(i + 1) > form.second_high)
            return false;
        for (std::size_t j = 2; j <= form.following; ++j)
            if (byteAt(i + j) < 0x80 || byteAt(i + j) > 0xbf)
                return false;
        i += form.following;
    }
    return true;
}

} // namespace peyvand
