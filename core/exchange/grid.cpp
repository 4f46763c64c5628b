// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/grid.h"

namespace peyvand::exchange {

Result<void> Grid::addRow(std::int64_t line, const std::vector<std::string>& cells) {
    std::size_t used = cells.size();
    while (used > 0 && isBlank(cells[used - 1]))
        --used;
    if (used > column_limit)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(column_limit));
    if (lines_.size() >= row_limit)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(row_limit));
    if (cell_ends_.size() + used > cell_limit)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(cell_limit));
    for (std::size_t i = 0; i < used; ++i) {
        if (cells[i].size() > cell_limit_bytes)
            return fail(ErrorCode::list_too_large, "limit", std::to_string(cell_limit_bytes));
        if (text_.size() + cells[i].size() > 4 * file_limit_bytes - 1)
            return fail(ErrorCode::list_too_large, "limit", std::to_string(file_limit_bytes));
        text_ += cells[i];
        cell_ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
    row_ends_.push_back(static_cast<std::uint32_t>(cell_ends_.size()));
    lines_.push_back(line);
    return {};
}

std::string_view Grid::cell(std::size_t row, std::size_t column) const {
    const std::size_t index = rowBegin(row) + column;
    if (index >= rowEnd(row))
        return {};
    const std::size_t begin = index == 0 ? 0 : cell_ends_[index - 1];
    return std::string_view(text_).substr(begin, cell_ends_[index] - begin);
}

namespace {
/// Bytes of an invisible character at the start of the text, or 0.
std::size_t invisibleLength(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first <= 0x20 || first == 0x7F)
        return 1;
    if (first == 0xC2 && text.size() >= 2 && static_cast<unsigned char>(text[1]) == 0xA0)
        return 2; // no-break space
    if (text.size() < 3)
        return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    if (first == 0xE2 && second == 0x80 && (third <= 0x8F || (third >= 0xA8 && third <= 0xAF)))
        return 3; // U+2000–200F, U+2028–202F
    if (first == 0xE2 && second == 0x81 && third >= 0xA0 && third <= 0xAF)
        return 3; // U+2060–206F
    if (first == 0xEF && second == 0xBB && third == 0xBF)
        return 3; // U+FEFF
    return 0;
}
} // namespace

bool isBlank(std::string_view cell) {
    while (!cell.empty()) {
        const std::size_t length = invisibleLength(cell);
        if (length == 0)
            return false;
        cell.remove_prefix(length);
    }
    return true;
}

} // namespace peyvand::exchange
