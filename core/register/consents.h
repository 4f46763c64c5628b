// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What people allow: the papers they signed, refused or withdrew, and whether the network may be
// told of help that they got. Writing a paper is Records' work; this reads what holds. A paper is
// of a person or of a household, and then of everyone who lives in it. Of one subject's papers
// about one purpose the latest day counts, and of one day the refusal; between person and
// household, and between desks that contradict each other, the refusal counts. A refusal to keep a
// file refuses everything. Days are compared on reading: time changes no table.
// Errors: step_refused, record_unknown, date_in_future, and the store's.

#include "core/register/records.h"

namespace peyvand {

enum class SharingBasis : std::uint8_t { unless_refused, only_with_consent };
/// expired: a paper was signed, and its time is over.
enum class ConsentVerdict : std::uint8_t { none, given, expired, refused };

std::string_view nameOf(SharingBasis basis);
std::string_view nameOf(ConsentVerdict verdict);

class Consents {
  public:
    explicit Consents(Register& opened) : register_(opened) {}

    /// The default is unless_refused; while desks disagree, only_with_consent.
    Result<SharingBasis> basis();
    /// All claims are due at once.
    Result<void> setBasis(SharingBasis basis);

    /// The paper's own verdict is for one purpose ("network_claims", choices.def) on a day. A given
    /// paper that names charities speaks for those only: readers are the names of all who would
    /// read, none when that is not asked.
    Result<ConsentVerdict> verdict(const RecordId& subject, std::string_view purpose, CivilDate day,
                                   const std::vector<std::string>& readers = {});
    /// Of the person, the households the person lives in, and one more household.
    Result<ConsentVerdict> verdictFor(const BeneficiaryId& person,
                                      const std::optional<HouseholdId>& household,
                                      std::string_view purpose, CivilDate day,
                                      const std::vector<std::string>& readers = {});
    /// Whether a claim may be made under a person's identity, for help to the person or to this
    /// household.
    Result<bool> mayClaim(const BeneficiaryId& person, const std::optional<HouseholdId>& household,
                          const std::vector<std::string>& readers);

    /// The latest day a withdrawal is taken for is today. The state, the day and who wrote it stay
    /// in the history.
    Result<void> withdraw(const RecordId& consent, CivilDate day);
    /// Makes the claims due of whose papers ended, or begin to count, since it was last asked.
    /// Called by the claims worker before it looks what is due.
    Result<void> markTimedOut();

  private:
    Register& register_;
};

} // namespace peyvand
