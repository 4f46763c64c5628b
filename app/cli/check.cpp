// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/check.h"
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "core/register/restore.h"

#include <algorithm>

namespace peyvand::cli {
namespace {

constexpr std::size_t most_findings = 20;

void tell(const CommandContext& context, const std::vector<CheckFinding>& findings,
          const char* grade) {
    for (std::size_t i = 0; i < std::min(findings.size(), most_findings); ++i) {
        const CheckFinding& finding = findings[i];
        const std::string detail =
            finding.detail.substr(0, std::min(finding.detail.find('\n'), std::size_t{200}));
        const std::string sentence = context.words().text("check." + finding.about);
        context.print({{grade, finding.about},
                       {"code", errorName(finding.code)},
                       {"detail", detail},
                       {"sentence", sentence}});
        context.say(finding.about + " (" + detail + "): " + sentence);
    }
}

// Nothing is written to a register that may be damaged, not even who looked.
Result<CheckReport> readOnly(CommandContext& context, const Path& folder,
                             const SecretText& secret) {
    PEYVAND_LET(const auto vault,
                Vault::open(context.platform, folder, context.user, secret, Database::Mode::read));
    return checkVault(*vault);
}

Result<int> check(CommandContext& context, bool deep) {
    PEYVAND_LET(const Path folder, context.folder());
    PEYVAND_TRY(finishRestore(context.platform.files, folder));
    PEYVAND_LET(const SecretText secret, context.password());
    PEYVAND_LET(const CheckReport report, readOnly(context, folder, secret));
    tell(context, report.problems, "problem");
    tell(context, report.notes, "note");
    if (!report.problems.empty())
        return fail(Error{report.problems.front().code, {}});
    OpenOffice office;
    PEYVAND_LET(office.opened, Register::open(context.platform, folder, context.user, secret));
    PEYVAND_LET(office.network, Network::open(*office.opened));
    if (deep) {
        const auto progress = context.progress(context.words().text("console.checking"));
        PEYVAND_LET(const auto rows,
                    checkRows(*office.opened, [&](std::int64_t done, std::int64_t total) {
                        if (progress)
                            progress(done, total);
                        return true;
                    }));
        tell(context, rows, "problem");
        if (!rows.empty())
            return fail(Error{rows.front().code, {}});
    }
    context.print({{"sound", true},
                   {"people", report.people},
                   {"aid", report.aid},
                   {"entries", report.entries}});
    context.say(context.words().text("console.sound"));
    return exit_done;
}

} // namespace

void addCheckCommands(CommandTable& table) {
    auto* checking = table.app.add_subcommand(
        "check", "Integrity of database, feeds, audit log and search index");
    const auto deep = std::make_shared<bool>(false);
    checking->add_flag("--deep", *deep, "Fold the whole journal again and compare every row");
    table.add(*checking, [deep](CommandContext& context) { return check(context, *deep); });
}

} // namespace peyvand::cli
