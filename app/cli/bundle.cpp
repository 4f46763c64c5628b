// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/import_commands.h"
#include "app/cli/sync_text.h"
#include "sync/network/claims_worker.h"
#include "sync/network/exchange.h"

#include <algorithm>

namespace peyvand::cli {
namespace {

struct BundleOptions {
    std::string file;
    std::vector<std::string> files, addressees;
    bool is_whole = false;
    bool accept_losses = false;
};

// A charity by its id or its name, "own" for the desks of this one.
Result<CharityId> charityOf(Network& network, const std::string& typed) {
    return typed == "own" ? Result<CharityId>(network.ownCharity()) : findCharity(network, typed);
}

// None for "all", whatever else is named.
Result<std::vector<CharityId>> addresseesOf(Network& network,
                                            const std::vector<std::string>& typed) {
    std::vector<CharityId> addressees;
    if (std::find(typed.begin(), typed.end(), "all") != typed.end())
        return addressees;
    for (const std::string& one : typed) {
        PEYVAND_LET(const CharityId charity, charityOf(network, one));
        addressees.push_back(charity);
    }
    return addressees;
}

// Bytes as people count them on a stick.
Progress inMegabytes(Progress progress) {
    if (!progress)
        return {};
    return [progress = std::move(progress)](std::int64_t done, std::int64_t total) {
        constexpr std::int64_t megabyte = 1'000'000;
        const std::int64_t all = total / megabyte + 1;
        progress(done < total ? done / megabyte : all, all);
    };
}

Result<int> exportTo(CommandContext& context, const BundleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    const Words& words = context.words();
    ExportRequest request;
    request.target = options.file;
    PEYVAND_LET(request.addressees, addresseesOf(*office.network, options.addressees));
    request.is_whole = options.is_whole;
    request.writing = inMegabytes(context.progress(words.text("console.writing_bundle")));
    PEYVAND_LET(const auto exported,
                exportBundle(*office.network, request, context.executor,
                             context.progress(words.text("console.sealing")), importCancel()));
    nlohmann::json files = nlohmann::json::array();
    std::string names;
    for (const Path& path : exported.paths) {
        files.push_back(path.string());
        names += (names.empty() ? "" : " ") + path.filename().string();
    }
    context.print({{"file", exported.path.string()},
                   {"files", files},
                   {"feeds", exported.feeds},
                   {"entries", exported.entries}});
    const bool has_parts = exported.paths.size() > 1;
    context.say(words.text(has_parts ? "console.exported_parts" : "console.exported",
                           {{"file", names},
                            {"files", names},
                            {"parts", std::to_string(exported.paths.size())},
                            {"count", std::to_string(exported.entries)}}));
    return exit_done;
}

void tellImported(CommandContext& context, const Path& file, const ImportedBundle& imported) {
    context.print({{"file", file.string()},
                   {"sender", imported.sender},
                   {"entries", imported.entries},
                   {"already_there", imported.already_there},
                   {"forked", imported.forked},
                   {"held_back", imported.held_back},
                   {"part", imported.front.part},
                   {"parts", imported.front.parts},
                   {"missing_parts", imported.missing_parts},
                   {"gaps", imported.gaps},
                   {"receipts", imported.receipts}});
    const Words& words = context.words();
    context.say(words.text("console.imported", {{"charity", imported.sender},
                                                {"count", std::to_string(imported.entries)}}));
    if (imported.receipts > 0)
        context.say(
            words.text("console.bundles_read", {{"charity", imported.sender},
                                                {"count", std::to_string(imported.receipts)}}));
    sayHeldBack(context, imported.held_back);
    sayForked(context, imported.forked);
}

// What is still missing once all files were read, set by set; whether somebody has to see to it.
bool tellMissing(CommandContext& context, const std::vector<ImportedBundle>& all) {
    constexpr std::size_t most_told = 20;
    bool needs_person = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ImportedBundle& last = all[i];
        if (i + 1 < all.size() && all[i + 1].front.set == last.front.set)
            continue;
        std::string numbers;
        for (std::size_t k = 0; k < std::min(most_told, last.missing_parts.size()); ++k)
            numbers += (k == 0 ? "" : " ") + std::to_string(last.missing_parts[k]);
        const bool has_parts = last.front.parts > 1;
        if (has_parts && !last.missing_parts.empty())
            context.say(context.words().text(
                "console.parts_missing",
                {{"parts", std::to_string(last.front.parts)}, {"missing", numbers}}));
        else if (last.gaps > 0)
            context.say(context.words().text("console.goes_before"));
        needs_person = needs_person || last.gaps > 0 || (has_parts && !last.missing_parts.empty());
    }
    return needs_person;
}

Result<int> importFrom(CommandContext& context, const BundleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const CancelToken cancel = importCancel();
    bool needs_person = false;
    std::vector<ImportedBundle> all;
    const std::vector<Path> named(options.files.begin(), options.files.end());
    for (const Path& file : inPartOrder(context.platform.files, named)) {
        PEYVAND_LET(
            auto imported,
            importBundle(
                *office.network, file, options.accept_losses ? Losses::accepted : Losses::held_back,
                inMegabytes(context.progress(context.words().text("console.reading_bundle"))),
                cancel));
        needs_person = needs_person || imported.forked || imported.held_back > 0;
        tellImported(context, file, imported);
        all.push_back(std::move(imported));
    }
    needs_person = tellMissing(context, all) || needs_person;
    PEYVAND_LET(const std::int64_t overlaps, tellOverlaps(context, office));
    needs_person = needs_person || overlaps > 0;
    return needs_person ? exit_needs_person : exit_done;
}

Result<int> inspect(CommandContext& context, const BundleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto summary, inspectBundleFile(context.platform.files, options.file,
                                                      office.opened->journal().nodeKey()));
    const auto charity = office.network->isMember()
                             ? office.network->membership().charityOfNode(summary.manifest.sender)
                             : std::nullopt;
    const std::string sender = charity ? office.network->charityName(*charity) : std::string();
    const nlohmann::json about{
        {"bundle", summary.front.id.text()},
        {"part", summary.front.part},
        {"parts", summary.front.parts},
        {"recipients", summary.front.stanzas},
        {"sender", sender},
        {"time", isoTime(static_cast<std::int64_t>(summary.manifest.time_ms))},
        {"segments", summary.records[static_cast<std::size_t>(BundleRecord::segment)]},
        {"bytes", summary.file_bytes}};
    context.print(about);
    context.say(about.dump(2));
    return exit_done;
}

} // namespace

void addBundleCommands(CommandTable& table) {
    auto* bundle = table.app.add_subcommand("bundle", "Files for a USB stick");
    bundle->require_subcommand(1);
    const auto options = std::make_shared<BundleOptions>();
    auto* exporting = bundle->add_subcommand("export", "Write what other charities may know");
    exporting->add_option("file", options->file, "File or folder")->required();
    exporting
        ->add_option("--for", options->addressees,
                     "A charity (also several times), all, or own (the desks of this charity)")
        ->allow_extra_args(false)
        ->required();
    exporting->add_flag("--whole", options->is_whole, "Also what they are known to have");
    table.add(*exporting,
              [options](CommandContext& context) { return exportTo(context, *options); });
    auto* importing = bundle->add_subcommand("import", "Take in bundles");
    importing->add_option("file", options->files, "Files")->required();
    importing->add_flag("--accept-losses", options->accept_losses,
                        "Take it although it withdraws or empties very much");
    table.add(*importing,
              [options](CommandContext& context) { return importFrom(context, *options); });
    auto* inspecting = bundle->add_subcommand("inspect", "What a bundle holds; changes nothing");
    inspecting->add_option("file", options->file, "File")->required();
    table.add(*inspecting,
              [options](CommandContext& context) { return inspect(context, *options); });
}

} // namespace peyvand::cli
