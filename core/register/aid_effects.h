// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What giving an aid brings with it, and what voiding it takes back: goods, the proposal, the need.
// Within core/register only; AidBook calls these inside its transaction.

#include "core/register/aid_book.h"

namespace peyvand {

/// Category, item, quantity, value and amount from the kit or the item of the stock.
Result<void> fillFromStock(Register& opened, AidDraft& draft);
/// A proposal must be approved and not delivered yet, unless the office gives without decisions
/// (setting "aid.without_decision" = "yes"). Its need and decision become those of the aid.
Result<void> followProposal(Register& opened, AidDraft& draft);
Result<void> writeGiven(Register& opened, JournalTransaction& transaction, const RecordId& aid,
                        const AidDraft& draft);
Result<void> writeVoided(Register& opened, JournalTransaction& transaction, const Aid& before,
                         const std::string& reason);

} // namespace peyvand
