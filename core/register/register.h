// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An open register: vault, journal, audit and the rules in force, for the use cases of this folder
// (People, AidBook, RuleBook, Households). One thread at a time; the platform outlives it.
// Errors: those of the vault and the journal; charity_name_missing, password_too_short.

#include "core/journal/journal.h"
#include "core/register/audit.h"
#include "core/register/permission.h"
#include "core/register/values.h"

namespace peyvand {

class GivingCheck;

/// Whether opening is written to the audit log; only a check of a damaged register leaves it out.
enum class Noted : std::uint8_t { no, yes };

struct NewCharity {
    std::string name{};
    std::string user{};
    SecretText password{};
    StretchCost cost = least_cost;
    /// A home charity or jihadi group: its only user may do all.
    bool one_person = false;
};

class Register {
  public:
    struct Created {
        std::unique_ptr<Register> opened;
        SecretText recovery_code;
        /// The charity's root key, for certifying this desk; forget it then.
        SigningKey root;
    };
    static Result<Created> create(Platform platform, const Path& folder, NewCharity charity);
    static Result<std::unique_ptr<Register>> open(Platform platform, const Path& folder,
                                                  std::string_view user, const SecretText& password,
                                                  Noted noted = Noted::yes);

    ~Register();
    Register(const Register&) = delete;
    Register& operator=(const Register&) = delete;

    Vault& vault() { return *vault_; }
    Journal& journal() { return *journal_; }
    Database& database() { return vault_->database(); }
    AuditLog& audit() { return audit_; }
    /// Rows for people to read, and the walk over the whole chain; the auditor and the manager.
    Result<std::vector<AuditRow>> readAudit(const AuditRequest& request);
    Result<std::int64_t> verifyAudit();
    Platform platform() const { return vault_->platform(); }
    CivilDate today() const { return vault_->platform().clock.today(); }
    const std::string& charityName() const { return charity_name_; }
    /// A desk that joins takes the name that its charity has in the network.
    Result<void> takeCharityName(std::string_view name);

    /// What the user who opened it may do; need fails with not_permitted (role, deed).
    const Permission& permission() const { return permission_; }
    bool permits(Deed deed) const { return permission_.may(deed); }
    Result<void> need(Deed deed) const;
    Result<void> needSee(RecordType type) const;
    Result<void> needChange(RecordType type) const;
    /// The user's record; none until an old register was opened once.
    const std::optional<RecordId>& account() const { return account_; }
    /// Reads role and mode again, after they were changed; user_closed.
    Result<void> refreshUser();
    Result<void> setOnePerson(bool on);

    /// Asked before help begins; none at first. It must outlive its use here.
    void setGivingCheck(GivingCheck* check) { giving_check_ = check; }
    GivingCheck* givingCheck() const { return giving_check_; }

    /// A new id of any kind of record.
    template <class IdType> IdType newId() {
        return platform().random.id<IdType>(platform().clock.unixMs());
    }

    /// Small things of this desk (names, settings), by name; empty when never set.
    Result<Bytes> setting(std::string_view name);
    Result<void> setSetting(std::string_view name, ByteView value);

  private:
    explicit Register(std::unique_ptr<Vault> vault) : vault_(std::move(vault)), audit_(*vault_) {}
    Result<void> load();
    Result<void> adoptUsers();
    Error refusal() const;

    std::unique_ptr<Vault> vault_;
    AuditLog audit_;
    std::unique_ptr<Journal> journal_{};
    std::string charity_name_{};
    Permission permission_{};
    std::optional<RecordId> account_{};
    GivingCheck* giving_check_ = nullptr;
};

/// One thing that a check found (core/register/check.h).
struct CheckFinding {
    ErrorCode code{};
    /// Which feed, table or row; never a name.
    std::string detail{};
    /// What it is about: the sentence "check.<about>" says what it means and what to do.
    std::string about{};
};
/// Pages and tables, keys, the audit chain, the feeds' chains, and whether the search index finds
/// everybody. Empty is sound; nothing is written.
Result<std::vector<CheckFinding>> checkRegister(Register& opened);

} // namespace peyvand
