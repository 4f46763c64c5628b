// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_services.h"

#include "core/identity/identity.h"
#include "ui/models/sample_text.h"

#include <chrono>
#include <thread>

namespace peyvand::ui {
namespace {

// 30 Aban 1405, so that pictures do not change with the day they are made.
const CivilDate today = HijriDate{1405, 8, 30}.civil();
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
const std::int64_t now_ms = std::int64_t{today.days()} * day_ms + 9 * 60 * minute_ms;

template <class Id> Id idOf(std::int64_t number) {
    Id id;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    id.bytes[0] = 1;
    return id;
}

/// A right national ID that belongs to nobody we know: 9 digits and their check digit.
std::string nationalId(std::int64_t number) {
    std::string digits = std::to_string(100'000'000 + (number * 7'654'321) % 899'999'999);
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (digits[static_cast<std::size_t>(i)] - '0') * (10 - i);
    const int rest = sum % 11;
    return digits + static_cast<char>('0' + (rest < 2 ? rest : 11 - rest));
}

Aid ownAid(std::int64_t number, const char* category, HijriDate day, std::int64_t rials) {
    Aid aid;
    aid.id = idOf<AidId>(number);
    aid.category = category;
    aid.date = day.civil();
    aid.amount = {rials};
    return aid;
}

} // namespace

SampleServices::SampleServices(Kind kind, Language language)
    : kind_(kind), language_(language),
      settings_({kind == Kind::empty, kind == Kind::failing, kind == Kind::long_names}, language,
                now_ms) {
    if (kind == Kind::clerk)
        settings_.workAs(Role::clerk);
    if (kind == Kind::failing)
        settings_.makeBackupDue(ErrorCode::disk_full);
}

void SampleServices::wait() const {
    if (delay_ms > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
}

Result<OfficeStatus> SampleServices::status() {
    wait();
    OfficeStatus status;
    status.exists = kind_ != Kind::fresh || unlocked_;
    status.unlocked = unlocked_;
    status.today = today;
    status.now_ms = now_ms;
    const bool longer = kind_ == Kind::long_names;
    status.users = {sample(language_, "user")};
    status.last_backup_ms = settings_.lastBackupMs();
    if (kind_ != Kind::empty && kind_ != Kind::fresh)
        status.last_sync_ms = now_ms - 12 * minute_ms;
    if (unlocked_) {
        status.charity_name = sample(language_, longer ? "long_charity" : "charity");
        status.desk_name = sample(language_, "desk");
        status.user_name = status.users.front();
        status.people = kind_ == Kind::million ? 1'012'460 : kind_ == Kind::usual ? 1'240 : 2;
        status.charities = status.last_sync_ms ? 6 : 0;
        status.charities_heard = status.last_sync_ms ? 5 : 0;
    }
    return status;
}

Result<std::string> SampleServices::createRegister(NewRegister request) {
    wait();
    if (request.charity_name.empty())
        return fail(ErrorCode::name_missing);
    if (request.password.size() < 8)
        return fail(ErrorCode::password_too_short);
    unlocked_ = true;
    return std::string("481920-037756-920413-118264-650937-274501-893362-506178");
}

Result<void> SampleServices::unlock(std::string, std::string password) {
    wait();
    if (password != "sample")
        return fail(ErrorCode::password_wrong);
    unlocked_ = true;
    return {};
}

void SampleServices::lock() { unlocked_ = false; }

PersonRow SampleServices::personRow(std::int64_t row) const {
    const bool longer = kind_ == Kind::long_names;
    PersonRow person;
    person.id = idOf<BeneficiaryId>(row);
    person.row = row;
    person.given_name = sample(language_, longer ? "long_given" : "given", row * 5);
    person.family_name = sample(language_, longer ? "long_family" : "family", row * 7);
    person.father_name = sample(language_, "father", row * 3);
    person.number = row % 9 == 5 ? "" : nationalId(row);
    person.number_confirmed = row % 7 != 3;
    person.birth = BirthDate::ofYear(1320 + static_cast<int>(row * 37 % 80));
    person.city = sample(language_, "cities", row * 11);
    if (row % 4 != 2)
        person.last_aid = today.plusDays(-static_cast<int>(row * 13 % 400));
    return person;
}

Person SampleServices::knownPerson() const {
    const bool longer = kind_ == Kind::long_names;
    Person person;
    person.id = idOf<BeneficiaryId>(1240);
    person.row = 1240;
    person.fields.given_name = sample(language_, longer ? "long_given" : "given");
    person.fields.family_name = sample(language_, longer ? "long_family" : "family");
    person.fields.father_name = sample(language_, "father");
    person.fields.birth = BirthDate::ofDay(HijriDate{1358, 2, 14}.civil());
    person.fields.sex = Sex::female;
    person.fields.phones = {"09123456789"};
    person.fields.city = sample(language_, "cities");
    person.fields.address = sample(language_, "address");
    person.household = idOf<HouseholdId>(77);
    PersonIdentity identity;
    identity.kind = IdentityKind::national_id;
    identity.typed = known_number;
    identity.confirmed = Identity{IdentityKind::national_id, known_number, {}};
    person.identities = {identity};
    return person;
}

std::vector<RuleLine> SampleServices::rules(const std::string& category) const {
    std::vector<RuleLine> lines;
    for (const Rule& rule : defaultRules()) {
        if (!category.empty() && rule.category != category)
            continue;
        RuleLine line;
        line.outcome.rule = rule;
        line.outcome.category = rule.category;
        line.outcome.because = RuleBecause::none_yet;
        line.outcome.remaining = rule.limit;
        line.sentence = sample(language_, "rule.allowed");
        if (rule.category == "food_basket") {
            line.outcome.result = RuleResult::overlap;
            line.outcome.because = RuleBecause::limit_reached;
            line.outcome.remaining = 0;
            line.outcome.next_month = HijriMonth{1405, 9};
            line.sentence = sample(language_, "rule.overlap");
            line.charities = {idOf<CharityId>(1)};
        }
        if (rule.category == "home_appliances") {
            line.outcome.result = RuleResult::near_limit;
            line.outcome.because = RuleBecause::count_left;
            line.outcome.remaining = 2;
            line.sentence = sample(language_, "rule.near");
        }
        lines.push_back(line);
    }
    return lines;
}

void SampleServices::addHistory(Answer& answer) const {
    answer.person = knownPerson();
    answer.aid = {ownAid(1, "home_appliances", {1405, 6, 2}, 120'000'000),
                  ownAid(2, "cash", {1405, 4, 19}, 50'000'000),
                  ownAid(3, "food_basket", {1404, 12, 20}, 0)};
    answer.aid[0].item = sample(language_, "appliance");
    answer.aid[2].item = sample(language_, "item");
    answer.aid.insert(answer.aid.end(), given_.begin(), given_.end());
    const auto claim = [&](std::int64_t charity, const char* category, HijriMonth month) {
        ClaimSeen seen;
        seen.charity = idOf<CharityId>(charity);
        seen.charity_name = sample(language_, "charities", charity - 1);
        seen.category = category;
        seen.unit = HelpUnit::household;
        seen.month = month;
        answer.claims.push_back(seen);
    };
    claim(1, "food_basket", {1405, 8});
    claim(1, "food_basket", {1405, 3});
    claim(2, "home_appliances", {1405, 6});
    claim(2, "treatment", {1405, 2});
    claim(3, "clothing", {1404, 12});
}

Result<Answer> SampleServices::enquire(const EnquiryRequest& request) {
    wait();
    if (kind_ == Kind::failing)
        return fail(ErrorCode::register_damaged);
    Answer answer;
    answer.asked = request.person ? std::string(known_number) : request.typed;
    answer.identity = readIdentity(answer.asked);
    if (answer.identity.identity && answer.identity.identity->number == known_number)
        addHistory(answer);
    if (answer.identity.identity) {
        answer.rules = rules(request.category);
        if (!answer.person)
            for (RuleLine& line : answer.rules)
                line = {{line.outcome.rule, line.outcome.category}, line.sentence, {}};
        answer.group = answer.person ? EnquiryGroup::within_period : EnquiryGroup::never_helped;
    }
    if (kind_ != Kind::empty)
        for (int i = 0; i < 6; ++i) {
            Freshness fresh{idOf<CharityId>(i + 1), sample(language_, "charities", i), {}};
            if (i != 5)
                fresh.as_of_ms = now_ms - (12 * minute_ms + i * 14 * 60 * minute_ms);
            answer.freshness.push_back(fresh);
        }
    return answer;
}

Result<PeoplePage> SampleServices::people(const PeopleRequest& request) {
    wait();
    if (kind_ == Kind::failing)
        return fail(ErrorCode::store_failed);
    std::int64_t total = kind_ == Kind::million ? 1'012'460 : 1'240;
    if (kind_ == Kind::empty)
        total = 0;
    if (!request.text.empty())
        total = std::min<std::int64_t>(total, request.text == "zzz" ? 0 : 38);
    PeoplePage page;
    page.total = request.offset == 0 ? total : -1;
    for (std::int64_t i = request.offset; i < std::min(total, request.offset + request.count); ++i)
        page.rows.push_back(personRow(i + 1));
    return page;
}

Result<std::vector<PersonRow>> SampleServices::similarPeople(const NewPerson& person) {
    wait();
    std::vector<PersonRow> rows;
    if (person.fields.family_name.size() >= 4)
        rows = {personRow(34), personRow(47)};
    return rows;
}

Result<RegisteredPerson> SampleServices::registerPerson(const NewPerson& person) {
    wait();
    if (person.fields.given_name.empty() && person.fields.family_name.empty())
        return fail(ErrorCode::name_missing);
    for (const TypedIdentity& identity : person.identities)
        if (readIdentity(identity.typed).folded == known_number)
            return RegisteredPerson{idOf<BeneficiaryId>(1240), true};
    return RegisteredPerson{idOf<BeneficiaryId>(1241), false};
}

Result<AidPreview> SampleServices::previewAid(const AidForm& draft) {
    wait();
    AidPreview preview;
    preview.rules = rules(draft.category);
    for (const RuleLine& line : preview.rules)
        preview.result = std::max(preview.result, line.outcome.result);
    preview.reason_wanted = preview.result >= RuleResult::needs_reason;
    return preview;
}

Result<AidId> SampleServices::saveAid(const AidForm& draft) {
    PEYVAND_LET(const AidPreview preview, previewAid(draft));
    if (preview.reason_wanted && draft.reason.empty())
        return fail(ErrorCode::reason_needed);
    Aid aid;
    aid.id = idOf<AidId>(100 + static_cast<std::int64_t>(given_.size()));
    aid.category = draft.category;
    aid.item = draft.item;
    aid.date = draft.date;
    aid.amount = draft.amount;
    aid.state = draft.state;
    aid.hold_until = draft.hold_until;
    given_.push_back(aid);
    return aid.id;
}

Result<void> SampleServices::voidAid(const AidId&, const std::string& reason) {
    wait();
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    return {};
}

Result<ListPreview> SampleServices::previewList(const std::string& path) {
    wait();
    if (kind_ == Kind::failing || path.ends_with(".txt"))
        return fail(ErrorCode::list_headings_missing);
    static const char* fields[] = {"row",   "identity", "given_name", "family_name", "father_name",
                                   "birth", "phones",   "city",       "address",     ""};
    ListPreview preview;
    preview.rows = 12'480;
    for (int i = 0; i < 10; ++i)
        preview.columns.push_back(
            {sample(language_, "heading", i), fields[i], sample(language_, "value", i)});
    return preview;
}

Result<ListResult> SampleServices::importList(const ListRequest&, const ListProgress& progress,
                                              std::stop_token stop) {
    for (std::int64_t done = 0; done <= 12'480; done += 480) {
        if (stop.stop_requested())
            return fail(ErrorCode::cancelled);
        wait();
        progress(done, 12'480);
    }
    ListResult result{11'902, 311, 260, 7, {}, "people-rejected.csv"};
    for (int i = 0; i < 7; ++i)
        result.first_rejected.push_back({118 + i * 1'703, sample(language_, "problem", i)});
    return result;
}

Result<NetworkOverview> SampleServices::membership() {
    wait();
    NetworkOverview membership;
    if (kind_ == Kind::empty)
        return membership;
    membership.network_name = sample(language_, "network");
    membership.members.push_back(
        {idOf<CharityId>(100), sample(language_, "charity"), true, true, 3, now_ms});
    for (int i = 0; i < 6; ++i) {
        NetworkMember member{
            idOf<CharityId>(i + 1), sample(language_, "charities", i), false, i < 2, 1 + i % 3, {}};
        if (i != 5)
            member.as_of_ms = now_ms - (12 * minute_ms + i * 14 * 60 * minute_ms);
        membership.members.push_back(member);
    }
    return membership;
}

void SampleServices::addSampleNeeds(const RecordId& subject) {
    namespace f = field::need;
    for (const char* category : {"treatment", "stationery"}) {
        RecordRow row;
        row.id = idOf<RecordId>(static_cast<int>(records_.size()) + 1);
        row.type = RecordType::need;
        row.subject = subject;
        row.made_ms = now_ms;
        row.values = {{f::category, std::string(category)},
                      {f::urgency, std::string("within_two_weeks")},
                      {f::state, std::string("open")},
                      {f::found_day, std::int64_t{HijriDate{1405, 8, 12}.civil().days()}},
                      {f::amount_rial, std::int64_t{45'000'000}}};
        records_.push_back(std::move(row));
    }
}

Result<std::vector<RecordRow>> SampleServices::records(RecordType type, const RecordId& subject) {
    wait();
    if (kind_ == Kind::failing)
        return fail(ErrorCode::store_failed);
    if (records_.empty() && kind_ != Kind::empty)
        addSampleNeeds(subject);
    std::vector<RecordRow> rows;
    for (const auto& row : records_)
        if (row.type == type)
            rows.push_back(row);
    return rows;
}

Result<void> SampleServices::saveRecord(RecordType type, const RecordId& subject,
                                        const std::optional<RecordId>& record,
                                        const std::vector<FieldValue>& fields) {
    wait();
    RecordRow row;
    row.id = record.value_or(idOf<RecordId>(static_cast<int>(records_.size()) + 1));
    row.type = type;
    row.subject = subject;
    row.made_ms = now_ms;
    for (const auto& [number, value] : fields)
        row.values[number] = value;
    std::erase_if(records_, [&row](const RecordRow& one) { return one.id == row.id; });
    records_.push_back(std::move(row));
    return {};
}

} // namespace peyvand::ui
