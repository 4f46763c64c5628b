// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_settings.h"

#include "ui/models/sample_text.h"

#include <algorithm>

namespace peyvand::ui {
namespace {

constexpr std::int64_t hour_ms = 60 * 60 * 1000;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr const char* sample_code = "481920-037756-920413-118264-650937-274501-893362-506178";

RuleInForce* findRule(std::vector<RuleInForce>& rules, const std::string& id) {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const RuleInForce& one) { return one.rule.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

} // namespace

SampleSettings::SampleSettings(Traits traits, Language language, std::int64_t now_ms)
    : language_(language), now_ms_(now_ms), failing_(traits.failing), one_person_(traits.is_new) {
    makeUsers(traits);
    makeRules();
    if (!traits.is_new)
        makeBackups();
}

void SampleSettings::makeUsers(Traits traits) {
    using peyvand::Role;
    const Role roles[] = {Role::manager, Role::clerk, Role::case_lead, Role::accountant,
                          Role::clerk};
    for (std::size_t i = 0; i < std::size(roles) && (i == 0 || !traits.is_new); ++i) {
        User user;
        user.name = sample(language_, "users", static_cast<std::int64_t>(i));
        user.role = roles[i];
        user.closed = i == 4;
        user.is_here = i != 3 && i != 4;
        if (traits.long_names && i == 2)
            user.name = sample(language_, "long_user");
        users_.push_back(std::move(user));
    }
}

void SampleSettings::makeRules() {
    for (const Rule& rule : defaultRules())
        rules_.push_back({rule, RuleSource::preset});
    rules_[1].source = RuleSource::network;
    rules_[2].source = RuleSource::changed;
    rules_[2].rule.limit = 2;
    rules_[4].rule.active = false;
    rules_[4].source = RuleSource::changed;
}

void SampleSettings::makeBackups() {
    for (const int days : {0, 1, 2, 3, 4, 5, 6, 13, 20, 46, 75}) {
        const std::int64_t time_ms = now_ms_ - 12 * hour_ms - days * day_ms;
        const auto day = CivilDate::fromDays(static_cast<std::int32_t>(time_ms / day_ms));
        backups_.push_back({"PV-" + day.iso() + "-" + std::to_string(214 - days) + "-a3f09c.pvk",
                            time_ms, 48'234'496 - static_cast<std::uint64_t>(days) * 90'112});
    }
}

void SampleSettings::makeBackupDue(std::optional<ErrorCode> fails_with) {
    due_fails_ = fails_with;
    due_ = true;
}

std::optional<std::int64_t> SampleSettings::lastBackupMs() const {
    return backups_.empty() ? std::nullopt : std::optional(backups_.front().time_ms);
}

Result<void> SampleSettings::need(Deed deed) const {
    if (failing_)
        return fail(ErrorCode::store_failed);
    if (one_person_ || mayDo(deed, own_role_))
        return {};
    return fail(ErrorCode::not_permitted, "role", std::string(roleName(own_role_)));
}

User* SampleSettings::find(std::string_view name) {
    const auto found = std::find_if(users_.begin(), users_.end(),
                                    [name](const User& one) { return one.name == name; });
    return found == users_.end() ? nullptr : &*found;
}

Result<UserList> SampleSettings::users() {
    if (failing_)
        return fail(ErrorCode::store_failed);
    UserList list;
    users_.front().role = own_role_;
    list.own = users_.front().name;
    list.own_role = own_role_;
    list.one_person = one_person_ && users_.size() == 1;
    list.may_change = list.one_person || mayDo(Deed::users, own_role_);
    list.users = users_;
    if (accessTo(RecordType::user, own_role_) == Access::none && !list.one_person)
        list.users.resize(1);
    return list;
}

Result<std::string> SampleSettings::changeUser(UserChange& change) {
    const bool is_own = change.work == UserWork::password && change.name == users_.front().name;
    const bool own_fits = change.own_password == password;
    const std::size_t letters = change.password.size();
    change.own_password.clear();
    change.password.clear();
    if (!is_own)
        PEYVAND_TRY(need(Deed::users));
    User* user = find(change.name);
    const bool sets_password = change.work == UserWork::add || change.work == UserWork::password;
    if (change.work == UserWork::add && change.name.empty())
        return fail(ErrorCode::name_missing);
    if (change.work == UserWork::add && user != nullptr && !user->closed && user->is_here)
        return fail(ErrorCode::user_exists);
    if (change.work != UserWork::add && change.work != UserWork::code && user == nullptr)
        return fail(ErrorCode::user_unknown);
    if (sets_password && letters < 8)
        return fail(ErrorCode::password_too_short, "count", "8");
    if (!own_fits)
        return fail(ErrorCode::password_wrong);
    const bool is_first = user == users_.data();
    if (is_first && (change.work == UserWork::role || change.work == UserWork::remove))
        return fail(ErrorCode::last_manager);
    if (change.work == UserWork::add && user == nullptr)
        users_.push_back({change.name, change.role, false, true, std::nullopt});
    else if (change.work == UserWork::add)
        user->is_here = true;
    if (change.work == UserWork::role)
        user->role = change.role;
    if (change.work == UserWork::remove) {
        user->closed = true;
        user->is_here = false;
    }
    const bool gives_code = change.work == UserWork::remove || change.work == UserWork::code;
    return gives_code ? std::string(sample_code) : std::string();
}

Result<void> SampleSettings::setOnePerson(bool on) {
    PEYVAND_TRY(need(Deed::users));
    one_person_ = on;
    return {};
}

Result<RuleList> SampleSettings::rules(Language language) {
    if (failing_)
        return fail(ErrorCode::store_failed);
    const Words& words = Words::of(language);
    RuleList list;
    list.may_change = accessTo(RecordType::rule, own_role_) == Access::change;
    for (const RuleInForce& one : rules_)
        list.rules.push_back(
            {one.rule, one.source, ruleEffect(one.rule, words),
             words.text("rule.source." + std::string(ruleSourceName(one.source)))});
    return list;
}

Result<void> SampleSettings::changeRule(const std::string& id, const RuleChange& change) {
    PEYVAND_TRY(need(Deed::rules));
    RuleInForce* found = findRule(rules_, id);
    if (found == nullptr)
        return fail(ErrorCode::rule_unknown);
    PEYVAND_LET(const Rule rule, changedRule(found->rule, change));
    if (found->source == RuleSource::network)
        return fail(ErrorCode::rule_of_network);
    *found = {rule, RuleSource::changed};
    return {};
}

Result<void> SampleSettings::resetRule(const std::string& id) {
    PEYVAND_TRY(need(Deed::rules));
    RuleInForce* found = findRule(rules_, id);
    if (found == nullptr)
        return fail(ErrorCode::rule_unknown);
    if (found->source == RuleSource::network)
        return fail(ErrorCode::rule_of_network);
    for (const Rule& rule : defaultRules())
        if (rule.id == id)
            *found = {rule, RuleSource::preset};
    return {};
}

Result<BackupList> SampleSettings::backups() {
    if (failing_)
        return fail(ErrorCode::store_failed);
    BackupList list;
    list.backups = backups_;
    list.folder = "/home/desk/peyvand/register/backups";
    list.now_ms = now_ms_;
    list.automatic = automatic_;
    list.may_switch = accessTo(RecordType::office_setting, own_role_) == Access::change;
    return list;
}

Result<std::string> SampleSettings::backUp(const std::string& path, const BackupProgress& progress,
                                           std::stop_token stop) {
    if (failing_)
        return fail(ErrorCode::disk_full);
    for (std::int64_t done = 0; done <= 4; ++done) {
        if (stop.stop_requested())
            return fail(ErrorCode::cancelled);
        progress(done, 4);
    }
    return path;
}

Result<bool> SampleSettings::backUpWhenDue(const BackupProgress&, std::stop_token) {
    if (!automatic_ || !due_)
        return false;
    if (due_fails_)
        return fail(*due_fails_);
    due_ = false;
    ++automatic_made_;
    backups_.insert(backups_.begin(), {"PV-2026-11-21-1.pvk", now_ms_, 48'300'000});
    return true;
}

Result<void> SampleSettings::setAutomaticBackups(bool on) {
    PEYVAND_TRY(need(Deed::rules));
    automatic_ = on;
    return {};
}

Result<AuditList> SampleSettings::readAudit(const AuditRequest& request) {
    PEYVAND_TRY(need(Deed::read_audit));
    const AuditDeed deeds[] = {AuditDeed::enquiry,   AuditDeed::file_read, AuditDeed::change,
                               AuditDeed::search,    AuditDeed::unlock,    AuditDeed::user_change,
                               AuditDeed::import,    AuditDeed::backup,    AuditDeed::claim_opened,
                               AuditDeed::key_change};
    AuditList list;
    for (const User& user : users_)
        list.users.push_back(user.name);
    for (int i = 0; i < 60 && static_cast<int>(list.rows.size()) < request.limit; ++i) {
        AuditRow row;
        row.number = 18'240 - i;
        row.time_ms = now_ms_ - i * std::int64_t{7} * 60'000;
        row.user = users_[static_cast<std::size_t>(i / 4) % users_.size()].name;
        row.deed = deeds[static_cast<std::size_t>(i * 3) % std::size(deeds)];
        row.desk = i % 9 == 4 ? "" : "a3f09c41d2e7b865";
        if (row.deed == AuditDeed::import) {
            row.reason = "list";
            row.count = 1'240;
        }
        if ((request.user.empty() || request.user == row.user) &&
            (!request.deed || *request.deed == row.deed))
            list.rows.push_back(std::move(row));
    }
    return list;
}

} // namespace peyvand::ui
