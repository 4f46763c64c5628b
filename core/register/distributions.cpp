// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/distributions.h"

#include "core/register/people.h"
#include "core/register/person_file.h"
#include "core/rules/category.h"
#include "core/text/fold.h"

#include <algorithm>
#include <set>

namespace peyvand {
namespace {

namespace df = field::distribution;
namespace lf = field::distribution_line;

constexpr int max_page_lines = 500;

HelpUnit unitOf(const RecordRow& distribution) {
    const std::string unit = distribution.text(df::unit);
    return unit == "household" ? HelpUnit::household : HelpUnit::person;
}

std::set<RecordId> subjectsOn(Database& database, const RecordId& distribution) {
    std::set<RecordId> subjects;
    auto rows = database.prepare("SELECT subject FROM record_distribution_line"
                                 " WHERE distribution = ? ORDER BY id");
    rows.bind(distribution);
    while (rows.step())
        subjects.insert(rows.id<RecordId>(0));
    return subjects;
}

std::int64_t greatestNumber(Database& database, const RecordId& distribution) {
    auto row = database.prepare("SELECT COALESCE(MAX(number), 0) FROM record_distribution_line"
                                " WHERE distribution = ?");
    row.bind(distribution);
    return row.step() ? row.integer(0) : 0;
}

// The person and the household of a line's subject, as an aid names them.
AidDraft draftFor(Database& database, const RecordRow& distribution, const RecordId& subject) {
    AidDraft draft;
    draft.category = distribution.text(df::category);
    draft.item = distribution.text(df::item);
    draft.amount = Rial{distribution.number(df::amount_rial)};
    draft.unit = unitOf(distribution);
    auto row = database.prepare("SELECT 1 FROM household WHERE id = ?");
    row.bind(subject);
    if (row.step())
        draft.household = idAs<HouseholdId>(subject);
    else
        draft.person = idAs<BeneficiaryId>(subject);
    return draft;
}

} // namespace

Result<RecordId> Distributions::plan(const DistributionPlan& plan) {
    const Category* category = findCategory(plan.category);
    if (category == nullptr)
        return fail(ErrorCode::category_unknown);
    const HelpUnit unit = plan.unit.value_or(category->unit);
    NewRecord record{RecordType::distribution, {}, {}, {}};
    record.fields = {{df::name, plan.name},
                     {df::category, plan.category},
                     {df::item, plan.item},
                     {df::unit, std::string(helpUnitName(unit))},
                     {df::day, valueOf(plan.day)},
                     {df::place, plan.place},
                     {df::state, std::string("planned")},
                     {df::amount_rial, plan.amount.amount}};
    if (plan.kit)
        record.fields.push_back({df::kit, valueOf(*plan.kit)});
    if (plan.fund)
        record.fields.push_back({df::fund, valueOf(*plan.fund)});
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id, Records(register_).addIn(transaction, record));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<ListedPeople> Distributions::list(const RecordId& distribution,
                                         const std::vector<BeneficiaryId>& people) {
    Records records(register_);
    PEYVAND_LET(const auto row, records.record(RecordType::distribution, distribution));
    if (row.text(df::state) == "closed")
        return fail(ErrorCode::distribution_closed);
    std::set<RecordId> listed = subjectsOn(register_.database(), distribution);
    std::int64_t number = greatestNumber(register_.database(), distribution);
    ListedPeople result;
    JournalTransaction transaction(register_.journal());
    for (const auto& id : people) {
        PEYVAND_LET(const Person person, People(register_).person(id));
        const bool by_household = unitOf(row) == HelpUnit::household && person.household;
        const RecordId subject =
            by_household ? idAs<RecordId>(*person.household) : idAs<RecordId>(id);
        if (!listed.insert(subject).second) {
            ++result.already_there;
            continue;
        }
        NewRecord line{RecordType::distribution_line, subject, {}, {}};
        line.fields = {{lf::distribution, valueOf(distribution)},
                       {lf::number, ++number},
                       {lf::state, std::string("waiting")}};
        PEYVAND_LET(const bool kept_off, PersonFiles(register_).isKeptOffLists(id));
        if (kept_off)
            line.fields.push_back({lf::home_delivery, std::int64_t{1}});
        PEYVAND_TRY(records.addIn(transaction, line));
        ++result.added;
    }
    PEYVAND_TRY(transaction.commit());
    return result;
}

Result<void> Distributions::setState(const RecordId& distribution, std::string_view state) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(Records(register_).editIn(transaction, RecordType::distribution, distribution,
                                          {{df::state, std::string(state)}}));
    return transaction.commit();
}

Result<void> Distributions::open(const RecordId& distribution) {
    return setState(distribution, "open");
}

Result<void> Distributions::close(const RecordId& distribution) {
    Records records(register_);
    std::vector<RecordId> waiting;
    {
        auto rows = register_.database().prepare(
            "SELECT id FROM record_distribution_line WHERE distribution = ? AND state = 'waiting'"
            " ORDER BY id");
        rows.bind(distribution);
        while (rows.step())
            waiting.push_back(rows.id<RecordId>(0));
    }
    PEYVAND_TRY(register_.database().takeFailure());
    JournalTransaction transaction(register_.journal());
    for (const auto& line : waiting)
        PEYVAND_TRY(records.editIn(transaction, RecordType::distribution_line, line,
                                   {{lf::state, std::string("absent")}}));
    PEYVAND_TRY(records.editIn(transaction, RecordType::distribution, distribution,
                               {{df::state, std::string("closed")}}));
    return transaction.commit();
}

Result<RecordId> Distributions::lineOf(const RecordId& distribution, const BeneficiaryId& person) {
    auto row = register_.database().prepare(
        "SELECT id FROM record_distribution_line WHERE distribution = ?1 AND (subject = ?2"
        " OR subject IN (SELECT household FROM member WHERE beneficiary = ?2"
        " AND left_day IS NULL)) ORDER BY number LIMIT 1");
    row.bind(distribution).bind(person);
    const std::optional<RecordId> line =
        row.step() ? std::optional(row.id<RecordId>(0)) : std::nullopt;
    PEYVAND_TRY(register_.database().takeFailure());
    if (!line)
        return fail(ErrorCode::distribution_not_listed);
    return *line;
}

Result<AidId> Distributions::tick(const RecordId& line, std::string_view collector_name,
                                  const std::string& reason) {
    Records records(register_);
    PEYVAND_LET(const auto row, records.record(RecordType::distribution_line, line));
    const RecordId distribution = row.record(lf::distribution).value_or(RecordId{});
    PEYVAND_LET(const auto list, records.record(RecordType::distribution, distribution));
    if (list.text(df::state) == "closed")
        return fail(ErrorCode::distribution_closed);
    PEYVAND_LET(const std::string collector, text::cleanInput(collector_name, 200));
    const std::string_view state = collector.empty() ? "delivered" : "by_proxy";
    if (!mayStep(RecordType::distribution_line, row.text(lf::state), state, StepBy::work))
        return fail(ErrorCode::step_refused, "kind", "distribution_line");
    AidDraft draft = draftFor(register_.database(), list, row.subject.value_or(RecordId{}));
    draft.date = register_.today();
    draft.details.distribution = distribution;
    draft.details.kit = list.record(df::kit);
    draft.details.fund = list.record(df::fund);
    draft.details.collector_name = collector;
    draft.reason = reason;
    // Nobody at the door is sent home by a count: the store shows it as below zero.
    draft.despite_shortage = draft.details.kit ? "distribution" : "";
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const AidId id, AidBook(register_).giveIn(transaction, draft));
    PEYVAND_TRY(
        records.editIn(transaction, RecordType::distribution_line, line,
                       {{lf::state, std::string(state)},
                        {lf::delivered_day, valueOf(draft.date)},
                        {lf::collector_name, collector.empty() ? Value{} : Value{collector}},
                        {lf::aid, valueOf(id)}}));
    if (list.text(df::state) == "planned")
        PEYVAND_TRY(records.editIn(transaction, RecordType::distribution, distribution,
                                   {{df::state, std::string("open")}}));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<void> Distributions::setLine(const RecordId& line, std::string_view state) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(Records(register_).editIn(transaction, RecordType::distribution_line, line,
                                          {{lf::state, std::string(state)}}));
    return transaction.commit();
}

Result<void> Distributions::absent(const RecordId& line) { return setLine(line, "absent"); }

Result<void> Distributions::untick(const RecordId& line, std::string_view reason) {
    Records records(register_);
    PEYVAND_LET(const std::string clean, text::cleanInput(reason, 1000));
    if (clean.empty())
        return fail(ErrorCode::reason_missing);
    PEYVAND_LET(const auto row, records.record(RecordType::distribution_line, line));
    const auto aid = row.recordAs<AidId>(lf::aid);
    if (!aid)
        return setLine(line, "waiting");
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records.editIn(transaction, RecordType::distribution_line, line,
                               {{lf::state, std::string("waiting")},
                                {lf::delivered_day, Value{}},
                                {lf::collector_name, Value{}},
                                {lf::aid, Value{}}}));
    // Another desk may have voided it.
    AidBook book(register_);
    if (const auto given = book.aid(*aid); given && given->state != AidState::voided)
        PEYVAND_TRY(book.voidIn(transaction, *aid, clean));
    return transaction.commit();
}

Result<std::vector<DistributionLine>> Distributions::lines(const LineRequest& request) {
    std::vector<DistributionLine> lines;
    auto rows = register_.database().prepare(
        "SELECT line.id, line.subject, line.number, line.state, line.collector_name,"
        " line.delivered_day, line.home_delivery,"
        " COALESCE(person.given_name || ' ', '') || COALESCE(person.family_name, household.name,"
        " ''), person.file_number"
        " FROM record_distribution_line AS line"
        " LEFT JOIN household ON household.id = line.subject"
        " LEFT JOIN beneficiary AS person ON person.id = COALESCE((SELECT beneficiary FROM member"
        " WHERE member.household = line.subject AND left_day IS NULL ORDER BY head DESC, id"
        " LIMIT 1), line.subject)"
        " WHERE line.distribution = ?1 AND (?2 = '' OR line.state = ?2)"
        // Also those who were marked after they were listed.
        " AND (?3 = 0 OR (line.home_delivery IS NULL AND IFNULL(person.discreet, 0) = 0"
        "  AND NOT EXISTS (SELECT 1 FROM record_household AS marked"
        "   WHERE marked.discreet <> 0 AND (marked.id = line.subject OR marked.id IN"
        "    (SELECT household FROM member WHERE beneficiary = line.subject"
        "     AND left_day IS NULL))))) ORDER BY line.number, line.id"
        " LIMIT ?4 OFFSET ?5");
    rows.bind(request.distribution)
        .bind(std::string_view(request.state))
        .bind(std::int64_t{request.for_print})
        .bind(std::int64_t{std::clamp(request.count, 1, max_page_lines)})
        .bind(request.offset);
    while (rows.step()) {
        DistributionLine line;
        line.line = rows.id<RecordId>(0);
        line.subject = rows.id<RecordId>(1);
        line.number = rows.integer(2);
        line.state = rows.string(3);
        line.collector_name = rows.string(4);
        if (!rows.isNull(5))
            line.delivered_day = CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(5)));
        line.home_delivery = rows.integer(6) != 0;
        line.name = rows.string(7);
        line.file_number = rows.string(8);
        lines.push_back(std::move(line));
    }
    return register_.database().checked(std::move(lines));
}

Result<DistributionFigures> Distributions::figures(const RecordId& distribution) {
    DistributionFigures figures;
    auto rows = register_.database().prepare(
        "SELECT state, COUNT(*) FROM record_distribution_line WHERE distribution = ?"
        " GROUP BY state ORDER BY state");
    rows.bind(distribution);
    while (rows.step()) {
        const std::string_view state = rows.text(0);
        const std::int64_t count = rows.integer(1);
        figures.lines += count;
        (state == "waiting"     ? figures.waiting
         : state == "delivered" ? figures.delivered
         : state == "by_proxy"  ? figures.by_proxy
         : state == "absent"    ? figures.absent
                                : figures.cancelled) += count;
    }
    auto twice = register_.database().prepare(
        "SELECT COUNT(*) FROM (SELECT 1 FROM record_aid JOIN aid ON aid.id = record_aid.id"
        " WHERE record_aid.distribution = ? AND aid.state <> 3"
        " GROUP BY record_aid.subject HAVING COUNT(*) > 1)");
    twice.bind(distribution);
    if (twice.step())
        figures.given_twice = twice.integer(0);
    return register_.database().checked(figures);
}

} // namespace peyvand
