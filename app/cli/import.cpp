// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import.h"
#include "app/cli/import_commands.h"
#include "core/exchange/saved_map.h"

#include <algorithm>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

using exchange::ImportReport;
using exchange::ImportRequest;

struct ImportOptions {
    std::string file, map, words, saved, save_as, rejects, list, people, unsure, decisions;
    std::string existing = "fill";
    std::size_t preview_rows = 0;
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
    PEYVAND_LET(const auto words, exchange::parseWords(options.words));
    request.map.insert(request.map.end(), words.begin(), words.end());
    request.existing = options.existing == "keep"     ? exchange::ExistingPolicy::keep
                       : options.existing == "update" ? exchange::ExistingPolicy::update
                                                      : exchange::ExistingPolicy::fill;
    request.unsure_path = Path(options.unsure);
    if (!options.decisions.empty()) {
        PEYVAND_LET(const Bytes bytes, context.platform.files.readAll(Path(options.decisions),
                                                                      exchange::file_limit_bytes));
        PEYVAND_LET(request.decisions, exchange::readDecisions(bytes));
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
            {"unsure", report.unsure},
            {"doubts", report.doubts.size()},
            {"codes_restored", report.codes_restored},
            {"codes_unconfirmed", report.codes_unconfirmed},
            {"codes_missing", report.codes_missing},
            {"sponsorships", report.sponsorships},
            {"unread_columns", report.unread_columns},
            {"mapping", report.mapping},
            {"differences", report.differences.size()},
            {"proposed", proposed},
            {"accepted", accepted},
            {"problems", report.problems.size()},
            {"skipped", report.skipped.size()},
            {"claims_due", report.claims_due}};
}

/// One sentence for each kind of doubt, with the rows that it is about.
void sayDoubts(const CommandContext& context, const ImportReport& report) {
    constexpr std::size_t most_rows = 20;
    struct Group {
        const Error* error = nullptr;
        std::size_t count = 0;
        std::string rows{};
    };
    std::map<ErrorCode, Group> groups;
    for (const auto& doubt : report.doubts) {
        Group& group = groups[doubt.error.code];
        group.error = &doubt.error;
        if (++group.count <= most_rows)
            group.rows += (group.rows.empty() ? "" : ", ") + std::to_string(doubt.row);
        else if (group.count == most_rows + 1)
            group.rows += ", \u2026";
    }
    const Words& words = context.words();
    for (const auto& [code, group] : groups)
        context.say(words.text("import.doubt_rows",
                               {{"count", std::to_string(group.count)}, {"rows", group.rows}}) +
                    " " + words.sentence(*group.error));
}

void sayFurther(const CommandContext& context, const ImportReport& report) {
    const Words& words = context.words();
    const auto count = [&](const char* key, std::int64_t number) {
        if (number > 0)
            context.say(words.text(key, {{"count", std::to_string(number)}}));
    };
    count("import.codes_restored", report.codes_restored);
    count("import.codes_unconfirmed", report.codes_unconfirmed);
    count("import.codes_missing", report.codes_missing);
    count("import.sponsorships", report.sponsorships);
    for (const auto& skipped : report.skipped)
        context.say(words.text("import.skipped." + std::string(skipReasonName(skipped.reason)),
                               {{"line", std::to_string(skipped.line)}}));
    for (const auto& heading : report.unread_columns)
        context.say(words.text("import.column_unread", {{"heading", heading}}));
    if (!report.mapping.empty())
        context.say(words.text("import.mapping_used", {{"name", report.mapping}}));
    for (const auto& unsure : report.unsure_rows) {
        const bool of_sponsor = unsure.question == exchange::UnsureQuestion::sponsorship;
        context.say(words.text("import.problem", {{"row", std::to_string(unsure.row)}}) + " " +
                    words.text(of_sponsor ? "import.ask.sponsorship" : "import.ask.same_person"));
    }
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
    add("unsure", report.unsure);
    context.say(words.text("import.summary", counts));
    for (const auto& row : report.rejected_rows)
        context.say(words.sentence(row.error));
    for (const auto& problem : report.problems)
        context.say(words.text("import.problem", {{"row", std::to_string(problem.row)}}) + " " +
                    words.sentence(problem.error));
    for (const auto& difference : report.differences)
        context.say(words.text("import.difference", {{"field", difference.field},
                                                     {"row", std::to_string(difference.row)}}));
    sayDoubts(context, report);
    sayFurther(context, report);
    for (const auto& proposal : report.proposals)
        if (!proposal.accepted)
            context.say(
                words.text("import.identity_proposed", {{"row", std::to_string(proposal.row)}}));
    if (!options.rejects.empty() && report.rejected > 0)
        context.say(words.text("import.rejected_rows",
                               {{"count", std::to_string(report.rejected)},
                                {"file", Path(options.rejects).filename().string()}}));
}

/// The mapping asked for by name, and the one that is to be kept.
Result<void> useMaps(Register& opened, const ImportOptions& options, bool of_people,
                     ImportRequest& request) {
    using namespace exchange;
    if (!options.saved.empty()) {
        PEYVAND_LET(const SavedMap saved, savedMap(opened, options.saved));
        request.map.insert(request.map.begin(), saved.map.begin(), saved.map.end());
    }
    if (options.save_as.empty() || options.dry_run)
        return {};
    const ListKind kind = of_people ? ListKind::people : ListKind::aid;
    PEYVAND_LET(const Table table,
                readTableFile(opened.platform().files, request.path, kind, request.map));
    return saveMap(opened, {options.save_as, kind, request.map, table.fingerprint()});
}

Result<int> runImport(CommandContext& context, const ImportOptions& options, bool of_people) {
    PEYVAND_LET(ImportRequest request, requestOf(context, options));
    if (options.preview_rows > 0)
        return previewImport(context, request,
                             of_people ? exchange::ListKind::people : exchange::ListKind::aid,
                             options.preview_rows);
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_TRY(useMaps(*office.opened, options, of_people, request));
    const auto progress = context.progress(context.words().text("console.importing"));
    const CancelToken cancel = importCancel();
    PEYVAND_LET(const ImportReport report,
                of_people ? exchange::importPeople(*office.opened, request, progress, cancel)
                          : exchange::importAid(*office.opened, request, progress, cancel));
    context.print(reportJson(report, options.dry_run));
    sayReport(context, report, options);
    return report.needsPerson() ? exit_needs_person : exit_done;
}

/// Set by the signal; the token is asked for it between two rows.
const CancelToken* interrupted = nullptr;

} // namespace

CancelToken importCancel() {
    static const CancelToken token;
    interrupted = &token;
    std::signal(SIGINT, [](int) { interrupted->cancel(); });
    return token;
}

void addImportCommand(CommandTable& table) {
    auto* import = table.app.add_subcommand("import", "Take a list of people or of aid in");
    import->require_subcommand(1);
    const auto options = std::make_shared<ImportOptions>();
    const auto add = [&](const char* name, const char* about, bool of_people) {
        auto* command = import->add_subcommand(name, about);
        command->add_option("file", options->file, "CSV or XLSX")->required();
        command->add_option("--map", options->map, "heading=field,… where headings are unusual");
        command->add_option("--words", options->words, "field:word=code;… for words of the office");
        command->add_option("--mapping", options->saved, "A saved mapping, by its name");
        command->add_option("--save-map", options->save_as, "Keep --map and --words by this name");
        command->add_option("--preview", options->preview_rows, "Only show so many rows as read");
        command->add_flag("--dry-run", options->dry_run, "Only say what would happen");
        command->add_option("--rejects", options->rejects, "Write rejected rows to this CSV");
        command->add_option("--list", options->list, "Name of the list; else the file's name");
        table.add(*command, [options, of_people](CommandContext& context) {
            return runImport(context, *options, of_people);
        });
        return command;
    };
    auto* people = add("people", "A list of people", true);
    people->add_option("--existing", options->existing, "What a row may do to a file that is there")
        ->check(CLI::IsMember({"keep", "fill", "update"}));
    people->add_option("--unsure", options->unsure, "Write the rows to be decided to this CSV");
    people->add_option("--decisions", options->decisions, "That CSV with the answers filled in");
    addImportListCommands(table, *import);
    auto* aid = add("aid", "A list of aid", false);
    aid->add_option("--people", options->people, "The people list whose rows the list names");
    aid->add_flag("--accept-codes", options->accept_codes, "Take its codes over into the files");
}

} // namespace peyvand::cli
