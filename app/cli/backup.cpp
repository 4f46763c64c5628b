// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/backup.h"
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/record_text.h"

namespace peyvand::cli {
namespace {

struct BackupOptions {
    std::string file;
    bool large = false;
};

void tell(const CommandContext& context, const BackupFile& made) {
    const std::string file = made.path.string();
    context.print({{"file", file}, {"time", isoTime(made.time_ms)}, {"bytes", made.bytes}});
    context.say(context.words().text("console.backed_up",
                                     {{"file", file}, {"count", std::to_string(made.bytes)}}));
}

Result<int> backUp(CommandContext& context, const BackupOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto progress = context.progress(context.words().text("console.backing_up"));
    if (options.file.empty()) {
        PEYVAND_LET(const auto made, backUpWhenDue(*office.opened, progress));
        if (made)
            tell(context, *made);
        return exit_done;
    }
    BackupRequest request{Path(options.file), most_stick_bytes};
    if (options.large)
        request.limit_bytes.reset();
    PEYVAND_LET(const auto made, writeBackup(*office.opened, request, progress));
    tell(context, made);
    return exit_done;
}

Result<int> listBackups(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto backups,
                automaticBackups(context.platform, office.opened->vault().folder()));
    for (const BackupFile& backup : backups) {
        const std::string file = backup.path.string();
        context.print({{"file", file}, {"time", isoTime(backup.time_ms)}, {"bytes", backup.bytes}});
        context.say(timeText(context.words(), backup.time_ms) + "  " +
                    context.words().number(static_cast<std::int64_t>(backup.bytes)) + "  " + file);
    }
    if (backups.empty())
        context.say(context.words().text("check.backup_none"));
    return exit_done;
}

Result<int> switchBackups(CommandContext& context, bool on) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_TRY(setAutomaticBackups(*office.opened, on));
    return exit_done;
}

} // namespace

void addBackupCommands(CommandTable& table) {
    const auto options = std::make_shared<BackupOptions>();
    auto* backup = table.app.add_subcommand(
        "backup", "An encrypted copy in one file; without FILE, today's in the register's folder");
    backup->add_option("file", options->file, "The new file, or a folder for it");
    backup->add_flag("--large", options->large, "The drive takes files of 4 GiB and more");
    const auto mode = std::make_shared<std::string>();
    backup->add_option("--automatic", *mode, "on, off or list: those of the register's folder")
        ->check(CLI::IsMember({"on", "off", "list"}));
    table.add(*backup, [options, mode](CommandContext& context) -> Result<int> {
        if (*mode == "list")
            return listBackups(context);
        if (!mode->empty())
            return switchBackups(context, *mode == "on");
        return backUp(context, *options);
    });
}

} // namespace peyvand::cli
