// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_run.h"

#include <map>
#include <set>

namespace peyvand::exchange {
namespace {

// Hashtags and attributes of the Humanitarian Exchange Language, hashtag dictionary 1.1 (30 April
// 2018, hxlstandard.org/standard/1-1final/dictionary). +v_… names a vocabulary of one's own.
const ExportTable& countsTable() {
    static const ExportTable table{"counts",
                                   {{"month", ExportType::text, 10, "#date+month+v_solar_hijri"},
                                    {"month_start", ExportType::date, 13, "#date+start"},
                                    {"month_end", ExportType::date, 13, "#date+end"},
                                    {"category_code", ExportType::text, 18, "#activity+code"},
                                    {"category", ExportType::text, 18, "#activity+name"},
                                    {"unit", ExportType::text, 10, "#meta+unit"},
                                    {"times_given", ExportType::number, 10, "#output+num"},
                                    {"people_reached", ExportType::number, 12, "#reached+ind"},
                                    {"households_reached", ExportType::number, 12, "#reached+hh"},
                                    {"value_rial", ExportType::number, 18, "#value"},
                                    {"currency", ExportType::text, 8, "#currency+code"},
                                    {"suppressed", ExportType::flag, 12, "#meta+suppressed"}},
                                   {"month", "category_code", "unit"},
                                   "counts",
                                   true};
    return table;
}

struct Counted {
    std::int64_t times = 0;
    std::int64_t value_rial = 0;
    /// People, or households (a person's own id where no household is known).
    std::set<RecordId> reached{};
};
// A received entry may hold any amount.
std::int64_t sumOf(std::int64_t sum, std::int64_t more) {
    constexpr std::int64_t most = INT64_MAX;
    more = std::max<std::int64_t>(more, 0);
    return sum > most - more ? most : sum + more;
}

using MonthCounts = std::map<std::pair<std::string, HelpUnit>, Counted>;

Result<void> writeMonth(ExportRun& run, HijriMonth month, const MonthCounts& counts,
                        const Words& words) {
    for (const auto& [key, counted] : counts) {
        const auto& [category, unit] = key;
        const bool is_of_people = unit == HelpUnit::person;
        const auto reached = static_cast<std::int64_t>(counted.reached.size());
        const bool is_told = reached >= least_told && counted.times >= least_told;
        const auto told = [is_told](std::int64_t figure, bool applies = true) {
            return is_told && applies ? std::to_string(figure) : std::string();
        };
        run.report().suppressed += is_told ? 0 : 1;
        PEYVAND_TRY(
            run.addRow({month.iso(), month.first().iso(), month.last().iso(), category,
                        words.text("category." + category),
                        words.text("unit." + std::string(helpUnitName(unit))), told(counted.times),
                        told(reached, is_of_people), told(reached, !is_of_people),
                        told(counted.value_rial), "IRR", flagWord(words, !is_told)}));
    }
    return {};
}

} // namespace

Result<ExportReport> exportCounts(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress, const CancelToken& cancel) {
    Database& database = opened.database();
    PEYVAND_LET(ExportRun run,
                ExportRun::begin(opened, countsTable(), request, 0, progress, cancel));
    const Words& words = Words::of(request.language);
    {
        auto rows = database.prepare("SELECT day, category, unit, amount_rial, beneficiary,"
                                     " household FROM aid WHERE (state = 1 OR (state = 4"
                                     " AND NOT EXISTS (SELECT 1 FROM record_aid AS d"
                                     "   WHERE d.id = aid.id AND d.schedule IS NOT NULL)))"
                                     " AND day BETWEEN ? AND ? ORDER BY day");
        rows.bind(std::int64_t{request.from ? request.from->days() : INT32_MIN})
            .bind(std::int64_t{request.to ? request.to->days() : INT32_MAX});
        HijriMonth month{};
        CivilDate month_end = CivilDate::fromDays(INT32_MIN);
        MonthCounts counts;
        while (rows.step()) {
            const auto day = CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(0)));
            if (day > month_end) {
                PEYVAND_TRY(writeMonth(run, month, counts, words));
                counts.clear();
                month = HijriMonth::of(day);
                month_end = month.last();
                if (cancel.isCancelled())
                    return fail(ErrorCode::cancelled);
            }
            const auto unit = static_cast<HelpUnit>(rows.integer(2));
            Counted& counted = counts[{rows.string(1), unit}];
            ++counted.times;
            counted.value_rial = sumOf(counted.value_rial, rows.integer(3));
            const bool by_household = unit == HelpUnit::household && !rows.isNull(5);
            counted.reached.insert(rows.id<RecordId>(by_household ? 5 : 4));
        }
        PEYVAND_TRY(writeMonth(run, month, counts, words));
    }
    return run.finish();
}

} // namespace peyvand::exchange
