// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Office workbooks (ECMA-376, SpreadsheetML) read into plain cells: shared and inline texts,
// numbers without the noise of binary fractions, days by their number format as Gregorian
// ISO 8601. Formulas give their stored result; errors give nothing. No document type, no external
// part is ever followed. Caps are absolute, for an honest workbook packs as well as a bomb.
// Errors: list_malformed (not a workbook, damaged, encrypted), list_too_large ("limit").
// Pure function of the bytes, any thread.

#include "core/base/bytes.h"
#include "core/exchange/grid.h"

namespace peyvand::exchange {

inline constexpr std::uint64_t unpacked_limit_bytes = 768ULL * 1024 * 1024;
inline constexpr std::uint64_t small_part_limit_bytes = 8ULL * 1024 * 1024;
inline constexpr std::size_t sheet_limit = 64;
inline constexpr std::size_t shared_text_limit = 10'000'000;

struct Sheet {
    std::string name{};
    bool hidden = false;
    Grid grid{};
};

/// All sheets with cells in their order; charts and empty sheets are left out.
Result<std::vector<Sheet>> readWorkbook(ByteView bytes);
/// True for a zip archive, which an .xlsx is.
bool looksLikeZip(ByteView bytes);

} // namespace peyvand::exchange
