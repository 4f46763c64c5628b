// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/register_settings.h"

#include "core/base/executor.h"
#include "core/register/backup.h"

#include <algorithm>

namespace peyvand {
namespace {

std::string utf8(const Path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

Path pathOf(const std::string& utf8) { return std::u8string(utf8.begin(), utf8.end()); }

Result<Users::Code> apply(Register& opened, const SecretText& own, const UserChange& change,
                          SecretText password) {
    Users users(opened);
    switch (change.work) {
    case UserWork::add:
        PEYVAND_TRY(opened.need(Deed::users));
        return users.add(own, {change.name, change.role, std::move(password),
                               calibrate(opened.platform().clock)});
    case UserWork::role:
        return users.setRole(own, change.name, change.role);
    case UserWork::password:
        return users.setPassword(own, change.name, password, calibrate(opened.platform().clock));
    case UserWork::remove:
        return users.remove(own, change.name);
    case UserWork::code:
        break;
    }
    return users.renewCode(own);
}

} // namespace

SecretText takeSecret(std::string& text) {
    SecretText secret(text);
    sodium_memzero(text.data(), text.size());
    text.clear();
    return secret;
}

Result<void> RegisterSettings::needOpen() const {
    return register_ ? Result<void>() : fail(ErrorCode::user_needed);
}

Result<UserList> RegisterSettings::users() {
    PEYVAND_TRY(needOpen());
    UserList list;
    list.own = register_->vault().user();
    list.own_role = register_->permission().role;
    list.may_change = register_->permits(Deed::users);
    list.one_person = register_->permission().all;
    if (register_->permission().sees(RecordType::user)) {
        PEYVAND_LET(list.users, Users(*register_).list());
    } else {
        list.users.push_back({list.own, list.own_role, false, true, register_->account()});
    }
    return list;
}

Result<std::string> RegisterSettings::changeUser(UserChange& change) {
    const SecretText own = takeSecret(change.own_password);
    SecretText password = takeSecret(change.password);
    PEYVAND_TRY(needOpen());
    PEYVAND_LET(const auto code, apply(*register_, own, change, std::move(password)));
    return code ? std::string(code->view()) : std::string();
}

Result<void> RegisterSettings::setOnePerson(bool on) {
    PEYVAND_TRY(needOpen());
    return register_->setOnePerson(on);
}

Result<RuleList> RegisterSettings::rules(Language language) {
    PEYVAND_TRY(needOpen());
    const Words& words = Words::of(language);
    RuleList list;
    list.may_change = register_->permission().changes(RecordType::rule);
    PEYVAND_LET(const auto rules, RuleBook(*register_).inForce());
    for (const RuleInForce& one : rules)
        list.rules.push_back(
            {one.rule, one.source, ruleEffect(one.rule, words),
             words.text("rule.source." + std::string(ruleSourceName(one.source)))});
    return list;
}

Result<void> RegisterSettings::changeRule(const std::string& id, const RuleChange& change) {
    PEYVAND_TRY(needOpen());
    RuleBook book(*register_);
    PEYVAND_LET(RuleInForce found, book.find(id));
    PEYVAND_LET(const Rule rule, changedRule(std::move(found.rule), change));
    return book.set(rule);
}

Result<void> RegisterSettings::resetRule(const std::string& id) {
    PEYVAND_TRY(needOpen());
    return RuleBook(*register_).reset(id);
}

Result<BackupList> RegisterSettings::backups() {
    PEYVAND_TRY(needOpen());
    BackupList list;
    list.folder = utf8(folder_ / "backups");
    list.now_ms = platform_.clock.unixMs();
    list.may_switch = register_->permission().changes(RecordType::office_setting);
    PEYVAND_LET(list.automatic, hasAutomaticBackups(*register_));
    PEYVAND_LET(const auto backups, automaticBackups(platform_, folder_));
    for (const BackupFile& backup : backups)
        list.backups.push_back({utf8(backup.path.filename()), backup.time_ms, backup.bytes});
    return list;
}

Result<std::string> RegisterSettings::backUp(const std::string& path,
                                             const BackupProgress& progress, std::stop_token stop) {
    PEYVAND_TRY(needOpen());
    const CancelToken cancel;
    const std::stop_callback on_stop(stop, [&cancel] { cancel.cancel(); });
    PEYVAND_LET(const auto made, writeBackup(*register_, {pathOf(path)}, progress, cancel));
    return utf8(made.path);
}

Result<bool> RegisterSettings::backUpWhenDue(const BackupProgress& progress, std::stop_token stop) {
    if (!register_)
        return false;
    const CancelToken cancel;
    const std::stop_callback on_stop(stop, [&cancel] { cancel.cancel(); });
    PEYVAND_LET(const auto made, peyvand::backUpWhenDue(*register_, progress, cancel));
    return made.has_value();
}

Result<void> RegisterSettings::setAutomaticBackups(bool on) {
    PEYVAND_TRY(needOpen());
    if (!register_->permission().changes(RecordType::office_setting))
        PEYVAND_TRY(register_->need(Deed::rules));
    return peyvand::setAutomaticBackups(*register_, on);
}

Result<AuditList> RegisterSettings::readAudit(const AuditRequest& request) {
    PEYVAND_TRY(needOpen());
    AuditList list;
    PEYVAND_LET(list.rows, register_->readAudit(request));
    PEYVAND_LET(const auto users, Users(*register_).list());
    for (const User& user : users)
        if (std::find(list.users.begin(), list.users.end(), user.name) == list.users.end())
            list.users.push_back(user.name);
    return list;
}

} // namespace peyvand
