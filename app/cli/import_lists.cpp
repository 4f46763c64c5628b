// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/import_commands.h"
#include "core/exchange/import_undo.h"
#include "core/exchange/saved_map.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

using exchange::ImportedList;
using exchange::UndoReport;

std::string dayOf(std::int64_t unix_ms) {
    constexpr std::int64_t day_ms = 86'400'000;
    return CivilDate::fromDays(static_cast<std::int32_t>(unix_ms / day_ms)).iso();
}

nlohmann::json listJson(const ImportedList& list) {
    return {{"id", list.id.text()},
            {"name", list.name},
            {"kind", list.kind == exchange::ListKind::aid ? "aid" : "people"},
            {"rows", list.rows},
            {"date", dayOf(list.made_ms)},
            {"taken_back", list.taken_back}};
}

Result<int> runList(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto lists, exchange::importedLists(*office.opened));
    const Words& words = context.words();
    for (const auto& list : lists) {
        context.print(listJson(list));
        const char* key = list.taken_back ? "import.list_taken_back" : "import.list_line";
        context.say(
            words.text(key, {{"name", list.name},
                             {"count", std::to_string(list.rows)},
                             {"date", words.date(*CivilDate::parseIso(dayOf(list.made_ms)))}}));
    }
    return exit_done;
}

void sayUndo(const CommandContext& context, const UndoReport& report) {
    const Words& words = context.words();
    WordArguments counts{{"name", report.list.name}};
    const auto add = [&counts](const char* name, std::int64_t count) {
        if (count > 0)
            counts[name] = std::to_string(count);
    };
    add("people", report.people_erased);
    add("restored", report.people_restored);
    add("numbers", report.identities_erased);
    add("aid", report.aid_voided);
    add("sponsorships", report.sponsorships_erased);
    context.say(words.text("import.undone", counts));
    for (const auto& kept : report.kept)
        context.say(words.text("import.kept." + std::string(keptBecauseName(kept.because)),
                               {{"row", std::to_string(kept.row)}}));
}

Result<int> runUndo(CommandContext& context, const std::string& name, bool dry_run) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const ImportedList list, exchange::importedList(*office.opened, name));
    const Words& words = context.words();
    PEYVAND_LET(const UndoReport report,
                exchange::undoImport(*office.opened, {list.id, dry_run, context.language},
                                     context.progress(words.text("console.undoing")),
                                     importCancel()));
    nlohmann::json kept = nlohmann::json::array();
    for (const auto& record : report.kept)
        kept.push_back({{"row", record.row},
                        {"record", record.record.text()},
                        {"because", keptBecauseName(record.because)}});
    context.print({{"list", report.list.name},
                   {"dry_run", dry_run},
                   {"people_erased", report.people_erased},
                   {"people_restored", report.people_restored},
                   {"identities_erased", report.identities_erased},
                   {"aid_voided", report.aid_voided},
                   {"sponsorships_erased", report.sponsorships_erased},
                   {"kept", std::move(kept)}});
    sayUndo(context, report);
    return report.kept.empty() ? exit_done : exit_needs_person;
}

Result<int> runMaps(CommandContext& context, const std::string& forgotten) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!forgotten.empty())
        PEYVAND_TRY(exchange::forgetMap(*office.opened, forgotten));
    PEYVAND_LET(const auto maps, exchange::savedMaps(*office.opened));
    for (const auto& map : maps) {
        nlohmann::json columns = nlohmann::json::object();
        for (const auto& entry : map.map)
            if (!entry.heading.empty())
                columns[entry.heading] = entry.field ? exchange::fieldName(*entry.field) : "-";
        context.print({{"name", map.name},
                       {"kind", map.kind == exchange::ListKind::aid ? "aid" : "people"},
                       {"columns", std::move(columns)}});
        context.say(map.name);
    }
    return exit_done;
}

} // namespace

void addImportListCommands(CommandTable& table, CLI::App& import) {
    table.add(*import.add_subcommand("list", "The lists that were imported"), runList);
    const auto name = std::make_shared<std::string>();
    const auto dry_run = std::make_shared<bool>(false);
    auto* undo = import.add_subcommand("undo", "Take an import back");
    undo->add_option("list", *name, "Name of the list")->required();
    undo->add_flag("--dry-run", *dry_run, "Only say what would happen");
    table.add(*undo, [name, dry_run](CommandContext& context) {
        return runUndo(context, *name, *dry_run);
    });
    auto* maps = import.add_subcommand("maps", "The saved mappings");
    const auto forgotten = std::make_shared<std::string>();
    maps->add_option("--forget", *forgotten, "Name of one to forget");
    table.add(*maps, [forgotten](CommandContext& context) { return runMaps(context, *forgotten); });
}

} // namespace peyvand::cli
