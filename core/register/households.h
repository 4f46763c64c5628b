// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Households: who lives and is helped together. A member's row keeps its dates; moving ends one
// and begins another. A household has one head; when the head dies or leaves, a new one is asked
// for, never forced. Errors: household_unknown, beneficiary_unknown, member_unknown,
// date_in_future, text_*.

#include "core/register/register.h"

namespace peyvand {

struct Move {
    std::string relation{};
    /// Today when none is given; never a day to come.
    std::optional<CivilDate> day{};
    /// Why the household before was left.
    std::string reason{};
};

/// Where somebody lived, from when and until when; open while left is not set.
struct HouseholdStay {
    RecordId id{};
    HouseholdId household{};
    BeneficiaryId person{};
    std::string relation{};
    bool head = false;
    std::optional<CivilDate> joined{};
    std::optional<CivilDate> left{};
    std::string left_reason{};
};

enum class HeadState : std::uint8_t { one, none, several, deceased };
std::string_view nameOf(HeadState state);

class Households {
  public:
    explicit Households(Register& opened) : register_(opened) {}

    /// The first member is the head. Members of other households move.
    Result<HouseholdId> make(std::string_view name, const std::vector<BeneficiaryId>& members);
    Result<Household> household(const HouseholdId& id);
    /// Ends the membership of today's household, if any, and begins the new one.
    Result<void> move(const BeneficiaryId& person, const HouseholdId& to,
                      std::string_view relation);
    Result<void> move(const BeneficiaryId& person, const HouseholdId& to, const Move& move);
    /// The person lives in no household from then on.
    Result<void> leave(const BeneficiaryId& person, const Move& move);
    /// The others of today's household are no heads any more.
    Result<void> setHead(const HouseholdId& id, const BeneficiaryId& person);
    /// several: two desks named one without knowing of each other.
    Result<HeadState> headState(const HouseholdId& id);
    /// Of a household, or of a person with every household since the first; the latest first.
    Result<std::vector<HouseholdStay>> memberships(const RecordId& subject);
    /// Shelter, separation, threat: claims for the helped person only.
    Result<void> setConfidential(const HouseholdId& id, bool confidential);

  private:
    Result<Move> checked(const Move& move);
    /// day_before_start for a day before the person came to where they live.
    Result<void> notBeforeJoining(const BeneficiaryId& person, CivilDate day);
    void endMemberships(JournalTransaction& transaction, const BeneficiaryId& person,
                        const Move& move);
    void addMember(JournalTransaction& transaction, const HouseholdId& household,
                   const BeneficiaryId& person, const Move& move, bool head);
    Register& register_;
};

} // namespace peyvand
