// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What each role may see, change and do, as one table (docs/users.md shows it). Enforced where a
// change is made (Register puts it before the journal) and, for deeds that are no change, by
// Register::need. Roles bind the program, not somebody who holds the register key. Pure; any
// thread.

#include "core/journal/change.h"

#include <optional>
#include <span>
#include <string_view>

namespace peyvand {

enum class Role : std::uint8_t {
    clerk,
    social_worker,
    accountant,
    storekeeper,
    case_lead,
    manager,
    auditor,
};
inline constexpr int role_count = 7;

/// What is no change of a record.
enum class Deed : std::uint8_t {
    import,
    export_,
    exchange, // bundles and synchronising
    erase,
    backup,
    restore,
    users,
    rules,
    network,
    council,
    override_rule, // help where a rule asks the case lead
    see_illness,
    see_iban, // the whole شبا
    read_audit,
};
inline constexpr int deed_count = 14;

enum class Access : std::uint8_t { none, see, change };

/// "case_lead" and back, as records and the words (role.case_lead) have it.
std::string_view roleName(Role role);
std::optional<Role> roleFromName(std::string_view name);
/// As the words (deed.export) and the error not_permitted have it.
std::string_view deedName(Deed deed);

/// A kind of record that this program does not know is the manager's alone.
Access accessTo(RecordType type, Role role);
bool mayDo(Deed deed, Role role);

/// Who is at work: a role, or the only user of a one-person office, who may do all.
struct Permission {
    Role role = Role::auditor;
    bool all = false;

    bool may(Deed deed) const { return all || mayDo(deed, role); }
    bool sees(RecordType type) const { return all || accessTo(type, role) != Access::none; }
    bool changes(RecordType type) const { return all || accessTo(type, role) == Access::change; }
    /// Erasing and rules of the network are deeds beside what they change.
    bool allows(const Change& change) const;
};

} // namespace peyvand
