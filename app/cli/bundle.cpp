// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/sync_text.h"
#include "core/text/fold.h"
#include "sync/network/claims_worker.h"
#include "sync/network/exchange.h"

#include <algorithm>

namespace peyvand::cli {
namespace {

struct BundleOptions {
    std::string file, addressee;
    std::vector<std::string> files;
    bool accept_losses = false;
};

// A charity by its id or its name, "own" for the desks of this one; nothing for "all".
Result<std::optional<CharityId>> addresseeOf(Network& network, const std::string& typed) {
    if (typed == "all")
        return std::optional<CharityId>();
    if (typed == "own")
        return std::optional(network.opened().journal().charity());
    const auto id = CharityId::parse(typed);
    for (const auto& member : network.membership().members)
        if ((id && member.id == *id) || text::joinedKey(member.name) == text::joinedKey(typed))
            return std::optional(member.id);
    return fail(ErrorCode::charity_unknown);
}

Result<int> exportTo(CommandContext& context, const BundleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_LET(const auto addressee, addresseeOf(*office.network, options.addressee));
    PEYVAND_LET(const auto exported,
                exportBundle(*office.network, options.file, addressee, context.executor,
                             context.progress(context.words().text("console.sealing"))));
    context.print({{"file", exported.path.string()},
                   {"feeds", exported.feeds},
                   {"entries", exported.entries}});
    context.say(
        context.words().text("console.exported", {{"file", exported.path.filename().string()},
                                                  {"count", std::to_string(exported.entries)}}));
    return exit_done;
}

Result<int> importFrom(CommandContext& context, const BundleOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    bool needs_person = false;
    for (const auto& file : options.files) {
        PEYVAND_LET(const auto imported,
                    importBundle(*office.network, file,
                                 options.accept_losses ? Losses::accepted : Losses::held_back));
        needs_person = needs_person || imported.forked || imported.held_back > 0;
        context.print({{"file", file},
                       {"sender", imported.sender},
                       {"entries", imported.entries},
                       {"already_there", imported.already_there},
                       {"forked", imported.forked},
                       {"held_back", imported.held_back}});
        context.say(context.words().text(
            "console.imported",
            {{"charity", imported.sender}, {"count", std::to_string(imported.entries)}}));
        sayHeldBack(context, imported.held_back);
    }
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
        ->add_option("--for", options->addressee,
                     "A charity, all, or own (the desks of this charity)")
        ->required();
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
