// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is asked before help begins, whichever way it begins: handed over, held by a letter or an
// order, planned, lent, ticked at a door. The rules look at other charities too, so that whoever
// knows the network answers (sync/enquiry/giving_rules.h); a register that has nobody to ask gives
// without.

#include "core/base/result.h"

namespace peyvand {

struct AidDraft;

class GivingCheck {
  public:
    virtual ~GivingCheck() = default;
    /// Inside the transaction that will write the aid; a refusal undoes all of it. reason_needed,
    /// not_permitted, and the errors of an enquiry.
    virtual Result<void> allow(const AidDraft& draft) = 0;
};

/// Whether giving asks: not for what an answer was given for already (a delivery of what was held,
/// a payment of a plan, an aid whose rules were shown).
enum class AskRules : std::uint8_t { yes, asked_before };

} // namespace peyvand
