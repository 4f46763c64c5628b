// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/giving.h"

#include "app/cli/answer_json.h"

namespace peyvand::cli {

Result<int> tellingRules(CommandContext& context, const OpenOffice& office,
                         const std::function<Result<int>()>& work) {
    auto done = work();
    const bool is_answer = done.has_value() || done.error().code == ErrorCode::reason_needed ||
                           done.error().code == ErrorCode::not_permitted;
    if (!is_answer)
        return done;
    PEYVAND_LET(const auto preview, office.rules->told());
    if (!preview || !preview->reason_wanted)
        return done;
    context.print({{"saved", done.has_value()},
                   {"result", ruleResultName(preview->result)},
                   {"reason_wanted", true},
                   {"rules", ruleLinesJson(preview->rules)}});
    for (const auto& line : preview->rules)
        context.say(line.sentence);
    return done.has_value() && *done == exit_done ? Result<int>(exit_needs_person) : done;
}

} // namespace peyvand::cli
