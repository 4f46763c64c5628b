// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the register keeps, as plain values: windows and the console see these and nothing deeper.

#include "core/base/civil_date.h"
#include "core/base/id.h"
#include "core/base/rial.h"
#include "core/identity/identity.h"
#include "core/rules/rule.h"

#include <optional>
#include <string>
#include <vector>

namespace peyvand {

enum class Sex : std::uint8_t { unknown = 0, female = 1, male = 2 };

/// The fields of a person that a clerk fills in; empty is "not known".
struct PersonFields {
    std::string given_name{};
    std::string family_name{};
    std::string father_name{};
    std::optional<BirthDate> birth{};
    Sex sex = Sex::unknown;
    /// Canonical ("09…"), the first one is the one to call.
    std::vector<std::string> phones{};
    std::string province{};
    std::string city{};
    std::string address{};
    std::string postal_code{};
    /// The office's own number on the paper file.
    std::string file_number{};
    friend bool operator==(const PersonFields&, const PersonFields&) = default;
};

/// One of a person's numbers, as kept.
struct PersonIdentity {
    IdentityId id{};
    IdentityKind kind{};
    /// As typed, when it is not confirmed.
    std::string typed{};
    /// Set when the number passed its checks and nobody has put it in doubt.
    std::optional<Identity> confirmed{};
    /// Came from another list (an aid list) and waits for a person to accept it.
    bool proposed = false;
};

struct Person {
    BeneficiaryId id{};
    /// The office's running number of the file, from 1, local to the register.
    std::int64_t row = 0;
    PersonFields fields{};
    std::vector<PersonIdentity> identities{};
    std::optional<HouseholdId> household{};
    bool confidential = false;
    bool discreet = false; // آبرومند
};

struct HouseholdMember {
    BeneficiaryId id{};
    std::string name{};
    std::string relation{};
    std::optional<BirthDate> birth{};
    bool head = false;
};

struct Household {
    HouseholdId id{};
    std::string name{};
    std::vector<HouseholdMember> members{};
    bool confidential = false;
};

/// One row of the table of people.
struct PersonRow {
    BeneficiaryId id{};
    std::int64_t row = 0;
    std::string given_name{};
    std::string family_name{};
    std::string father_name{};
    std::string number{};
    bool number_confirmed = false;
    std::optional<BirthDate> birth{};
    std::string city{};
    std::optional<CivilDate> last_aid{};
};

struct Aid {
    AidId id{};
    std::optional<BeneficiaryId> person{};
    std::optional<HouseholdId> household{};
    HelpUnit unit = HelpUnit::person;
    std::string category{};
    std::string item{};
    Rial amount{};
    CivilDate date{};
    AidState state = AidState::given;
    std::optional<CivilDate> hold_until{};
    std::string source_of_funds{};
    /// Code of the closed list of reasons ("illness", …) and the clerk's words.
    std::string reason{};
    std::string note{};
    std::string void_reason{};
};

struct TypedIdentity {
    /// Empty is "read it by its form" (readIdentity).
    std::optional<IdentityKind> kind{};
    std::string typed{};
    std::string issuing_state{};
};

struct NewPerson {
    PersonFields fields{};
    std::vector<TypedIdentity> identities{};
};

struct RegisteredPerson {
    BeneficiaryId id{};
    /// The identity already led to this file: nothing was written.
    bool existing = false;
};

struct PeopleRequest {
    /// Name, father's name, phone, identity or file number; empty is everybody.
    std::string text{};
    std::int64_t offset = 0;
    /// At most 500.
    int count = 100;
};

struct PeoplePage {
    /// How many match in all; only counted for offset 0, -1 otherwise. A search shows the 500
    /// closest and says more when others match as well.
    std::int64_t total = 0;
    bool more = false;
    std::vector<PersonRow> rows{};
};

} // namespace peyvand
