// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_commands.h"
#include "core/exchange/preview.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

using exchange::ListKind;
using exchange::ListPreview;

namespace {

nlohmann::json rowJson(const exchange::PreviewRow& row) {
    nlohmann::json values = nlohmann::json::object();
    for (const auto& [name, value] : row.values) {
        if (name != "phone" && name != "identity")
            values[name] = value;
        else
            values[name].push_back(value);
    }
    nlohmann::json json{{"row", row.row}, {"line", row.line}, {"values", std::move(values)}};
    for (const auto& [key, errors] :
         {std::pair{"problems", &row.problems}, std::pair{"doubts", &row.doubts}})
        for (const auto& error : *errors)
            json[key].push_back(errorName(error.code));
    if (row.rejection)
        json["rejected"] = errorName(row.rejection->code);
    return json;
}

void printPreview(const CommandContext& context, const ListPreview& preview) {
    context.print({{"sheet", preview.sheet},
                   {"heading_line", preview.heading_line},
                   {"rows", preview.rows},
                   {"mapping", preview.mapping},
                   {"skipped", preview.skipped.size()}});
    for (const auto& column : preview.columns)
        context.print({{"column", column.column + 1},
                       {"heading", column.heading},
                       {"field", column.field ? nlohmann::json(exchange::fieldName(*column.field))
                                              : nlohmann::json(nullptr)},
                       {"confidence", exchange::confidenceName(column.confidence)},
                       {"filled", column.filled},
                       {"unreadable", column.unreadable},
                       {"samples", column.samples}});
    for (const auto& row : preview.first_rows)
        context.print(rowJson(row));
}

void sayPreview(const CommandContext& context, const ListPreview& preview) {
    const Words& words = context.words();
    context.say(words.text("import.preview", {{"line", std::to_string(preview.heading_line)},
                                              {"count", std::to_string(preview.rows)}}));
    for (const auto& column : preview.columns) {
        const std::string key =
            "import.confidence." + std::string(exchange::confidenceName(column.confidence));
        const std::string field =
            column.field ? std::string(exchange::fieldName(*column.field)) : "-";
        context.say("  " + std::to_string(column.column + 1) + ". " + column.heading + " \u2192 " +
                    field + "  " + words.text(key));
    }
    for (const auto& row : preview.first_rows) {
        std::string line = "  #" + std::to_string(row.row) + "  ";
        for (const auto& [name, value] : row.values)
            line += name + "=" + value + "  ";
        context.say(line);
        for (const auto* errors : {&row.problems, &row.doubts})
            for (const auto& error : *errors)
                context.say("     " + words.sentence(error));
        if (row.rejection)
            context.say("     " + words.sentence(*row.rejection));
    }
}

} // namespace

Result<int> previewImport(CommandContext& context, const exchange::ImportRequest& request,
                          ListKind kind, std::size_t rows) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const ListPreview preview,
                exchange::previewList(*office.opened, request, kind, rows));
    printPreview(context, preview);
    sayPreview(context, preview);
    return exit_done;
}

} // namespace peyvand::cli
