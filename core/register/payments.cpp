// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/payments.h"

#include "core/identity/iban.h"
#include "core/register/claim_due.h"
#include "core/register/privacy.h"

#include <map>

namespace peyvand {
namespace {

namespace bf = field::payment_batch;
namespace lf = field::payment_line;

std::int64_t greatestNumber(Database& database, const RecordId& list) {
    auto row = database.prepare("SELECT COALESCE(MAX(number), 0) FROM record_payment_line"
                                " WHERE payment_batch = ?");
    row.bind(list);
    return row.step() ? row.integer(0) : 0;
}

NewRecord lineFor(const RecordId& list, const NewPayment& payment, const RecordRow& account,
                  std::int64_t number) {
    NewRecord line{RecordType::payment_line, account.subject, {}, {}};
    line.fields = {{lf::payment_batch, valueOf(list)},
                   {lf::number, number},
                   {lf::bank_account, valueOf(payment.bank_account)},
                   {lf::iban, account.text(field::bank_account::iban)},
                   {lf::holder, account.text(field::bank_account::holder)},
                   {lf::amount_rial, payment.amount.amount},
                   {lf::category, payment.category},
                   {lf::state, std::string("waiting")}};
    if (payment.schedule)
        line.fields.push_back({lf::schedule, valueOf(*payment.schedule)});
    if (payment.proposal)
        line.fields.push_back({lf::proposal, valueOf(*payment.proposal)});
    if (payment.period_month)
        line.fields.push_back({lf::period_month, std::int64_t{*payment.period_month}});
    return line;
}

} // namespace

Result<RecordId> Payments::draft(const PaymentList& list) {
    NewRecord record{RecordType::payment_batch, {}, {}, {}};
    record.fields = {{bf::number, list.number},
                     {bf::day, valueOf(list.day)},
                     {bf::layout, list.layout},
                     {bf::state, std::string("draft")}};
    if (!list.from_iban.empty())
        record.fields.push_back({bf::from_iban, list.from_iban});
    if (list.fund)
        record.fields.push_back({bf::fund, valueOf(*list.fund)});
    if (list.decision)
        record.fields.push_back({bf::decision, valueOf(*list.decision)});
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id, Records(register_).addIn(transaction, record));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<RecordRow> Payments::listIn(const RecordId& list, std::string_view state) {
    PEYVAND_LET(auto row, Records(register_).record(RecordType::payment_batch, list));
    if (row.text(bf::state) != state)
        return fail(ErrorCode::step_refused, "kind", "payment_batch");
    return row;
}

Result<void> Payments::add(const RecordId& list, const std::vector<NewPayment>& payments) {
    PEYVAND_TRY(listIn(list, "draft"));
    Records records(register_);
    std::int64_t number = greatestNumber(register_.database(), list);
    JournalTransaction transaction(register_.journal());
    for (const auto& payment : payments) {
        PEYVAND_LET(const auto account,
                    records.whole(RecordType::bank_account, payment.bank_account));
        if (payment.amount.amount <= 0)
            return fail(ErrorCode::amount_missing);
        if (account.flag(field::bank_account::closed))
            return fail(ErrorCode::bank_account_closed);
        PEYVAND_TRY(records.addIn(transaction, lineFor(list, payment, account, ++number)));
    }
    return transaction.commit();
}

Result<void> Payments::setState(const RecordId& list, std::string_view state) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(Records(register_).editIn(transaction, RecordType::payment_batch, list,
                                          {{bf::state, std::string(state)}}));
    return transaction.commit();
}

Result<void> Payments::approve(const RecordId& list) {
    PEYVAND_LET(const auto all, lines(list));
    if (all.empty())
        return fail(ErrorCode::payment_list_empty);
    return setState(list, "approved");
}

Result<void> Payments::reopen(const RecordId& list) {
    PEYVAND_TRY(listIn(list, "approved"));
    return setState(list, "draft");
}

Result<void> Payments::markSent(const RecordId& list) {
    PEYVAND_TRY(listIn(list, "approved"));
    PEYVAND_LET(const auto all, lines(list));
    Records records(register_);
    JournalTransaction transaction(register_.journal());
    for (const auto& payment : all)
        PEYVAND_TRY(records.editIn(transaction, RecordType::payment_line, payment.line,
                                   {{lf::state, std::string("sent")}}));
    PEYVAND_TRY(records.editIn(transaction, RecordType::payment_batch, list,
                               {{bf::state, std::string("sent")}}));
    return transaction.commit();
}

Result<AidId> Payments::giveFor(JournalTransaction& transaction, const RecordRow& list,
                                const RecordRow& line, const PaymentResult& result, CivilDate day) {
    Database& database = register_.database();
    AidDraft draft;
    draft.category = line.text(lf::category);
    draft.amount = Rial{line.number(lf::amount_rial)};
    draft.date = day;
    const RecordId subject = line.subject.value_or(RecordId{});
    {
        auto row = database.prepare("SELECT 1 FROM household WHERE id = ?");
        row.bind(subject);
        if (row.step())
            draft.household = idAs<HouseholdId>(subject);
        else
            draft.person = idAs<BeneficiaryId>(subject);
    }
    const auto id = register_.newId<AidId>();
    const HelpUnit unit = draft.household ? HelpUnit::household : HelpUnit::person;
    Change change = aidChange(id, draft, unit);
    change.fields.push_back({field::aid::delivery, std::string("bank_transfer")});
    change.fields.push_back({field::aid::payment_line, valueOf(line.id)});
    if (!result.tracking_number.empty())
        change.fields.push_back({field::aid::tracking_number, result.tracking_number});
    for (const auto& [from, to] : {std::pair{lf::schedule, field::aid::schedule},
                                   std::pair{lf::proposal, field::aid::proposal}})
        if (const auto named = line.record(from))
            change.fields.push_back({to, valueOf(*named)});
    if (line.has(lf::period_month))
        change.fields.push_back({field::aid::period_month, line.number(lf::period_month)});
    for (const auto& [from, to] :
         {std::pair{bf::fund, field::aid::fund}, std::pair{bf::decision, field::aid::decision}})
        if (const auto named = list.record(from))
            change.fields.push_back({to, valueOf(*named)});
    transaction.add(FeedScope::office, std::move(change));
    markClaimDue(database, id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    // The money is there whatever else was done; a second delivery is told by aid_findings.h.
    const Following following(transaction);
    Records records(register_);
    const auto proposal =
        records.whole(RecordType::proposal, line.record(lf::proposal).value_or(RecordId{}));
    if (proposal && proposal->text(field::proposal::state) == "approved")
        PEYVAND_TRY(records.editIn(transaction, RecordType::proposal, proposal->id,
                                   {{field::proposal::state, std::string("delivered")},
                                    {field::proposal::aid, valueOf(id)}}));
    return id;
}

Result<Payments::Settled>
Payments::settle(const RecordId& list, const std::vector<PaymentResult>& results, CivilDate day) {
    if (day > register_.today())
        return fail(ErrorCode::date_in_future);
    PEYVAND_LET(const auto batch, listIn(list, "sent"));
    Records records(register_);
    Settled settled;
    JournalTransaction transaction(register_.journal());
    for (const auto& result : results) {
        PEYVAND_LET(const auto line, records.record(RecordType::payment_line, result.line));
        if (line.record(lf::payment_batch) != list)
            return fail(ErrorCode::record_unknown, "kind", "payment_line");
        if (line.text(lf::state) != "sent") {
            ++settled.known;
            continue;
        }
        std::vector<FieldValue> fields{{lf::state, std::string(result.paid ? "paid" : "returned")},
                                       {lf::tracking_number, result.tracking_number},
                                       {lf::return_reason, result.return_reason}};
        if (result.paid) {
            PEYVAND_LET(const AidId aid, giveFor(transaction, batch, line, result, day));
            fields.push_back({lf::aid, valueOf(aid)});
            settled.aid.push_back(aid);
        }
        ++(result.paid ? settled.paid : settled.returned);
        PEYVAND_TRY(records.editIn(transaction, RecordType::payment_line, result.line, fields));
    }
    RecordRequest open{RecordType::payment_line};
    open.conditions = {{lf::payment_batch, Comparison::equals, valueOf(list)},
                       {lf::state, Comparison::equals, std::string("sent")}};
    PEYVAND_LET(const std::int64_t still_open, records.count(open));
    if (still_open == 0)
        PEYVAND_TRY(records.editIn(transaction, RecordType::payment_batch, list,
                                   {{bf::state, std::string("closed")}}));
    PEYVAND_TRY(transaction.commit());
    return settled;
}

Result<std::vector<Payment>> Payments::lines(const RecordId& list) {
    PEYVAND_TRY(register_.needSee(RecordType::payment_line));
    PEYVAND_LET(auto payments, wholeLines(list));
    if (!maySee(register_, FieldPrivacy::bank))
        for (Payment& payment : payments)
            payment.iban = maskedIban(payment.iban);
    return payments;
}

Result<std::vector<Payment>> Payments::forBank(const RecordId& list) {
    PEYVAND_TRY(register_.need(Deed::export_));
    PEYVAND_TRY(register_.needChange(RecordType::payment_batch));
    PEYVAND_LET(const auto batch, Records(register_).record(RecordType::payment_batch, list));
    const std::string state = batch.text(bf::state);
    if (state != "approved" && state != "sent")
        return fail(ErrorCode::step_refused, "kind", "payment_batch");
    return wholeLines(list);
}

Result<void> Payments::noteFile(const RecordId& list) {
    PEYVAND_LET(const auto payments, forBank(list));
    PEYVAND_TRY(register_.audit().write(AuditDeed::export_, list, {},
                                        {"bank_file", static_cast<std::int64_t>(payments.size())}));
    return listIn(list, "approved") ? markSent(list) : Result<void>();
}

Result<std::vector<Payment>> Payments::wholeLines(const RecordId& list) {
    std::vector<Payment> payments;
    auto rows = register_.database().prepare(
        "SELECT id, subject, number, iban, holder, amount_rial, category, state, tracking_number,"
        " return_reason FROM record_payment_line WHERE payment_batch = ? ORDER BY number, id");
    rows.bind(list);
    while (rows.step())
        payments.push_back({rows.id<RecordId>(0), rows.id<RecordId>(1), rows.integer(2),
                            rows.string(3), rows.string(4), Rial{rows.integer(5)}, rows.string(6),
                            rows.string(7), rows.string(8), rows.string(9)});
    return register_.database().checked(std::move(payments));
}

Result<PaymentFigures> Payments::figures(const RecordId& list) {
    PEYVAND_LET(const auto all, lines(list));
    PaymentFigures figures;
    std::map<std::string, int> accounts;
    for (const auto& payment : all) {
        ++figures.lines;
        figures.total.amount += payment.amount.amount;
        if (payment.state == "paid") {
            ++figures.paid;
            figures.paid_total.amount += payment.amount.amount;
        }
        figures.returned += payment.state == "returned" ? 1 : 0;
        figures.same_account += ++accounts[payment.iban] == 2 ? 1 : 0;
    }
    return figures;
}

} // namespace peyvand
