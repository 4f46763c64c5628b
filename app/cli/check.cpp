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

Result<int> listAudit(CommandContext& context, int count) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto rows, office.opened->audit().newest(count));
    for (const auto& row : rows) {
        const std::string record = row.record ? row.record->text() : std::string();
        context.print({{"number", row.number},
                       {"time", isoTime(row.time_ms)},
                       {"user", row.user},
                       {"deed", static_cast<int>(row.deed)},
                       {"record", record}});
        context.say(isoTime(row.time_ms) + "  " + row.user + "  " +
                    std::to_string(static_cast<int>(row.deed)) + "  " + record);
    }
    return exit_done;
}

Result<int> verifyAudit(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto rows, office.opened->audit().verify());
    context.print({{"rows", rows}});
    context.say(context.words().text("console.sound"));
    return exit_done;
}

} // namespace

void addCheckCommands(CommandTable& table) {
    auto* checking = table.app.add_subcommand(
        "check", "Integrity of database, feeds, audit log and search index");
    table.add(*checking, check);
    auto* audit = table.app.add_subcommand("audit", "Who looked at what");
    audit->require_subcommand(1);
    const auto count = std::make_shared<int>(100);
    auto* listing = audit->add_subcommand("list", "The newest rows");
    listing->add_option("--limit", *count, "At most");
    table.add(*listing, [count](CommandContext& context) { return listAudit(context, *count); });
    table.add(*audit->add_subcommand("verify", "Walk the whole chain"), verifyAudit);
}

} // namespace peyvand::cli
