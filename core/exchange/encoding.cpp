// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/encoding.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

// clang-format off
constexpr std::array<char16_t, 128> windows_1256_upper = {
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0679, 0x2039, 0x0152, 0x0686, 0x0698, 0x0688,
    0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA,
    0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
    0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
    0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F,
    0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627,
    0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F,
    0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7,
    0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643,
    0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF,
    0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7,
    0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
};
// clang-format on

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t sample_bytes = 64 * 1024;

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// Length of the well-formed UTF-8 character at the start, or 0 (RFC 3629, no surrogates).
std::size_t characterLength(ByteView bytes) {
    const std::uint8_t first = bytes[0];
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                               : first >= 0xE0 && first <= 0xEF ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || bytes.size() < length)
        return 0;
    const std::uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (bytes[i] < 0x80 || bytes[i] > 0xBF)
            return 0;
    return length;
}

bool startsWith(ByteView bytes, std::initializer_list<std::uint8_t> mark) {
    return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

/// Persian in UTF-16 has 0x06 or 0x00 in every high byte; a few stray NULs do not make UTF-16.
std::optional<Encoding> utf16WithoutMark(ByteView bytes) {
    const std::size_t pairs = std::min(bytes.size(), sample_bytes) / 2;
    if (pairs < 4)
        return std::nullopt;
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
        even += bytes[2 * i] == 0 || bytes[2 * i] == 6;
        odd += bytes[2 * i + 1] == 0 || bytes[2 * i + 1] == 6;
    }
    if (odd * 10 > pairs * 7 && even * 10 < pairs * 5)
        return Encoding::utf16_le;
    if (even * 10 > pairs * 7 && odd * 10 < pairs * 5)
        return Encoding::utf16_be;
    return std::nullopt;
}

std::string utf16(ByteView bytes, bool little) {
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t i) -> char32_t {
        return little ? static_cast<char32_t>(bytes[i] | (bytes[i + 1] << 8))
                      : static_cast<char32_t>((bytes[i] << 8) | bytes[i + 1]);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c == 0 || c == 0xFEFF)
            continue;
        if (c >= 0xD800 && c <= 0xDFFF) {
            const char32_t second = i + 3 < bytes.size() ? unit(i + 2) : 0;
            if (c <= 0xDBFF && second >= 0xDC00 && second <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
                i += 2;
            } else {
                c = replacement;
            }
        }
        append(out, c);
    }
    return out;
}

std::string repairedUtf8(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = startsWith(bytes, {0xEF, 0xBB, 0xBF}) ? 3 : 0; i < bytes.size();) {
        const std::size_t length = characterLength(bytes.subspan(i));
        if (length == 0)
            append(out, replacement);
        else if (bytes[i] != 0)
            out.append(reinterpret_cast<const char*>(bytes.data()) + i, length);
        i += std::max<std::size_t>(length, 1);
    }
    return out;
}

} // namespace

Encoding detectEncoding(ByteView bytes) {
    if (startsWith(bytes, {0xFF, 0xFE}))
        return Encoding::utf16_le;
    if (startsWith(bytes, {0xFE, 0xFF}))
        return Encoding::utf16_be;
    if (startsWith(bytes, {0xEF, 0xBB, 0xBF}))
        return Encoding::utf8;
    if (const auto found = utf16WithoutMark(bytes))
        return *found;
    // A damaged byte here and there leaves a UTF-8 file one: it has far more whole characters.
    std::size_t whole = 0;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = characterLength(bytes.subspan(i));
        whole += length > 1;
        broken += length == 0;
        i += std::max<std::size_t>(length, 1);
    }
    return broken == 0 || whole > 4 * broken ? Encoding::utf8 : Encoding::windows_1256;
}

std::string toUtf8(ByteView bytes, Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8:
        return repairedUtf8(bytes);
    case Encoding::utf16_le:
        return utf16(bytes, true);
    case Encoding::utf16_be:
        return utf16(bytes, false);
    case Encoding::windows_1256:
        break;
    }
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes)
        if (byte != 0)
            append(out, byte < 0x80 ? char32_t{byte} : char32_t{windows_1256_upper[byte - 0x80]});
    return out;
}

} // namespace peyvand::exchange
