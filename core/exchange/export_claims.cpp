// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_run.h"

namespace peyvand::exchange {
namespace {

const ExportTable& claimsTable() {
    static const ExportTable table{"claims",
                                   {{"claim_key", ExportType::code, 38},
                                    {"aid_key", ExportType::code, 38},
                                    {"month", ExportType::text, 12},
                                    {"category", ExportType::text, 18},
                                    {"category_code", ExportType::text, 18},
                                    {"unit", ExportType::text, 10},
                                    {"state", ExportType::text, 12},
                                    {"revision", ExportType::number, 10},
                                    {"confidential", ExportType::flag, 10}},
                                   {"claim_key"},
                                   "internal"};
    return table;
}

} // namespace

// Without the people: the aid leads to them for whoever may see it.
Result<ExportReport> exportClaims(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress, const CancelToken& cancel) {
    Database& database = opened.database();
    PEYVAND_LET(ExportRun run, ExportRun::begin(opened, claimsTable(), request,
                                                countOf(database, "SELECT COUNT(*) FROM own_claim"),
                                                progress, cancel));
    const Words& words = Words::of(request.language);
    {
        auto rows = database.prepare(
            "SELECT c.id, c.aid, a.day, a.category, a.unit, length(c.body) > 0, c.revision,"
            " IFNULL(" +
            std::string(is_confidential_sql) +
            ", 0) OR EXISTS (SELECT 1 FROM household WHERE id = a.household AND confidential <> 0)"
            " FROM own_claim c LEFT JOIN aid a ON a.id = c.aid"
            " LEFT JOIN beneficiary b ON b.id = a.beneficiary"
            " WHERE IFNULL(a.day, 0) BETWEEN ? AND ? ORDER BY c.id");
        rows.bind(std::int64_t{request.from ? request.from->days() : INT32_MIN})
            .bind(std::int64_t{request.to ? request.to->days() : INT32_MAX});
        while (rows.step()) {
            if (rows.integer(7) != 0 && !request.with_confidential) {
                PEYVAND_TRY(run.leaveOut());
                continue;
            }
            // Of an aid that was erased since only the withdrawal is left.
            const bool is_known = !rows.isNull(2);
            const auto day = CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(2)));
            const std::string category = rows.string(3);
            PEYVAND_TRY(run.addRow(
                {rows.id<RecordId>(0).text(), rows.id<RecordId>(1).text(),
                 is_known ? HijriMonth::of(day).iso() : std::string(),
                 is_known ? words.text("category." + category) : std::string(), category,
                 is_known ? words.text("unit." + std::string(helpUnitName(
                                                     static_cast<HelpUnit>(rows.integer(4)))))
                          : std::string(),
                 words.text(rows.integer(5) != 0 ? "export.claim_live" : "export.claim_withdrawn"),
                 std::to_string(rows.integer(6)), flagWord(words, rows.integer(7) != 0)}));
        }
    }
    return run.finish();
}

} // namespace peyvand::exchange
