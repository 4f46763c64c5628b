// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import.h"
#include "app/cli/command.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

using exchange::ImportReport;
using exchange::ImportRequest;

struct ImportOptions {
    std::string file, map, rejects, list, people;
    bool dry_run = false;
    bool accept_codes = false;
};

Result<ImportRequest> requestOf(const CommandContext& context, const ImportOptions& options) {
    ImportRequest request;
    request.path = Path(options.file);
    request.list_name = options.list;
    if (!options.map.empty()) {
        PEYVAND_LET(request.map, exchange::parseMap(options.map));
    }
    request.dry_run = options.dry_run;
    request.rejects_path = Path(options.rejects);
    request.language = context.language;
    request.people_list = options.people;
    request.accept_codes = options.accept_codes;
    return request;
}

nlohmann::json reportJson(const ImportReport& report, bool dry_run) {
    const auto accepted = std::count_if(report.proposals.begin(), report.proposals.end(),
                                        [](const auto& proposal) { return proposal.accepted; });
    const auto proposed = static_cast<std::ptrdiff_t>(report.proposals.size()) - accepted;
    return {{"list", report.list_name},
            {"dry_run", dry_run},
            {"read", report.read},
            {"created", report.created},
            {"filled", report.filled},
            {"unchanged", report.unchanged},
            {"rejected", report.rejected},
            {"differences", report.differences.size()},
            {"proposed", proposed},
            {"accepted", accepted},
            {"problems", report.problems.size()},
            {"skipped", report.skipped.size()},
            {"claims_due", report.claims_due}};
}

void sayReport(const CommandContext& context, const ImportReport& report,
               const ImportOptions& options) {
    const Words& words = context.words();
    WordArguments counts{{"count", std::to_string(report.read)}};
    const auto add = [&counts](const char* name, std::int64_t count) {
        if (count > 0)
            counts[name] = std::to_string(count);
    };
    add("added", report.created);
    add("updated", report.filled);
    add("unchanged", report.unchanged);
    add("rejected", report.rejected);
    context.say(words.text("import.summary", counts));
    for (const auto& row : report.rejected_rows)
        context.say(words.sentence(row.error));
    for (const auto& problem : report.problems)
        context.say(words.text("import.problem", {{"row", std::to_string(problem.row)}}) + " " +
                    words.sentence(problem.error));
    for (const auto& difference : report.differences)
        context.say(words.text("import.difference", {{"field", difference.field},
                                                     {"row", std::to_string(difference.row)}}));
    for (const auto& proposal : report.proposals)
        if (!proposal.accepted)
            context.say(
                words.text("import.identity_proposed", {{"row", std::to_string(proposal.row)}}));
    if (!options.rejects.empty() && report.rejected > 0)
        context.say(words.text("import.rejected_rows",
                               {{"count", std::to_string(report.rejected)},
                                {"file", Path(options.rejects).filename().string()}}));
}

Result<int> runImport(CommandContext& context, const ImportOptions& options, bool of_people) {
    PEYVAND_LET(const ImportRequest request, requestOf(context, options));
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto progress = context.progress("import");
    PEYVAND_LET(const ImportReport report,
                of_people ? exchange::importPeople(*office.opened, request, progress)
                          : exchange::importAid(*office.opened, request, progress));
    context.print(reportJson(report, options.dry_run));
    sayReport(context, report, options);
    return report.needsPerson() ? exit_needs_person : exit_done;
}

} // namespace

void addImportCommand(CommandTable& table) {
    auto* import = table.app.add_subcommand("import", "Take a list of people or of aid in");
    import->require_subcommand(1);
    const auto options = std::make_shared<ImportOptions>();
    const auto add = [&](const char* name, const char* about, bool of_people) {
        auto* command = import->add_subcommand(name, about);
        command->add_option("file", options->file, "CSV or XLSX")->required();
        command->add_option("--map", options->map, "heading=field,… where headings are unusual");
        command->add_flag("--dry-run", options->dry_run, "Only say what would happen");
        command->add_option("--rejects", options->rejects, "Write rejected rows to this CSV");
        command->add_option("--list", options->list, "Name of the list; else the file's name");
        table.add(*command, [options, of_people](CommandContext& context) {
            return runImport(context, *options, of_people);
        });
        return command;
    };
    add("people", "A list of people", true);
    auto* aid = add("aid", "A list of aid", false);
    aid->add_option("--people", options->people, "The people list whose rows the list names");
    aid->add_flag("--accept-codes", options->accept_codes, "Take its codes over into the files");
}

} // namespace peyvand::cli
