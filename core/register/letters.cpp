// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/letters.h"

#include "core/register/office_numbers.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {

namespace f = field::letter;

// The reason of a void that nobody typed: a code of the word catalogue ("void_reason.<code>").
constexpr std::string_view used_reason = "letter_used";

Result<AidDraft> draftOf(Register& opened, const RecordRow& letter) {
    PEYVAND_LET(AidDraft draft, AidBook(opened).draftFor(letter.subject.value_or(RecordId{})));
    draft.category = letter.text(f::category);
    draft.item = letter.text(f::item);
    draft.details.letter = letter.id;
    draft.details.fund = letter.record(f::fund);
    draft.details.delivery = "introduction_letter";
    return draft;
}

} // namespace

bool Letters::isExpired(const RecordRow& letter, CivilDate today) {
    const auto until = letter.day(f::valid_until);
    return letter.text(f::state) == "issued" && until && *until < today;
}

Result<RecordId> Letters::issue(const RecordId& subject, std::vector<FieldValue> fields,
                                const std::string& reason) {
    std::erase_if(fields, [](const auto& field) {
        return field.field == f::number || field.field == f::state || field.field == f::hold;
    });
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const std::string number, nextOfficeNumber(register_, "letter", register_.today()));
    fields.push_back({f::number, number});
    fields.push_back({f::state, std::string("issued")});
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::letter, subject, fields}));
    PEYVAND_LET(const RecordRow letter, records_.record(RecordType::letter, id));
    if (letter.day(f::valid_until) < letter.day(f::issued_day))
        return fail(ErrorCode::day_before_start);
    PEYVAND_LET(AidDraft draft, draftOf(register_, letter));
    draft.state = AidState::held;
    draft.amount = Rial{letter.number(f::ceiling_rial)};
    draft.date = *letter.day(f::issued_day);
    draft.hold_until = letter.day(f::valid_until);
    draft.reason = reason;
    PEYVAND_LET(const AidId hold, AidBook(register_).giveIn(transaction, draft));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::letter, id, {{f::hold, valueOf(hold)}}));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<void> Letters::checkInvoice(const RecordRow& letter, const InvoiceDraft& invoice) {
    const std::string number = text::joinedKey(invoice.number);
    if (number.empty())
        return fail(ErrorCode::invoice_missing);
    if (!invoice.reason.empty())
        return {};
    if (isExpired(letter, invoice.day))
        return fail(ErrorCode::letter_expired);
    if (invoice.amount.amount > letter.number(f::ceiling_rial))
        return fail(Error{ErrorCode::letter_over_ceiling,
                          {{"amount", std::to_string(invoice.amount.amount)},
                           {"ceiling", std::to_string(letter.number(f::ceiling_rial))}}});
    bool is_used = false;
    auto rows = register_.database().prepare(
        "SELECT invoice_number, addressee FROM record_letter WHERE state = 'used' ORDER BY id");
    while (rows.step())
        is_used = is_used ||
                  (text::joinedKey(rows.string(0)) == number &&
                   text::joinedKey(rows.string(1)) == text::joinedKey(letter.text(f::addressee)));
    PEYVAND_TRY(register_.database().takeFailure());
    return is_used ? fail(ErrorCode::invoice_used) : Result<void>();
}

Result<AidId> Letters::use(const RecordId& id, const InvoiceDraft& invoice) {
    PEYVAND_LET(const RecordRow letter, records_.record(RecordType::letter, id));
    if (letter.text(f::state) != "issued")
        return fail(ErrorCode::letter_closed);
    PEYVAND_TRY(checkInvoice(letter, invoice));
    PEYVAND_LET(AidDraft draft, draftOf(register_, letter));
    draft.amount = invoice.amount;
    draft.date = invoice.day;
    draft.details.invoice_number = invoice.number;
    draft.reason = invoice.reason;
    AidBook book(register_);
    JournalTransaction transaction(register_.journal());
    if (const auto hold = letter.recordAs<AidId>(f::hold))
        PEYVAND_TRY(book.voidIn(transaction, *hold, used_reason));
    PEYVAND_LET(const AidId aid, book.giveIn(transaction, draft, AskRules::asked_before));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::letter, id,
                                {{f::state, std::string("used")},
                                 {f::aid, valueOf(aid)},
                                 {f::invoice_number, invoice.number},
                                 {f::invoice_rial, invoice.amount.amount},
                                 {f::used_day, valueOf(invoice.day)},
                                 {f::state_reason, invoice.reason}}));
    PEYVAND_TRY(transaction.commit());
    return aid;
}

Result<void> Letters::voidLetter(const RecordId& id, std::string reason) {
    PEYVAND_LET(const RecordRow letter, records_.record(RecordType::letter, id));
    if (letter.text(f::state) != "issued")
        return fail(ErrorCode::letter_closed);
    if (reason.empty())
        return fail(ErrorCode::reason_missing);
    JournalTransaction transaction(register_.journal());
    if (const auto hold = letter.recordAs<AidId>(f::hold))
        PEYVAND_TRY(AidBook(register_).voidIn(transaction, *hold, reason));
    PEYVAND_TRY(records_.editIn(transaction, RecordType::letter, id,
                                {{f::state, std::string("void")}, {f::state_reason, reason}}));
    return transaction.commit();
}

} // namespace peyvand
