// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Aid: given, held, voided; never edited. What rules say of it is for sync/enquiry, which sees the
// network too; here it is written.
// What an aid brings with it is written in the same transaction: goods leave the store and keep
// their value of that day, the proposal is delivered, the need is met; voiding takes all that back.
// Errors: beneficiary_unknown, household_unknown, aid_unknown, aid_voided, category_unknown,
// amount_negative, date_in_future (given only), reason_missing (a void without a reason), text_*,
// record_unknown (a fund, kit, … that is not there), proposal_undecided, proposal_delivered,
// stock_short, quantity_missing; those of core/register/giving_check.h.

#include "core/register/giving_check.h"
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
    /// Of a kit or an item of the stock: the category, the item's name and an amount that were left
    /// empty come from it; one kit where no quantity is said.
    AidDetails details{};
    /// The count shows too little, and the goods are there all the same: why.
    std::string despite_shortage{};
};

class AidBook {
  public:
    explicit AidBook(Register& opened) : register_(opened) {}

    Result<AidId> give(const AidDraft& draft, AskRules ask = AskRules::yes);
    Result<void> voidAid(const AidId& id, std::string_view reason);
    // Inside a transaction that writes more; nothing is committed.
    Result<AidId> giveIn(JournalTransaction& transaction, const AidDraft& draft,
                         AskRules ask = AskRules::yes);
    Result<void> voidIn(JournalTransaction& transaction, const AidId& id, std::string_view reason);
    /// What a kit or an item of the stock says for fields that are empty (give does it too).
    Result<void> fillIn(AidDraft& draft);
    /// A draft for a person or a household, whichever the record is.
    Result<AidDraft> draftFor(const RecordId& subject);
    Result<Aid> aid(const AidId& id);
    /// What concerns a person: given to the person, and given to a household that the person
    /// lives in; the latest first, voided ones included.
    Result<std::vector<Aid>> concerning(const BeneficiaryId& person);
    /// The latest first.
    Result<std::vector<Aid>> latest(std::int64_t offset, int count);

  private:
    Result<AidDraft> prepared(const AidDraft& typed);
    Register& register_;
};

/// The change that records an aid; id and category were checked.
Change aidChange(const AidId& id, const AidDraft& draft, HelpUnit unit);

} // namespace peyvand
