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

/// Further particulars of an aid, all of them may be unknown.
struct AidDetails {
    /// Code of the closed list "delivery".
    std::string delivery{};
    std::string tracking_number{};
    std::string deliverer{};
    std::string collector_name{};
    std::string invoice_number{};
    std::string project{};
    std::optional<RecordId> fund{};
    std::optional<RecordId> schedule{};
    std::optional<RecordId> proposal{};
    std::optional<RecordId> decision{};
    std::optional<RecordId> letter{};
    std::optional<RecordId> distribution{};
    std::optional<RecordId> payment_line{};
    std::optional<RecordId> kit{};
    std::optional<RecordId> stock_item{};
    std::optional<RecordId> sponsorship{};
    std::optional<RecordId> loan{};
    std::optional<RecordId> need{};
    std::optional<RecordId> goods_order{};
    /// Of the kit or the stock item, in thousandths of its measure.
    std::int64_t quantity_milli = 0;
    /// What the goods were worth on that day.
    std::optional<Rial> value{};
    /// The month of a schedule that it pays.
    std::optional<HijriMonth> period{};
    friend bool operator==(const AidDetails&, const AidDetails&) = default;
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
    AidDetails details{};
    /// A loan or regular help that goes on.
    bool open = false;
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
