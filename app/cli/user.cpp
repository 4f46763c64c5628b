// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/users.h"

#include "app/cli/command.h"
#include "core/platform/terminal.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct UserOptions {
    std::string name, role, file, mode;
};

// The second password of a command: from a file, the environment, or typed twice.
Result<SecretText> newPassword(const CommandContext& context, const UserOptions& options) {
    std::string typed;
    if (!options.file.empty()) {
        PEYVAND_LET(const Bytes bytes, context.platform.files.readAll(options.file, 4096));
        typed = textOf(bytes);
        typed.erase(std::min(typed.find_first_of("\r\n"), typed.size()));
    } else {
        typed = environment("PEYVAND_NEW_PASSWORD");
        if (typed.empty())
            typed = askHidden(context.words().text("console.new_password")).value_or("");
    }
    SecretText secret(typed);
    sodium_memzero(typed.data(), typed.size());
    if (secret.empty())
        return fail(ErrorCode::password_missing);
    return secret;
}

Result<Role> roleFrom(const std::string& typed) {
    const auto role = roleFromName(typed);
    return role ? Result<Role>(*role) : fail(ErrorCode::role_unknown);
}

// The code is the register's, whosever keys changed: the sheet with the former one is of no use.
int tell(const CommandContext& context, const std::string& user, const Users::Code& code) {
    nlohmann::json told{{"user", user}};
    if (code)
        told["recovery_code"] = std::string(code->view());
    context.print(told);
    if (code)
        context.say(context.words().text("console.recovery_code_anew",
                                         {{"code", std::string(code->view())}}));
    return exit_done;
}

Result<int> listUsers(CommandContext& context, const UserOptions&) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto users, Users(*office.opened).list());
    for (const auto& user : users) {
        context.print({{"name", user.name},
                       {"role", roleName(user.role)},
                       {"closed", user.closed},
                       {"here", user.is_here}});
        const std::string role = context.words().text("role." + std::string(roleName(user.role)));
        context.say(user.name + "  " + role +
                    (user.closed ? "  " + context.words().text("console.user_closed") : ""));
    }
    return exit_done;
}

Result<int> addUser(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const Role role, roleFrom(options.role));
    PEYVAND_LET(const SecretText own, context.password());
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_TRY(office.opened->need(Deed::users));
    PEYVAND_LET(auto password, newPassword(context, options));
    PEYVAND_LET(const auto code, Users(*office.opened)
                                     .add(own, {options.name, role, std::move(password),
                                                calibrate(context.platform.clock)}));
    return tell(context, options.name, code);
}

Result<int> setRole(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const Role role, roleFrom(options.role));
    PEYVAND_LET(const SecretText own, context.password());
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto code, Users(*office.opened).setRole(own, options.name, role));
    return tell(context, options.name, code);
}

Result<int> setPassword(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const SecretText own, context.password());
    PEYVAND_LET(const OpenOffice office, context.open());
    const std::string name = options.name.empty() ? office.opened->vault().user() : options.name;
    PEYVAND_LET(const auto password, newPassword(context, options));
    PEYVAND_LET(
        const auto code,
        Users(*office.opened).setPassword(own, name, password, calibrate(context.platform.clock)));
    return tell(context, name, code);
}

Result<int> removeUser(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const SecretText own, context.password());
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto code, Users(*office.opened).remove(own, options.name));
    return tell(context, options.name, code);
}

Result<int> renewCode(CommandContext& context, const UserOptions&) {
    PEYVAND_LET(const SecretText own, context.password());
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto code, Users(*office.opened).renewCode(own));
    return tell(context, office.opened->vault().user(), code);
}

// Where the number of digits is wrong no group of them is to blame.
Result<void> checkForm(const SecretText& code) {
    const auto read = readRecoveryCode(code);
    if (read)
        return {};
    for (const auto& [name, value] : read.error().arguments)
        if (value == "0")
            return fail(ErrorCode::recovery_code_wrong);
    return tl::unexpected(read.error());
}

// The recovery code stands where the password does otherwise.
Result<int> recover(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const Path folder, context.folder());
    PEYVAND_LET(const SecretText code, context.password());
    PEYVAND_TRY(checkForm(code));
    PEYVAND_LET(const auto password, newPassword(context, options));
    PEYVAND_LET(const auto recovered, recoverRegister(context.platform, folder, code, context.user,
                                                      password, calibrate(context.platform.clock)));
    return tell(context, recovered.user, recovered.recovery_code.copy());
}

Result<int> setMode(CommandContext& context, const UserOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_TRY(office.opened->setOnePerson(options.mode == "one-person"));
    return exit_done;
}

} // namespace

void addUserCommands(CommandTable& table) {
    auto* user = table.app.add_subcommand("user", "Who may open the register, and as what");
    user->require_subcommand(1);
    const auto options = std::make_shared<UserOptions>();
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = user->add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    const auto takes_password = [&](CLI::App* command) {
        command->add_option("--new-password-file", options->file,
                            "File whose first line is the new password");
    };
    add("list", "All users", listUsers);
    auto* adding = add("add", "A new user", addUser);
    adding->add_option("name", options->name, "Name")->required();
    adding->add_option("--role", options->role, "Role")->required();
    takes_password(adding);
    auto* role = add("role", "Another role", setRole);
    role->add_option("name", options->name, "Name")->required();
    role->add_option("role", options->role, "Role")->required();
    auto* password = add("password", "A new password, the own one or somebody's", setPassword);
    password->add_option("name", options->name, "Name; the own one when left out");
    takes_password(password);
    add("remove", "Take a user out and change the register key", removeUser)
        ->add_option("name", options->name, "Name")
        ->required();
    add("code", "A new recovery code in place of the old one", renewCode);
    takes_password(add("recover", "With the recovery code as password: a new password", recover));
    add("mode", "roles, or one-person: the only user may do all", setMode)
        ->add_option("mode", options->mode, "roles or one-person")
        ->required()
        ->check(CLI::IsMember({"roles", "one-person"}));
}

} // namespace peyvand::cli
