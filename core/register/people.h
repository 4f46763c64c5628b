// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// People and their identities: search before create; an existing identity leads to its file.
// Reads return values; writes are one journal transaction each.
// Errors: beneficiary_unknown, name_missing, identity_taken, text_* (field), and the store's.

#include "core/register/register.h"

namespace peyvand {

/// How a typed identity is kept: confirmed when it passed its checks.
ReadIdentity readTyped(const TypedIdentity& identity);

class People {
  public:
    explicit People(Register& opened) : register_(opened) {}

    /// Files that hold this confirmed identity, the oldest first.
    Result<std::vector<BeneficiaryId>> holding(const Identity& identity);
    /// Files by a number that is not confirmed, as it was typed.
    Result<std::vector<BeneficiaryId>> holdingTyped(std::string_view folded);
    Result<Person> person(const BeneficiaryId& id);
    Result<PeoplePage> page(const PeopleRequest& request);
    /// Files that may be the same person, best first, at most 5.
    Result<std::vector<PersonRow>> similar(const NewPerson& person);
    /// By the office's number or the old paper one, as typed or with ASCII digits.
    Result<std::vector<BeneficiaryId>> withFileNumber(std::string_view typed);

    Result<RegisteredPerson> add(const NewPerson& person);
    /// Only fields that differ are written.
    Result<void> edit(const BeneficiaryId& id, const PersonFields& fields);
    /// A further number of a person; identity_taken when a confirmed one leads to another file.
    Result<IdentityId> addIdentity(const BeneficiaryId& id, const TypedIdentity& identity);
    /// Confirms a number that an aid list proposed, in place of the wrong one of its kind or of
    /// none; identity_taken when it leads to another file.
    Result<void> acceptProposed(const BeneficiaryId& id, const IdentityId& identity);

  private:
    Result<IdentityKind> acceptable(const BeneficiaryId& id, const IdentityId& waiting);
    bool isSomebodyElse(const NewPerson& person, std::int64_t row);
    std::vector<PersonRow> rowsOf(const std::vector<std::int64_t>& numbers);
    Register& register_;
};

/// The fields of a change for a person; blanks are left out.
std::vector<FieldValue> personFieldValues(const PersonFields& fields);
/// The change that gives a person a number.
Change identityChange(const IdentityId& id, const BeneficiaryId& person, const ReadIdentity& read,
                      std::string_view typed, bool proposed);

} // namespace peyvand
