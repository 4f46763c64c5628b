// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/register/rule_book.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

void addRuleCommands(CommandTable& table) {
    auto* rule = table.app.add_subcommand("rule", "Frequency rules");
    rule->require_subcommand(1);
    auto* listing = rule->add_subcommand("list", "The rules in force");
    table.add(*listing, [](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const OpenOffice office, context.open());
        PEYVAND_LET(const auto rules, RuleBook(*office.opened).rules());
        for (const auto& one : rules) {
            context.print(nlohmann::json::parse(ruleJson(one)));
            context.say(ruleJson(one));
        }
        return exit_done;
    });
    const auto body = std::make_shared<std::string>();
    auto* setting = rule->add_subcommand("set", "Replace or add a rule, given as JSON");
    setting->add_option("rule", *body, "The rule as `rule list --json` prints it")->required();
    table.add(*setting, [body](CommandContext& context) -> Result<int> {
        PEYVAND_LET(const Rule changed, parseRule(*body));
        PEYVAND_LET(const OpenOffice office, context.open());
        PEYVAND_TRY(RuleBook(*office.opened).set(changed));
        return exit_done;
    });
}

} // namespace peyvand::cli
