// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/rule_book.h"

#include "core/crypto/hash.h"
#include "core/register/fields.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::string_view network_rules_setting = "network_rules";

// One record for one rule id, the same at every desk.
RecordId recordOf(std::string_view id) {
    return RecordId{LabelledHash("rule").variable(bytesOf(id)).digest<16>()};
}

auto withId(std::vector<RuleInForce>& rules, std::string_view id) {
    return std::find_if(rules.begin(), rules.end(),
                        [id](const RuleInForce& one) { return one.rule.id == id; });
}

} // namespace

std::string_view ruleSourceName(RuleSource source) {
    switch (source) {
    case RuleSource::preset:
        return "default";
    case RuleSource::changed:
        return "changed";
    case RuleSource::network:
        return "network";
    case RuleSource::office:
        break;
    }
    return "office";
}

Result<std::vector<RuleInForce>> RuleBook::inForce() {
    std::vector<RuleInForce> rules;
    for (const auto& rule : defaultRules())
        rules.push_back({rule, RuleSource::preset});
    auto rows = register_.database().prepare("SELECT id, body FROM rule ORDER BY id");
    while (rows.step()) {
        const auto changed = parseRule(rows.text(1));
        // What a newer program wrote is left alone; a body under another rule's record is nobody's.
        if (!changed || recordOf(changed->id) != rows.id<RecordId>(0))
            continue;
        const auto same = withId(rules, changed->id);
        if (same == rules.end())
            rules.push_back({*changed, RuleSource::office});
        else
            *same = {*changed, same->rule == *changed ? RuleSource::preset : RuleSource::changed};
    }
    PEYVAND_TRY(register_.database().takeFailure());
    PEYVAND_LET(const NetworkRules published, ofNetwork());
    for (const Rule& rule : published.rules) {
        const auto same = withId(rules, rule.id);
        if (same == rules.end())
            rules.push_back({rule, RuleSource::network});
        else
            *same = {rule, RuleSource::network};
    }
    return rules;
}

Result<NetworkRules> RuleBook::ofNetwork() {
    PEYVAND_LET(const Bytes text, register_.setting(network_rules_setting));
    return readNetworkRules(textOf(text));
}

Result<void> RuleBook::takeNetworkText(std::string_view text) {
    return register_.setSetting(network_rules_setting, bytesOf(text));
}

Result<std::vector<Rule>> RuleBook::rules() {
    PEYVAND_LET(const auto all, inForce());
    std::vector<Rule> rules;
    rules.reserve(all.size());
    for (const auto& one : all)
        rules.push_back(one.rule);
    return rules;
}

Result<RuleInForce> RuleBook::find(std::string_view id) {
    PEYVAND_LET(auto all, inForce());
    const auto found = withId(all, id);
    return found == all.end() ? Result<RuleInForce>(fail(ErrorCode::rule_unknown)) : *found;
}

Result<void> RuleBook::write(std::string_view id, std::string body) {
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        RecordType::rule,
                                        recordOf(id),
                                        std::nullopt,
                                        {{field::rule::body, std::move(body)}},
                                        std::nullopt,
                                        false});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, recordOf(id)));
    return transaction.commit();
}

Result<void> RuleBook::set(const Rule& rule) {
    std::string body = ruleJson(rule);
    PEYVAND_TRY(parseRule(body));
    PEYVAND_LET(const NetworkRules published, ofNetwork());
    if (published.find(rule.id) != nullptr)
        return fail(ErrorCode::rule_of_network);
    return write(rule.id, std::move(body));
}

Result<void> RuleBook::reset(std::string_view id) {
    PEYVAND_LET(const RuleInForce now, find(id));
    if (now.source == RuleSource::network)
        return fail(ErrorCode::rule_of_network);
    return now.source == RuleSource::preset ? Result<void>() : write(id, {});
}

Result<std::vector<RuleEvent>> RuleBook::history(std::string_view id) {
    const bool is_default = std::any_of(defaultRules().begin(), defaultRules().end(),
                                        [id](const Rule& rule) { return rule.id == id; });
    PEYVAND_LET(const auto changes, register_.journal().history(recordOf(id), RecordType::rule));
    if (changes.empty() && !is_default)
        return fail(ErrorCode::rule_unknown);
    std::vector<RuleEvent> events;
    for (const auto& stamped : changes) {
        RuleEvent event{static_cast<std::int64_t>(stamped.stamp.unixMs()), stamped.node,
                        stamped.node == register_.journal().nodeKey().publicKey(), std::nullopt};
        for (const auto& value : stamped.change.fields)
            if (const auto* body = std::get_if<std::string>(&value.value))
                if (auto rule = parseRule(*body); rule && rule->id == id)
                    event.rule = std::move(*rule);
        events.push_back(std::move(event));
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.time_ms > b.time_ms; });
    return events;
}

} // namespace peyvand
