// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// پرداخت‌ها: a list of payments to bank accounts is drawn up, approved, written as the
// bank's file and read back with the bank's result. A line becomes aid when the bank says that it
// was paid, never before. The file itself: core/exchange/bank_file.h. Errors: record_unknown,
// step_refused, payment_list_empty, amount_missing, and those of Records.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

struct PaymentList {
    std::string number{};
    CivilDate day{};
    /// The name of a layout of bank files.
    std::string layout = "plain";
    std::string from_iban{};
    std::optional<RecordId> fund{};
    std::optional<RecordId> decision{};
};

struct NewPayment {
    /// An open account of the person or household.
    RecordId bank_account{};
    Rial amount{};
    std::string category{};
    std::optional<RecordId> schedule{};
    /// Ordinal of the Solar Hijri month that a regular payment is for (HijriMonth).
    std::optional<int> period_month{};
    std::optional<RecordId> proposal{};
};

/// One line as the bank needs it.
struct Payment {
    RecordId line{};
    RecordId subject{};
    /// Counted from 1; with the list's number it is the reference that comes back.
    std::int64_t number = 0;
    std::string iban{};
    std::string holder{};
    Rial amount{};
    std::string category{};
    /// A code of the list payment_state.
    std::string state{};
    std::string tracking_number{};
    std::string return_reason{};
};

struct PaymentFigures {
    std::int64_t lines = 0;
    Rial total{};
    std::int64_t paid = 0;
    Rial paid_total{};
    std::int64_t returned = 0;
    /// Accounts that stand on more than one line: a question, not an error.
    std::int64_t same_account = 0;
};

/// What the bank says of one line.
struct PaymentResult {
    RecordId line{};
    bool paid = false;
    std::string tracking_number{};
    std::string return_reason{};
};

class Payments {
  public:
    explicit Payments(Register& opened) : register_(opened) {}

    Result<RecordId> draft(const PaymentList& list);
    /// Only on a draft. All or nothing.
    Result<void> add(const RecordId& list, const std::vector<NewPayment>& payments);
    /// payment_list_empty; a draft only.
    Result<void> approve(const RecordId& list);
    /// Back to the draft, before it went to the bank.
    Result<void> reopen(const RecordId& list);
    /// The file was written: an approved list only. Lines wait for the bank.
    Result<void> markSent(const RecordId& list);
    struct Settled {
        std::int64_t paid = 0;
        std::int64_t returned = 0;
        /// Said before by an earlier result: nothing was written.
        std::int64_t known = 0;
        std::vector<AidId> aid{};
    };
    /// Paid lines become aid of the day, delivered by bank transfer; all or nothing. The list is
    /// closed once every line has its result.
    Result<Settled> settle(const RecordId& list, const std::vector<PaymentResult>& results,
                           CivilDate day);

    /// The accounts masked for who does not see them whole.
    Result<std::vector<Payment>> lines(const RecordId& list);
    /// For the bank's file and for reading its answer: whole accounts, and only for who may change
    /// the list. Of an approved list or one that was sent.
    Result<std::vector<Payment>> forBank(const RecordId& list);
    /// Before the file gets its name: in the audit log, and an approved list is sent from now on.
    Result<void> noteFile(const RecordId& list);
    Result<PaymentFigures> figures(const RecordId& list);

  private:
    Result<RecordRow> listIn(const RecordId& list, std::string_view state);
    Result<void> setState(const RecordId& list, std::string_view state);
    Result<std::vector<Payment>> wholeLines(const RecordId& list);
    Result<AidId> giveFor(JournalTransaction& transaction, const RecordRow& list,
                          const RecordRow& line, const PaymentResult& result, CivilDate day);
    Register& register_;
};

} // namespace peyvand
