// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The frequency rules in force: the defaults of resources/rules, with the office's own changes
// over them, and over both what the council of the network published. A change is an entry like any
// other, so it reaches the office's desks and keeps its history. Errors: rule_invalid ("field"),
// rule_unknown, rule_of_network, not_permitted.

#include "core/register/register.h"
#include "core/rules/network_rules.h"
#include "core/rules/rule_text.h"

namespace peyvand {

enum class RuleSource : std::uint8_t {
    preset = 1,
    /// A default that the office changed.
    changed = 2,
    /// A further one of the office.
    office = 3,
    /// Published by the council of the network; an office cannot change it.
    network = 4,
};
/// "default", "changed", "office", "network".
std::string_view ruleSourceName(RuleSource source);

struct RuleInForce {
    Rule rule{};
    RuleSource source = RuleSource::preset;
};

/// One change of a rule, the newest first.
struct RuleEvent {
    std::int64_t time_ms = 0;
    /// The desk that wrote it.
    ByteArray<32> node{};
    bool is_own_desk = false;
    /// Nothing when the default was put back, or when a newer program wrote it.
    std::optional<Rule> rule{};
};

class RuleBook {
  public:
    explicit RuleBook(Register& opened) : register_(opened) {}

    /// Active and inactive, in the order of the defaults, the office's further ones after them.
    Result<std::vector<Rule>> rules();
    Result<std::vector<RuleInForce>> inForce();
    Result<RuleInForce> find(std::string_view id);
    /// Replaces the rule with the same id, or adds one.
    Result<void> set(const Rule& rule);
    /// Back to the default; a further rule of the office is taken away.
    Result<void> reset(std::string_view id);
    Result<std::vector<RuleEvent>> history(std::string_view id);

    /// What the council published; empty outside a network.
    Result<NetworkRules> ofNetwork();
    /// As the newest decision of the council has it; for the network's own use.
    Result<void> takeNetworkText(std::string_view text);

  private:
    Result<void> write(std::string_view id, std::string body);
    Register& register_;
};

} // namespace peyvand
