// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Cells of a list as they were read, before anyone knows what they mean. One block of text and
// two arrays of ends: a list of a million rows stays near the size of its file. UTF-8; rows carry
// their line in the file (or the row of the sheet), counted from 1. Limits below hold for every
// reader that fills a grid; beyond them list_too_large with the argument "limit".

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peyvand::exchange {

inline constexpr std::size_t cell_limit_bytes = 64 * 1024;
inline constexpr std::size_t column_limit = 200;
inline constexpr std::size_t row_limit = 2'000'000;
inline constexpr std::size_t cell_limit = 40'000'000;
inline constexpr std::uint64_t file_limit_bytes = 256ULL * 1024 * 1024;

class Grid {
  public:
    Result<void> addRow(std::int64_t line, const std::vector<std::string>& cells);

    std::size_t rows() const { return lines_.size(); }
    std::int64_t line(std::size_t row) const { return lines_[row]; }
    std::size_t columns(std::size_t row) const { return rowEnd(row) - rowBegin(row); }
    /// Empty beyond the end of a short row; views live as long as the grid does.
    std::string_view cell(std::size_t row, std::size_t column) const;

  private:
    std::size_t rowBegin(std::size_t row) const { return row == 0 ? 0 : row_ends_[row - 1]; }
    std::size_t rowEnd(std::size_t row) const { return row_ends_[row]; }

    std::string text_;
    std::vector<std::uint32_t> cell_ends_;
    std::vector<std::uint32_t> row_ends_;
    std::vector<std::int64_t> lines_;
};

/// True when nothing but spaces, ZWNJ and invisible marks is there.
bool isBlank(std::string_view cell);

} // namespace peyvand::exchange
