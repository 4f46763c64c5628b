// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/record_commands.h"
#include "core/exchange/bank_file.h"
#include "core/exchange/part_file.h"
#include "core/rules/category.h"
#include "core/text/read.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::uint64_t max_layout_bytes = 10'000;
constexpr std::uint64_t max_answer_bytes = 64ULL * 1024 * 1024;

struct PaymentOptions {
    std::string list, number, day, from_iban, fund, decision;
    std::string account, amount, category, layout_file, out, in, note;
};

Result<RecordId> idFrom(const std::string& typed, const char* kind) {
    const auto id = RecordId::parse(typed);
    return id ? Result<RecordId>(*id)
              : Result<RecordId>(fail(ErrorCode::record_unknown, "kind", kind));
}

Result<int> draft(CommandContext& context, const PaymentOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PaymentList list;
    list.number = options.number;
    list.from_iban = options.from_iban;
    PEYVAND_LET(list.day, dayFrom(*office.opened, options.day));
    if (!options.fund.empty()) {
        PEYVAND_LET(list.fund, idFrom(options.fund, "fund"));
    }
    if (!options.decision.empty()) {
        PEYVAND_LET(list.decision, idFrom(options.decision, "decision"));
    }
    PEYVAND_LET(const RecordId id, Payments(*office.opened).draft(list));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

Result<int> addPayment(CommandContext& context, const PaymentOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId list, idFrom(options.list, "payment_batch"));
    NewPayment payment;
    PEYVAND_LET(payment.bank_account, idFrom(options.account, "bank_account"));
    PEYVAND_LET(payment.amount, text::readAmount(options.amount));
    const Category* category = readCategory(options.category);
    if (category == nullptr)
        return fail(ErrorCode::category_unknown);
    payment.category = category->id;
    PEYVAND_TRY(Payments(*office.opened).add(list, {payment}));
    return exit_done;
}

Result<int> approve(CommandContext& context, const PaymentOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId list, idFrom(options.list, "payment_batch"));
    PEYVAND_TRY(Payments(*office.opened).approve(list));
    return exit_done;
}

Result<int> writeFile(CommandContext& context, const PaymentOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const RecordId list, idFrom(options.list, "payment_batch"));
    exchange::BankLayout layout = exchange::plainBankLayout();
    if (!options.layout_file.empty()) {
        PEYVAND_LET(const Bytes json,
                    context.platform.files.readAll(options.layout_file, max_layout_bytes));
        PEYVAND_LET(layout, exchange::readBankLayout(textOf(json)));
    }
    PEYVAND_LET(const auto batch, Records(opened).record(RecordType::payment_batch, list));
    Payments book(opened);
    PEYVAND_LET(const auto payments, book.forBank(list));
    PEYVAND_LET(const auto file, exchange::PartFile::create(context.platform.files, options.out,
                                                            exchange::Overwrite::no));
    PEYVAND_TRY(file->write(exchange::bankFile(layout, batch.text(field::payment_batch::number),
                                               options.note, payments)));
    PEYVAND_TRY(file->seal());
    PEYVAND_TRY(book.noteFile(list));
    PEYVAND_TRY(file->publish());
    context.print({{"lines", payments.size()}});
    return exit_done;
}

Result<int> readResult(CommandContext& context, const PaymentOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const RecordId list, idFrom(options.list, "payment_batch"));
    PEYVAND_LET(const auto batch, Records(opened).record(RecordType::payment_batch, list));
    PEYVAND_LET(const auto payments, Payments(opened).forBank(list));
    PEYVAND_LET(const Bytes bytes, context.platform.files.readAll(options.in, max_answer_bytes));
    PEYVAND_LET(const auto answer, exchange::readBankAnswer(
                                       bytes, batch.text(field::payment_batch::number), payments));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.day));
    PEYVAND_LET(const auto settled, Payments(opened).settle(list, answer.results, day));
    context.print({{"paid", settled.paid},
                   {"returned", settled.returned},
                   {"known", settled.known},
                   {"missing", answer.missing},
                   {"unsure_rows", answer.unsure_rows}});
    context.say(
        context.words().text("payment.settled", {{"paid", std::to_string(settled.paid)},
                                                 {"returned", std::to_string(settled.returned)},
                                                 {"missing", std::to_string(answer.missing)}}));
    const bool is_whole = answer.missing == 0 && answer.unsure_rows.empty();
    return is_whole && settled.returned == 0 ? exit_done : exit_needs_person;
}

} // namespace

void addPaymentCommands(CommandTable& table) {
    CLI::App& noun = recordNoun(table, RecordType::payment_batch);
    const auto options = std::make_shared<PaymentOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = noun.add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    auto* drafting = add("draft", "Begin a payment list", draft);
    drafting->add_option("--number", options->number, "Its number in the office")->required();
    drafting->add_option("--day", options->day, "Day; today when none is said");
    drafting->add_option("--from-iban", options->from_iban, "The office's account");
    drafting->add_option("--fund", options->fund, "UUID of a source of funds");
    drafting->add_option("--decision", options->decision, "UUID of a decision");
    auto* adding = add("pay", "Put one payment on a draft", addPayment);
    auto* approving = add("approve", "Approve a draft", approve);
    auto* writing = add("file", "Write the bank's file; the list counts as sent", writeFile);
    auto* reading = add("result", "Take over the bank's answer; paid lines become aid", readResult);
    for (auto* command : {adding, approving, writing, reading})
        command->add_option("list", options->list, "UUID of the payment list")->required();
    adding->add_option("--account", options->account, "UUID of a bank account")->required();
    adding->add_option("--amount", options->amount, "Amount")->required();
    adding->add_option("--category", options->category, "Kind of aid")->required();
    writing->add_option("--out", options->out, "File to write")->required();
    writing->add_option("--layout", options->layout_file, "JSON of the bank's layout");
    writing->add_option("--note", options->note, "What the family reads on its statement");
    reading->add_option("--in", options->in, "The bank's file")->required();
    reading->add_option("--day", options->day, "Day of the payments; today when none is said");
}

} // namespace peyvand::cli
