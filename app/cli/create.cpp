// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

void addCreateCommand(CommandTable& table) {
    struct Options {
        std::string charity;
        bool one_person = false;
    };
    const auto options = std::make_shared<Options>();
    auto* command = table.app.add_subcommand("create", "Make a new register");
    command->add_option("--charity", options->charity, "Name of the charity")->required();
    command->add_flag("--one-person", options->one_person,
                      "A home charity or jihadi group: the only user may do all");
    table.add(*command, [options](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const Path folder, context.folder());
        if (Vault::exists(context.platform, folder))
            return fail(ErrorCode::register_exists);
        PEYVAND_LET(auto password, context.password());
        NewCharity charity{options->charity, context.user.empty() ? "manager" : context.user,
                           std::move(password), calibrate(context.platform.clock),
                           options->one_person};
        PEYVAND_LET(const auto created,
                    Register::create(context.platform, folder, std::move(charity)));
        const std::string code(created.recovery_code.view());
        context.print({{"register", created.opened->vault().registerId().text()},
                       {"charity", created.opened->journal().charity().text()},
                       {"user", created.opened->vault().user()},
                       {"recovery_code", code}});
        context.say(context.words().text("console.created", {{"charity", options->charity}}));
        context.say(context.words().text("console.recovery_code", {{"code", code}}));
        return exit_done;
    });
}

void addVersionCommand(CommandTable& table) {
    auto* command = table.app.add_subcommand("version", "Version of the program");
    table.add(*command, [](CommandContext& context) -> Result<int> {
        context.print({{"version", PEYVAND_VERSION}});
        context.say("peyvand-cli " PEYVAND_VERSION);
        return exit_done;
    });
}

} // namespace peyvand::cli
