// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Aid: given, held, voided; never edited. What rules say of it is for sync/enquiry, which sees the
// network too; here it is written.
// Errors: beneficiary_unknown, household_unknown, aid_unknown, aid_voided, category_unknown,
// amount_negative, date_in_future (given only), reason_missing (a void without a reason), text_*.

#include "core/register/register.h"

namespace peyvand {

struct AidDraft {
    /// One of the two, or both: a household's aid is handed to somebody.
    std::optional<BeneficiaryId> person{};
    std::optional<HouseholdId> household{};
    /// Empty is the category's own.
    std::optional<HelpUnit> unit{};
    std::string category{};
    std::string item{};
    Rial amount{};
    CivilDate date{};
    /// given, held or regular.
    AidState state = AidState::given;
    /// Last day of a hold; fourteen days when none is said.
    std::optional<CivilDate> hold_until{};
    /// Codes of the word catalogue ("source.<code>", "reason.<code>").
    std::string source_of_funds{};
    std::string reason{};
    std::string note{};
};

class AidBook {
  public:
    explicit AidBook(Register& opened) : register_(opened) {}

    Result<AidId> give(const AidDraft& draft);
    Result<void> voidAid(const AidId& id, std::string_view reason);
    Result<Aid> aid(const AidId& id);
    /// What concerns a person: given to the person, and given to a household that the person
    /// lives in; the latest first, voided ones included.
    Result<std::vector<Aid>> concerning(const BeneficiaryId& person);
    /// The latest first.
    Result<std::vector<Aid>> latest(std::int64_t offset, int count);

  private:
    Register& register_;
};

/// The change that records an aid; id and category were checked.
Change aidChange(const AidId& id, const AidDraft& draft, HelpUnit unit);

} // namespace peyvand
