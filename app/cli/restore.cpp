// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/restore.h"
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/record_text.h"

namespace peyvand::cli {
namespace {

struct RestoreOptions {
    std::string file, tombstones;
    bool replace = false;
};

Result<int> restore(CommandContext& context, const RestoreOptions& options) {
    RestoreRequest request;
    request.file = Path(options.file);
    PEYVAND_LET(request.folder, context.folder());
    request.user = context.user;
    request.replace = options.replace;
    if (!options.tombstones.empty())
        request.tombstones = Path(options.tombstones);
    PEYVAND_TRY(readBackupFront(context.platform.files, request.file));
    PEYVAND_LET(request.password, context.password());
    const Words& words = context.words();
    PEYVAND_LET(const Restored restored,
                restoreBackup(context.platform, request,
                              context.progress(words.text("console.restoring"))));
    const std::string aside = restored.kept_aside ? restored.kept_aside->string() : std::string();
    context.print({{"register", request.folder.string()},
                   {"time", isoTime(restored.backup_time_ms)},
                   {"people", restored.people},
                   {"erased_again", restored.erased_again},
                   {"sound", restored.findings.empty()},
                   {"kept_aside", aside}});
    context.say(words.text("console.restored", {{"date", timeText(words, restored.backup_time_ms)},
                                                {"count", std::to_string(restored.people)}}));
    if (restored.erased_again > 0)
        context.say(
            words.text("console.erased_again", {{"count", std::to_string(restored.erased_again)}}));
    if (!aside.empty())
        context.say(words.text("console.kept_aside", {{"file", aside}}));
    if (restored.tombstones_damaged)
        context.say(words.text("check.tombstones"));
    for (const auto& finding : restored.findings)
        context.say(words.text("check." + finding.about));
    const bool needs_person = restored.tombstones_damaged || !restored.findings.empty();
    return needs_person ? exit_needs_person : exit_done;
}

} // namespace

void addRestoreCommand(CommandTable& table) {
    const auto options = std::make_shared<RestoreOptions>();
    auto* restoring = table.app.add_subcommand(
        "restore", "A register from a backup, in the folder of --register; goes on in a new feed");
    restoring->add_option("file", options->file, "The backup (.pvk)")->required();
    restoring->add_flag("--replace", options->replace,
                        "A register that stands there is kept aside under another name");
    restoring->add_option("--tombstones", options->tombstones,
                          "The file tombstones of a newer copy: who was erased stays erased");
    table.add(*restoring,
              [options](CommandContext& context) { return restore(context, *options); });
}

} // namespace peyvand::cli
