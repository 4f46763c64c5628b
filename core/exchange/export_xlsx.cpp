// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_table.h"
#include "core/exchange/zip_writer.h"

#include <algorithm>
#include <fmt/format.h>

namespace peyvand::exchange {
namespace {

// What a sheet of a spreadsheet program holds at most.
constexpr std::int64_t sheet_rows_limit = 1'048'576;
constexpr std::uint64_t sheet_bytes_limit = std::uint64_t{3} << 30;
constexpr std::size_t piece_bytes = std::size_t{64} * 1024;
// Beyond fifteen digits a spreadsheet rounds.
constexpr std::size_t exact_digits = 15;

constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define OOXML "http://schemas.openxmlformats.org/"
constexpr std::string_view main_space = OOXML "spreadsheetml/2006/main";
constexpr std::string_view link_space = OOXML "officeDocument/2006/relationships";

// Cell formats by their place in styles.xml below.
enum Style : int { plain = 0, heading = 1, as_text = 2, whole_number = 3 };

constexpr std::string_view styles =
    "<styleSheet xmlns=\"" OOXML "spreadsheetml/2006/main\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"4\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\""
    " applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\"/></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>";

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// "_x0041_" stands for a letter in such files (ECMA-376, ST_Xstring): one that was typed so is
/// written as _x005F_x0041_.
bool looksEscaped(std::string_view text, std::size_t at) {
    return text.size() >= at + 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                       text.begin() + static_cast<std::ptrdiff_t>(at) + 6, isHex);
}

void appendXml(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        // U+FFFE and U+FFFF are no characters of XML, nor are controls.
        if (text.substr(at).starts_with("\xEF\xBF\xBE") ||
            text.substr(at).starts_with("\xEF\xBF\xBF")) {
            at += 2;
            continue;
        }
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (looksEscaped(text, at))
            out += "_x005F_";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
}

std::string columnLetters(std::size_t column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

bool isExactNumber(std::string_view cell) {
    const std::string_view digits = cell.starts_with('-') ? cell.substr(1) : cell;
    return !digits.empty() && digits.size() <= exact_digits &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class WorkbookSink final : public TableSink {
  public:
    WorkbookSink(std::unique_ptr<PartFile> file, const ExportTable& table,
                 const ExportTarget& target)
        : file_(std::move(file)), zip_(*file_), table_(table), language_(target.language),
          title_(Words::of(target.language).text("export.title." + std::string(table.id))) {
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            letters_.push_back(columnLetters(i));
    }

    Result<void> beginSheet();
    Result<void> addRow(const std::vector<std::string>& cells) override;
    Result<void> seal() override;
    Result<void> publish() override { return file_->publish(); }
    std::vector<Path> paths() const override { return {file_->target()}; }

  private:
    void appendCell(std::size_t column, std::string_view cell, Style style);
    Result<void> writeRow(const std::vector<std::string>& cells, bool is_heading);
    Result<void> flush(std::size_t at_least);
    Result<void> endSheet();
    Result<void> writePart(const char* name, std::string_view body);

    std::unique_ptr<PartFile> file_;
    ZipWriter zip_;
    ExportTable table_;
    Language language_;
    std::string title_;
    std::vector<std::string> letters_{};
    std::string pending_{};
    std::int64_t sheets_ = 0;
    std::int64_t rows_ = 0;
};

Result<void> WorkbookSink::flush(std::size_t at_least) {
    if (pending_.size() < at_least)
        return {};
    PEYVAND_TRY(zip_.write(pending_));
    pending_.clear();
    return {};
}

Result<void> WorkbookSink::beginSheet() {
    ++sheets_;
    rows_ = 0;
    PEYVAND_TRY(zip_.begin(fmt::format("xl/worksheets/sheet{}.xml", sheets_)));
    const int frozen = table_.has_hashtags ? 2 : 1;
    pending_ = fmt::format(
        "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView{}{} workbookViewId=\"0\">"
        "<pane ySplit=\"{}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/>"
        "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
        declaration, main_space, language_ == Language::persian ? " rightToLeft=\"1\"" : "",
        sheets_ == 1 ? " tabSelected=\"1\"" : "", frozen, frozen + 1);
    const Words& words = Words::of(language_);
    std::vector<std::string> headings;
    std::vector<std::string> hashtags;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const auto& column = table_.columns[i];
        pending_ += fmt::format(
            "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" style=\"{2}\" customWidth=\"1\"/>", i + 1,
            column.width,
            static_cast<int>(column.type == ExportType::number ? whole_number : as_text));
        headings.push_back(words.text("export.column." + std::string(column.name)));
        hashtags.emplace_back(column.hashtag);
    }
    pending_ += "</cols><sheetData>";
    PEYVAND_TRY(writeRow(headings, true));
    return table_.has_hashtags ? writeRow(hashtags, true) : Result<void>();
}

void WorkbookSink::appendCell(std::size_t column, std::string_view cell, Style style) {
    if (cell.empty())
        return;
    const bool as_number = style == whole_number && isExactNumber(cell);
    pending_ +=
        fmt::format("<c r=\"{}{}\" s=\"{}\"", letters_[column], rows_,
                    static_cast<int>(style == whole_number && !as_number ? as_text : style));
    if (as_number) {
        pending_.append("><v>").append(cell).append("</v></c>");
        return;
    }
    pending_ += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
    appendXml(pending_, guardedApostrophe(cell));
    pending_ += "</t></is></c>";
}

Result<void> WorkbookSink::writeRow(const std::vector<std::string>& cells, bool is_heading) {
    ++rows_;
    pending_ += fmt::format("<row r=\"{}\">", rows_);
    for (std::size_t i = 0; i < std::min(cells.size(), table_.columns.size()); ++i) {
        const bool number = table_.columns[i].type == ExportType::number;
        appendCell(i, cells[i], is_heading ? heading : number ? whole_number : as_text);
    }
    pending_ += "</row>";
    return flush(piece_bytes);
}

Result<void> WorkbookSink::addRow(const std::vector<std::string>& cells) {
    if (rows_ == sheet_rows_limit || zip_.entryBytes() > sheet_bytes_limit) {
        PEYVAND_TRY(endSheet());
        PEYVAND_TRY(beginSheet());
    }
    return writeRow(cells, false);
}

Result<void> WorkbookSink::endSheet() {
    pending_ += "</sheetData></worksheet>";
    return flush(0);
}

Result<void> WorkbookSink::writePart(const char* name, std::string_view body) {
    PEYVAND_TRY(zip_.begin(name));
    PEYVAND_TRY(zip_.write(declaration));
    return zip_.write(body);
}

Result<void> WorkbookSink::seal() {
    PEYVAND_TRY(endSheet());
    constexpr std::string_view package = OOXML "package/2006/";
    constexpr std::string_view types =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string sheets, links, content;
    for (std::int64_t i = 1; i <= sheets_; ++i) {
        sheets += "<sheet name=\"";
        appendXml(sheets, i == 1 ? title_ : fmt::format("{} {}", title_, i));
        sheets += fmt::format("\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", i);
        links += fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\""
                             " Target=\"worksheets/sheet{0}.xml\"/>",
                             i, link_space);
        content += fmt::format("<Override PartName=\"/xl/worksheets/sheet{}.xml\""
                               " ContentType=\"{}worksheet+xml\"/>",
                               i, types);
    }
    PEYVAND_TRY(writePart("xl/workbook.xml",
                          fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><bookViews>"
                                      "<workbookView/></bookViews><sheets>{}</sheets></workbook>",
                                      main_space, link_space, sheets)));
    PEYVAND_TRY(writePart("xl/_rels/workbook.xml.rels",
                          fmt::format("<Relationships xmlns=\"{}relationships\">{}<Relationship"
                                      " Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/>"
                                      "</Relationships>",
                                      package, links, sheets_ + 1, link_space)));
    PEYVAND_TRY(writePart("xl/styles.xml", styles));
    PEYVAND_TRY(writePart("_rels/.rels",
                          fmt::format("<Relationships xmlns=\"{}relationships\"><Relationship"
                                      " Id=\"rId1\" Type=\"{}/officeDocument\""
                                      " Target=\"xl/workbook.xml\"/></Relationships>",
                                      package, link_space)));
    PEYVAND_TRY(writePart(
        "[Content_Types].xml",
        fmt::format("<Types xmlns=\"{0}content-types\"><Default Extension=\"rels\""
                    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{1}sheet.main+xml\"/>"
                    "{2}<Override PartName=\"/xl/styles.xml\" ContentType=\"{1}styles+xml\"/>"
                    "</Types>",
                    package, types, content)));
    PEYVAND_TRY(zip_.finish());
    return file_->seal();
}

} // namespace

Result<std::unique_ptr<TableSink>> beginWorkbook(Files& files, const ExportTable& table,
                                                 const ExportTarget& target) {
    PEYVAND_LET(auto file, PartFile::create(files, target.path, target.overwrite));
    auto sink = std::make_unique<WorkbookSink>(std::move(file), table, target);
    PEYVAND_TRY(sink->beginSheet());
    return sink;
}

} // namespace peyvand::exchange
