// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_table.h"

#include <algorithm>
#include <fmt/format.h>

namespace peyvand::exchange {
namespace {

bool endsIn(const Path& path, std::string_view ending) {
    std::string found = path.extension().string();
    std::transform(found.begin(), found.end(), found.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return found == ending;
}

bool beginsWith(std::string_view cell, std::string_view any_of, std::size_t at) {
    return cell.size() > at && any_of.find(cell[at]) != std::string_view::npos;
}

std::string apostropheBefore(std::string_view cell) {
    std::string guarded("'");
    guarded.append(cell);
    return guarded;
}

} // namespace

std::string guardedApostrophe(std::string_view cell) {
    const bool would_be_taken_off = beginsWith(cell, "'", 0) && beginsWith(cell, "=+-@'", 1);
    return would_be_taken_off ? apostropheBefore(cell) : std::string(cell);
}

std::string guardedFormula(std::string_view cell) {
    return beginsWith(cell, "=+-@\t\r", 0) ? apostropheBefore(cell) : guardedApostrophe(cell);
}

std::string flagWord(const Words& words, bool value) {
    return words.text(value ? "export.yes" : "export.no");
}

std::string hijriText(CivilDate date) {
    const HijriDate hijri = HijriDate::fromCivil(date);
    return fmt::format("{:04}/{:02}/{:02}", hijri.year, hijri.month, hijri.day);
}

Result<std::unique_ptr<TableSink>> beginTable(Files& files, const ExportTable& table,
                                              const ExportTarget& target) {
    if (endsIn(target.path, ".xlsx"))
        return beginWorkbook(files, table, target);
    if (endsIn(target.path, ".csv"))
        return beginCsv(files, table, target);
    return fail(ErrorCode::export_format_unknown, "file", target.path.filename().string());
}

} // namespace peyvand::exchange
