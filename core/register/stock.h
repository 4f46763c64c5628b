// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The store of goods, simply: what came, what went, what is left. Left = receipts - issues that are
// not void; available = left less what open orders of goods hold. Nothing is kept beside the
// records, so that two desks agree; both may issue the last bag and what is left goes below zero:
// that is told (aid_findings.h), never refused afterwards. Quantities are thousandths of the item's
// measure, kits thousandths of a kit.
// Errors: record_unknown, quantity_missing, stock_short (item, left, wanted), amount_unreadable,
// and those of Records.

#include "core/register/records.h"

namespace peyvand {

struct StockLevel {
    RecordId item{};
    std::string name{};
    std::string measure{};
    std::int64_t left_milli = 0;
    std::int64_t reserved_milli = 0;
    std::int64_t low_milli = 0;
    /// Of one measure, from the item or its latest receipt with a value.
    Rial value{};
    std::int64_t availableMilli() const { return left_milli - reserved_milli; }
    bool isLow() const { return availableMilli() <= low_milli; }
};

struct StockNeed {
    RecordId item{};
    std::int64_t quantity_milli = 0;
};

/// Why and for what goods leave the store.
struct StockDraw {
    CivilDate day{};
    /// Code of the list "issue_reason".
    std::string cause{};
    std::optional<RecordId> aid{};
    std::optional<RecordId> goods_order{};
    /// Goods that the count does not show leave all the same when somebody says why.
    std::string despite_shortage{};
};

struct KitLine {
    RecordId item{};
    std::int64_t quantity_milli = 0;
};

class Stock {
  public:
    explicit Stock(Register& opened) : register_(opened), records_(opened) {}

    Result<StockLevel> level(const RecordId& item);
    /// By name; closed items are left out when nothing is left of them.
    Result<std::vector<StockLevel>> levels();
    Result<RecordId> receive(const std::vector<FieldValue>& fields);
    /// Goods that leave without aid: cause loss, expired or count.
    Result<RecordId> takeOut(const StockNeed& need, const StockDraw& draw, std::string note);
    /// Somebody counted: the difference becomes a receipt or an issue; none when there is none.
    Result<std::optional<RecordId>> counted(const StockNeed& found, CivilDate day,
                                            std::string note);

    Result<RecordId> addKit(std::string name, std::string category,
                            const std::vector<KitLine>& lines);
    /// What so many kits are made of.
    Result<std::vector<StockNeed>> partsOf(const RecordId& kit, std::int64_t kits_milli);
    Result<Rial> valueOf(const std::vector<StockNeed>& needs);

    // Inside the transaction that gives or voids.
    Result<void> drawIn(JournalTransaction& transaction, const std::vector<StockNeed>& needs,
                        const StockDraw& draw);
    /// Issues of a voided aid are voided.
    Result<void> returnIn(JournalTransaction& transaction, const RecordId& aid,
                          std::string_view reason);

  private:
    Result<void> checkLeft(const StockNeed& need, const StockDraw& draw);
    Register& register_;
    Records records_;
};

/// The value of a quantity; amount_unreadable when it is beyond all measure.
Result<Rial> timesMilli(Rial each, std::int64_t quantity_milli);
/// "2.5" of 2,500.
std::string milliText(std::int64_t quantity_milli);

} // namespace peyvand
