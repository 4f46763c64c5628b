// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Orders of goods (حواله): issued they reserve what the store has and hold the aid for the network;
// delivered they draw the goods and become aid; void they give both back. An order past its last
// day reserves nothing; it may still be delivered while the goods last.
// Errors: record_unknown, order_closed, stock_short, reason_missing, goods_missing (neither an item
// nor a kit), day_before_start, and those of AidBook.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

struct Handover {
    CivilDate day{};
    std::string collector_name{};
    std::string deliverer{};
    std::string despite_shortage{};
};

class GoodsOrders {
  public:
    explicit GoodsOrders(Register& opened) : register_(opened), records_(opened) {}

    /// Fields as in kinds.def; number, state and hold are made here. What is not there can be
    /// ordered with a reason only.
    Result<RecordId> issue(const RecordId& subject, std::vector<FieldValue> fields,
                           const std::string& despite_shortage = {},
                           const std::string& reason = {});
    Result<AidId> deliver(const RecordId& order, const Handover& handover);
    Result<void> voidOrder(const RecordId& order, std::string reason);

  private:
    Result<void> checkGoods(const RecordRow& order, const std::string& despite_shortage);
    Register& register_;
    Records records_;
};

} // namespace peyvand
