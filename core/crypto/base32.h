// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Crockford's base32 for what people read aloud or find in file names: digits and capitals without
// I, L, O, U; bits from the left, the last digit filled with zero bits, no padding, no check digit.

#include "core/base/bytes.h"

namespace peyvand {

std::string toBase32(ByteView bytes);
/// Takes both cases, I and L as 1, O as 0; hyphens and spaces are skipped. Nothing for another
/// character, a length no bytes have, or filling bits that are not zero.
std::optional<Bytes> fromBase32(std::string_view text);

} // namespace peyvand
