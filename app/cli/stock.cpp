// SPDX-License-Identifier: GPL-3.0-or-later
// The store, kits, orders of goods and the balances of funds.
#include "core/register/stock.h"

#include "app/cli/giving.h"
#include "app/cli/record_commands.h"
#include "core/register/funds.h"
#include "core/register/goods_orders.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct StockOptions {
    std::string id, of, quantity, cause, note, reason, date, despite, name, category;
    std::string collector, deliverer;
    std::vector<std::string> lines;
    TypedFields fields;
};
using Work = Result<int> (*)(CommandContext&, Register&, const StockOptions&);

Result<std::int64_t> quantityFrom(const std::string& typed, CivilDate today) {
    const FieldSpec& field =
        *kindOf(RecordType::stock_receipt)->field(field::stock_receipt::quantity_milli);
    PEYVAND_LET(const Value value, readValue(field, typed, today));
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? Result<std::int64_t>(fail(ErrorCode::quantity_missing))
                             : Result<std::int64_t>(*number);
}

// Nobody types a UUID for rice.
Result<void> nameGoods(Register& opened, TypedFields& typed, FieldNumber number, RecordType type) {
    if (typed[number].empty())
        return {};
    PEYVAND_LET(const RecordId id, findRecord(opened, type, typed[number]));
    typed[number] = id.text();
    return {};
}

Result<int> listStock(CommandContext& context, Register& opened, const StockOptions&) {
    PEYVAND_LET(const auto levels, Stock(opened).levels());
    for (const auto& level : levels) {
        context.print({{"item", level.item.text()},
                       {"name", level.name},
                       {"measure", level.measure},
                       {"left_milli", level.left_milli},
                       {"reserved_milli", level.reserved_milli},
                       {"low", level.isLow()},
                       {"value", level.value.amount}});
        const WordArguments arguments{{"item", level.name},
                                      {"left", milliText(level.left_milli)},
                                      {"reserved", milliText(level.reserved_milli)}};
        context.say(context.words().text(level.isLow() ? "stock.low" : "stock.left", arguments));
    }
    return exit_done;
}

Result<int> receive(CommandContext& context, Register& opened, const StockOptions& options) {
    TypedFields typed = options.fields;
    PEYVAND_TRY(nameGoods(opened, typed, field::stock_receipt::stock_item, RecordType::stock_item));
    PEYVAND_LET(const auto fields, readFields(RecordType::stock_receipt, typed, opened.today()));
    PEYVAND_LET(const RecordId id, Stock(opened).receive(fields));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

Result<int> count(CommandContext& context, Register& opened, const StockOptions& options) {
    PEYVAND_LET(const RecordId item, findRecord(opened, RecordType::stock_item, options.id));
    PEYVAND_LET(const std::int64_t found, quantityFrom(options.quantity, opened.today()));
    PEYVAND_LET(const auto changed,
                Stock(opened).counted({item, found}, opened.today(), options.note));
    context.print({{"changed", changed.has_value()}});
    return exit_done;
}

Result<int> takeOut(CommandContext& context, Register& opened, const StockOptions& options) {
    PEYVAND_LET(const RecordId item, findRecord(opened, RecordType::stock_item, options.id));
    PEYVAND_LET(const std::int64_t quantity, quantityFrom(options.quantity, opened.today()));
    PEYVAND_LET(const RecordId id,
                Stock(opened).takeOut({item, quantity},
                                      {opened.today(), options.cause, {}, {}, options.despite},
                                      options.note));
    context.print({{"id", id.text()}});
    return exit_done;
}

Result<int> makeKit(CommandContext& context, Register& opened, const StockOptions& options) {
    std::vector<KitLine> lines;
    for (const auto& typed : options.lines) {
        const auto mark = std::min(typed.rfind('='), typed.size());
        KitLine line;
        PEYVAND_LET(line.item, findRecord(opened, RecordType::stock_item, typed.substr(0, mark)));
        PEYVAND_LET(line.quantity_milli,
                    quantityFrom(typed.substr(std::min(mark + 1, typed.size())), opened.today()));
        lines.push_back(line);
    }
    const FieldSpec& category = *kindOf(RecordType::kit)->field(field::kit::category);
    PEYVAND_LET(const Value kept, readValue(category, options.category, opened.today()));
    const auto* code = std::get_if<std::string>(&kept);
    PEYVAND_LET(const RecordId id,
                Stock(opened).addKit(options.name, code == nullptr ? std::string() : *code, lines));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

Result<int> issueOrder(CommandContext& context, Register& opened, const StockOptions& options) {
    PEYVAND_LET(const RecordId subject, findSubject(opened, options.of));
    TypedFields typed = options.fields;
    PEYVAND_TRY(nameGoods(opened, typed, field::goods_order::stock_item, RecordType::stock_item));
    PEYVAND_TRY(nameGoods(opened, typed, field::goods_order::kit, RecordType::kit));
    PEYVAND_LET(auto fields, readFields(RecordType::goods_order, typed, opened.today()));
    PEYVAND_LET(const RecordId id, GoodsOrders(opened).issue(subject, std::move(fields),
                                                             options.despite, options.reason));
    PEYVAND_LET(const RecordRow row, Records(opened).record(RecordType::goods_order, id));
    showRecord(context, opened, row);
    return exit_done;
}

Result<int> deliverOrder(CommandContext& context, Register& opened, const StockOptions& options) {
    PEYVAND_LET(const RecordId id, findRecord(opened, RecordType::goods_order, options.id));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    PEYVAND_LET(const AidId aid,
                GoodsOrders(opened).deliver(
                    id, {day, options.collector, options.deliverer, options.despite}));
    context.print({{"id", aid.text()}});
    context.say(aid.text());
    return exit_done;
}

Result<int> voidOrder(CommandContext& context, Register& opened, const StockOptions& options) {
    PEYVAND_LET(const RecordId id, findRecord(opened, RecordType::goods_order, options.id));
    PEYVAND_TRY(GoodsOrders(opened).voidOrder(id, options.reason));
    context.print({{"done", true}});
    return exit_done;
}

Result<int> balances(CommandContext& context, Register& opened, const StockOptions&) {
    PEYVAND_LET(const auto states, Funds(opened).states());
    for (const auto& state : states) {
        nlohmann::json one{{"fund", state.id.text()},
                           {"name", state.name},
                           {"kind", state.kind},
                           {"received", state.received.amount},
                           {"paid_out", state.paid_out.amount},
                           {"returned", state.returned.amount},
                           {"given", state.given.amount},
                           {"held", state.held.amount},
                           {"balance", state.balance().amount}};
        if (state.deadline)
            one["deadline"] = state.deadline->iso();
        context.print(one);
        context.say(state.name + "  " + context.words().rials(state.balance()));
    }
    return exit_done;
}

struct Added {
    CLI::App& command;
    StockOptions& options;
};

Added add(CommandTable& table, CLI::App& noun, const char* name, const char* about, Work work) {
    const auto options = std::make_shared<StockOptions>();
    auto* command = noun.add_subcommand(name, about);
    table.add(*command, [options, work](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const OpenOffice office, context.open());
        return tellingRules(context, office,
                            [&] { return work(context, *office.opened, *options); });
    });
    return {*command, *options};
}

void addStore(CommandTable& table) {
    CLI::App& noun = *table.app.add_subcommand("stock", "What the store has");
    noun.require_subcommand(1);
    add(table, noun, "list", "What is left and what is reserved", listStock);
    const Added receiving = add(table, noun, "receive", "Goods came", receive);
    addFieldOptions(receiving.command, RecordType::stock_receipt, receiving.options.fields);
    const Added counting = add(table, noun, "count", "Somebody counted an item", count);
    const Added taking = add(table, noun, "out", "Goods left without aid", takeOut);
    for (const Added& one : {counting, taking}) {
        one.command.add_option("item", one.options.id, "Name or UUID")->required();
        one.command.add_option("--quantity", one.options.quantity, "How much")->required();
        one.command.add_option("--note", one.options.note, "Note");
    }
    taking.command.add_option("--cause", taking.options.cause, "loss, expired or count")
        ->required();
    taking.command.add_option("--despite-shortage", taking.options.despite,
                              "Why goods leave that the count does not show");
}

void addOrders(CommandTable& table) {
    CLI::App& noun = recordNoun(table, RecordType::goods_order);
    const Added issuing = add(table, noun, "issue", "Write one; reserves the goods", issueOrder);
    issuing.command
        .add_option("--of", issuing.options.of, "Identity, person:UUID or household:UUID")
        ->required();
    addFieldOptions(issuing.command, RecordType::goods_order, issuing.options.fields);
    issuing.command.add_option("--reason", issuing.options.reason, "Why it is given all the same");
    const Added giving = add(table, noun, "deliver", "The goods were handed over", deliverOrder);
    giving.command.add_option("--date", giving.options.date, "Day; today without it");
    giving.command.add_option("--collector", giving.options.collector, "Who came");
    giving.command.add_option("--deliverer", giving.options.deliverer, "Who handed over");
    for (const Added& one : {issuing, giving})
        one.command.add_option("--despite-shortage", one.options.despite,
                               "Why goods leave that the count does not show");
    const Added voiding = add(table, noun, "void", "Take it back, with a reason", voidOrder);
    voiding.command.add_option("--reason", voiding.options.reason, "Why")->required();
    for (const Added& one : {giving, voiding})
        one.command.add_option("id", one.options.id, "Number or UUID")->required();
}

} // namespace

void addStockCommands(CommandTable& table) {
    addStore(table);
    addOrders(table);
    const Added kit =
        add(table, recordNoun(table, RecordType::kit), "make", "A kit with its lines", makeKit);
    kit.command.add_option("--name", kit.options.name, "Name")->required();
    kit.command.add_option("--category", kit.options.category, "Category")->required();
    kit.command.add_option("--line", kit.options.lines, "ITEM=QUANTITY; may be repeated")
        ->required();
    add(table, recordNoun(table, RecordType::fund), "balance", "What is left of each", balances);
}

} // namespace peyvand::cli
