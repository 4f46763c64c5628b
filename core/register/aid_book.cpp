// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_book.h"

#include "core/register/aid_details.h"
#include "core/register/aid_effects.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/household_aid.h"
#include "core/register/people.h"
#include "core/rules/category.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {

constexpr int usual_hold_days = 14;
constexpr int first_detail_column = 15;

// Regular help is open until its schedule or loan ends; what came without one never says.
constexpr std::string_view open_sql =
    "CASE WHEN aid.state = 3 THEN 0"
    " WHEN d.loan IS NOT NULL THEN aid.state IN (2, 4) AND EXISTS (SELECT 1 FROM record_loan"
    "   WHERE id = d.loan AND state IN ('requested', 'open'))"
    " WHEN d.schedule IS NOT NULL THEN aid.state = 4 AND NOT EXISTS (SELECT 1 FROM record_schedule"
    "   WHERE id = d.schedule AND state = 'ended')"
    " ELSE aid.state IN (2, 4) OR aid.category = 'loan' END";

// Column order of every statement that reads aid.
const std::string& aidSelect() {
    static const std::string sql =
        "SELECT aid.id, aid.beneficiary, aid.household, aid.unit, aid.category, aid.item,"
        " aid.amount_rial, aid.day, aid.state, aid.hold_until, aid.source, aid.reason, aid.note,"
        " aid.void_reason, " +
        std::string(open_sql) + ", " + std::string(aidDetailColumns()) +
        " FROM aid LEFT JOIN record_aid AS d ON d.id = aid.id";
    return sql;
}

Aid aidOf(const Statement& row) {
    Aid aid;
    aid.id = row.id<AidId>(0);
    aid.person = row.idOrNone<BeneficiaryId>(1);
    aid.household = row.idOrNone<HouseholdId>(2);
    aid.unit = static_cast<HelpUnit>(row.integer(3));
    aid.category = row.string(4);
    aid.item = row.string(5);
    aid.amount = Rial{row.integer(6)};
    aid.date = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(7)));
    aid.state = static_cast<AidState>(row.integer(8));
    if (!row.isNull(9))
        aid.hold_until = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(9)));
    aid.source_of_funds = row.string(10);
    aid.reason = row.string(11);
    aid.note = row.string(12);
    aid.void_reason = row.string(13);
    aid.open = row.integer(14) != 0;
    aid.details = readAidDetails(row, first_detail_column);
    return aid;
}

Bytes bytesOfId(const ByteArray<16>& bytes) { return {bytes.begin(), bytes.end()}; }

bool exists(Database& database, std::string_view sql, ByteView id) {
    auto row = database.prepare(sql);
    row.bind(id);
    return row.step();
}

Result<void> checkDraft(Register& opened, const AidDraft& draft) {
    Database& database = opened.database();
    if (!draft.person && !draft.household)
        return fail(ErrorCode::beneficiary_unknown);
    if (draft.person &&
        !exists(database, "SELECT 1 FROM beneficiary WHERE id = ?", draft.person->bytes))
        return fail(ErrorCode::beneficiary_unknown);
    if (draft.household &&
        !exists(database, "SELECT 1 FROM household WHERE id = ?", draft.household->bytes))
        return fail(ErrorCode::household_unknown);
    PEYVAND_TRY(database.takeFailure());
    if (findCategory(draft.category) == nullptr)
        return fail(ErrorCode::category_unknown);
    if (draft.amount.amount < 0)
        return fail(ErrorCode::amount_negative);
    if (draft.state == AidState::given && draft.date > opened.today())
        return fail(ErrorCode::date_in_future);
    for (const std::string* typed :
         {&draft.item, &draft.note, &draft.reason, &draft.source_of_funds})
        PEYVAND_TRY(text::cleanInput(*typed, 1000));
    return {};
}

} // namespace

Change aidChange(const AidId& id, const AidDraft& draft, HelpUnit unit) {
    namespace f = field::aid;
    const RecordId subject =
        draft.person ? idAs<RecordId>(*draft.person) : idAs<RecordId>(*draft.household);
    Change change{
        ChangeKind::add_fact, RecordType::aid, idAs<RecordId>(id), subject, {}, std::nullopt, true};
    auto& fields = change.fields;
    if (draft.person)
        fields.push_back({f::beneficiary, bytesOfId(draft.person->bytes)});
    if (draft.household)
        fields.push_back({f::household, bytesOfId(draft.household->bytes)});
    fields.push_back({f::unit, static_cast<std::int64_t>(unit)});
    fields.push_back({f::category, draft.category});
    if (!draft.item.empty())
        fields.push_back({f::item, draft.item});
    fields.push_back({f::amount_rial, draft.amount.amount});
    fields.push_back({f::day, std::int64_t{draft.date.days()}});
    fields.push_back({f::state, static_cast<std::int64_t>(draft.state)});
    if (draft.hold_until)
        fields.push_back({f::hold_until, std::int64_t{draft.hold_until->days()}});
    if (!draft.source_of_funds.empty())
        fields.push_back({f::source, draft.source_of_funds});
    if (!draft.reason.empty())
        fields.push_back({f::reason, draft.reason});
    if (!draft.note.empty())
        fields.push_back({f::note, draft.note});
    addDetailFields(fields, draft.details);
    return change;
}

// What a kit or an item of the stock says of itself stands in for what nobody typed.
Result<AidDraft> AidBook::prepared(const AidDraft& typed) {
    AidDraft draft = typed;
    PEYVAND_TRY(checkDetails(register_, draft.details));
    PEYVAND_TRY(fillFromStock(register_, draft));
    PEYVAND_TRY(checkDraft(register_, draft));
    PEYVAND_LET(draft.item, text::cleanInput(draft.item, 1000));
    PEYVAND_LET(draft.note, text::cleanInput(draft.note, 1000));
    draft.unit = draft.unit.value_or(findCategory(draft.category)->unit);
    if (draft.person && !draft.household && draft.unit == HelpUnit::household) {
        PEYVAND_LET(const Person person, People(register_).person(*draft.person));
        draft.household = person.household;
    }
    if (draft.state == AidState::held && !draft.hold_until)
        draft.hold_until = draft.date.plusDays(usual_hold_days);
    if (draft.state == AidState::held && *draft.hold_until < draft.date)
        return fail(ErrorCode::day_before_start);
    return draft;
}

Result<void> AidBook::fillIn(AidDraft& draft) { return fillFromStock(register_, draft); }

Result<AidDraft> AidBook::draftFor(const RecordId& subject) {
    AidDraft draft;
    draft.date = register_.today();
    if (exists(register_.database(), "SELECT 1 FROM household WHERE id = ?", subject.bytes)) {
        draft.household = idAs<HouseholdId>(subject);
        draft.unit = HelpUnit::household;
    } else {
        draft.person = idAs<BeneficiaryId>(subject);
    }
    PEYVAND_TRY(register_.database().takeFailure());
    return draft;
}

Result<AidId> AidBook::giveIn(JournalTransaction& transaction, const AidDraft& typed,
                              AskRules ask) {
    PEYVAND_LET(AidDraft draft, prepared(typed));
    GivingCheck* const check = register_.givingCheck();
    if (check != nullptr && ask == AskRules::yes)
        PEYVAND_TRY(check->allow(draft));
    const auto id = register_.newId<AidId>();
    const bool is_given = draft.state == AidState::given;
    if (is_given)
        PEYVAND_TRY(followProposal(register_, draft));
    transaction.add(FeedScope::office, aidChange(id, draft, *draft.unit));
    markClaimDue(register_.database(), id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    if (is_given)
        PEYVAND_TRY(writeGiven(register_, transaction, idAs<RecordId>(id), draft));
    return id;
}

Result<AidId> AidBook::give(const AidDraft& draft, AskRules ask) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const AidId id, giveIn(transaction, draft, ask));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<void> AidBook::voidIn(JournalTransaction& transaction, const AidId& id,
                             std::string_view reason) {
    PEYVAND_LET(const std::string clean, text::cleanInput(reason, 1000));
    if (clean.empty())
        return fail(ErrorCode::reason_missing);
    PEYVAND_LET(const Aid before, aid(id));
    if (before.state == AidState::voided)
        return fail(ErrorCode::aid_voided);
    const RecordId subject = before.person
                                 ? idAs<RecordId>(*before.person)
                                 : idAs<RecordId>(before.household.value_or(HouseholdId{}));
    transaction.add(FeedScope::office, {ChangeKind::void_fact,
                                        RecordType::aid,
                                        idAs<RecordId>(id),
                                        subject,
                                        {{field::aid_void::reason, clean}},
                                        std::nullopt,
                                        false});
    markClaimDue(register_.database(), id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return writeVoided(register_, transaction, before, clean);
}

Result<void> AidBook::voidAid(const AidId& id, std::string_view reason) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(voidIn(transaction, id, reason));
    return transaction.commit();
}

Result<Aid> AidBook::aid(const AidId& id) {
    Database& database = register_.database();
    auto row = database.prepare(aidSelect() + " WHERE aid.id = ?");
    row.bind(id);
    if (!row.step()) {
        PEYVAND_TRY(database.takeFailure());
        return fail(ErrorCode::aid_unknown);
    }
    return database.checked(aidOf(row));
}

Result<std::vector<Aid>> AidBook::concerning(const BeneficiaryId& person) {
    std::vector<Aid> found;
    auto rows = register_.database().prepare(
        aidSelect() + " WHERE aid.beneficiary = ?1 UNION " + aidSelect() +
        " WHERE aid.household IN"
        " (SELECT household FROM member WHERE beneficiary = ?1 AND left_day IS NULL)"
        " AND aid.unit = 2 ORDER BY 8 DESC, 1 DESC");
    rows.bind(person);
    while (rows.step())
        found.push_back(aidOf(rows));
    return register_.database().checked(std::move(found));
}

Result<std::vector<Aid>> aidOfHousehold(Register& opened, const HouseholdId& household) {
    std::vector<Aid> found;
    auto rows = opened.database().prepare(
        aidSelect() + " WHERE aid.household = ? ORDER BY aid.day DESC, aid.id DESC");
    rows.bind(household);
    while (rows.step())
        found.push_back(aidOf(rows));
    return opened.database().checked(std::move(found));
}

Result<std::vector<Aid>> AidBook::latest(std::int64_t offset, int count) {
    std::vector<Aid> found;
    auto rows = register_.database().prepare(
        aidSelect() + " ORDER BY aid.day DESC, aid.id DESC LIMIT ? OFFSET ?");
    rows.bind(std::int64_t{count}).bind(offset);
    while (rows.step())
        found.push_back(aidOf(rows));
    return register_.database().checked(std::move(found));
}

} // namespace peyvand
