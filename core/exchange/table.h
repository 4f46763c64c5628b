// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list as a table: which row is the heading, which rows are data, which are titles, section
// lines and totals that an office typed between them. Immutable once made; any thread.
// Errors: file_missing, file_unreadable, file_too_large; list_empty; list_format_unknown (an old
// .xls, an encrypted workbook, a web page, a picture …); list_malformed; list_too_large;
// list_headings_missing ("field").

#include "core/exchange/headings.h"
#include "core/exchange/xlsx.h"
#include "core/platform/files.h"

namespace peyvand::exchange {

enum class SkipReason : std::uint8_t {
    title,
    repeated_heading,
    section,
    total,
    number_only,
    footer,
};
std::string_view skipReasonName(SkipReason reason);

/// A line that is no record, for the report of an import.
struct SkippedLine {
    std::int64_t line = 0;
    SkipReason reason{};
};

class Table {
  public:
    /// From all sheets the one whose headings fit best; hidden ones only if no other does.
    static Result<Table> fromSheets(std::vector<Sheet> sheets, ListKind kind,
                                    const HeadingMap& map);

    /// Of two heading rows one text for each column.
    const std::vector<std::string>& headings() const { return headings_; }
    const Columns& columns() const { return columns_; }
    /// 0 when the list has no heading.
    std::int64_t headingLine() const { return heading_line_; }
    /// headingFingerprint of the heading row; empty without one.
    const std::string& fingerprint() const { return fingerprint_; }
    const std::string& sheet() const { return sheet_; }
    const std::vector<SkippedLine>& skipped() const { return skipped_; }

    std::size_t rows() const { return rows_.size(); }
    /// Line of the file, or row of the sheet, from 1.
    std::int64_t line(std::size_t row) const { return grid_.line(rows_[row]); }
    std::string_view cell(std::size_t row, std::size_t column) const {
        return grid_.cell(rows_[row], column);
    }
    std::size_t cells(std::size_t row) const { return grid_.columns(rows_[row]); }

  private:
    void sortRows(std::size_t first_row, ListKind kind);
    bool isFooter(const std::vector<std::size_t>& used, std::size_t grid_row) const;
    std::optional<SkipReason> skipReason(std::size_t grid_row, ListKind kind,
                                         const std::vector<std::string>& heading_keys) const;

    Grid grid_;
    std::string sheet_;
    std::string fingerprint_;
    std::vector<std::string> headings_;
    std::int64_t heading_line_ = 0;
    Columns columns_;
    std::vector<std::uint32_t> rows_;
    std::vector<SkippedLine> skipped_;
};

/// The sheets of a file; text is one sheet.
Result<std::vector<Sheet>> readSheets(ByteView bytes);
/// What a row of headings is known again by: its cells however they are spelt.
std::string headingFingerprint(const Grid& grid, std::size_t row);
/// Rows in which headings are looked for.
inline constexpr std::size_t heading_search_rows = 60;

/// By content, not by the name: a workbook, or text in any encoding with any separator.
Result<Table> readTable(ByteView bytes, ListKind kind, const HeadingMap& map = {});
Result<Table> readTableFile(Files& files, const Path& path, ListKind kind,
                            const HeadingMap& map = {});

} // namespace peyvand::exchange
