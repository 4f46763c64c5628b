// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/needs.h"

#include "core/register/aid_book.h"
#include "core/register/due.h"
#include "core/rules/category.h"

namespace peyvand {
namespace {

// The person, the households the person lives in, and for a household its members.
constexpr std::string_view open_needs =
    "WITH family (id) AS (SELECT ?1 UNION SELECT household FROM member WHERE beneficiary = ?1"
    " AND left_day IS NULL UNION SELECT beneficiary FROM member WHERE household = ?1"
    " AND left_day IS NULL UNION SELECT other.beneficiary FROM member AS own JOIN member AS other"
    " ON other.household = own.household AND other.left_day IS NULL"
    " WHERE own.beneficiary = ?1 AND own.left_day IS NULL)"
    " SELECT n.id, n.category FROM family JOIN record_need AS n ON n.subject = family.id"
    " WHERE n.state IN ('open', 'in_work', 'partly_met')"
    " ORDER BY CASE n.urgency WHEN 'within_day' THEN 1 WHEN 'within_three_days' THEN 2"
    " WHEN 'within_two_weeks' THEN 3 ELSE 4 END, n.found_day, n.id LIMIT 100";

bool areOneKind(std::string_view need, std::string_view aid) {
    if (need == aid)
        return true;
    const Category* of_need = findCategory(need);
    const Category* of_aid = findCategory(aid);
    return of_need != nullptr && of_aid != nullptr &&
           (of_need->parent == aid || of_aid->parent == need);
}

Value textOrNone(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

} // namespace

Result<std::vector<RecordRow>> Needs::rowsOf(const std::vector<RecordId>& ids) {
    std::vector<RecordRow> rows;
    for (const RecordId& id : ids) {
        PEYVAND_LET(auto row, Records(register_).record(RecordType::need, id));
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<RecordRow>> Needs::open(const RecordId& subject) {
    std::vector<RecordId> found;
    {
        auto rows = register_.database().prepare(open_needs);
        rows.bind(subject);
        while (rows.step())
            found.push_back(rows.id<RecordId>(0));
    }
    PEYVAND_TRY(register_.database().takeFailure());
    return rowsOf(found);
}

Result<std::vector<RecordRow>> Needs::metBy(const AidId& id) {
    PEYVAND_LET(const Aid aid, AidBook(register_).aid(id));
    std::vector<RecordId> found;
    if (aid.state != AidState::voided) {
        auto rows = register_.database().prepare(open_needs);
        rows.bind(aid.person ? idAs<RecordId>(*aid.person)
                             : idAs<RecordId>(aid.household.value_or(HouseholdId{})));
        while (rows.step())
            if (areOneKind(rows.string(1), aid.category))
                found.push_back(rows.id<RecordId>(0));
    }
    PEYVAND_TRY(register_.database().takeFailure());
    return rowsOf(found);
}

Result<void> Needs::meet(const RecordId& need, const AidId& id, bool fully) {
    namespace f = field::need;
    PEYVAND_LET(const Aid aid, AidBook(register_).aid(id));
    if (aid.state == AidState::voided)
        return fail(ErrorCode::aid_voided);
    return Records(register_).edit(RecordType::need, need,
                                   {{f::state, std::string(fully ? "met" : "partly_met")},
                                    {f::met_day, valueOf(aid.date)},
                                    {f::met_by, valueOf(id)}});
}

Result<CivilDate> Needs::plan(const RecordId& subject, const ContactPlan& plan, RecordId& contact) {
    namespace f = field::contact;
    PEYVAND_LET(const auto closed, closedWeekdays(register_));
    const CivilDate day = nextOpenDay(plan.day, closed);
    PEYVAND_LET(contact, Records(register_).add({RecordType::contact,
                                                 subject,
                                                 {{f::kind, plan.kind},
                                                  {f::state, std::string("planned")},
                                                  {f::planned_day, valueOf(day)},
                                                  {f::visitor, textOrNone(plan.visitor)}},
                                                 std::nullopt}));
    return day;
}

Result<void> Needs::done(const RecordId& contact, const ContactFindings& findings) {
    namespace f = field::contact;
    if (findings.day > register_.today())
        return fail(ErrorCode::date_in_future);
    std::vector<FieldValue> fields{{f::state, findings.state}};
    if (findings.state == "done") {
        fields.push_back({f::done_day, valueOf(findings.day)});
        fields.push_back({f::findings, textOrNone(findings.findings)});
        fields.push_back({f::decision, textOrNone(findings.decision)});
    }
    if (findings.next_review)
        fields.push_back({f::next_review_day, valueOf(*findings.next_review)});
    return Records(register_).edit(RecordType::contact, contact, fields);
}

} // namespace peyvand
