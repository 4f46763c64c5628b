// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export.h"
#include "app/cli/command.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct ExportOptions {
    std::string out, licence, from, to;
    bool with_confidential = false;
    bool replace = false;
    bool no_mark = false;
    bool all_states = false;
};

using Export = Result<exchange::ExportReport> (*)(Register&, const exchange::ExportRequest&,
                                                  const exchange::ExportProgress&,
                                                  const CancelToken&);

Result<exchange::ExportRequest> requestOf(CommandContext& context, Register& opened,
                                          const ExportOptions& options) {
    exchange::ExportRequest request;
    request.path = Path(options.out);
    request.overwrite = options.replace ? exchange::Overwrite::yes : exchange::Overwrite::no;
    request.language = context.language;
    request.byte_order_mark = !options.no_mark;
    request.licence = options.licence;
    request.with_confidential = options.with_confidential;
    request.all_states = options.all_states;
    if (!options.from.empty()) {
        PEYVAND_LET(request.from, dayFrom(opened, options.from));
    }
    if (!options.to.empty()) {
        PEYVAND_LET(request.to, dayFrom(opened, options.to));
    }
    return request;
}

Result<int> run(CommandContext& context, const ExportOptions& options, Export exported,
                bool is_personal) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto request, requestOf(context, *office.opened, options));
    const Words& words = context.words();
    PEYVAND_LET(const auto report, exported(*office.opened, request,
                                            context.progress(words.text("console.exporting")), {}));
    nlohmann::json files = nlohmann::json::array();
    for (const auto& path : report.paths)
        files.push_back(path.string());
    context.print({{"files", std::move(files)},
                   {"rows", report.rows},
                   {"left_out", report.left_out},
                   {"suppressed", report.suppressed}});
    const auto nameOf = [](const Path& path) { return path.filename().string(); };
    context.say(words.text("export.done", {{"count", std::to_string(report.rows)},
                                           {"file", nameOf(report.paths.front())}}));
    if (report.paths.size() > 1)
        context.say(words.text("export.beside", {{"file", nameOf(report.paths.back())}}));
    if (report.left_out > 0)
        context.say(words.text("export.left_out", {{"count", std::to_string(report.left_out)}}));
    if (report.suppressed > 0)
        context.say(
            words.text("export.suppressed", {{"count", std::to_string(report.suppressed)}}));
    if (is_personal)
        context.say(words.text("export.plain"));
    return exit_done;
}

void addOptions(CLI::App& command, ExportOptions& options) {
    command.add_option("--out", options.out, "FILE.csv or FILE.xlsx")->required();
    command.add_flag("--replace", options.replace, "Write over a file of this name");
    command.add_flag("--no-mark", options.no_mark, "CSV without the byte order mark for Excel");
    command.add_option("--licence", options.licence, "Licence of use: an address or a sentence");
}

} // namespace

void addExportCommand(CommandTable& table) {
    auto* exporting = table.app.add_subcommand("export", "Write lists of the register to files");
    exporting->require_subcommand(1);
    const auto options = std::make_shared<ExportOptions>();
    const auto add = [&](const char* name, const char* about, Export exported, bool is_personal) {
        auto* command = exporting->add_subcommand(name, about);
        addOptions(*command, *options);
        table.add(*command, [options, exported, is_personal](CommandContext& context) {
            return run(context, *options, exported, is_personal);
        });
        return command;
    };
    auto* people = add("people", "Everybody who has a file", exchange::exportPeople, true);
    auto* aid = add("aid", "Aid given", exchange::exportAid, true);
    auto* claims =
        add("claims", "What the network was told of aid given here", exchange::exportClaims, true);
    auto* counts = add("hxl", "Counts per month and category, with HXL hashtags",
                       exchange::exportCounts, false);
    counts->alias("aggregates");
    for (auto* command : {people, aid, claims})
        command->add_flag("--with-confidential", options->with_confidential,
                          "Also people and households marked confidential");
    aid->add_flag("--all-states", options->all_states, "Also holds and voided aid");
    for (auto* command : {aid, claims, counts}) {
        command->add_option("--from", options->from, "First day");
        command->add_option("--to", options->to, "Last day");
    }
}

} // namespace peyvand::cli
