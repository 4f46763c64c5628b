// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The answer to one enquiry, as plain values: own file, claims of all members, rules, freshness.

#include "core/register/values.h"
#include "sync/direct/case_questions.h"

namespace peyvand {

struct ClaimSeen {
    /// Of a person with two numbers one of the claims that say the same.
    ClaimId claim{};
    CharityId charity{};
    /// As the membership names it; "یک خیریهٔ عضو" where the category is sensitive.
    std::string charity_name{};
    std::string category{};
    std::string item{};
    HelpUnit unit = HelpUnit::person;
    HijriMonth month{};
    /// Only under an agreement that allows the day.
    std::optional<CivilDate> day{};
    AidState state = AidState::given;
    std::optional<CivilDate> hold_until{};
    /// The household says that it was not received. Open: it is in question; not_given: its charity
    /// said so, and it counts as nothing.
    QuestionState asked = QuestionState::none;
};

struct RuleLine {
    RuleOutcome outcome{};
    /// The whole sentence of the word catalogue, in the asked language.
    std::string sentence{};
    /// Charities whose help was counted; null is the own one.
    std::vector<CharityId> charities{};
};

/// What the rules say of an aid before it is saved.
struct AidPreview {
    RuleResult result = RuleResult::allowed;
    std::vector<RuleLine> rules{};
    /// Giving now wants a reason; it is never refused.
    bool reason_wanted = false;
    /// A rule that wants it asks the case lead: only who may override rules saves it.
    bool coordinator_wanted = false;
};

struct Freshness {
    CharityId charity{};
    std::string charity_name{};
    /// Milliseconds since 1970 of its newest head; nothing was ever received when empty.
    std::optional<std::int64_t> as_of_ms{};
};

enum class EnquiryGroup : std::uint8_t { never_helped = 1, allowed = 2, within_period = 3 };
std::string_view enquiryGroupName(EnquiryGroup group);

struct Answer {
    std::string asked{};
    ReadIdentity identity{};
    std::optional<Person> person{};
    std::vector<Aid> aid{};
    std::vector<ClaimSeen> claims{};
    std::vector<RuleLine> rules{};
    /// Nothing for an identity that is not valid.
    std::optional<EnquiryGroup> group{};
    std::vector<Freshness> freshness{};
    /// Other files with the same identity.
    std::vector<BeneficiaryId> duplicates{};
    /// Claims that could not be opened (a failed commitment), for the log and the card.
    int claims_unreadable = 0;
};

} // namespace peyvand
