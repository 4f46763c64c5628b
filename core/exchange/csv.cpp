// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv.h"

#include "core/exchange/encoding.h"
#include "core/exchange/export_table.h"

#include <algorithm>
#include <map>

namespace peyvand::exchange {
namespace {
constexpr std::size_t reread_factor = 8;
constexpr std::size_t sample_rows = 200;
constexpr std::size_t sample_bytes = 256 * 1024;
} // namespace

/// The place is behind the closing quote when true, and unchanged when there is none.
bool CsvReader::readQuoted(std::string& cell) {
    const std::size_t begin = at_;
    std::int64_t lines = 0;
    ++at_;
    while (at_ < text_.size() && cell.size() <= cell_limit_bytes) {
        const char c = text_[at_++];
        if (c != '"') {
            lines += c == '\n';
            cell += c;
            continue;
        }
        if (at_ < text_.size() && text_[at_] == '"') {
            cell += text_[at_++];
            continue;
        }
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
        if (!atLineEnd() && text_[at_] != separator_)
            break;
        next_line_ += lines;
        return true;
    }
    reread_bytes_ += at_ - begin;
    at_ = begin;
    cell.clear();
    return false;
}

Result<void> CsvReader::readCell(std::string& cell) {
    cell.clear();
    if (at_ < text_.size() && text_[at_] == '"' && readQuoted(cell))
        return {};
    if (reread_bytes_ > reread_factor * text_.size() + cell_limit_bytes)
        return fail(ErrorCode::list_malformed, "row", std::to_string(line_));
    const std::size_t begin = at_;
    while (!atLineEnd() && text_[at_] != separator_)
        ++at_;
    if (at_ - begin > cell_limit_bytes)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(cell_limit_bytes));
    cell.assign(text_.substr(begin, at_ - begin));
    return {};
}

Result<bool> CsvReader::next(std::vector<std::string>& cells) {
    if (at_ >= text_.size())
        return false;
    line_ = next_line_;
    std::size_t used = 0;
    for (;;) {
        if (used == cells.size())
            cells.emplace_back();
        PEYVAND_TRY(readCell(cells[used]));
        // Empty cells far to the right are a spreadsheet's habit, not a list's columns.
        if (used < column_limit || !isBlank(cells[used]))
            ++used;
        if (used > column_limit)
            return fail(ErrorCode::list_too_large, "limit", std::to_string(column_limit));
        if (atLineEnd())
            break;
        ++at_;
    }
    cells.resize(used);
    if (at_ < text_.size() && text_[at_] == '\r')
        ++at_;
    if (at_ < text_.size() && text_[at_] == '\n')
        ++at_;
    ++next_line_;
    return true;
}

char detectSeparator(std::string_view utf8) {
    const std::string_view sample = utf8.substr(0, sample_bytes);
    char best = ',';
    std::size_t best_rows = 0;
    std::size_t best_cells = 0;
    for (const char separator : {',', ';', '\t', '|'}) {
        CsvReader reader(sample, separator);
        std::map<std::size_t, std::size_t> rows_with;
        std::vector<std::string> cells;
        for (std::size_t row = 0; row < sample_rows; ++row) {
            const auto more = reader.next(cells);
            if (!more || !*more)
                break;
            if (cells.size() > 1)
                ++rows_with[cells.size()];
        }
        const auto most =
            std::max_element(rows_with.begin(), rows_with.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == rows_with.end())
            continue;
        const bool better = most->second * most->first > best_rows * best_cells;
        if (better) {
            best = separator;
            best_rows = most->second;
            best_cells = most->first;
        }
    }
    return best;
}

Result<Grid> readCsv(ByteView bytes) {
    if (bytes.size() > file_limit_bytes)
        return fail(ErrorCode::list_too_large, "limit", std::to_string(file_limit_bytes));
    const std::string text = toUtf8(bytes, detectEncoding(bytes));
    std::string_view rest = text;
    char separator = 0;
    if (rest.size() >= 6 && rest.starts_with("sep=") && (rest[5] == '\n' || rest[5] == '\r'))
        separator = rest[4];
    const bool announced = separator != 0;
    CsvReader reader(rest, announced ? separator : detectSeparator(rest));
    Grid grid;
    std::vector<std::string> cells;
    for (bool first = true;; first = false) {
        PEYVAND_LET(const bool more, reader.next(cells));
        if (!more)
            return grid;
        if (first && announced)
            continue;
        if (!std::all_of(cells.begin(), cells.end(), isBlank))
            PEYVAND_TRY(grid.addRow(reader.line(), cells));
    }
}

void appendCsvRow(std::string& text, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell = guardedFormula(cells[i]);
        if (i > 0)
            text += ',';
        if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) {
            text += cell;
            continue;
        }
        text += '"';
        for (const char c : cell) {
            text += c;
            if (c == '"')
                text += c;
        }
        text += '"';
    }
    text += "\r\n";
}

} // namespace peyvand::exchange
