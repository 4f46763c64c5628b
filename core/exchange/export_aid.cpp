// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_run.h"
#include "core/rules/category.h"

namespace peyvand::exchange {
namespace {

const ExportTable& aidTable() {
    static const ExportTable table{"aid",
                                   {{"aid_key", ExportType::code, 38},
                                    {"date_hijri", ExportType::text, 13},
                                    {"date", ExportType::date, 13},
                                    {"category", ExportType::text, 18},
                                    {"category_code", ExportType::text, 18},
                                    {"item", ExportType::text, 16},
                                    {"amount_rial", ExportType::number, 16},
                                    {"unit", ExportType::text, 10},
                                    {"state", ExportType::text, 12},
                                    {"hold_until", ExportType::date, 13},
                                    {"number", ExportType::code, 15},
                                    {"person_name", ExportType::text, 24},
                                    {"file_key", ExportType::code, 38},
                                    {"household_key", ExportType::code, 38},
                                    {"source_of_funds", ExportType::text, 14},
                                    {"reason", ExportType::text, 20},
                                    {"note", ExportType::text, 30},
                                    {"void_reason", ExportType::text, 20},
                                    {"confidential", ExportType::flag, 10}},
                                   {"aid_key"},
                                   "personal"};
    return table;
}

/// "reason.illness" of the catalogue, or the text as it was typed.
std::string wordOr(const Words& words, std::string_view prefix, std::string code) {
    const std::string key = std::string(prefix) + code;
    return !code.empty() && words.has(key) ? words.text(key) : std::move(code);
}

CivilDate dayIn(const Statement& row, int column) {
    return CivilDate::fromDays(static_cast<std::int32_t>(row.integer(column)));
}

/// The person's, or what the household is called when nobody is known.
std::string joinedName(const Statement& row) {
    std::string name = row.string(13);
    if (!name.empty() && !row.text(14).empty())
        name += ' ';
    name.append(row.text(14));
    return name.empty() ? row.string(19) : name;
}

// A household's aid that was handed to nobody by name goes by its head. The row "regular" of a
// schedule stands for its payments (core/register/schedules.h), which are rows of their own: the
// sum would count them twice. A loan has no other row than that.
std::string aidRowsSql() {
    return "SELECT a.id, a.day, a.category, a.item, a.amount_rial, a.unit, a.state, a.hold_until,"
           " a.beneficiary, a.household, a.source, a.reason, a.note, b.given_name, b.family_name,"
           " (SELECT number FROM identity WHERE beneficiary = b.id AND removed = 0"
           " AND proposed = 0 ORDER BY confirmed DESC, kind, id LIMIT 1), a.void_reason,"
           " IFNULL(" +
           std::string(is_confidential_sql) +
           ", 0) OR EXISTS (SELECT 1 FROM household WHERE id = a.household AND confidential <> 0),"
           " f.name, (SELECT name FROM household WHERE id = a.household)"
           " FROM aid a LEFT JOIN record_aid d ON d.id = a.id"
           " LEFT JOIN record_fund f ON f.id = d.fund"
           " LEFT JOIN beneficiary b ON b.id = IFNULL(a.beneficiary,"
           " (SELECT beneficiary FROM member WHERE household = a.household AND head = 1"
           " AND left_day IS NULL ORDER BY id LIMIT 1))"
           " WHERE a.day BETWEEN ? AND ?"
           " AND (? OR a.state = 1 OR (a.state = 4 AND d.schedule IS NULL)) ORDER BY a.id";
}

std::vector<std::string> cellsOf(const Statement& row, const Words& words) {
    const auto key = [&row](int column) {
        const auto id = row.idOrNone<RecordId>(column);
        return id ? id->text() : std::string();
    };
    const auto state = static_cast<AidState>(row.integer(6));
    return {key(0),
            hijriText(dayIn(row, 1)),
            dayIn(row, 1).iso(),
            words.text("category." + row.string(2)),
            row.string(2),
            row.string(3),
            std::to_string(row.integer(4)),
            words.text("unit." + std::string(helpUnitName(static_cast<HelpUnit>(row.integer(5))))),
            words.text("state." + std::string(aidStateName(state))),
            row.isNull(7) ? std::string() : dayIn(row, 7).iso(),
            row.string(15),
            joinedName(row),
            key(8),
            key(9),
            row.isNull(18) ? wordOr(words, "source.", row.string(10)) : row.string(18),
            wordOr(words, "reason.", row.string(11)),
            row.string(12),
            row.string(16),
            flagWord(words, row.integer(17) != 0)};
}

} // namespace

Result<ExportReport> exportAid(Register& opened, const ExportRequest& request,
                               const ExportProgress& progress, const CancelToken& cancel) {
    Database& database = opened.database();
    PEYVAND_LET(ExportRun run,
                ExportRun::begin(opened, aidTable(), request,
                                 countOf(database, "SELECT COUNT(*) FROM aid"), progress, cancel));
    const Words& words = Words::of(request.language);
    {
        auto rows = database.prepare(aidRowsSql());
        rows.bind(std::int64_t{request.from ? request.from->days() : INT32_MIN})
            .bind(std::int64_t{request.to ? request.to->days() : INT32_MAX})
            .bind(std::int64_t{request.all_states});
        while (rows.step()) {
            const bool is_left_out = rows.integer(17) != 0 && !request.with_confidential;
            PEYVAND_TRY(is_left_out ? run.leaveOut() : run.addRow(cellsOf(rows, words)));
        }
    }
    return run.finish();
}

} // namespace peyvand::exchange
