// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/stock.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::int64_t milli = 1000;
// A million tonnes, or kits: with these limits no product leaves 64 bits.
constexpr std::int64_t max_quantity_milli = 1'000'000'000;
constexpr std::int64_t max_value_rial = 9'000'000'000'000;

// What is reserved counts kits by their lines; orders that ran out hold nothing any more.
constexpr std::string_view level_sql =
    "SELECT i.id, i.name, i.measure, COALESCE(i.low_milli, 0),"
    " COALESCE((SELECT SUM(quantity_milli) FROM record_stock_receipt"
    "   WHERE stock_item = i.id AND void_reason IS NULL), 0)"
    " - COALESCE((SELECT SUM(quantity_milli) FROM record_stock_issue"
    "   WHERE stock_item = i.id AND void_reason IS NULL), 0) AS left_milli,"
    " COALESCE((SELECT SUM(quantity_milli) FROM record_goods_order"
    "   WHERE state = 'issued' AND stock_item = i.id"
    "   AND (valid_until IS NULL OR valid_until >= ?1)), 0)"
    " + COALESCE((SELECT SUM(o.quantity_milli * l.quantity_milli / 1000)"
    "   FROM record_goods_order AS o JOIN record_kit_line AS l ON l.kit = o.kit"
    "   WHERE o.state = 'issued' AND l.stock_item = i.id AND l.removed IS NULL"
    "   AND (o.valid_until IS NULL OR o.valid_until >= ?1)), 0),"
    " COALESCE(i.value_rial, (SELECT value_rial * 1000 / quantity_milli"
    "   FROM record_stock_receipt WHERE stock_item = i.id AND void_reason IS NULL"
    "   AND value_rial > 0 AND value_rial < 9000000000000 AND quantity_milli > 0"
    "   ORDER BY day DESC, id DESC LIMIT 1), 0)"
    " FROM record_stock_item AS i";

StockLevel levelOf(const Statement& row) {
    StockLevel level;
    level.item = row.id<RecordId>(0);
    level.name = row.string(1);
    level.measure = row.string(2);
    level.low_milli = row.integer(3);
    level.left_milli = row.integer(4);
    level.reserved_milli = row.integer(5);
    level.value = Rial{row.integer(6)};
    return level;
}

Result<void> checkQuantity(std::int64_t quantity_milli) {
    if (quantity_milli <= 0 || quantity_milli > max_quantity_milli)
        return fail(ErrorCode::quantity_missing);
    return {};
}

} // namespace

std::string milliText(std::int64_t quantity_milli) {
    const FieldSpec& field =
        *kindOf(RecordType::stock_receipt)->field(field::stock_receipt::quantity_milli);
    const bool is_below = quantity_milli < 0;
    return (is_below ? "-" : "") +
           plainText(field, Value{is_below ? -quantity_milli : quantity_milli});
}

Result<Rial> timesMilli(Rial each, std::int64_t quantity_milli) {
    PEYVAND_TRY(checkQuantity(quantity_milli));
    if (each.amount < 0 || each.amount > max_value_rial)
        return fail(ErrorCode::amount_unreadable);
    return Rial{each.amount / milli * quantity_milli +
                each.amount % milli * quantity_milli / milli};
}

Result<StockLevel> Stock::level(const RecordId& item) {
    Database& database = register_.database();
    std::optional<StockLevel> found;
    {
        auto row = database.prepare(std::string(level_sql) + " WHERE i.id = ?2");
        row.bind(std::int64_t{register_.today().days()}).bind(item);
        if (row.step())
            found = levelOf(row);
    }
    PEYVAND_TRY(database.takeFailure());
    if (!found)
        return fail(ErrorCode::record_unknown, "kind", "stock_item");
    return std::move(*found);
}

Result<std::vector<StockLevel>> Stock::levels() {
    std::vector<StockLevel> found;
    auto rows = register_.database().prepare(
        std::string(level_sql) +
        " WHERE i.closed IS NULL OR left_milli <> 0 ORDER BY i.name, i.id");
    rows.bind(std::int64_t{register_.today().days()});
    while (rows.step())
        found.push_back(levelOf(rows));
    return register_.database().checked(std::move(found));
}

Result<RecordId> Stock::receive(const std::vector<FieldValue>& fields) {
    namespace f = field::stock_receipt;
    for (const auto& [number, value] : fields) {
        if (number == f::quantity_milli && std::holds_alternative<std::int64_t>(value))
            PEYVAND_TRY(checkQuantity(std::get<std::int64_t>(value)));
        const auto* bytes = std::get_if<Bytes>(&value);
        if (number == f::stock_item && bytes != nullptr)
            PEYVAND_TRY(level(RecordId::of(*bytes).value_or(RecordId{})));
    }
    return records_.add({RecordType::stock_receipt, {}, fields});
}

Result<RecordId> Stock::takeOut(const StockNeed& need, const StockDraw& draw, std::string note) {
    namespace f = field::stock_issue;
    PEYVAND_TRY(checkQuantity(need.quantity_milli));
    if (draw.cause != "count")
        PEYVAND_TRY(checkLeft(need, draw));
    if (!draw.despite_shortage.empty())
        note += (note.empty() ? "" : "\n") + draw.despite_shortage;
    return records_.add({RecordType::stock_issue,
                         {},
                         {{f::stock_item, peyvand::valueOf(need.item)},
                          {f::quantity_milli, need.quantity_milli},
                          {f::day, peyvand::valueOf(draw.day)},
                          {f::cause, draw.cause},
                          {f::note, std::move(note)}}});
}

Result<std::optional<RecordId>> Stock::counted(const StockNeed& found, CivilDate day,
                                               std::string note) {
    namespace f = field::stock_receipt;
    if (found.quantity_milli < 0 || found.quantity_milli > max_quantity_milli)
        return fail(ErrorCode::quantity_missing);
    PEYVAND_LET(const StockLevel now, level(found.item));
    const std::int64_t more = found.quantity_milli - now.left_milli;
    if (more == 0)
        return std::optional<RecordId>{};
    std::optional<RecordId> made;
    if (more < 0) {
        PEYVAND_LET(made, takeOut({found.item, -more}, {day, "count", {}, {}, {}}, note));
        return made;
    }
    PEYVAND_LET(made, receive({{f::stock_item, peyvand::valueOf(found.item)},
                               {f::quantity_milli, more},
                               {f::day, peyvand::valueOf(day)},
                               {f::note, std::move(note)},
                               {f::correction, std::int64_t{1}}}));
    return made;
}

Result<RecordId> Stock::addKit(std::string name, std::string category,
                               const std::vector<KitLine>& lines) {
    namespace f = field::kit_line;
    for (const auto& line : lines) {
        PEYVAND_TRY(checkQuantity(line.quantity_milli));
        PEYVAND_TRY(level(line.item));
    }
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId kit,
                records_.addIn(transaction, {RecordType::kit,
                                             {},
                                             {{field::kit::name, std::move(name)},
                                              {field::kit::category, std::move(category)}}}));
    for (const auto& line : lines)
        PEYVAND_TRY(records_.addIn(transaction, {RecordType::kit_line,
                                                 {},
                                                 {{f::kit, peyvand::valueOf(kit)},
                                                  {f::stock_item, peyvand::valueOf(line.item)},
                                                  {f::quantity_milli, line.quantity_milli}}}));
    PEYVAND_TRY(transaction.commit());
    return kit;
}

Result<std::vector<StockNeed>> Stock::partsOf(const RecordId& kit, std::int64_t kits_milli) {
    PEYVAND_TRY(checkQuantity(kits_milli));
    std::vector<StockNeed> needs;
    auto rows = register_.database().prepare(
        "SELECT stock_item, quantity_milli FROM record_kit_line WHERE kit = ?"
        " AND removed IS NULL ORDER BY id");
    rows.bind(kit);
    while (rows.step()) {
        const std::int64_t each = rows.integer(1);
        PEYVAND_TRY(checkQuantity(each));
        needs.push_back({rows.id<RecordId>(0), each * kits_milli / milli});
    }
    return register_.database().checked(std::move(needs));
}

Result<Rial> Stock::valueOf(const std::vector<StockNeed>& needs) {
    Rial sum;
    for (const auto& need : needs) {
        PEYVAND_LET(const StockLevel now, level(need.item));
        PEYVAND_LET(const Rial part, timesMilli(now.value, need.quantity_milli));
        sum.amount += part.amount;
    }
    return sum;
}

// What an order holds is there for the order itself.
Result<void> Stock::checkLeft(const StockNeed& need, const StockDraw& draw) {
    if (!draw.despite_shortage.empty())
        return {};
    PEYVAND_LET(const StockLevel now, level(need.item));
    const std::int64_t left = draw.goods_order ? now.left_milli : now.availableMilli();
    if (left >= need.quantity_milli)
        return {};
    return fail(Error{ErrorCode::stock_short,
                      {{"item", now.name},
                       {"left", milliText(left)},
                       {"wanted", milliText(need.quantity_milli)}}});
}

Result<void> Stock::drawIn(JournalTransaction& transaction, const std::vector<StockNeed>& needs,
                           const StockDraw& draw) {
    namespace f = field::stock_issue;
    for (const auto& need : needs) {
        PEYVAND_TRY(checkQuantity(need.quantity_milli));
        PEYVAND_TRY(checkLeft(need, draw));
        PEYVAND_LET(const Rial value, valueOf({need}));
        std::vector<FieldValue> fields{{f::stock_item, peyvand::valueOf(need.item)},
                                       {f::quantity_milli, need.quantity_milli},
                                       {f::day, peyvand::valueOf(draw.day)},
                                       {f::cause, draw.cause},
                                       {f::value_rial, value.amount}};
        if (draw.aid)
            fields.push_back({f::aid, peyvand::valueOf(*draw.aid)});
        if (draw.goods_order)
            fields.push_back({f::goods_order, peyvand::valueOf(*draw.goods_order)});
        if (!draw.despite_shortage.empty())
            fields.push_back({f::note, draw.despite_shortage});
        PEYVAND_TRY(records_.addIn(transaction, {RecordType::stock_issue, {}, fields}));
    }
    return {};
}

Result<void> Stock::returnIn(JournalTransaction& transaction, const RecordId& aid,
                             std::string_view reason) {
    std::vector<RecordId> issues;
    {
        auto rows = register_.database().prepare(
            "SELECT id FROM record_stock_issue WHERE aid = ? AND void_reason IS NULL ORDER BY id");
        rows.bind(aid);
        while (rows.step())
            issues.push_back(rows.id<RecordId>(0));
    }
    PEYVAND_TRY(register_.database().takeFailure());
    for (const auto& issue : issues)
        PEYVAND_TRY(records_.voidIn(transaction, RecordType::stock_issue, issue, reason));
    return {};
}

} // namespace peyvand
