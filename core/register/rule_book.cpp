// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/rule_book.h"

#include "core/crypto/hash.h"
#include "core/register/fields.h"

#include <algorithm>

namespace peyvand {
namespace {

// One record for one rule id, the same at every desk.
RecordId recordOf(const Rule& rule) {
    return RecordId{LabelledHash("rule").variable(bytesOf(rule.id)).digest<16>()};
}

} // namespace

Result<std::vector<Rule>> RuleBook::rules() {
    std::vector<Rule> rules = defaultRules();
    auto rows = register_.database().prepare("SELECT body FROM rule ORDER BY id");
    while (rows.step()) {
        const auto changed = parseRule(rows.text(0));
        if (!changed)
            continue; // a rule that a newer program wrote
        const auto same = std::find_if(rules.begin(), rules.end(),
                                       [&](const Rule& rule) { return rule.id == changed->id; });
        if (same == rules.end())
            rules.push_back(*changed);
        else
            *same = *changed;
    }
    return register_.database().checked(std::move(rules));
}

Result<void> RuleBook::set(const Rule& rule) {
    const std::string body = ruleJson(rule);
    PEYVAND_TRY(parseRule(body));
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        RecordType::rule,
                                        recordOf(rule),
                                        std::nullopt,
                                        {{field::rule::body, body}},
                                        std::nullopt,
                                        false});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, recordOf(rule)));
    return transaction.commit();
}

} // namespace peyvand
