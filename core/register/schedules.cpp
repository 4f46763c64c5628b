// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/schedules.h"

#include "core/register/aid_effects.h"
#include "core/register/claim_due.h"

#include <algorithm>
#include <set>

namespace peyvand {
namespace {

namespace f = field::schedule;

std::optional<RecordId> recordOfField(const std::vector<FieldValue>& fields, FieldNumber number) {
    for (const auto& [field, value] : fields)
        if (const auto* bytes = std::get_if<Bytes>(&value); field == number && bytes)
            return RecordId::of(*bytes);
    return std::nullopt;
}

std::string withLine(const RecordRow& row, FieldNumber field, const std::string& line) {
    const std::string before = row.text(field);
    return before.empty() ? line : before + "\n" + line;
}

Result<void> checkReason(const std::string& reason) {
    return reason.empty() ? fail(ErrorCode::reason_missing) : Result<void>();
}

} // namespace

Result<RecordId> Schedules::addIn(JournalTransaction& transaction, const RecordId& subject,
                                  std::vector<FieldValue> fields, bool active,
                                  const std::string& reason) {
    std::erase_if(fields, [](const auto& field) { return field.field == f::state; });
    fields.push_back({f::state, std::string(active ? "active" : "proposed")});
    const auto proposal = recordOfField(fields, f::proposal);
    if (proposal) {
        AidDraft following;
        following.details.proposal = proposal;
        PEYVAND_TRY(followProposal(register_, following));
        if (following.details.decision && !recordOfField(fields, f::decision))
            fields.push_back({f::decision, valueOf(*following.details.decision)});
    }
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::schedule, subject, fields}));
    if (proposal)
        PEYVAND_TRY(records_.editIn(transaction, RecordType::proposal, *proposal,
                                    {{field::proposal::state, std::string("delivered")},
                                     {field::proposal::schedule, valueOf(id)}}));
    if (active)
        PEYVAND_TRY(claimIn(transaction, id, reason));
    return id;
}

Result<RecordId> Schedules::add(const RecordId& subject, std::vector<FieldValue> fields,
                                bool active, const std::string& reason) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id, addIn(transaction, subject, std::move(fields), active, reason));
    PEYVAND_TRY(transaction.commit());
    return id;
}

// The one aid that stands for the whole period.
Result<void> Schedules::claimIn(JournalTransaction& transaction, const RecordId& id,
                                const std::string& reason) {
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    AidBook book(register_);
    PEYVAND_LET(AidDraft draft, book.draftFor(schedule.subject.value_or(RecordId{})));
    draft.category = schedule.text(f::category);
    draft.item = schedule.text(f::item);
    if (schedule.has(f::unit))
        draft.unit = schedule.text(f::unit) == "household" ? HelpUnit::household : HelpUnit::person;
    draft.amount = Rial{schedule.number(f::amount_rial)};
    draft.date = *schedule.day(f::from_day);
    draft.state = AidState::regular;
    draft.reason = reason;
    draft.details.schedule = id;
    draft.details.decision = schedule.record(f::decision);
    PEYVAND_LET(const AidId aid, book.giveIn(transaction, draft));
    return records_.editIn(transaction, RecordType::schedule, id, {{f::claimed_aid, valueOf(aid)}});
}

Result<void> Schedules::start(const RecordId& id, const std::string& reason) {
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    if (schedule.text(f::state) != "proposed")
        return fail(ErrorCode::schedule_not_active);
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(transaction, RecordType::schedule, id,
                                {{f::state, std::string("active")}}));
    PEYVAND_TRY(claimIn(transaction, id, reason));
    return transaction.commit();
}

Result<void> Schedules::pauseIn(JournalTransaction& transaction, const RecordId& id, CivilDate day,
                                const std::string& reason) {
    PEYVAND_TRY(checkReason(reason));
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    if (schedule.text(f::state) != "active")
        return fail(ErrorCode::schedule_not_active);
    if (day < schedule.day(f::from_day))
        return fail(ErrorCode::day_before_start);
    return records_.editIn(transaction, RecordType::schedule, id,
                           {{f::state, std::string("paused")},
                            {f::state_day, valueOf(day)},
                            {f::state_reason, reason}});
}

Result<void> Schedules::pause(const RecordId& id, CivilDate day, const std::string& reason) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(pauseIn(transaction, id, day, reason));
    return transaction.commit();
}

Result<void> Schedules::resumeIn(JournalTransaction& transaction, const RecordId& id,
                                 CivilDate day) {
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    const auto paused = schedule.day(f::state_day);
    if (schedule.text(f::state) != "paused" || !paused)
        return fail(ErrorCode::schedule_not_active);
    if (day < *paused)
        return fail(ErrorCode::day_before_start);
    const std::string pause = paused->iso() + "/" + day.iso();
    return records_.editIn(transaction, RecordType::schedule, id,
                           {{f::state, std::string("active")},
                            {f::state_day, valueOf(day)},
                            {f::pauses, withLine(schedule, f::pauses, pause)}});
}

Result<void> Schedules::resume(const RecordId& id, CivilDate day) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(resumeIn(transaction, id, day));
    return transaction.commit();
}

Result<std::int64_t> Schedules::givenCount(const RecordId& id) {
    auto row = register_.database().prepare(
        "SELECT COUNT(*) FROM record_aid WHERE schedule = ? AND period_month IS NOT NULL"
        " AND void_reason IS NULL");
    row.bind(id);
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return register_.database().checked(count);
}

Result<void> Schedules::endIn(JournalTransaction& transaction, const RecordId& id, CivilDate day,
                              const std::string& reason) {
    PEYVAND_TRY(checkReason(reason));
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    if (schedule.text(f::state) == "ended")
        return fail(ErrorCode::schedule_not_active);
    // What ended in a pause is paused up to its end.
    const auto stopped = schedule.day(f::state_day);
    const bool in_pause = schedule.text(f::state) == "paused" && stopped;
    std::vector<FieldValue> fields{
        {f::state, std::string("ended")}, {f::state_day, valueOf(day)}, {f::state_reason, reason}};
    if (in_pause && *stopped < day)
        fields.push_back(
            {f::pauses, withLine(schedule, f::pauses, stopped->iso() + "/" + day.iso())});
    PEYVAND_TRY(records_.editIn(transaction, RecordType::schedule, id, fields));
    const auto claimed = schedule.recordAs<AidId>(f::claimed_aid);
    if (!claimed)
        return {};
    PEYVAND_LET(const std::int64_t given, givenCount(id));
    if (given == 0)
        return AidBook(register_).voidIn(transaction, *claimed, reason);
    markClaimDue(register_.database(), *claimed);
    return {};
}

Result<void> Schedules::end(const RecordId& id, CivilDate day, const std::string& reason) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(endIn(transaction, id, day, reason));
    return transaction.commit();
}

Result<void> Schedules::changeAmount(const RecordId& id, CivilDate from, Rial amount) {
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    if (schedule.text(f::state) == "ended")
        return fail(ErrorCode::schedule_not_active);
    std::vector<FieldValue> fields{{f::amount_rial, amount.amount}};
    if (from > schedule.day(f::from_day).value_or(from))
        fields.push_back(
            {f::amounts,
             withLine(schedule, f::amounts,
                      from.iso() + " " + std::to_string(schedule.number(f::amount_rial)))});
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(transaction, RecordType::schedule, id, fields));
    if (const auto claimed = schedule.recordAs<AidId>(f::claimed_aid))
        markClaimDue(register_.database(), *claimed);
    return transaction.commit();
}

Result<std::vector<PlannedPayment>> Schedules::due(CivilDate from, CivilDate to) {
    std::set<std::pair<RecordId, int>> given;
    auto& database = register_.database();
    {
        auto rows = database.prepare(
            "SELECT schedule, period_month FROM record_aid WHERE schedule IS NOT NULL"
            " AND period_month BETWEEN ? AND ? AND void_reason IS NULL ORDER BY id");
        rows.bind(std::int64_t{HijriMonth::of(from).ordinal()})
            .bind(std::int64_t{HijriMonth::of(to).ordinal()});
        while (rows.step())
            given.emplace(rows.id<RecordId>(0), static_cast<int>(rows.integer(1)));
    }
    PEYVAND_TRY(database.takeFailure());
    std::vector<PlannedPayment> due;
    RecordRequest request{RecordType::schedule};
    request.conditions = {{f::from_day, Comparison::at_most, std::int64_t{to.days()}}};
    request.count = 500;
    for (;;) {
        PEYVAND_LET(const auto page, records_.page(request));
        for (const auto& schedule : page.rows)
            for (auto& planned : plannedOf(schedule, from, to))
                if (!given.contains({schedule.id, planned.period.ordinal()}))
                    due.push_back(planned);
        request.offset += static_cast<std::int64_t>(page.rows.size());
        if (page.rows.empty())
            break;
    }
    std::stable_sort(due.begin(), due.end(),
                     [](const auto& a, const auto& b) { return a.due < b.due; });
    return due;
}

Result<bool> Schedules::isGiven(const RecordId& id, HijriMonth period) {
    auto row = register_.database().prepare(
        "SELECT 1 FROM record_aid WHERE schedule = ? AND period_month = ?"
        " AND void_reason IS NULL");
    row.bind(id).bind(std::int64_t{period.ordinal()});
    const bool found = row.step();
    return register_.database().checked(found);
}

Result<AidId> Schedules::giveIn(JournalTransaction& transaction, const RecordRow& schedule,
                                const PlannedPayment& planned, const PaymentDraft& payment) {
    AidBook book(register_);
    PEYVAND_LET(AidDraft draft, book.draftFor(planned.subject));
    draft.category = schedule.text(f::category);
    draft.item = schedule.text(f::item);
    if (schedule.has(f::unit))
        draft.unit = schedule.text(f::unit) == "household" ? HelpUnit::household : HelpUnit::person;
    draft.amount = payment.amount.value_or(planned.amount);
    draft.date = payment.day;
    draft.note = payment.note;
    draft.details.schedule = schedule.id;
    draft.details.period = planned.period;
    draft.details.decision = schedule.record(f::decision);
    draft.details.fund = schedule.record(f::fund);
    draft.details.delivery = schedule.text(f::delivery);
    draft.details.sponsorship = schedule.record(f::sponsorship);
    draft.details.tracking_number = payment.tracking_number;
    PEYVAND_LET(const AidId id, book.giveIn(transaction, draft, AskRules::asked_before));
    if (const auto claimed = schedule.recordAs<AidId>(f::claimed_aid))
        markClaimDue(register_.database(), *claimed);
    return id;
}

Result<AidId> Schedules::give(const RecordId& id, HijriMonth period, const PaymentDraft& payment) {
    PEYVAND_LET(const RecordRow schedule, records_.record(RecordType::schedule, id));
    if (schedule.text(f::state) == "proposed")
        return fail(ErrorCode::schedule_not_active);
    const auto planned = plannedOf(schedule, period.first(), period.last());
    if (planned.empty())
        return fail(ErrorCode::period_not_planned, "month", period.iso());
    PEYVAND_LET(const bool is_given, isGiven(id, period));
    if (is_given)
        return fail(ErrorCode::period_given, "month", period.iso());
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const AidId aid, giveIn(transaction, schedule, planned.front(), payment));
    PEYVAND_TRY(transaction.commit());
    return aid;
}

Result<std::vector<AidId>> Schedules::giveMonth(HijriMonth month, const PaymentDraft& payment) {
    std::vector<AidId> given;
    PEYVAND_LET(const auto rows, due(month.first(), std::min(month.last(), payment.day)));
    JournalTransaction transaction(register_.journal());
    for (const auto& planned : rows) {
        PEYVAND_LET(const RecordRow schedule,
                    records_.record(RecordType::schedule, planned.schedule));
        PEYVAND_LET(const AidId aid, giveIn(transaction, schedule, planned, payment));
        given.push_back(aid);
    }
    PEYVAND_TRY(transaction.commit());
    return given;
}

} // namespace peyvand
