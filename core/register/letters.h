// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Introduction letters (معرفی‌نامه): to a shop, a pharmacy, a hospital, with a ceiling
// and a last day. Issuing holds the aid for the network; the invoice that comes back turns the hold
// into aid; voiding the letter takes the hold back. That one has run out is computed on reading.
// Errors: record_unknown, letter_closed, letter_expired, letter_over_ceiling, invoice_missing,
// invoice_used (the three before take a reason instead), reason_missing, day_before_start, and
// those of AidBook.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

struct InvoiceDraft {
    std::string number{};
    Rial amount{};
    /// The day of the invoice.
    CivilDate day{};
    /// Above the ceiling, after the last day, or an invoice that came before: why it is taken.
    std::string reason{};
};

class Letters {
  public:
    explicit Letters(Register& opened) : register_(opened), records_(opened) {}

    /// Fields as in kinds.def; number, state and hold are made here.
    Result<RecordId> issue(const RecordId& subject, std::vector<FieldValue> fields,
                           const std::string& reason = {});
    Result<AidId> use(const RecordId& letter, const InvoiceDraft& invoice);
    Result<void> voidLetter(const RecordId& letter, std::string reason);
    static bool isExpired(const RecordRow& letter, CivilDate today);

  private:
    Result<void> checkInvoice(const RecordRow& letter, const InvoiceDraft& invoice);
    Register& register_;
    Records records_;
};

} // namespace peyvand
