// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/register_services.h"

#include "core/exchange/import.h"
#include "core/register/aid_book.h"
#include "core/register/backup.h"
#include "core/register/people.h"
#include "core/register/records.h"
#include "sync/enquiry/giving_rules.h"
#include "sync/network/network.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::size_t most_rejected_shown = 200;

AidDraft draftOf(const AidForm& form) {
    AidDraft draft;
    draft.person = form.person;
    draft.unit = form.unit;
    draft.category = form.category;
    draft.item = form.item;
    draft.amount = form.amount;
    draft.date = form.date;
    draft.state = form.state;
    draft.hold_until = form.hold_until;
    draft.source_of_funds = form.source_of_funds;
    draft.reason = form.reason;
    draft.note = form.note;
    return draft;
}

std::int64_t count(Database& database, std::string_view sql) {
    auto row = database.prepare(sql);
    return row.step() ? row.integer(0) : 0;
}

std::string utf8(const Path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

// Beside the list, where the names stand already; never in the register's folder.
Path rejectsPath(const Path& list) {
    Path path = list;
    path.replace_extension();
    path += "-rejected.csv";
    return path;
}

ListPreview previewOf(const exchange::Table& table, ListKind kind) {
    ListPreview preview{kind, static_cast<std::int64_t>(table.rows()), {}};
    for (std::size_t i = 0; i < table.headings().size(); ++i) {
        ListColumn column{table.headings()[i], {}, {}};
        if (const auto field = table.columns().fieldOf(i))
            column.field = "column." + std::string(exchange::fieldName(*field));
        if (table.rows() > 0)
            column.first_value = table.cell(0, i);
        preview.columns.push_back(std::move(column));
    }
    return preview;
}

} // namespace

RegisterServices::RegisterServices(Platform platform, Executor& executor, Path folder)
    : platform_(platform), executor_(executor), folder_(std::move(folder)),
      settings_(platform_, folder_, register_) {}

RegisterServices::~RegisterServices() { lock(); }

Result<void> RegisterServices::needOpen() const {
    return register_ ? Result<void>() : fail(ErrorCode::user_needed);
}

Result<void> RegisterServices::openNetwork() {
    auto network = Network::open(*register_);
    if (!network) {
        register_.reset();
        return fail(network.error());
    }
    network_ = std::move(*network);
    rules_ = std::make_unique<GivingRules>(*network_, executor_, Language::persian);
    return {};
}

Result<OfficeStatus> RegisterServices::status() {
    OfficeStatus status;
    status.exists = Vault::exists(platform_, folder_);
    status.now_ms = platform_.clock.unixMs();
    status.today = platform_.clock.today();
    if (const auto backups = automaticBackups(platform_, folder_); backups && !backups->empty())
        status.last_backup_ms = backups->front().time_ms;
    if (!register_)
        return status;
    Database& database = register_->database();
    status.unlocked = true;
    status.charity_name = register_->charityName();
    status.user_name = register_->vault().user();
    status.people = count(database, "SELECT COUNT(*) FROM beneficiary");
    if (network_->isMember()) {
        const CharityId own = register_->journal().charity();
        for (const auto& member : network_->membership().members)
            status.charities += member.id != own && !member.expelled ? 1 : 0;
        auto heard = database.prepare("SELECT COUNT(DISTINCT charity), MAX(head_time_ms) FROM feed"
                                      " WHERE scope = 2 AND position > 0 AND charity <> ?");
        heard.bind(own);
        if (heard.step()) {
            status.charities_heard = static_cast<int>(heard.integer(0));
            if (!heard.isNull(1))
                status.last_sync_ms = heard.integer(1);
        }
    }
    return database.checked(std::move(status));
}

Result<std::string> RegisterServices::createRegister(NewRegister request) {
    lock();
    NewCharity charity{request.charity_name, request.user_name, takeSecret(request.password),
                       calibrate(platform_.clock), request.one_person};
    PEYVAND_LET(auto created, Register::create(platform_, folder_, std::move(charity)));
    register_ = std::move(created.opened);
    PEYVAND_TRY(openNetwork());
    return std::string(created.recovery_code.view());
}

Result<void> RegisterServices::unlock(std::string user, std::string password) {
    lock();
    const SecretText secret = takeSecret(password);
    PEYVAND_LET(register_, Register::open(platform_, folder_, user, secret));
    return openNetwork();
}

void RegisterServices::lock() {
    rules_.reset();
    network_.reset();
    register_.reset();
}

Result<Answer> RegisterServices::enquire(const EnquiryRequest& request) {
    PEYVAND_TRY(needOpen());
    return Enquiry(*network_, executor_)
        .ask({request.typed, request.person, request.category, request.language});
}

Result<PeoplePage> RegisterServices::people(const PeopleRequest& request) {
    PEYVAND_TRY(needOpen());
    return People(*register_).page(request);
}

Result<std::vector<PersonRow>> RegisterServices::similarPeople(const NewPerson& person) {
    PEYVAND_TRY(needOpen());
    return People(*register_).similar(person);
}

Result<RegisteredPerson> RegisterServices::registerPerson(const NewPerson& person) {
    PEYVAND_TRY(needOpen());
    return People(*register_).add(person);
}

Result<AidPreview> RegisterServices::previewAid(const AidForm& form) {
    PEYVAND_TRY(needOpen());
    return Enquiry(*network_, executor_).preview(draftOf(form), form.language);
}

Result<AidId> RegisterServices::saveAid(const AidForm& form) {
    PEYVAND_TRY(needOpen());
    const AidDraft draft = draftOf(form);
    Enquiry enquiry(*network_, executor_);
    PEYVAND_LET(const AidPreview preview, enquiry.preview(draft, form.language));
    return enquiry.give(draft, preview);
}

Result<void> RegisterServices::voidAid(const AidId& aid, const std::string& reason) {
    PEYVAND_TRY(needOpen());
    return AidBook(*register_).voidAid(aid, reason);
}

// A list of aid names categories and days; everything else is taken for people.
Result<ListPreview> RegisterServices::previewList(const std::string& path) {
    const auto aid = exchange::readTableFile(platform_.files, path, exchange::ListKind::aid);
    if (aid)
        return previewOf(*aid, ListKind::aid);
    PEYVAND_LET(const auto people,
                exchange::readTableFile(platform_.files, path, exchange::ListKind::people));
    return previewOf(people, ListKind::people);
}

Result<ListResult> RegisterServices::importList(const ListRequest& request,
                                                const ListProgress& progress,
                                                std::stop_token stop) {
    PEYVAND_TRY(needOpen());
    const CancelToken cancel;
    const std::stop_callback on_stop(stop, [&cancel] { cancel.cancel(); });
    exchange::ImportRequest wanted;
    wanted.path = request.path;
    wanted.rejects_path = rejectsPath(request.path);
    wanted.language = request.language;
    const auto run =
        request.kind == ListKind::people ? exchange::importPeople : exchange::importAid;
    PEYVAND_LET(const auto report, run(*register_, wanted, progress, cancel));
    ListResult result{report.created, report.filled, report.unchanged, report.rejected, {}, {}};
    const Words& words = Words::of(request.language);
    for (const auto& row : report.rejected_rows)
        if (result.first_rejected.size() < most_rejected_shown)
            result.first_rejected.push_back({row.row, words.sentence(row.error)});
    if (report.rejected > 0)
        result.reject_file = utf8(wanted.rejects_path);
    return result;
}

Result<NetworkOverview> RegisterServices::membership() {
    PEYVAND_TRY(needOpen());
    NetworkOverview overview;
    if (!network_->isMember())
        return overview;
    const auto& membership = network_->membership();
    overview.network_name = membership.network_name;
    const CharityId own = register_->journal().charity();
    for (const auto& member : membership.members) {
        NetworkMember one{member.id, member.name, member.id == own, false, 0, std::nullopt};
        one.desks = static_cast<int>(membership.desksOf(member.id).size());
        auto row = register_->database().prepare(
            "SELECT MAX(head_time_ms) FROM feed WHERE charity = ? AND scope = 2 AND position > 0");
        row.bind(member.id);
        if (row.step() && !row.isNull(0))
            one.as_of_ms = row.integer(0);
        overview.members.push_back(std::move(one));
    }
    return register_->database().checked(std::move(overview));
}

Result<std::vector<RecordRow>> RegisterServices::records(RecordType type, const RecordId& subject) {
    PEYVAND_TRY(needOpen());
    PEYVAND_TRY(register_->audit().write(AuditDeed::file_read, subject));
    Records records(*register_);
    if (type == RecordType::beneficiary) {
        PEYVAND_LET(auto row, records.record(type, subject));
        return std::vector<RecordRow>{std::move(row)};
    }
    RecordRequest request{type, subject};
    request.descending = true;
    request.count = 500;
    PEYVAND_LET(auto page, records.page(request));
    return std::move(page.rows);
}

Result<void> RegisterServices::saveRecord(RecordType type, const RecordId& subject,
                                          const std::optional<RecordId>& record,
                                          const std::vector<FieldValue>& fields) {
    PEYVAND_TRY(needOpen());
    Records records(*register_);
    if (record)
        return records.edit(type, *record, fields);
    PEYVAND_TRY(records.add({type, subject, fields, {}}));
    return {};
}

} // namespace peyvand
