// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/loans.h"

#include "core/register/aid_effects.h"
#include "core/register/claim_due.h"

#include <algorithm>

namespace peyvand {
namespace {

namespace f = field::loan;
namespace fi = field::instalment;

constexpr std::int64_t max_instalments = 360, max_every_months = 12;

} // namespace

Result<std::vector<Instalment>> instalmentsOf(Rial amount, std::int64_t count, CivilDate first,
                                              std::int64_t every_months) {
    if (count < 1 || count > max_instalments || every_months < 1 ||
        every_months > max_every_months || amount.amount < count)
        return fail(ErrorCode::instalments_wrong);
    // Whole thousands of rials for those before the last, where there are that many.
    constexpr std::int64_t round_rial = 1000;
    std::int64_t each = amount.amount / count;
    if (each >= round_rial)
        each -= each % round_rial;
    std::vector<Instalment> rows;
    for (std::int64_t number = 1; number <= count; ++number) {
        const std::int64_t part = number < count ? each : amount.amount - each * (count - 1);
        rows.push_back({number,
                        plusHijriMonths(first, static_cast<int>((number - 1) * every_months)),
                        Rial{part}});
    }
    return rows;
}

Result<RecordId> Loans::request(const RecordId& subject, std::vector<FieldValue> fields) {
    std::erase_if(fields, [](const auto& field) { return field.field == f::state; });
    fields.push_back({f::state, std::string("requested")});
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::loan, subject, fields}));
    PEYVAND_LET(const RecordRow loan, records_.record(RecordType::loan, id));
    PEYVAND_TRY(instalmentsOf(Rial{loan.number(f::amount_rial)}, loan.number(f::instalments),
                              loan.day(f::first_due_day).value_or(CivilDate()),
                              loan.number(f::every_months)));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<AidId> Loans::open(const RecordId& id, CivilDate day,
                          const std::optional<RecordId>& proposal, const std::string& reason) {
    PEYVAND_LET(const RecordRow loan, records_.record(RecordType::loan, id));
    if (loan.text(f::state) != "requested")
        return fail(ErrorCode::loan_closed);
    PEYVAND_LET(const auto rows,
                instalmentsOf(Rial{loan.number(f::amount_rial)}, loan.number(f::instalments),
                              *loan.day(f::first_due_day), loan.number(f::every_months)));
    const RecordId subject = loan.subject.value_or(RecordId{});
    AidBook book(register_);
    PEYVAND_LET(AidDraft draft, book.draftFor(subject));
    draft.details.proposal = proposal;
    PEYVAND_TRY(followProposal(register_, draft));
    draft.category = "loan";
    draft.amount = Rial{loan.number(f::amount_rial)};
    draft.date = day;
    draft.state = AidState::regular;
    draft.reason = reason;
    draft.details.loan = id;
    draft.details.fund = loan.record(f::fund);
    if (loan.has(f::decision))
        draft.details.decision = loan.record(f::decision);
    JournalTransaction transaction(register_.journal());
    for (const auto& row : rows)
        PEYVAND_TRY(records_.addIn(transaction, {RecordType::instalment,
                                                 subject,
                                                 {{fi::loan, valueOf(id)},
                                                  {fi::number, row.number},
                                                  {fi::due_day, valueOf(row.due)},
                                                  {fi::amount_rial, row.amount.amount},
                                                  {fi::state, std::string("due")}}}));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::loan, id,
                                {{f::state, std::string("open")}, {f::day, valueOf(day)}}));
    PEYVAND_LET(const AidId aid, book.giveIn(transaction, draft));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::loan, id, {{f::aid, valueOf(aid)}}));
    const Following following(transaction);
    if (proposal)
        PEYVAND_TRY(records_.editIn(transaction, RecordType::proposal, *proposal,
                                    {{field::proposal::state, std::string("delivered")},
                                     {field::proposal::loan, valueOf(id)}}));
    PEYVAND_TRY(transaction.commit());
    return aid;
}

Result<void> Loans::notNow(const RecordId& id, std::string reason) {
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(transaction, RecordType::loan, id,
                                {{f::state, std::string("not_now")}, {f::state_reason, reason}}));
    return transaction.commit();
}

Result<std::vector<RecordRow>> Loans::instalments(const RecordId& loan) {
    RecordRequest request{RecordType::instalment};
    request.conditions = {{fi::loan, Comparison::equals, valueOf(loan)}};
    request.order = fi::number;
    request.count = 500;
    PEYVAND_LET(auto page, records_.page(request));
    return std::move(page.rows);
}

Result<RecordRow> Loans::instalment(const RecordId& loan, std::int64_t number) {
    PEYVAND_LET(const auto rows, instalments(loan));
    const auto found = std::find_if(rows.begin(), rows.end(), [number](const RecordRow& row) {
        return row.number(fi::number) == number;
    });
    return found == rows.end()
               ? Result<RecordRow>(fail(ErrorCode::record_unknown, "kind", "instalment"))
               : Result<RecordRow>(*found);
}

// The last instalment settles the loan; where nothing was paid it was forgiven.
Result<void> Loans::settleIn(JournalTransaction& transaction, const RecordRow& loan) {
    PEYVAND_LET(const auto rows, instalments(loan.id));
    const auto count = [&rows](std::string_view state) {
        return std::count_if(rows.begin(), rows.end(), [state](const RecordRow& row) {
            return row.text(fi::state) == state;
        });
    };
    const std::string state = count("due") > 0    ? "open"
                              : count("paid") > 0 ? "settled"
                                                  : "forgiven";
    PEYVAND_TRY(records_.editIn(transaction, RecordType::loan, loan.id, {{f::state, state}}));
    if (const auto aid = loan.recordAs<AidId>(f::aid))
        markClaimDue(register_.database(), *aid);
    return {};
}

Result<void> Loans::close(const RecordId& id, std::int64_t number,
                          const std::vector<FieldValue>& fields) {
    PEYVAND_LET(const RecordRow loan, records_.record(RecordType::loan, id));
    if (loan.text(f::state) != "open")
        return fail(ErrorCode::loan_closed);
    PEYVAND_LET(const RecordRow row, instalment(id, number));
    if (row.text(fi::state) != "due")
        return fail(ErrorCode::instalment_closed);
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(transaction, RecordType::instalment, row.id, fields));
    PEYVAND_TRY(settleIn(transaction, loan));
    return transaction.commit();
}

Result<void> Loans::pay(const RecordId& id, std::int64_t number, CivilDate day,
                        std::string receipt_number) {
    if (day > register_.today())
        return fail(ErrorCode::date_in_future);
    return close(id, number,
                 {{fi::state, std::string("paid")},
                  {fi::paid_day, valueOf(day)},
                  {fi::receipt_number, std::move(receipt_number)}});
}

Result<void> Loans::forgive(const RecordId& id, std::int64_t number, std::string reason) {
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    return close(id, number,
                 {{fi::state, std::string("forgiven")}, {fi::state_reason, std::move(reason)}});
}

Result<void> Loans::takeBack(const RecordId& id, std::int64_t number, std::string reason) {
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    PEYVAND_LET(const RecordRow loan, records_.record(RecordType::loan, id));
    PEYVAND_LET(const RecordRow row, instalment(id, number));
    if (row.text(fi::state) == "due")
        return fail(ErrorCode::instalment_closed);
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(transaction, RecordType::instalment, row.id,
                                {{fi::state, std::string("due")},
                                 {fi::paid_day, Value{}},
                                 {fi::receipt_number, Value{}},
                                 {fi::state_reason, std::move(reason)}}));
    PEYVAND_TRY(settleIn(transaction, loan));
    return transaction.commit();
}

Result<LoanState> Loans::state(const RecordId& loan) {
    PEYVAND_LET(const auto rows, instalments(loan));
    LoanState state;
    for (const auto& row : rows) {
        const Rial amount{row.number(fi::amount_rial)};
        const std::string now = row.text(fi::state);
        (now == "paid"       ? state.paid
         : now == "forgiven" ? state.forgiven
                             : state.left)
            .amount += amount.amount;
        if (now != "due")
            continue;
        const CivilDate due = row.day(fi::due_day).value_or(CivilDate());
        state.late += due < register_.today() ? 1 : 0;
        state.next_due = std::min(state.next_due.value_or(due), due);
    }
    return state;
}

Result<std::vector<LateInstalment>> Loans::late(CivilDate today) {
    std::vector<LateInstalment> found;
    auto rows = register_.database().prepare(
        "SELECT id, loan, subject, number, due_day, amount_rial FROM record_instalment"
        " WHERE state = 'due' AND due_day < ? ORDER BY due_day, id");
    rows.bind(std::int64_t{today.days()});
    while (rows.step()) {
        const auto due = CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(4)));
        found.push_back({rows.id<RecordId>(0),
                         rows.id<RecordId>(1),
                         rows.idOrNone<RecordId>(2).value_or(RecordId{}),
                         {rows.integer(3), due, Rial{rows.integer(5)}},
                         today.days() - due.days()});
    }
    return register_.database().checked(std::move(found));
}

} // namespace peyvand
