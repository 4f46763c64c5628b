// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names inside records. The check is part of the format: it must give the same answer in every
// version for ever, so it does not lean on core/text. Pure functions.

#include "core/crypto/layout.h"

#include <string_view>

namespace peyvand {

/// 1–200 bytes of UTF-8 without control characters and bidi controls (ZWNJ is allowed).
bool isRecordName(std::string_view name);
/// Behind a u8 length.
void writeName(Writer& writer, std::string_view name);
std::string readName(Reader& reader);

} // namespace peyvand
