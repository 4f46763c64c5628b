// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Households: who lives and is helped together. A member's row keeps its dates; moving ends one
// and begins another. Errors: household_unknown, beneficiary_unknown, text_*.

#include "core/register/register.h"

namespace peyvand {

class Households {
  public:
    explicit Households(Register& opened) : register_(opened) {}

    /// The first member is the head. Members of other households move.
    Result<HouseholdId> make(std::string_view name, const std::vector<BeneficiaryId>& members);
    Result<Household> household(const HouseholdId& id);
    /// Ends the membership of today's household, if any, and begins the new one.
    Result<void> move(const BeneficiaryId& person, const HouseholdId& to,
                      std::string_view relation);
    /// Shelter, separation, threat: claims for the helped person only.
    Result<void> setConfidential(const HouseholdId& id, bool confidential);

  private:
    void addMember(JournalTransaction& transaction, const HouseholdId& household,
                   const BeneficiaryId& person, std::string_view relation, bool head);
    Register& register_;
};

} // namespace peyvand
