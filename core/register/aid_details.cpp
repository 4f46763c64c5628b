// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_details.h"

#include "core/register/records.h"

#include <array>

namespace peyvand {
namespace {

namespace f = field::aid;

struct TextSlot {
    FieldNumber field;
    std::string AidDetails::* member;
};
struct RecordSlot {
    FieldNumber field;
    std::optional<RecordId> AidDetails::* member;
};

constexpr std::array text_slots{
    TextSlot{f::delivery, &AidDetails::delivery},
    TextSlot{f::tracking_number, &AidDetails::tracking_number},
    TextSlot{f::deliverer, &AidDetails::deliverer},
    TextSlot{f::collector_name, &AidDetails::collector_name},
    TextSlot{f::invoice_number, &AidDetails::invoice_number},
    TextSlot{f::project, &AidDetails::project},
};
constexpr std::array record_slots{
    RecordSlot{f::fund, &AidDetails::fund},
    RecordSlot{f::schedule, &AidDetails::schedule},
    RecordSlot{f::proposal, &AidDetails::proposal},
    RecordSlot{f::decision, &AidDetails::decision},
    RecordSlot{f::letter, &AidDetails::letter},
    RecordSlot{f::distribution, &AidDetails::distribution},
    RecordSlot{f::payment_line, &AidDetails::payment_line},
    RecordSlot{f::kit, &AidDetails::kit},
    RecordSlot{f::stock_item, &AidDetails::stock_item},
    RecordSlot{f::sponsorship, &AidDetails::sponsorship},
    RecordSlot{f::loan, &AidDetails::loan},
    RecordSlot{f::need, &AidDetails::need},
    RecordSlot{f::goods_order, &AidDetails::goods_order},
};
// Records that the same transaction may still be writing.
bool isChecked(FieldNumber field) { return field != f::distribution && field != f::payment_line; }

const FieldSpec& specOf(FieldNumber field) { return *kindOf(RecordType::aid)->field(field); }

std::string columns() {
    std::string sql;
    const auto add = [&sql](FieldNumber field) {
        sql.append(sql.empty() ? "d." : ", d.").append(specOf(field).key);
    };
    for (const auto& slot : text_slots)
        add(slot.field);
    for (const auto& slot : record_slots)
        add(slot.field);
    for (const FieldNumber field : {f::quantity_milli, f::value_rial, f::period_month})
        add(field);
    return sql;
}

} // namespace

std::string_view aidDetailColumns() {
    static const std::string sql = columns();
    return sql;
}

AidDetails readAidDetails(const Statement& row, int first_column) {
    AidDetails details;
    int column = first_column;
    for (const auto& slot : text_slots)
        details.*slot.member = row.string(column++);
    for (const auto& slot : record_slots)
        details.*slot.member = row.idOrNone<RecordId>(column++);
    details.quantity_milli = row.integer(column++);
    if (!row.isNull(column))
        details.value = Rial{row.integer(column)};
    ++column;
    if (!row.isNull(column))
        details.period = HijriMonth::fromOrdinal(static_cast<int>(row.integer(column)));
    return details;
}

void addDetailFields(std::vector<FieldValue>& fields, const AidDetails& details) {
    for (const auto& slot : text_slots)
        if (!(details.*slot.member).empty())
            fields.push_back({slot.field, details.*slot.member});
    for (const auto& slot : record_slots)
        if (const auto& id = details.*slot.member)
            fields.push_back({slot.field, valueOf(*id)});
    if (details.quantity_milli > 0)
        fields.push_back({f::quantity_milli, details.quantity_milli});
    if (details.value)
        fields.push_back({f::value_rial, details.value->amount});
    if (details.period)
        fields.push_back({f::period_month, std::int64_t{details.period->ordinal()}});
}

Result<void> checkDetails(Register& opened, AidDetails& details) {
    for (const auto& slot : text_slots) {
        std::string& text = details.*slot.member;
        if (text.empty())
            continue;
        PEYVAND_LET(const Value kept, checkedValue(specOf(slot.field), Value{text}));
        const auto* clean = std::get_if<std::string>(&kept);
        text = clean == nullptr ? std::string() : *clean;
    }
    Records records(opened);
    for (const auto& slot : record_slots) {
        const auto& id = details.*slot.member;
        if (!id || !isChecked(slot.field))
            continue;
        PEYVAND_TRY(records.record(kindNamed(specOf(slot.field).list)->type, *id));
    }
    if (details.value && details.value->amount < 0)
        return fail(ErrorCode::amount_negative);
    return {};
}

} // namespace peyvand
