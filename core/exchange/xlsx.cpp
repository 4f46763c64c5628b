// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/xlsx.h"

#include "core/exchange/archive.h"
#include "core/exchange/xlsx_number.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <memory>
#include <pugixml.hpp>

namespace peyvand::exchange {
namespace {

using Xml = pugi::xml_node;

// A document of one sheet of a million rows would take gigabytes: parts are parsed in pieces of
// whole rows (or shared texts) of about this size.
constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::size_t merge_limit = 100'000;
constexpr std::size_t element_limit_bytes = 16 * 1024 * 1024;

tl::unexpected<Error> malformed() { return fail(ErrorCode::list_malformed); }
tl::unexpected<Error> tooLarge(std::uint64_t limit) {
    return fail(ErrorCode::list_too_large, "limit", std::to_string(limit));
}

/// "x:row" is a row too: some writers prefix every element.
std::string_view localName(Xml node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Xml child(Xml parent, std::string_view name) {
    for (Xml node : parent.children())
        if (localName(node) == name)
            return node;
    return {};
}

std::string_view attribute(Xml node, std::string_view name) {
    for (const auto& found : node.attributes()) {
        const std::string_view full = found.name();
        if (full == name || (full.ends_with(name) && full[full.size() - name.size() - 1] == ':'))
            return found.value();
    }
    return {};
}

int number(std::string_view text, int otherwise) {
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The text of <t> and of the <t> of runs <r>; phonetic hints are left out.
/// _x0041_ stands for a character of that number (ECMA-376, ST_Xstring), _x005F_ for the underscore
/// that begins such a text in earnest. Controls and halves of pairs are left out.
void unescape(std::string& text) {
    constexpr std::size_t length = 7;
    for (std::size_t at = text.find("_x"); at != std::string::npos && at + length <= text.size();
         at = text.find("_x", at + 1)) {
        unsigned code = 0;
        const char* digits = text.data() + at + 2;
        const auto [end, problem] = std::from_chars(digits, digits + 4, code, 16);
        if (problem != std::errc() || end != digits + 4 || text[at + length - 1] != '_')
            continue;
        std::string character;
        if (code >= 0x20 && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE)
            text::appendCodePoint(character, code);
        text.replace(at, length, character);
    }
}

std::string richText(Xml node) {
    std::string text;
    for (Xml part : node.children()) {
        if (localName(part) == "t")
            text += part.text().get();
        else if (localName(part) == "r")
            text += child(part, "t").text().get();
    }
    unescape(text);
    return text;
}

bool isNameEnd(char c) {
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Where the next <name …> or <p:name …> begins, or npos. '<' never stands inside a value.
std::size_t findElement(std::string_view xml, std::string_view name, std::size_t from) {
    for (std::size_t at = xml.find('<', from); at != std::string_view::npos;
         at = xml.find('<', at + 1)) {
        std::size_t begin = at + 1;
        const std::size_t colon = xml.substr(begin, 16).find(':');
        if (colon != std::string_view::npos &&
            xml.substr(begin, colon).find_first_of("> /\"=") == std::string_view::npos)
            begin += colon + 1;
        if (xml.substr(begin, name.size()) == name && begin + name.size() < xml.size() &&
            isNameEnd(xml[begin + name.size()]))
            return at;
    }
    return std::string_view::npos;
}

/// The end of the element that begins there, or npos; elements of these lists never nest.
std::size_t elementEnd(std::string_view xml, std::size_t begin) {
    const std::size_t tag_end = xml.find('>', begin);
    if (tag_end == std::string_view::npos)
        return tag_end;
    if (xml[tag_end - 1] == '/')
        return tag_end + 1;
    std::string closing = "</";
    for (std::size_t i = begin + 1; !isNameEnd(xml[i]); ++i)
        closing += xml[i];
    const std::size_t close = xml.find(closing, tag_end);
    const std::size_t end = close == std::string_view::npos ? close : xml.find('>', close);
    return end == std::string_view::npos ? end : end + 1;
}

/// Calls visit for each element of that name, parsing a bounded piece at a time.
Result<void> forEachElement(std::string_view xml, std::string_view name,
                            const std::function<Result<void>(Xml)>& visit) {
    std::size_t begin = findElement(xml, name, 0);
    while (begin != std::string_view::npos) {
        std::size_t next = begin;
        std::size_t end = begin;
        do {
            end = elementEnd(xml, next);
            if (end == std::string_view::npos)
                return malformed();
            if (end - begin > element_limit_bytes)
                return tooLarge(element_limit_bytes);
            next = findElement(xml, name, end);
        } while (next != std::string_view::npos && end - begin < piece_bytes);
        pugi::xml_document document;
        if (!document.load_buffer(xml.data() + begin, end - begin,
                                  pugi::parse_default | pugi::parse_fragment |
                                      pugi::parse_ws_pcdata_single,
                                  pugi::encoding_utf8))
            return malformed();
        for (Xml node : document.children())
            if (localName(node) == name)
                PEYVAND_TRY(visit(node));
        begin = next;
    }
    return {};
}

struct Workbook {
    struct Entry {
        std::string name{};
        std::string part{};
        bool hidden = false;
    };
    std::vector<Entry> sheets{};
    bool from_1904 = false;
    std::vector<NumberFormat> styles{};
    std::vector<std::string> texts{};
};

Result<std::unique_ptr<pugi::xml_document>> smallPart(Archive& archive, const std::string& name) {
    PEYVAND_LET(const std::string xml, archive.read(name, small_part_limit_bytes));
    auto document = std::make_unique<pugi::xml_document>();
    if (!document->load_buffer(xml.data(), xml.size()))
        return malformed();
    return document;
}

std::string partPath(std::string_view target) {
    while (target.starts_with("./"))
        target.remove_prefix(2);
    return target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
}

Result<void> readSheetNames(Archive& archive, Workbook& workbook) {
    PEYVAND_LET(const auto links, smallPart(archive, "xl/_rels/workbook.xml.rels"));
    std::map<std::string, std::string, std::less<>> targets;
    for (Xml link : links->document_element().children())
        if (attribute(link, "Type").ends_with("/worksheet") &&
            attribute(link, "TargetMode") != "External")
            targets.emplace(attribute(link, "Id"), partPath(attribute(link, "Target")));
    PEYVAND_LET(const auto book, smallPart(archive, "xl/workbook.xml"));
    const Xml root = book->document_element();
    const std::string_view base = attribute(child(root, "workbookPr"), "date1904");
    workbook.from_1904 = base == "1" || base == "true";
    for (Xml sheet : child(root, "sheets").children()) {
        std::string_view id;
        for (const auto& found : sheet.attributes())
            if (std::string_view(found.name()).ends_with(":id"))
                id = found.value();
        const auto target = targets.find(id);
        if (target == targets.end())
            continue;
        if (workbook.sheets.size() == sheet_limit)
            return tooLarge(sheet_limit);
        const std::string_view state = attribute(sheet, "state");
        workbook.sheets.push_back({std::string(attribute(sheet, "name")), target->second,
                                   state == "hidden" || state == "veryHidden"});
    }
    return {};
}

Result<void> readStyles(Archive& archive, Workbook& workbook) {
    if (!archive.has("xl/styles.xml"))
        return {};
    PEYVAND_LET(const auto styles, smallPart(archive, "xl/styles.xml"));
    const Xml root = styles->document_element();
    std::map<int, NumberFormat> own;
    for (Xml format : child(root, "numFmts").children())
        own[number(attribute(format, "numFmtId"), -1)] =
            readNumberFormat(attribute(format, "formatCode"));
    for (Xml style : child(root, "cellXfs").children()) {
        const int id = number(attribute(style, "numFmtId"), 0);
        const auto found = own.find(id);
        workbook.styles.push_back(found == own.end() ? builtinNumberFormat(id) : found->second);
    }
    return {};
}

Result<void> readSharedTexts(Archive& archive, Workbook& workbook) {
    if (!archive.has("xl/sharedStrings.xml"))
        return {};
    PEYVAND_LET(const std::string xml, archive.read("xl/sharedStrings.xml", unpacked_limit_bytes));
    return forEachElement(xml, "si", [&](Xml node) -> Result<void> {
        if (workbook.texts.size() == shared_text_limit)
            return tooLarge(shared_text_limit);
        workbook.texts.push_back(richText(node));
        return {};
    });
}

/// Column of a reference such as "AB12", from 0; -1 when it has none.
int columnOf(std::string_view reference) {
    int column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > 100'000)
            break;
        column = column * 26 + (c - 'A' + 1);
    }
    return column - 1;
}

std::string cellText(Xml cell, const Workbook& workbook) {
    const std::string_view type = attribute(cell, "t");
    if (type == "inlineStr")
        return richText(child(cell, "is"));
    const std::string_view value = child(cell, "v").text().get();
    if (value.empty() || type == "e")
        return {};
    if (type == "s") {
        const int index = number(value, -1);
        return index >= 0 && static_cast<std::size_t>(index) < workbook.texts.size()
                   ? workbook.texts[static_cast<std::size_t>(index)]
                   : std::string();
    }
    if (type == "str" || type == "b")
        return std::string(value);
    if (type == "d")
        return std::string(value.substr(0, 10));
    const int style = number(attribute(cell, "s"), 0);
    const bool known = style >= 0 && static_cast<std::size_t>(style) < workbook.styles.size();
    return numberText(value,
                      known ? workbook.styles[static_cast<std::size_t>(style)] : NumberFormat{},
                      workbook.from_1904);
}

/// One column of cells merged downwards: what the first says, all say.
struct Merge {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::string text{};
};
using Merges = std::map<std::size_t, std::vector<Merge>>;

std::int64_t lineOf(std::string_view reference) {
    while (!reference.empty() && (reference[0] < '0' || reference[0] > '9'))
        reference.remove_prefix(1);
    return number(reference, 0);
}

Result<Merges> readMerges(const std::string& xml) {
    Merges merges;
    std::size_t count = 0;
    PEYVAND_TRY(forEachElement(xml, "mergeCell", [&](Xml node) -> Result<void> {
        const std::string_view area = attribute(node, "ref");
        const std::size_t colon = area.find(':');
        if (colon == std::string_view::npos)
            return {};
        const int column = columnOf(area);
        const Merge merge{lineOf(area.substr(0, colon)), lineOf(area.substr(colon + 1)), {}};
        if (column < 0 || column != columnOf(area.substr(colon + 1)) || merge.last <= merge.first)
            return {};
        if (++count > merge_limit)
            return tooLarge(merge_limit);
        merges[static_cast<std::size_t>(column)].push_back(merge);
        return {};
    }));
    for (auto& [column, list] : merges)
        std::sort(list.begin(), list.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
    return merges;
}

void fillMerged(Merges& merges, std::int64_t line, std::vector<std::string>& cells) {
    for (auto& [column, list] : merges) {
        auto after = std::upper_bound(
            list.begin(), list.end(), line,
            [](std::int64_t wanted, const Merge& merge) { return wanted < merge.first; });
        if (after == list.begin() || column >= column_limit)
            continue;
        Merge& merge = *--after;
        if (line == merge.first && column < cells.size())
            merge.text = cells[column];
        if (line <= merge.first || line > merge.last || merge.text.empty())
            continue;
        if (cells.size() <= column)
            cells.resize(column + 1);
        if (isBlank(cells[column]))
            cells[column] = merge.text;
    }
}

Result<Grid> readSheet(const std::string& xml, const Workbook& workbook) {
    Grid grid;
    std::int64_t line = 0;
    std::vector<std::string> cells;
    PEYVAND_LET(Merges merges, readMerges(xml));
    PEYVAND_TRY(forEachElement(xml, "row", [&](Xml row) -> Result<void> {
        line = number(attribute(row, "r"), static_cast<int>(line) + 1);
        cells.clear();
        for (Xml cell : row.children()) {
            if (localName(cell) != "c")
                continue;
            const int named = columnOf(attribute(cell, "r"));
            const std::size_t column = named >= 0 ? static_cast<std::size_t>(named) : cells.size();
            std::string text = cellText(cell, workbook);
            if (isBlank(text) && named >= 0)
                continue;
            if (column >= column_limit)
                return tooLarge(column_limit);
            if (cells.size() <= column)
                cells.resize(column + 1);
            cells[column] = std::move(text);
        }
        const bool any = !std::all_of(cells.begin(), cells.end(), isBlank);
        if (!any)
            return {};
        if (!merges.empty())
            fillMerged(merges, line, cells);
        return grid.addRow(line, cells);
    }));
    return grid;
}

} // namespace

bool looksLikeZip(ByteView bytes) {
    return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] <= 7 &&
           bytes[3] <= 8;
}

Result<std::vector<Sheet>> readWorkbook(ByteView bytes) {
    if (bytes.size() > file_limit_bytes)
        return tooLarge(file_limit_bytes);
    PEYVAND_LET(Archive archive, Archive::open(bytes, unpacked_limit_bytes));
    Workbook workbook;
    PEYVAND_TRY(readSheetNames(archive, workbook));
    PEYVAND_TRY(readStyles(archive, workbook));
    PEYVAND_TRY(readSharedTexts(archive, workbook));
    std::vector<Sheet> sheets;
    for (const auto& entry : workbook.sheets) {
        PEYVAND_LET(const std::string xml, archive.read(entry.part, unpacked_limit_bytes));
        PEYVAND_LET(Grid grid, readSheet(xml, workbook));
        if (grid.rows() > 0)
            sheets.push_back({entry.name, entry.hidden, std::move(grid)});
    }
    return sheets;
}

} // namespace peyvand::exchange
