// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/table.h"

#include "core/exchange/cells.h"
#include "core/exchange/csv.h"
#include "core/exchange/list_words.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

/// Titles, letterheads and explanations stand above a heading; nobody writes more than this.
constexpr std::size_t heading_search_rows = 60;

std::vector<std::string> rowCells(const Grid& grid, std::size_t row) {
    std::vector<std::string> cells;
    cells.reserve(grid.columns(row));
    for (std::size_t column = 0; column < grid.columns(row); ++column)
        cells.emplace_back(grid.cell(row, column));
    return cells;
}

struct Heading {
    std::size_t row = 0;
    std::size_t score = 0;
};

Heading findHeading(const Grid& grid, ListKind kind, const HeadingMap& map) {
    Heading best;
    for (std::size_t row = 0; row < std::min(grid.rows(), heading_search_rows); ++row) {
        const std::size_t score = headingScore(rowCells(grid, row), kind, map);
        if (score > best.score)
            best = {row, score};
    }
    const std::size_t enough = kind == ListKind::identities ? 1 : 2;
    return best.score >= enough ? best : Heading{};
}

/// Headings over two rows: where the lower one is blank, the cell above counts if it means a field.
std::vector<std::string> joinedHeadings(const Grid& grid, std::size_t row, ListKind kind) {
    std::vector<std::string> cells = rowCells(grid, row);
    for (const bool above : {true, false}) {
        if (above ? row == 0 : row + 1 >= grid.rows())
            continue;
        const std::size_t other = above ? row - 1 : row + 1;
        const std::size_t width = std::max(cells.size(), grid.columns(other));
        cells.resize(width);
        for (std::size_t column = 0; column < width; ++column)
            if (isBlank(cells[column]) && readHeading(grid.cell(other, column), kind))
                cells[column] = grid.cell(other, column);
    }
    return cells;
}

bool mapsByNumber(const HeadingMap& map) {
    return std::any_of(map.begin(), map.end(),
                       [](const auto& entry) { return entry.heading.starts_with('#'); });
}

/// A list of codes needs no heading: the column with the most usable codes is it.
std::optional<std::size_t> identityColumn(const Grid& grid) {
    std::vector<std::size_t> usable;
    for (std::size_t row = 0; row < std::min<std::size_t>(grid.rows(), 200); ++row) {
        usable.resize(std::max(usable.size(), grid.columns(row)));
        for (std::size_t column = 0; column < grid.columns(row); ++column)
            usable[column] += readCode(grid.cell(row, column), std::nullopt).identity.has_value();
    }
    const auto best = std::max_element(usable.begin(), usable.end());
    if (best != usable.end() && *best > 0)
        return static_cast<std::size_t>(best - usable.begin());
    return usable.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
}

bool isTotalWord(std::string_view cell) {
    const std::string key = text::searchKey(cell.substr(0, 200));
    const auto& total = ListWords::instance().total;
    std::string joined;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        joined += key.substr(at, end - at);
        if (total.contains(joined))
            return true;
        at = end + 1;
    }
    return false;
}

bool isNumber(std::string_view cell) {
    const std::string digits = text::searchKey(cell);
    return !digits.empty() && digits.find_first_not_of("0123456789 ") == std::string::npos;
}

bool hasDigits(std::string_view cell) {
    return text::foldDigits(cell).find_first_of("0123456789") != std::string::npos;
}

} // namespace

std::string_view skipReasonName(SkipReason reason) {
    switch (reason) {
    case SkipReason::title:
        return "title";
    case SkipReason::repeated_heading:
        return "repeated_heading";
    case SkipReason::section:
        return "section";
    case SkipReason::total:
        return "total";
    case SkipReason::number_only:
        break;
    }
    return "number_only";
}

std::optional<SkipReason> Table::skipReason(std::size_t grid_row, ListKind kind,
                                            const std::vector<std::string>& heading_keys) const {
    std::vector<std::size_t> used;
    for (std::size_t column = 0; column < grid_.columns(grid_row); ++column)
        if (!isBlank(grid_.cell(grid_row, column)))
            used.push_back(column);
    if (used.empty())
        return SkipReason::section;
    const std::string_view first = grid_.cell(grid_row, used[0]);
    const bool few = used.size() <= std::max<std::size_t>(3, headings_.size() / 3);
    if (few && headings_.size() > 1 && isTotalWord(first))
        return SkipReason::total;
    // Only a row whose first cell reads like its heading is compared whole.
    if (used[0] < heading_keys.size() && !heading_keys[used[0]].empty() &&
        text::joinedKey(first) == heading_keys[used[0]]) {
        std::size_t same = 0;
        for (const std::size_t column : used)
            same += column < heading_keys.size() &&
                    text::joinedKey(grid_.cell(grid_row, column)) == heading_keys[column];
        if (same * 2 > used.size())
            return SkipReason::repeated_heading;
    }
    if (used.size() > 1 || headings_.size() < 3 || kind == ListKind::identities)
        return std::nullopt;
    const auto field = columns_.fieldOf(used[0]);
    if (field == Field::row || field == Field::person_row)
        return isNumber(first) ? SkipReason::number_only : SkipReason::section;
    const bool code = field && *field >= Field::identity && *field <= Field::passport;
    return code && hasDigits(first) ? std::nullopt : std::optional(SkipReason::section);
}

void Table::sortRows(std::size_t first_row, ListKind kind) {
    std::vector<std::string> heading_keys;
    if (heading_line_ > 0)
        for (const auto& heading : headings_)
            heading_keys.push_back(text::joinedKey(heading));
    for (std::size_t row = 0; row < grid_.rows(); ++row) {
        if (row < first_row) {
            if (grid_.line(row) != heading_line_)
                skipped_.push_back({grid_.line(row), SkipReason::title});
        } else if (const auto reason = skipReason(row, kind, heading_keys)) {
            skipped_.push_back({grid_.line(row), *reason});
        } else {
            rows_.push_back(static_cast<std::uint32_t>(row));
        }
    }
}

Result<Table> Table::fromSheets(std::vector<Sheet> sheets, ListKind kind, const HeadingMap& map) {
    Sheet* best = nullptr;
    Heading heading;
    for (const bool hidden : {false, true})
        for (auto& sheet : sheets) {
            if (sheet.hidden != hidden || (hidden && heading.score > 0))
                continue;
            const Heading found = findHeading(sheet.grid, kind, map);
            const bool longer = best != nullptr && found.score == heading.score &&
                                sheet.grid.rows() > best->grid.rows();
            if (best == nullptr || found.score > heading.score || longer) {
                best = &sheet;
                heading = found;
            }
        }
    if (best == nullptr || best->grid.rows() == 0)
        return fail(ErrorCode::list_empty);
    Table table;
    table.grid_ = std::move(best->grid);
    table.sheet_ = std::move(best->name);
    HeadingMap used = map;
    std::size_t first_row = 0;
    if (heading.score > 0) {
        table.headings_ = joinedHeadings(table.grid_, heading.row, kind);
        table.heading_line_ = table.grid_.line(heading.row);
        first_row = heading.row + 1;
    } else {
        if (kind == ListKind::identities && map.empty())
            if (const auto column = identityColumn(table.grid_))
                used = {{"#" + std::to_string(*column + 1), Field::identity}};
        if (mapsByNumber(used))
            for (std::size_t row = 0; row < table.grid_.rows(); ++row)
                table.headings_.resize(std::max(table.headings_.size(), table.grid_.columns(row)));
    }
    PEYVAND_LET(table.columns_, recogniseColumns(table.headings_, kind, used));
    table.sortRows(first_row, kind);
    if (table.rows_.empty())
        return fail(ErrorCode::list_empty);
    return table;
}

Result<Table> readTable(ByteView bytes, ListKind kind, const HeadingMap& map) {
    const auto starts = [&](std::string_view mark) { return textOf(bytes).starts_with(mark); };
    if (bytes.empty())
        return fail(ErrorCode::list_empty);
    std::vector<Sheet> sheets;
    if (looksLikeZip(bytes)) {
        PEYVAND_LET(sheets, readWorkbook(bytes));
    } else {
        // Old .xls and encrypted workbooks, PDF, pictures, web pages named .xls.
        if (starts("\xD0\xCF\x11\xE0") || starts("%PDF") || starts("\x89PNG") ||
            starts("\xFF\xD8\xFF") || starts("<html") || starts("<!DOCTYPE") || starts("<?xml") ||
            starts("{\\rtf"))
            return fail(ErrorCode::list_format_unknown);
        PEYVAND_LET(Grid grid, readCsv(bytes));
        sheets.push_back({{}, false, std::move(grid)});
    }
    return Table::fromSheets(std::move(sheets), kind, map);
}

Result<Table> readTableFile(Files& files, const Path& path, ListKind kind, const HeadingMap& map) {
    PEYVAND_LET(const Bytes bytes, files.readAll(path, file_limit_bytes));
    return readTable(bytes, kind, map);
}

} // namespace peyvand::exchange
