// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings of a real register. Worker thread only; the pointer to the register, which is empty
// while it is locked, and the platform outlive it.

#include "ui/models/settings_services.h"

namespace peyvand {

/// The text is wiped.
SecretText takeSecret(std::string& text);

class RegisterSettings final : public SettingsServices {
  public:
    RegisterSettings(Platform platform, const Path& folder, const std::unique_ptr<Register>& opened)
        : platform_(platform), folder_(folder), register_(opened) {}

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

  private:
    Result<void> needOpen() const;

    Platform platform_;
    const Path& folder_;
    const std::unique_ptr<Register>& register_;
};

} // namespace peyvand
