// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/platform/terminal.h"

#include <iostream>

using namespace peyvand;
using namespace peyvand::cli;

namespace {

Language languageFrom(const std::string& wanted) {
    const std::string name = wanted.empty() ? environment("LANG") : wanted;
    return name.starts_with("fa") ? Language::persian : Language::english;
}

int report(const Error& error, Language language) {
    std::cerr << "error: " << errorName(error.code) << ": " << Words::of(language).sentence(error)
              << '\n';
    return error.code == ErrorCode::arguments_wrong ? exit_arguments : exit_failed;
}

void addCommands(CommandTable& table) {
    addCreateCommand(table);
    addImportCommand(table);
    addExportCommand(table);
    addEnquireCommand(table);
    addPersonCommands(table);
    addHouseholdCommands(table);
    addAidCommands(table);
    addRecordCommands(table);
    addDistributionCommands(table);
    addConflictCommands(table);
    addOverlapCommands(table);
    addDirectCommands(table);
    addPaymentCommands(table);
    addFileVerbs(table);
    addHouseholdVerbs(table);
    addPaperVerbs(table);
    addWorkVerbs(table);
    addAidWorkCommands(table);
    addStockCommands(table);
    addRuleCommands(table);
    addNetworkCommands(table);
    addBundleCommands(table);
    addSyncCommands(table);
    addCheckCommands(table);
    addBackupCommands(table);
    addRestoreCommand(table);
    addEraseCommands(table);
    addUserCommands(table);
    addAuditCommands(table);
    addDemoCommand(table);
    addVersionCommand(table);
}

} // namespace

int main(int argc, char** argv) {
    if (!initialiseCrypto())
        return exit_failed;
    CLI::App app("Peyvand: the register of a charity, and one enquiry that sees every charity",
                 "peyvand-cli");
    const auto clock = makeSystemClock();
    const auto random = makeSystemRandom();
    const auto files = makeSystemFiles();
    ThreadExecutor executor;
    CommandContext context{{*clock, *random, *files}, executor};
    std::string language;
    app.fallthrough(true);
    app.require_subcommand(1);
    app.add_option("--register", context.register_folder, "Folder of the register")
        ->envname("PEYVAND_REGISTER");
    app.add_option("--user", context.user, "User name")->envname("PEYVAND_USER");
    app.add_option("--password-file", context.password_file,
                   "File whose first line is the password");
    app.add_flag("--json", context.json, "One JSON object a line");
    app.add_option("--lang", language, "Language of sentences: fa or en")
        ->check(CLI::IsMember({"fa", "en"}));
    CommandTable table{app};
    addCommands(table);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0)
            return app.exit(problem, std::cout, std::cerr);
        const int status = report(Error{ErrorCode::arguments_wrong, {}}, languageFrom(language));
        std::cerr << problem.what() << '\n';
        return status;
    }
    context.language = languageFrom(language);
    const auto status = table.chosen(context);
    std::cout << std::flush;
    return status ? *status : report(status.error(), context.language);
}
