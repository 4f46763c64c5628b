// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/aid_list.h"
#include "core/exchange/list_import.h"
#include "core/register/aid_book.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/people.h"
#include "core/rules/category.h"
#include "core/text/fold.h"

#include <algorithm>
#include <array>

namespace peyvand::exchange {
namespace {

/// A number as some file has it.
struct Held {
    BeneficiaryId file{};
    IdentityId id{};
    bool confirmed = false;
    bool proposed = false;
    bool removed = false;
};

class AidImport {
  public:
    AidImport(ListImport& import, const AidList& list, const ImportRequest& request)
        : import_(import), list_(list), accept_codes_(request.accept_codes) {}

    /// Which people list the rows of this one are counted in.
    Result<void> choosePeopleList(const std::string& name);
    Result<void> take(std::size_t index);

  private:
    std::vector<BeneficiaryId> filesOfRow(std::int64_t person_row);
    std::vector<Held> holdersOf(const Identity& identity);
    std::optional<BeneficiaryId> findFile(const AidListRow& row);
    std::optional<HouseholdId> householdOf(const BeneficiaryId& person);
    std::optional<ErrorCode> checkFacts(const AidListRow& row) const;
    bool isRecordedFor(const BeneficiaryId& person, const Origin& origin);
    void give(const AidListRow& row, const Origin& origin, const BeneficiaryId& person);
    void takeCodes(const AidListRow& row, const Origin& origin, const BeneficiaryId& person);
    void confirmCode(const BeneficiaryId& person, const Change& change);

    ListImport& import_;
    const AidList& list_;
    bool accept_codes_;
    std::optional<RecordId> people_list_{};
    // Of the row in hand, one look-up for each valid number.
    struct Code {
        const ListIdentity* identity;
        std::vector<Held> holders;
    };
    std::vector<Code> codes_{};
};

Result<void> AidImport::choosePeopleList(const std::string& name) {
    Database& database = import_.database();
    if (!name.empty()) {
        people_list_ = currentListId(database, ListKind::people, name);
        auto row = database.prepare("SELECT 1 FROM import_list WHERE id = ? AND kind = 'people'");
        row.bind(*people_list_);
        return row.step() ? Result<void>() : fail(ErrorCode::people_list_unknown);
    }
    if (!list_.table().columns().has(Field::person_row))
        return {};
    auto rows =
        database.prepare("SELECT id FROM import_list WHERE kind = 'people' ORDER BY id LIMIT 2");
    if (rows.step())
        people_list_ = rows.id<RecordId>(0);
    return people_list_ && rows.step() ? fail(ErrorCode::people_list_ambiguous) : Result<void>();
}

std::vector<BeneficiaryId> AidImport::filesOfRow(std::int64_t person_row) {
    std::vector<BeneficiaryId> files;
    auto rows = import_.database().prepare(
        "SELECT DISTINCT import_row.record FROM import_row"
        " JOIN beneficiary ON beneficiary.id = import_row.record"
        " WHERE import_row.list = ? AND import_row.row = ? ORDER BY import_row.record");
    rows.bind(*people_list_).bind(person_row);
    while (rows.step())
        files.push_back(rows.id<BeneficiaryId>(0));
    return files;
}

std::vector<Held> AidImport::holdersOf(const Identity& identity) {
    std::vector<Held> holders;
    auto rows = import_.database().prepare(
        "SELECT beneficiary, id, confirmed, proposed, removed FROM identity"
        " WHERE number = ? AND kind = ? AND IFNULL(issuing_state, '') = ? ORDER BY beneficiary");
    rows.bind(std::string_view(identity.number))
        .bind(static_cast<std::int64_t>(identity.kind))
        .bind(std::string_view(identity.issuing_state));
    while (rows.step())
        holders.push_back({rows.id<BeneficiaryId>(0), rows.id<IdentityId>(1), rows.integer(2) != 0,
                           rows.integer(3) != 0, rows.integer(4) != 0});
    return holders;
}

/// By ردیف, the surer link; several files of one ردیف are told apart by the code. Else by the code.
std::optional<BeneficiaryId> AidImport::findFile(const AidListRow& row) {
    std::vector<BeneficiaryId> by_row;
    if (row.person_row && people_list_)
        by_row = filesOfRow(*row.person_row);
    if (by_row.size() == 1)
        return by_row.front();
    for (const auto& code : codes_)
        for (const Held& held : code.holders) {
            const bool fits = by_row.empty() ||
                              std::find(by_row.begin(), by_row.end(), held.file) != by_row.end();
            if (fits && held.confirmed && !held.removed)
                return held.file;
        }
    return std::nullopt;
}

std::optional<HouseholdId> AidImport::householdOf(const BeneficiaryId& person) {
    auto row = import_.database().prepare("SELECT household FROM member WHERE beneficiary = ?"
                                          " AND left_day IS NULL ORDER BY joined_day DESC, id"
                                          " LIMIT 1");
    row.bind(person);
    return row.step() ? row.idOrNone<HouseholdId>(0) : std::nullopt;
}

std::optional<ErrorCode> AidImport::checkFacts(const AidListRow& row) const {
    if (row.date > import_.opened().today())
        return ErrorCode::date_in_future;
    if (row.amount.amount < 0)
        return ErrorCode::amount_negative;
    return std::nullopt;
}

/// The code of a closed list whose Persian or English words were typed; empty when it is none.
template <std::size_t count>
std::string codeOf(const std::string& typed, std::string_view group,
                   const std::array<std::string_view, count>& codes) {
    const std::string key = text::joinedKey(typed);
    for (const std::string_view code : codes) {
        const std::string word = std::string(group) + "." + std::string(code);
        for (const Language language : {Language::persian, Language::english})
            if (text::joinedKey(Words::of(language).text(word)) == key)
                return std::string(code);
    }
    return {};
}

constexpr std::array<std::string_view, 8> reason_codes{
    "illness",      "newborn",          "large_family", "not_enough",
    "not_received", "council_decision", "occasion",     "other"};
constexpr std::array<std::string_view, 12> source_codes{
    "sadaqa",  "zakat", "fitriya", "sahm_sadat", "sahm_imam", "radd_mazalim",
    "kaffara", "nazr",  "waqf",    "general",    "sponsor",   "project"};

void addNote(std::string& note, const std::string& more) {
    if (more.empty())
        return;
    note += (note.empty() ? "" : "\u060C ") + more;
}

bool isTakenBack(AidState state, const std::string& void_reason) {
    return state == AidState::voided &&
           (void_reason == Words::of(Language::persian).text("import.taken_back") ||
            void_reason == Words::of(Language::english).text("import.taken_back"));
}

// The same row came for the same person with a list of another name.
bool AidImport::isRecordedFor(const BeneficiaryId& person, const Origin& origin) {
    for (const RecordId& record : import_.elsewhere(origin)) {
        auto row = import_.database().prepare(
            "SELECT state, IFNULL(void_reason, '') FROM aid WHERE id = ? AND beneficiary = ?");
        row.bind(record).bind(person);
        // What an undo voided is to be recorded again; what a person voided stays so.
        if (row.step() && !isTakenBack(static_cast<AidState>(row.integer(0)), row.string(1)))
            return true;
    }
    return false;
}

void AidImport::give(const AidListRow& row, const Origin& origin, const BeneficiaryId& person) {
    AidDraft draft;
    draft.person = person;
    draft.category = row.category;
    draft.item = row.item;
    draft.amount = row.amount;
    draft.date = row.date;
    draft.note = row.note;
    if (!row.reason.empty())
        draft.reason = codeOf(row.reason, "reason", reason_codes);
    if (!row.source_of_funds.empty())
        draft.source_of_funds = codeOf(row.source_of_funds, "source", source_codes);
    // Words of the office's own are kept beside the aid.
    if (draft.reason.empty())
        addNote(draft.note, row.reason);
    if (draft.source_of_funds.empty())
        addNote(draft.note, row.source_of_funds);
    const HelpUnit unit = findCategory(row.category)->unit;
    if (unit == HelpUnit::household)
        draft.household = householdOf(person);
    const auto id = import_.opened().newId<AidId>();
    Change change = aidChange(id, draft, unit);
    change.origin = origin;
    import_.add(std::move(change));
    markClaimDue(import_.database(), id);
    import_.report().claims_due += import_.database().changes();
}

/// As People::acceptProposed: in place of the file's wrong numbers.
void AidImport::confirmCode(const BeneficiaryId& person, const Change& change) {
    std::vector<RecordId> wrong;
    {
        auto rows = import_.database().prepare(
            "SELECT id FROM identity WHERE beneficiary = ? AND confirmed = 0 AND proposed = 0"
            " AND removed = 0 ORDER BY id");
        rows.bind(person);
        while (rows.step())
            wrong.push_back(rows.id<RecordId>(0));
    }
    for (const RecordId& id : wrong)
        import_.add({ChangeKind::set_fields,
                     RecordType::identity,
                     id,
                     idAs<RecordId>(person),
                     {{field::identity::removed, std::int64_t{1}}},
                     std::nullopt,
                     false});
    import_.add(change);
    markClaimsDue(import_.database(), person);
    import_.report().claims_due += import_.database().changes();
}

void AidImport::takeCodes(const AidListRow& row, const Origin& origin,
                          const BeneficiaryId& person) {
    namespace f = field::identity;
    for (const auto& [identity, holders] : codes_) {
        const auto here = std::find_if(holders.begin(), holders.end(),
                                       [&](const Held& held) { return held.file == person; });
        const bool is_here = here != holders.end();
        const bool waits_here = is_here && here->proposed && !here->removed;
        if (is_here && !(waits_here && accept_codes_))
            continue;
        const bool accept =
            accept_codes_ && std::none_of(holders.begin(), holders.end(), [&](const Held& held) {
                return held.file != person && held.confirmed && !held.removed;
            });
        if (is_here && !accept)
            continue;
        const auto id = is_here ? here->id : import_.opened().newId<IdentityId>();
        Change change = identityChange(id, person, identity->read, identity->typed, !accept);
        change.origin = origin;
        if (is_here) {
            change.is_new = false;
            change.fields = {{f::confirmed, std::int64_t{1}}, {f::proposed, std::int64_t{0}}};
        }
        if (accept)
            confirmCode(person, change);
        else
            import_.add(std::move(change));
        import_.report().proposals.push_back({origin.row, row.line, person, id, accept});
    }
}

Result<void> AidImport::take(std::size_t index) {
    const AidListRow row = list_.row(index);
    const auto place = static_cast<std::int64_t>(index) + 1;
    ImportReport& report = import_.report();
    const Origin origin = import_.originOf(row.normalised_text, place);
    const bool is_known = import_.isKnown(origin);
    if (is_known && !accept_codes_) {
        ++report.unchanged;
        return {};
    }
    const auto reject = [&](ErrorCode code) {
        import_.reject(index, {place, row.line, {code, {{"row", std::to_string(row.line)}}}});
    };
    if (row.rejection) {
        import_.reject(index, {place, row.line, *row.rejection});
        return {};
    }
    if (const auto wrong = checkFacts(row)) {
        reject(*wrong);
        return {};
    }
    codes_.clear();
    for (const auto& identity : row.identities)
        if (identity.read.identity)
            codes_.push_back({&identity, holdersOf(*identity.read.identity)});
    const auto person = findFile(row);
    if (!person && !is_known) {
        reject(ErrorCode::row_beneficiary_unknown);
        return {};
    }
    const bool is_recorded = is_known || isRecordedFor(*person, origin);
    ++(is_recorded ? report.unchanged : report.created);
    if (!is_recorded)
        give(row, origin, *person);
    if (person)
        takeCodes(row, origin, *person);
    if (!is_recorded)
        for (const Error& problem : row.problems)
            report.problems.push_back({place, row.line, problem});
    if (!is_recorded)
        for (const Error& doubt : row.doubts)
            report.doubts.push_back({place, row.line, doubt});
    return {};
}

} // namespace

Result<ImportReport> importAid(Register& opened, const ImportRequest& request,
                               const ImportProgress& progress, const CancelToken& cancel) {
    PEYVAND_LET(RequestedTable requested, readRequested(opened, request, ListKind::aid));
    const AidList list(std::move(requested.table), opened.today());
    ListImport import(opened, request, ListKind::aid, list.table());
    import.report().mapping = std::move(requested.mapping);
    AidImport aid(import, list, request);
    PEYVAND_TRY(aid.choosePeopleList(request.people_list));
    PEYVAND_TRY(
        import.eachRow(progress, cancel, [&](std::size_t index) { return aid.take(index); }));
    return import.finish();
}

} // namespace peyvand::exchange
