// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// قرض‌الحسنه: asked for, opened with instalments by Solar Hijri months, paid or
// forgiven, settled. The instalments add up to the amount; what does not divide is in the last. An
// instalment is late when its day has passed and it is due: computed, never stored. The aid of an
// open loan has the state "regular"; it counts as open, here and for the network, until the loan is
// settled. Errors: record_unknown, loan_closed, instalments_wrong, instalment_closed,
// reason_missing, proposal_undecided, proposal_delivered, and those of AidBook.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

struct Instalment {
    std::int64_t number = 0;
    CivilDate due{};
    Rial amount{};
};

struct LateInstalment {
    RecordId instalment{};
    RecordId loan{};
    RecordId subject{};
    Instalment row{};
    std::int64_t days_late = 0;
};

struct LoanState {
    Rial paid{};
    Rial forgiven{};
    Rial left{};
    std::int64_t late = 0;
    std::optional<CivilDate> next_due{};
};

/// instalments_wrong when there are none or more than 360, or the months are none.
Result<std::vector<Instalment>> instalmentsOf(Rial amount, std::int64_t count, CivilDate first,
                                              std::int64_t every_months);

class Loans {
  public:
    explicit Loans(Register& opened) : register_(opened), records_(opened) {}

    /// Fields as in kinds.def, without the state.
    Result<RecordId> request(const RecordId& subject, std::vector<FieldValue> fields);
    /// The money goes out. proposal, when it was the path, is delivered by it; reason is why one
    /// is given although another is open.
    Result<AidId> open(const RecordId& loan, CivilDate day,
                       const std::optional<RecordId>& proposal = {},
                       const std::string& reason = {});
    Result<void> notNow(const RecordId& loan, std::string reason);
    Result<void> pay(const RecordId& loan, std::int64_t number, CivilDate day,
                     std::string receipt_number);
    Result<void> forgive(const RecordId& loan, std::int64_t number, std::string reason);
    /// A payment or forgiveness that was an error: due again, and the loan open.
    Result<void> takeBack(const RecordId& loan, std::int64_t number, std::string reason);

    Result<std::vector<RecordRow>> instalments(const RecordId& loan);
    Result<LoanState> state(const RecordId& loan);
    /// Due up to the day and not paid, the earliest first.
    Result<std::vector<LateInstalment>> late(CivilDate today);

  private:
    Result<RecordRow> instalment(const RecordId& loan, std::int64_t number);
    Result<void> settleIn(JournalTransaction& transaction, const RecordRow& loan);
    Result<void> close(const RecordId& loan, std::int64_t number,
                       const std::vector<FieldValue>& fields);
    Register& register_;
    Records records_;
};

} // namespace peyvand
