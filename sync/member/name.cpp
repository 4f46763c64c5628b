// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/name.h"

#include "sync/member/record.h"

namespace peyvand {
namespace {

bool isRefused(std::uint32_t code) {
    const bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
    const bool mark = code == 0x200E || code == 0x200F || code == 0x061C;
    const bool bidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    const bool line = code == 0x2028 || code == 0x2029;
    return control || mark || bidi || line;
}

/// The next character of valid UTF-8 (RFC 3629); nothing for anything else.
std::optional<std::uint32_t> nextCharacter(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || text.size() < size)
        return std::nullopt;
    std::uint32_t code = size == 1 ? first : first & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return std::nullopt;
        code = code << 6 | (byte(i) & 0x3F);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return std::nullopt;
    text.remove_prefix(size);
    return code;
}

} // namespace

bool isRecordName(std::string_view name) {
    if (name.empty() || name.size() > name_limit_bytes)
        return false;
    while (!name.empty()) {
        const auto code = nextCharacter(name);
        if (!code || isRefused(*code))
            return false;
    }
    return true;
}

void writeName(Writer& writer, std::string_view name) {
    writer.u8(static_cast<std::uint8_t>(name.size())).fixed(bytesOf(name));
}

std::string readName(Reader& reader) { return std::string(textOf(reader.view(reader.u8()))); }

} // namespace peyvand
