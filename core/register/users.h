// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The users of a charity: an account (name and role) that every desk of the charity sees, and on
// each desk a password of their own in the file keys. Whoever changes users says the own password
// again. Where a call gives a recovery code, the old one no longer counts: show it once.
// Slow calls (stretching; remove also writes the whole register anew under a new key): all but
// list. Errors: not_permitted, user_exists, user_unknown, user_closed, last_manager, name_missing,
// password_missing, password_too_short, those of the vault and the journal.

#include "core/register/register.h"

namespace peyvand {

struct User {
    std::string name{};
    Role role{};
    /// Removed from the charity.
    bool closed = false;
    /// Has a password on this desk.
    bool is_here = false;
    std::optional<RecordId> account{};
};

struct NewUser {
    std::string name{};
    Role role = Role::clerk;
    SecretText password{};
    StretchCost cost = least_cost;
};

class Users {
  public:
    using Code = std::optional<SecretText>;
    explicit Users(Register& opened) : register_(opened) {}

    /// By name.
    Result<std::vector<User>> list();
    /// Also for somebody whom another desk added: gives them a password here, with the role that
    /// they have.
    Result<Code> add(const SecretText& own, const NewUser& user);
    Result<Code> setRole(const SecretText& own, std::string_view name, Role role);
    /// The own one, or as a manager anybody's.
    Result<Code> setPassword(const SecretText& own, std::string_view name,
                             const SecretText& password, StretchCost cost);
    /// Closes the account at every desk, and takes the keys of this one: the register key changes,
    /// so that an old copy of the keys opens nothing that is written from now on. When it fails
    /// after the first step the account is closed and removing it again ends it.
    Result<Code> remove(const SecretText& own, std::string_view name);
    /// The two steps of remove, each whole or not at all.
    Result<void> close(std::string_view name);
    Result<Code> takeKeys(const SecretText& own, std::string_view name);
    /// A new recovery code in place of the old one.
    Result<Code> renewCode(const SecretText& own);

  private:
    /// Who is there now before who was there once; or who has a password here first.
    enum class Wanted : std::uint8_t { now, here };
    Result<User> find(std::string_view name, Wanted wanted = Wanted::now);
    Result<void> keepAManager(const User& without);
    Result<RecordId> write(const User& user);
    Register& register_;
};

/// With the printed recovery code: a new password for a manager (the only one when user is empty).
/// The code is used up; the new one is shown once.
struct Recovered {
    /// Null when the register could not be opened again at once.
    std::unique_ptr<Register> opened;
    SecretText recovery_code;
    std::string user{};
};
Result<Recovered> recoverRegister(Platform platform, const Path& folder, const SecretText& code,
                                  std::string_view user, const SecretText& password,
                                  StretchCost cost);

/// password_missing, password_too_short (count).
Result<void> checkNewPassword(const SecretText& password);

} // namespace peyvand
