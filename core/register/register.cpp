// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/register.h"

#include "core/register/erase.h"
#include "core/register/projections.h"
#include "core/register/restore.h"
#include "core/register/search_index.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {
constexpr std::size_t least_password_characters = 8;
constexpr std::string_view charity_name_setting = "charity_name";
} // namespace

Result<Register::Created> Register::create(Platform platform, const Path& folder,
                                           NewCharity charity) {
    PEYVAND_LET(const std::string name, text::cleanInput(charity.name, 200));
    PEYVAND_LET(const std::string user, text::cleanInput(charity.user, 200));
    if (name.empty())
        return fail(ErrorCode::charity_name_missing);
    if (charity.password.empty())
        return fail(ErrorCode::password_missing);
    if (charity.password.size() < least_password_characters)
        return fail(ErrorCode::password_too_short, "count",
                    std::to_string(least_password_characters));
    PEYVAND_LET(auto created,
                Vault::create(platform, folder, user, charity.password, charity.cost));
    const auto id = platform.random.id<CharityId>(platform.clock.unixMs());
    PEYVAND_TRY(Journal::initialise(*created.vault, id));
    std::unique_ptr<Register> opened(new Register(std::move(created.vault)));
    PEYVAND_TRY(opened->setSetting(charity_name_setting, bytesOf(name)));
    PEYVAND_TRY(opened->load());
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
    if (opened->journal().wasRolledBack())
        PEYVAND_TRY(opened->audit().write(AuditDeed::replaced, std::nullopt));
    PEYVAND_TRY(opened->audit().write(AuditDeed::unlock, std::nullopt));
    return opened;
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
    return {};
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
