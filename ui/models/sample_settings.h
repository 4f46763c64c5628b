// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings of the invented office: users, rules, backups and an audit log that are kept while
// the program runs. Same threads and errors as SettingsServices.

#include "ui/models/settings_services.h"

#include <atomic>

namespace peyvand::ui {

class SampleSettings : public SettingsServices {
  public:
    struct Traits {
        /// One user, who may do all, and no backup yet.
        bool is_new = false;
        bool failing = false;
        bool long_names = false;
    };
    SampleSettings(Traits traits, Language language, std::int64_t now_ms);

    /// The user at work gets this role: what others may not do can be looked at.
    void workAs(peyvand::Role role) { own_role_ = role; }
    /// The next automatic backup is due; it fails with the code unless that is ok.
    void makeBackupDue(std::optional<ErrorCode> fails_with = {});
    int automaticMade() const { return automatic_made_; }
    std::optional<std::int64_t> lastBackupMs() const;

    Result<UserList> users() override;
    Result<std::string> changeUser(UserChange& change) override;
    Result<void> setOnePerson(bool on) override;
    Result<RuleList> rules(Language language) override;
    Result<void> changeRule(const std::string& id, const RuleChange& change) override;
    Result<void> resetRule(const std::string& id) override;
    Result<BackupList> backups() override;
    Result<std::string> backUp(const std::string& path, const BackupProgress& progress,
                               std::stop_token stop) override;
    Result<bool> backUpWhenDue(const BackupProgress& progress, std::stop_token stop) override;
    Result<void> setAutomaticBackups(bool on) override;
    Result<AuditList> readAudit(const AuditRequest& request) override;

    /// What the sample's users have to say as their own.
    static constexpr const char* password = "sample-password";

  private:
    Result<void> need(Deed deed) const;
    User* find(std::string_view name);
    void makeUsers(Traits traits);
    void makeRules();
    void makeBackups();

    Language language_;
    std::int64_t now_ms_;
    bool failing_;
    bool one_person_;
    bool automatic_ = true;
    std::atomic<bool> due_ = false;
    std::optional<ErrorCode> due_fails_{};
    std::atomic<int> automatic_made_ = 0;
    peyvand::Role own_role_ = peyvand::Role::manager;
    std::vector<User> users_;
    std::vector<RuleInForce> rules_;
    std::vector<BackupRow> backups_;
};

} // namespace peyvand::ui
