// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_findings.h"

#include "core/register/stock.h"

namespace peyvand {

Result<std::vector<AidFinding>> aidFindings(Register& opened) {
    std::vector<AidFinding> found;
    auto rows = opened.database().prepare(
        "SELECT 'proposal_twice', d.proposal AS record, COUNT(*) AS times FROM record_aid AS d"
        " JOIN aid ON aid.id = d.id WHERE d.proposal IS NOT NULL AND aid.state IN (1, 4)"
        " GROUP BY d.proposal HAVING times > 1"
        " UNION ALL SELECT 'period_twice', schedule, COUNT(*) AS times FROM record_aid"
        " WHERE schedule IS NOT NULL AND period_month IS NOT NULL AND void_reason IS NULL"
        " GROUP BY schedule, period_month HAVING times > 1"
        " UNION ALL SELECT 'letter_twice', d.letter, COUNT(*) AS times FROM record_aid AS d"
        " JOIN aid ON aid.id = d.id WHERE d.letter IS NOT NULL AND aid.state = 1"
        " GROUP BY d.letter HAVING times > 1"
        " UNION ALL SELECT 'order_twice', d.goods_order, COUNT(*) AS times FROM record_aid AS d"
        " JOIN aid ON aid.id = d.id WHERE d.goods_order IS NOT NULL AND aid.state = 1"
        " GROUP BY d.goods_order HAVING times > 1"
        " UNION ALL SELECT 'number_twice', MIN(id), COUNT(*) AS times FROM record_letter"
        " GROUP BY number HAVING times > 1"
        " UNION ALL SELECT 'number_twice', MIN(id), COUNT(*) AS times FROM record_goods_order"
        " GROUP BY number HAVING times > 1 ORDER BY 1, 2");
    while (rows.step())
        found.push_back({rows.string(0), rows.id<RecordId>(1), rows.integer(2)});
    PEYVAND_TRY(opened.database().takeFailure());
    PEYVAND_LET(const auto levels, Stock(opened).levels());
    for (const auto& level : levels)
        if (level.left_milli < 0)
            found.push_back({"stock_below_zero", level.item, -level.left_milli});
    return found;
}

} // namespace peyvand
