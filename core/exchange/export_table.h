// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A table on its way to a file: CSV with CSVW metadata beside it (W3C Recommendation "Metadata
// Vocabulary for Tabular Data", 17 December 2015), or a workbook. Headings, titles and the licence
// stand in the word catalogue under "export.". docs/export.md says what each format keeps.
// Rows go straight to the disk: memory does not grow with them. One thread at a time.
// Errors: those of PartFile; export_format_unknown for a name that ends neither in .csv nor .xlsx.

#include "core/exchange/part_file.h"
#include "core/text/words.h"

#include <vector>

namespace peyvand::exchange {

enum class ExportType : std::uint8_t {
    text,
    /// Digits that are no quantity: kept as text, with their zeros.
    code,
    /// A whole number.
    number,
    /// ISO 8601, Gregorian.
    date,
    /// A yes or a no of the word catalogue ("export.yes").
    flag,
};

struct ExportColumn {
    /// English snake case; its heading is "export.column.<name>".
    std::string_view name{};
    ExportType type = ExportType::text;
    /// In characters.
    int width = 16;
    /// HXL hashtag with its attributes; empty is none.
    std::string_view hashtag{};
};

struct ExportTable {
    /// Its title is "export.title.<id>", its licence "export.licence.<licence>".
    std::string_view id{};
    std::vector<ExportColumn> columns{};
    std::vector<std::string_view> primary_key{};
    std::string_view licence = "internal";
    bool has_hashtags = false;
};

struct ExportTarget {
    /// .csv or .xlsx.
    Path path{};
    Overwrite overwrite = Overwrite::no;
    Language language = Language::persian;
    /// CSV only: Excel takes a file without the mark for Windows-1256 and shows Persian wrongly;
    /// some other programs show the mark as a letter before the first heading.
    bool byte_order_mark = true;
    /// An address (https://…) or a sentence in place of the table's own licence of use.
    std::string licence{};
    /// Who says so, and when: for the metadata.
    std::string publisher{};
    CivilDate created{};
};

/// One format.
class TableSink {
  public:
    virtual ~TableSink() = default;
    virtual Result<void> addRow(const std::vector<std::string>& cells) = 0;
    /// Written and verified, but not yet under its name.
    virtual Result<void> seal() = 0;
    virtual Result<void> publish() = 0;
    virtual std::vector<Path> paths() const = 0;
};

Result<std::unique_ptr<TableSink>> beginCsv(Files& files, const ExportTable& table,
                                            const ExportTarget& target);
Result<std::unique_ptr<TableSink>> beginWorkbook(Files& files, const ExportTable& table,
                                                 const ExportTarget& target);
/// By the end of the name.
Result<std::unique_ptr<TableSink>> beginTable(Files& files, const ExportTable& table,
                                              const ExportTarget& target);

/// "export.yes" or "export.no" of the language.
std::string flagWord(const Words& words, bool value);
/// "1405/08/30", as offices write a day.
std::string hijriText(CivilDate date);
/// A text that a reader of core/exchange gives back as it was: an apostrophe that it would take off
/// is doubled. Every format needs this.
std::string guardedApostrophe(std::string_view cell);
/// For CSV also what a spreadsheet would take for a formula (= + - @, tab, carriage return).
std::string guardedFormula(std::string_view cell);

} // namespace peyvand::exchange
