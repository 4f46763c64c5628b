// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Payments as a bank takes them, and the bank's answer as it comes back. Banks differ, so the
// office keeps layouts as data:
//   {"separator": ",", "headings": ["شبا", "مبلغ", …], "columns": ["iban", "amount_rial", …]}
// columns are iban, amount_rial, holder, reference, number, note, empty. UTF-8 with a byte order
// mark and CRLF; formulas are guarded. The answer needs no layout: a line is known by its
// reference ("<list>-<number>"), else by account and amount, and its fate by the banks' usual
// words. Pure functions, any thread.
// Errors: bank_layout_invalid (field), bank_result_unknown (row), and those of reading lists.

#include "core/base/bytes.h"
#include "core/register/payments.h"

#include <string>
#include <vector>

namespace peyvand::exchange {

struct BankLayout {
    char separator = ',';
    std::vector<std::string> headings{};
    std::vector<std::string> columns{};
};

/// Comma, five columns with Persian headings; what every office has.
const BankLayout& plainBankLayout();
/// From the JSON above; bank_layout_invalid names the part that is wrong.
Result<BankLayout> readBankLayout(std::string_view json);

/// What stands on the list and comes back: "1405-12-3" for line 3 of list 1405-12.
std::string paymentReference(std::string_view list_number, std::int64_t line_number);
std::string bankFile(const BankLayout& layout, std::string_view list_number, std::string_view note,
                     const std::vector<Payment>& payments);

struct BankAnswer {
    std::vector<PaymentResult> results{};
    /// Rows of the file whose line is known but whose fate is not: a person looks.
    std::vector<std::int64_t> unsure_rows{};
    /// Lines of the list that the file does not name.
    std::int64_t missing = 0;
};
/// A CSV of any encoding and separator, or a workbook. Rows without an account or a reference
/// (headings, totals) are passed over; an account that is not on the list is
/// bank_result_unknown, and so is a line that two rows tell differently.
Result<BankAnswer> readBankAnswer(ByteView bytes, std::string_view list_number,
                                  const std::vector<Payment>& payments);

} // namespace peyvand::exchange
