// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/goods_orders.h"

#include "core/register/office_numbers.h"
#include "core/register/stock.h"

namespace peyvand {
namespace {

namespace f = field::goods_order;
// "void_reason.order_delivered" of the word catalogue.
constexpr std::string_view delivered_reason = "order_delivered";

Result<AidDraft> draftOf(Register& opened, const RecordRow& order) {
    PEYVAND_LET(AidDraft draft, AidBook(opened).draftFor(order.subject.value_or(RecordId{})));
    draft.category = order.text(f::category);
    draft.details.kit = order.record(f::kit);
    draft.details.stock_item = order.record(f::stock_item);
    draft.details.quantity_milli = order.number(f::quantity_milli);
    draft.details.delivery = "goods_order";
    draft.details.goods_order = order.id;
    return draft;
}

} // namespace

// The order itself is among what is reserved already.
Result<void> GoodsOrders::checkGoods(const RecordRow& order, const std::string& despite_shortage) {
    Stock stock(register_);
    std::vector<StockNeed> needs;
    if (const auto kit = order.record(f::kit)) {
        PEYVAND_LET(needs, stock.partsOf(*kit, order.number(f::quantity_milli)));
    } else if (const auto item = order.record(f::stock_item)) {
        needs.push_back({*item, order.number(f::quantity_milli)});
    } else {
        return fail(ErrorCode::goods_missing);
    }
    for (const auto& need : needs) {
        PEYVAND_TRY(timesMilli(Rial{0}, need.quantity_milli));
        PEYVAND_LET(const StockLevel now, stock.level(need.item));
        if (now.availableMilli() >= 0 || !despite_shortage.empty())
            continue;
        return fail(Error{ErrorCode::stock_short,
                          {{"item", now.name},
                           {"left", milliText(now.availableMilli() + need.quantity_milli)},
                           {"wanted", milliText(need.quantity_milli)}}});
    }
    return {};
}

Result<RecordId> GoodsOrders::issue(const RecordId& subject, std::vector<FieldValue> fields,
                                    const std::string& despite_shortage,
                                    const std::string& reason) {
    std::erase_if(fields, [](const auto& field) {
        return field.field == f::number || field.field == f::state || field.field == f::hold;
    });
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const std::string number, nextOfficeNumber(register_, "order", register_.today()));
    fields.push_back({f::number, number});
    fields.push_back({f::state, std::string("issued")});
    if (!despite_shortage.empty())
        fields.push_back({f::state_reason, despite_shortage});
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::goods_order, subject, fields}));
    PEYVAND_LET(const RecordRow order, records_.record(RecordType::goods_order, id));
    if (order.has(f::valid_until) && order.day(f::valid_until) < order.day(f::issued_day))
        return fail(ErrorCode::day_before_start);
    PEYVAND_TRY(checkGoods(order, despite_shortage));
    PEYVAND_LET(AidDraft draft, draftOf(register_, order));
    draft.state = AidState::held;
    draft.date = *order.day(f::issued_day);
    draft.hold_until = order.day(f::valid_until);
    draft.reason = reason;
    PEYVAND_LET(const AidId hold, AidBook(register_).giveIn(transaction, draft));
    PEYVAND_TRY(
        records_.editIn(transaction, RecordType::goods_order, id, {{f::hold, valueOf(hold)}}));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<AidId> GoodsOrders::deliver(const RecordId& id, const Handover& handover) {
    PEYVAND_LET(const RecordRow order, records_.record(RecordType::goods_order, id));
    if (order.text(f::state) != "issued")
        return fail(ErrorCode::order_closed);
    PEYVAND_LET(AidDraft draft, draftOf(register_, order));
    draft.date = handover.day;
    draft.details.collector_name = handover.collector_name;
    draft.details.deliverer = handover.deliverer;
    draft.despite_shortage = handover.despite_shortage;
    AidBook book(register_);
    JournalTransaction transaction(register_.journal());
    if (const auto hold = order.recordAs<AidId>(f::hold))
        PEYVAND_TRY(book.voidIn(transaction, *hold, delivered_reason));
    PEYVAND_LET(const AidId aid, book.giveIn(transaction, draft, AskRules::asked_before));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::goods_order, id,
                                {{f::state, std::string("delivered")},
                                 {f::aid, valueOf(aid)},
                                 {f::delivered_day, valueOf(handover.day)},
                                 {f::collector_name, handover.collector_name}}));
    PEYVAND_TRY(transaction.commit());
    return aid;
}

Result<void> GoodsOrders::voidOrder(const RecordId& id, std::string reason) {
    PEYVAND_LET(const RecordRow order, records_.record(RecordType::goods_order, id));
    if (order.text(f::state) != "issued")
        return fail(ErrorCode::order_closed);
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    JournalTransaction transaction(register_.journal());
    if (const auto hold = order.recordAs<AidId>(f::hold))
        PEYVAND_TRY(AidBook(register_).voidIn(transaction, *hold, reason));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::goods_order, id,
                                {{f::state, std::string("void")}, {f::state_reason, reason}}));
    return transaction.commit();
}

} // namespace peyvand
