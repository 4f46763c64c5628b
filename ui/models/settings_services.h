// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the settings of the window ask of the office: users, rules, backups and the audit log. A
// part of OfficeServices, with its threads and errors. No Qt.

#include "core/register/audit.h"
#include "core/register/backup_file.h"
#include "core/register/rule_book.h"
#include "core/register/users.h"

#include <stop_token>

namespace peyvand {

struct UserList {
    /// Who does not see users sees only the own row.
    std::vector<User> users{};
    /// The user who is at work.
    std::string own{};
    Role own_role = Role::auditor;
    bool may_change = false;
    /// The only user may do all; holds while there is one.
    bool one_person = false;
};

enum class UserWork : std::uint8_t { add, role, password, remove, code };

/// One change of users; what the work does not need is left empty.
struct UserChange {
    UserWork work = UserWork::add;
    std::string name{};
    Role role = Role::clerk;
    std::string password{};
    std::string own_password{};
};

struct RuleRow {
    Rule rule{};
    RuleSource source = RuleSource::preset;
    /// What it does, and where it comes from, as sentences.
    std::string effect{};
    std::string origin{};
};

struct RuleList {
    std::vector<RuleRow> rules{};
    bool may_change = false;
};

struct BackupRow {
    std::string file{};
    std::int64_t time_ms = 0;
    std::uint64_t bytes = 0;
};

struct BackupList {
    /// The automatic ones, the newest first.
    std::vector<BackupRow> backups{};
    /// Where they lie.
    std::string folder{};
    std::int64_t now_ms = 0;
    bool automatic = true;
    bool may_switch = false;
};

struct AuditList {
    std::vector<AuditRow> rows{};
    /// Names to choose from, also of those who left.
    std::vector<std::string> users{};
};

class SettingsServices {
  public:
    virtual ~SettingsServices() = default;

    virtual Result<UserList> users() = 0;
    /// Gives a recovery code when a new one counts from now on: it is shown once; else empty. The
    /// passwords of the change are wiped. Slow. password_wrong, not_permitted, user_exists,
    /// last_manager and the others of core/register/users.h.
    virtual Result<std::string> changeUser(UserChange& change) = 0;
    virtual Result<void> setOnePerson(bool on) = 0;

    virtual Result<RuleList> rules(Language language) = 0;
    /// rule_invalid (field), rule_of_network, not_permitted.
    virtual Result<void> changeRule(const std::string& id, const RuleChange& change) = 0;
    virtual Result<void> resetRule(const std::string& id) = 0;

    virtual Result<BackupList> backups() = 0;
    /// Into a new file, or a folder where it gets a name; gives the file. Cancelled through the
    /// token nothing is left.
    virtual Result<std::string> backUp(const std::string& path, const BackupProgress& progress,
                                       std::stop_token stop) = 0;
    /// Whether one was due and is made; never asks, and is fine while locked.
    virtual Result<bool> backUpWhenDue(const BackupProgress& progress, std::stop_token stop) = 0;
    virtual Result<void> setAutomaticBackups(bool on) = 0;

    /// not_permitted for who may not read it.
    virtual Result<AuditList> readAudit(const AuditRequest& request) = 0;
};

} // namespace peyvand
