// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/utf8.h"

#include <utf8proc.h>

namespace peyvand::text {

namespace {

/// Bytes of the code point at the place; not positive where there is none.
std::ptrdiff_t iterate(std::string_view utf8, std::size_t place, utf8proc_int32_t& code_point) {
    return utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + place,
                            static_cast<utf8proc_ssize_t>(utf8.size() - place), &code_point);
}

} // namespace

char32_t nextCodePoint(std::string_view utf8, std::size_t& place) {
    if (const auto byte = static_cast<unsigned char>(utf8[place]); byte < 0x80) {
        ++place;
        return byte;
    }
    utf8proc_int32_t code_point = 0;
    const auto bytes = iterate(utf8, place, code_point);
    if (bytes <= 0) {
        ++place;
        return replacement;
    }
    place += static_cast<std::size_t>(bytes);
    return static_cast<char32_t>(code_point);
}

bool isValidUtf8(std::string_view utf8) {
    utf8proc_int32_t code_point = 0;
    for (std::size_t place = 0; place < utf8.size();) {
        const auto bytes = iterate(utf8, place, code_point);
        if (bytes <= 0)
            return false;
        place += static_cast<std::size_t>(bytes);
    }
    return true;
}

void appendCodePoint(std::string& utf8, char32_t code_point) {
    const auto value = static_cast<utf8proc_int32_t>(code_point);
    utf8proc_uint8_t bytes[4];
    const auto count =
        utf8proc_encode_char(utf8proc_codepoint_valid(value) ? value : 0xFFFD, bytes);
    utf8.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

} // namespace peyvand::text
