// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// In which bytes an office's program wrote its text. Pure functions, any thread.
// Windows-1256 is the table that the Unicode Consortium publishes (CP1256.TXT).

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>

namespace peyvand::exchange {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1256 };

/// By the byte order mark, else by how zero and 0x06 bytes lie, else by whether it is UTF-8.
Encoding detectEncoding(ByteView bytes);
/// UTF-8 without a mark. Damaged characters become U+FFFD; NUL characters are left out.
std::string toUtf8(ByteView bytes, Encoding encoding);

} // namespace peyvand::exchange
