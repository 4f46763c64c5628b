// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"

#include <algorithm>

namespace peyvand::cli {
namespace {

Result<int> check(CommandContext& context) {
    constexpr std::size_t most_findings = 20;
    PEYVAND_LET(const Path folder, context.folder());
    PEYVAND_LET(const SecretText secret, context.password());
    // Nothing is written to a register that may be damaged, not even who looked.
    PEYVAND_LET(const auto opened,
                Register::open(context.platform, folder, context.user, secret, Noted::no));
    PEYVAND_LET(const auto findings, checkRegister(*opened));
    for (std::size_t i = 0; i < std::min(findings.size(), most_findings); ++i) {
        const std::string& detail = findings[i].detail;
        const std::string line = detail.substr(0, std::min(detail.find('\n'), std::size_t{200}));
        context.print({{"finding", errorName(findings[i].code)}, {"detail", line}});
        context.say(std::string(errorName(findings[i].code)) + "  " + line);
    }
    if (!findings.empty())
        return fail(Error{findings.front().code, {}});
    PEYVAND_TRY(opened->audit().write(AuditDeed::unlock, std::nullopt));
    context.print({{"sound", true}});
    context.say(context.words().text("console.sound"));
    return exit_done;
}

} // namespace

void addCheckCommands(CommandTable& table) {
    auto* checking = table.app.add_subcommand(
        "check", "Integrity of database, feeds, audit log and search index");
    table.add(*checking, check);
}

} // namespace peyvand::cli
