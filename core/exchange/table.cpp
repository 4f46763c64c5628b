// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/table.h"

#include "core/exchange/cells.h"
#include "core/exchange/csv.h"
#include "core/exchange/list_words.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

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

bool hasDigits(std::string_view cell) {
    return text::foldDigits(cell).find_first_of("0123456789") != std::string::npos;
}

std::size_t usedCells(const Grid& grid, std::size_t row) {
    std::size_t used = 0;
    for (std::size_t column = 0; column < grid.columns(row); ++column)
        used += !isBlank(grid.cell(row, column));
    return used;
}

/// What stands above each column: a merged cell has its text in its first column only.
std::vector<std::string> groupsAbove(const Grid& grid, std::size_t row, std::size_t width) {
    std::vector<std::string> groups(width);
    // One text alone is a title of the whole list.
    if (row == 0 || usedCells(grid, row - 1) < 2)
        return groups;
    for (std::size_t column = 0; column < width; ++column) {
        const std::string_view above = grid.cell(row - 1, column);
        if (!isBlank(above))
            groups[column] = above;
        else if (column > 0 && !isBlank(grid.cell(row, column)))
            groups[column] = groups[column - 1];
    }
    return groups;
}

bool namesSomebodyElse(std::string_view group) {
    const std::string key = text::searchKey(group);
    const auto& others = ListWords::instance().other_people;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (others.contains(key.substr(at, end - at)))
            return true;
        at = end + 1;
    }
    return others.contains(text::joinedKey(group));
}

std::string inTwoWords(std::string first, const std::string& second) {
    return std::move(first.append(" ").append(second));
}

/// "نام" under "پدر" is "نام پدر"; "نام" under "همسر" is nobody's of this list.
std::string underGroup(const std::string& cell, const std::string& group, ListKind kind) {
    if (group.empty() || group == cell)
        return cell;
    if (isBlank(cell))
        return readHeading(group, kind) ? group : cell;
    for (const std::string& both : {inTwoWords(cell, group), inTwoWords(group, cell)}) {
        const auto read = readHeading(both, kind);
        const auto alone = readHeading(cell, kind);
        if (read && (!alone || read->field != alone->field))
            return both;
    }
    return namesSomebodyElse(group) ? cell + " " + group : cell;
}

/// True for a row whose cells are parts of headings and nothing else ("روز", "ماه", "سال").
bool continuesHeading(const Grid& grid, std::size_t row, const std::vector<std::string>& upper,
                      ListKind kind) {
    if (row >= grid.rows() || usedCells(grid, row) == 0)
        return false;
    std::string group;
    for (std::size_t column = 0; column < grid.columns(row); ++column) {
        if (column < upper.size() && !isBlank(upper[column]))
            group = upper[column];
        const std::string_view cell = grid.cell(row, column);
        if (isBlank(cell))
            continue;
        const std::string text(cell);
        if (hasDigits(text) ||
            (!readHeading(text, kind) && !readHeading(inTwoWords(text, group), kind)))
            return false;
    }
    return true;
}

struct Headings {
    std::vector<std::string> texts{};
    std::size_t rows = 1;
};

/// Headings over two rows: of the row found and what stands above, or of it and the row below.
Headings joinedHeadings(const Grid& grid, std::size_t row, ListKind kind) {
    Headings found{rowCells(grid, row)};
    std::vector<std::string>& cells = found.texts;
    if (row > 0 && usedCells(grid, row - 1) >= 2) {
        cells.resize(std::max(cells.size(), grid.columns(row - 1)));
        const auto groups = groupsAbove(grid, row, cells.size());
        for (std::size_t column = 0; column < cells.size(); ++column)
            cells[column] = underGroup(cells[column], groups[column], kind);
    }
    if (!continuesHeading(grid, row + 1, cells, kind))
        return found;
    found.rows = 2;
    cells.resize(std::max(cells.size(), grid.columns(row + 1)));
    std::string group;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        const std::string below(grid.cell(row + 1, column));
        if (!isBlank(cells[column]))
            group = cells[column];
        if (!isBlank(below))
            cells[column] = underGroup(below, group, kind);
    }
    return found;
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

/// A column of national IDs under a heading that nobody knows, or that says "ID" for "No".
std::optional<std::size_t> unnamedCodes(const Grid& grid, std::size_t first_row) {
    constexpr std::size_t looked_at = 200;
    std::vector<std::size_t> filled, valid;
    const std::size_t end = std::min(grid.rows(), first_row + looked_at);
    for (std::size_t row = first_row; row < end; ++row) {
        filled.resize(std::max(filled.size(), grid.columns(row)));
        valid.resize(filled.size());
        for (std::size_t column = 0; column < grid.columns(row); ++column) {
            const std::string cell = cleanCell(grid.cell(row, column).substr(0, 100));
            // A number of the row is short; a phone passes no check digit.
            filled[column] += !cell.empty();
            const auto read = cell.size() < 8 ? ReadIdentity{} : readCode(cell, std::nullopt);
            valid[column] += read.identity && read.kind == IdentityKind::national_id;
        }
    }
    for (std::size_t column = 0; column < filled.size(); ++column)
        if (valid[column] > 0 && valid[column] * 10 >= filled[column] * 7)
            return column;
    return std::nullopt;
}

bool namesIdentity(const Columns& columns) {
    return columns.has(Field::identity) || columns.has(Field::national_id) ||
           columns.has(Field::foreign_id) || columns.has(Field::amayesh_card) ||
           columns.has(Field::passport);
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
    case SkipReason::footer:
        return "footer";
    case SkipReason::number_only:
        break;
    }
    return "number_only";
}

/// "تهیه‌کننده: …", "امضا": words of an office below its list, and no code of a
/// person.
bool Table::isFooter(const std::vector<std::size_t>& used, std::size_t grid_row) const {
    bool found = false;
    for (const std::size_t column : used) {
        const std::string_view cell = grid_.cell(grid_row, column);
        const auto field = columns_.fieldOf(column);
        if (field && *field >= Field::identity && *field <= Field::passport && hasDigits(cell))
            return false;
        const std::string key = text::joinedKey(cell.substr(0, 200));
        for (const auto& footer : ListWords::instance().footers)
            found =
                found ||
                (key.starts_with(footer) &&
                 (key == footer || cell.find(':') != std::string_view::npos || used.size() == 1));
    }
    return found;
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
    if (few && headings_.size() > 3 && isFooter(used, grid_row))
        return SkipReason::footer;
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
        Headings found = joinedHeadings(table.grid_, heading.row, kind);
        table.headings_ = std::move(found.texts);
        table.heading_line_ = table.grid_.line(heading.row);
        table.fingerprint_ = headingFingerprint(table.grid_, heading.row);
        first_row = heading.row + found.rows;
    } else {
        if (kind == ListKind::identities && map.empty())
            if (const auto column = identityColumn(table.grid_))
                used = {{"#" + std::to_string(*column + 1), Field::identity}};
        if (mapsByNumber(used))
            for (std::size_t row = 0; row < table.grid_.rows(); ++row)
                table.headings_.resize(std::max(table.headings_.size(), table.grid_.columns(row)));
    }
    auto columns = recogniseColumns(table.headings_, kind, used);
    if (heading.score > 0 && kind != ListKind::identities && (!columns || !namesIdentity(*columns)))
        if (const auto codes = unnamedCodes(table.grid_, first_row)) {
            used.push_back({"#" + std::to_string(*codes + 1), Field::identity});
            if (auto with_codes = recogniseColumns(table.headings_, kind, used))
                columns = std::move(with_codes);
        }
    PEYVAND_LET(table.columns_, std::move(columns));
    table.sortRows(first_row, kind);
    if (table.rows_.empty())
        return fail(ErrorCode::list_empty);
    return table;
}

std::string headingFingerprint(const Grid& grid, std::size_t row) {
    std::string fingerprint;
    for (std::size_t column = 0; column < grid.columns(row); ++column)
        fingerprint += text::joinedKey(grid.cell(row, column)) + '|';
    return fingerprint;
}

Result<std::vector<Sheet>> readSheets(ByteView bytes) {
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
    return sheets;
}

Result<Table> readTable(ByteView bytes, ListKind kind, const HeadingMap& map) {
    PEYVAND_LET(auto sheets, readSheets(bytes));
    return Table::fromSheets(std::move(sheets), kind, map);
}

Result<Table> readTableFile(Files& files, const Path& path, ListKind kind, const HeadingMap& map) {
    PEYVAND_LET(const Bytes bytes, files.readAll(path, file_limit_bytes));
    return readTable(bytes, kind, map);
}

} // namespace peyvand::exchange
