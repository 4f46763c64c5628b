// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/users.h"

#include "core/register/fields.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::size_t least_password_characters = 8;

std::vector<User> usersOf(Database& database) {
    std::vector<User> users;
    auto rows = database.prepare(
        "SELECT IFNULL(user_account.name, user.name), IFNULL(user_account.role, user.role),"
        " IFNULL(user_account.closed, 0), user.slot IS NOT NULL,"
        " IFNULL(user_account.id, user.account) FROM user FULL JOIN user_account"
        " ON user_account.id = user.account ORDER BY 1, 5");
    while (rows.step())
        users.push_back({rows.string(0), roleFromName(rows.text(1)).value_or(Role::auditor),
                         rows.integer(2) != 0, rows.integer(3) != 0, rows.idOrNone<RecordId>(4)});
    return users;
}

bool isCalled(const User& user, std::string_view name) {
    return text::searchKey(user.name) == text::searchKey(name);
}

} // namespace

Result<void> checkNewPassword(const SecretText& password) {
    if (password.empty())
        return fail(ErrorCode::password_missing);
    if (password.size() < least_password_characters)
        return fail(ErrorCode::password_too_short, "count",
                    std::to_string(least_password_characters));
    return {};
}

Result<std::vector<User>> Users::list() {
    PEYVAND_TRY(register_.needSee(RecordType::user));
    return register_.database().checked(usersOf(register_.database()));
}

// Who is there now before who was there once.
Result<User> Users::find(std::string_view name, Wanted wanted) {
    auto users = usersOf(register_.database());
    PEYVAND_TRY(register_.database().takeFailure());
    const auto rank = [wanted](const User& user) {
        return wanted == Wanted::here ? std::pair(!user.is_here, user.closed)
                                      : std::pair(user.closed, !user.is_here);
    };
    std::stable_sort(users.begin(), users.end(),
                     [&rank](const User& a, const User& b) { return rank(a) < rank(b); });
    for (const User& user : users)
        if (isCalled(user, name))
            return user;
    return fail(ErrorCode::user_unknown);
}

Result<void> Users::keepAManager(const User& without) {
    for (const User& user : usersOf(register_.database()))
        if (user.role == Role::manager && !user.closed && user.is_here &&
            user.account != without.account)
            return register_.database().takeFailure();
    PEYVAND_TRY(register_.database().takeFailure());
    return fail(ErrorCode::last_manager);
}

// The account, and the row of this desk when there is one.
Result<RecordId> Users::write(const User& user) {
    namespace f = field::user;
    Database& database = register_.database();
    const RecordId id = user.account.value_or(register_.newId<RecordId>());
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        RecordType::user,
                                        id,
                                        std::nullopt,
                                        {{f::name, user.name},
                                         {f::role, std::string(roleName(user.role))},
                                         {f::closed, std::int64_t{user.closed}}},
                                        std::nullopt,
                                        false});
    // The same slot under a name that is spelled otherwise.
    if (user.is_here)
        database.prepare("DELETE FROM user WHERE slot = ? AND name <> ?")
            .bind(register_.vault().slotOf(user.name))
            .bind(user.name)
            .run();
    if (user.is_here)
        database
            .prepare("INSERT INTO user (name, slot, role, account) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
                     " slot = excluded.slot, account = excluded.account")
            .bind(user.name)
            .bind(register_.vault().slotOf(user.name))
            .bind(roleName(user.role))
            .bind(id)
            .run();
    PEYVAND_TRY(register_.audit().write(AuditDeed::user_change, id));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<Users::Code> Users::add(const SecretText& own, const NewUser& added) {
    PEYVAND_TRY(register_.need(Deed::users));
    PEYVAND_LET(const std::string name, text::cleanInput(added.name, 200));
    if (text::searchKey(name).empty())
        return fail(ErrorCode::name_missing, "field", "user");
    PEYVAND_TRY(checkNewPassword(added.password));
    PEYVAND_LET(const bool has_password, register_.vault().hasUser(name));
    User user{name, added.role, false, true, std::nullopt};
    if (const auto known = find(name); known && !known->closed) {
        if (known->is_here && has_password)
            return fail(ErrorCode::user_exists);
        user.name = known->name;
        user.account = known->account;
        // What somebody may do is told for all desks, by setRole.
        user.role = known->role;
    }
    PEYVAND_TRY(register_.vault().confirm(own));
    // The account first: whoever has one without a password is added again, and a code that the
    // keys give is not lost with a failure after them.
    PEYVAND_TRY(write(user));
    PEYVAND_LET(auto code,
                register_.vault().changeKeys(own, {.user = user.name,
                                                   .password = &added.password,
                                                   .cost = added.cost,
                                                   .holds_root = user.role == Role::manager}));
    (void)register_.refreshUser();
    return code;
}

Result<Users::Code> Users::setRole(const SecretText& own, std::string_view name, Role role) {
    PEYVAND_TRY(register_.need(Deed::users));
    PEYVAND_LET(User user, find(name));
    if (user.closed)
        return fail(ErrorCode::user_closed);
    if (user.role == Role::manager && role != Role::manager)
        PEYVAND_TRY(keepAManager(user));
    PEYVAND_TRY(register_.vault().confirm(own));
    user.role = role;
    PEYVAND_TRY(write(user));
    Code code;
    if (user.is_here) {
        PEYVAND_LET(code, register_.vault().changeKeys(
                              own, {.user = user.name, .holds_root = role == Role::manager}));
    }
    (void)register_.refreshUser();
    return code;
}

Result<Users::Code> Users::setPassword(const SecretText& own, std::string_view name,
                                       const SecretText& password, StretchCost cost) {
    PEYVAND_LET(const User user, find(name));
    const bool is_own = user.account == register_.account();
    if (!is_own)
        PEYVAND_TRY(register_.need(Deed::users));
    if (user.closed)
        return fail(ErrorCode::user_closed);
    // At a desk where there is none yet, somebody is added.
    if (!user.is_here)
        return fail(ErrorCode::user_unknown);
    PEYVAND_TRY(checkNewPassword(password));
    PEYVAND_TRY(register_.audit().write(AuditDeed::user_change, user.account));
    KeysChange change{.user = user.name, .password = &password, .cost = cost};
    if (!is_own)
        change.holds_root = user.role == Role::manager;
    return register_.vault().changeKeys(own, change);
}

Result<void> Users::close(std::string_view name) {
    PEYVAND_TRY(register_.need(Deed::users));
    PEYVAND_LET(User user, find(name, Wanted::here));
    if (user.closed)
        return user.is_here ? Result<void>() : fail(ErrorCode::user_closed);
    if (user.role == Role::manager)
        PEYVAND_TRY(keepAManager(user));
    if (isCalled(user, register_.vault().user()))
        return fail(ErrorCode::not_permitted);
    user.closed = true;
    return write(user).map([](const RecordId&) {});
}

Result<Users::Code> Users::takeKeys(const SecretText& own, std::string_view name) {
    PEYVAND_TRY(register_.need(Deed::users));
    PEYVAND_LET(const User user, find(name, Wanted::here));
    if (!user.closed || !user.is_here)
        return Code();
    PEYVAND_TRY(register_.audit().write(AuditDeed::key_change, user.account));
    PEYVAND_LET(auto code, register_.vault().changeKeys(
                               own, {.removed = user.name, .new_code = true, .new_key = true}));
    // The code is told whatever comes now: the old one opens nothing any more.
    (void)register_.journal().saveHeads();
    (void)register_.refreshUser();
    return code;
}

Result<Users::Code> Users::remove(const SecretText& own, std::string_view name) {
    PEYVAND_TRY(register_.vault().confirm(own));
    PEYVAND_TRY(close(name));
    return takeKeys(own, name);
}

Result<Users::Code> Users::renewCode(const SecretText& own) {
    PEYVAND_TRY(register_.need(Deed::users));
    PEYVAND_TRY(register_.audit().write(AuditDeed::key_change, std::nullopt));
    return register_.vault().changeKeys(own, {.new_code = true});
}

Result<Recovered> recoverRegister(Platform platform, const Path& folder, const SecretText& code,
                                  std::string_view user, const SecretText& password,
                                  StretchCost cost) {
    PEYVAND_TRY(checkNewPassword(password));
    PEYVAND_LET(auto vault, Vault::openWithCode(platform, folder, code));
    auto users = usersOf(vault->database());
    PEYVAND_TRY(vault->database().takeFailure());
    std::erase_if(users, [&](const User& one) {
        return one.closed || !one.is_here || one.role != Role::manager ||
               (!user.empty() && !isCalled(one, user));
    });
    if (users.empty())
        return fail(ErrorCode::user_unknown);
    if (users.size() > 1)
        return fail(ErrorCode::user_needed);
    const std::string name = users.front().name;
    PEYVAND_LET(auto fresh, vault->changeKeys(code, {.user = name,
                                                     .password = &password,
                                                     .cost = cost,
                                                     .holds_root = true,
                                                     .new_code = true}));
    vault.reset();
    // The code is told whatever comes now: the old one opens nothing any more.
    Recovered recovered{nullptr, std::move(*fresh), name};
    if (auto opened = Register::open(platform, folder, name, password)) {
        (void)(*opened)->audit().write(AuditDeed::user_change, (*opened)->account());
        recovered.opened = std::move(*opened);
    }
    return recovered;
}

} // namespace peyvand
