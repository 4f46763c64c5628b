// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/register.h"

#include "core/register/erase.h"
#include "core/register/projections.h"
#include "core/register/restore.h"
#include "core/register/search_index.h"
#include "core/register/users.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {
constexpr std::string_view charity_name_setting = "charity_name";
constexpr std::string_view one_person_setting = "one_person";
} // namespace

Result<Register::Created> Register::create(Platform platform, const Path& folder,
                                           NewCharity charity) {
    PEYVAND_LET(const std::string name, text::cleanInput(charity.name, 200));
    PEYVAND_LET(const std::string user, text::cleanInput(charity.user, 200));
    if (name.empty())
        return fail(ErrorCode::charity_name_missing);
    PEYVAND_TRY(checkNewPassword(charity.password));
    PEYVAND_LET(auto created,
                Vault::create(platform, folder, user, charity.password, charity.cost));
    const auto id = platform.random.id<CharityId>(platform.clock.unixMs());
    PEYVAND_TRY(Journal::initialise(*created.vault, id));
    std::unique_ptr<Register> opened(new Register(std::move(created.vault)));
    PEYVAND_TRY(opened->setSetting(charity_name_setting, bytesOf(name)));
    if (charity.one_person)
        PEYVAND_TRY(opened->setSetting(one_person_setting, bytesOf("1")));
    PEYVAND_TRY(opened->load());
    PEYVAND_TRY(opened->adoptUsers());
    PEYVAND_TRY(opened->vault_->finish());
    return Created{std::move(opened), std::move(created.recovery_code), std::move(created.root)};
}

Result<std::unique_ptr<Register>> Register::open(Platform platform, const Path& folder,
                                                 std::string_view user, const SecretText& password,
                                                 Noted noted) {
    PEYVAND_TRY(finishRestore(platform.files, folder));
    PEYVAND_LET(auto vault, Vault::open(platform, folder, user, password));
    std::unique_ptr<Register> opened(new Register(std::move(vault)));
    PEYVAND_TRY(opened->load());
    if (noted == Noted::no)
        return opened;
    PEYVAND_TRY(finishErasing(*opened));
    PEYVAND_TRY(opened->adoptUsers());
    if (opened->journal().wasRolledBack()) {
        PEYVAND_TRY(opened->audit().write(AuditDeed::replaced, std::nullopt));
        PEYVAND_TRY(opened->audit().beginHeadAnew());
    }
    PEYVAND_TRY(opened->audit().write(AuditDeed::unlock, std::nullopt));
    PEYVAND_TRY(opened->audit().beginHead());
    return opened;
}

Register::~Register() {
    if (journal_)
        (void)audit_.keepHead();
}

Result<void> Register::load() {
    PEYVAND_LET(journal_, Journal::open(*vault_));
    installRegisterProjections(*journal_);
    journal_->onErasure([this]() -> Result<void> {
        PEYVAND_TRY(finishErasing(*this));
        return {};
    });
    PEYVAND_TRY(refreshSearchIndex(database()));
    PEYVAND_LET(const Bytes name, setting(charity_name_setting));
    charity_name_ = textOf(name);
    journal_->setGate([this](const Change& change, FeedScope) -> Result<void> {
        return permission_.allows(change) ? Result<void>() : fail(refusal());
    });
    audit_.setDesk(journal_->nodeKey().publicKey());
    return refreshUser();
}

Error Register::refusal() const {
    return {ErrorCode::not_permitted, {{"role", std::string(roleName(permission_.role))}}};
}

Result<void> Register::need(Deed deed) const {
    if (permits(deed))
        return {};
    Error error = refusal();
    error.arguments.emplace_back("deed", deedName(deed));
    return fail(std::move(error));
}

Result<void> Register::needSee(RecordType type) const {
    return permission_.sees(type) ? Result<void>() : fail(refusal());
}

Result<std::vector<AuditRow>> Register::readAudit(const AuditRequest& request) {
    PEYVAND_TRY(need(Deed::read_audit));
    return audit_.list(request);
}

Result<std::int64_t> Register::verifyAudit() {
    PEYVAND_TRY(need(Deed::read_audit));
    return audit_.verify();
}

Result<void> Register::needChange(RecordType type) const {
    return permission_.changes(type) ? Result<void>() : fail(refusal());
}

// The account says it, wherever it was changed; the table of this desk until there is one.
Result<void> Register::refreshUser() {
    std::string role;
    bool is_closed = false;
    {
        auto row =
            database().prepare("SELECT IFNULL(user_account.role, user.role), user.account,"
                               " IFNULL(user_account.closed, 0) FROM user LEFT JOIN user_account"
                               " ON user_account.id = user.account WHERE user.name = ?");
        row.bind(std::string_view(vault_->user()));
        if (row.step()) {
            role = row.string(0);
            account_ = row.idOrNone<RecordId>(1);
            is_closed = row.integer(2) != 0;
        }
    }
    std::int64_t users = 0;
    if (auto row = database().prepare("SELECT COUNT(*) FROM user"); row.step())
        users = row.integer(0);
    PEYVAND_TRY(database().takeFailure());
    if (is_closed || role.empty())
        return fail(ErrorCode::user_closed);
    PEYVAND_LET(const Bytes mode, setting(one_person_setting));
    permission_.role = roleFromName(role).value_or(Role::auditor);
    permission_.all = !mode.empty() && users == 1;
    journal_->setAuthor(account_);
    return {};
}

// Entries name their author by this id, whether or not the account was told to other desks yet.
Result<void> Register::adoptUsers() {
    const auto account = newId<RecordId>();
    database()
        .prepare("UPDATE user SET account = ? WHERE name = ? AND account IS NULL")
        .bind(account)
        .bind(std::string_view(vault_->user()))
        .run();
    PEYVAND_TRY(database().takeFailure());
    return refreshUser();
}

Result<void> Register::takeCharityName(std::string_view name) {
    PEYVAND_TRY(setSetting(charity_name_setting, bytesOf(name)));
    charity_name_ = name;
    return {};
}

Result<void> Register::setOnePerson(bool on) {
    PEYVAND_TRY(need(Deed::users));
    PEYVAND_TRY(audit_.write(AuditDeed::user_change, account_));
    PEYVAND_TRY(setSetting(one_person_setting, bytesOf(on ? "1" : "")));
    return refreshUser();
}

Result<Bytes> Register::setting(std::string_view name) {
    auto row = database().prepare("SELECT value FROM secret WHERE name = ?");
    row.bind(name);
    Bytes value;
    if (row.step())
        value.assign(row.blob(0).begin(), row.blob(0).end());
    return database().checked(std::move(value));
}

Result<void> Register::setSetting(std::string_view name, ByteView value) {
    database()
        .prepare("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)")
        .bind(name)
        .bind(value)
        .run();
    return database().takeFailure();
}

} // namespace peyvand
