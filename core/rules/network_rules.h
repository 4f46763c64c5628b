// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the council of a network publishes for all members: frequency rules, and lunar occasions
// that were announced on another day than the table has. One text holds all of it ("Network rules"
// of docs/formats-membership.md); a decision of the council carries it. Pure functions, any thread.

#include "core/rules/rule.h"

namespace peyvand {

struct NetworkRules {
    /// None twice by id.
    std::vector<Rule> rules{};
    /// None twice by key.
    std::vector<OccasionShift> shifts{};

    const Rule* find(std::string_view id) const;
    /// Replaces the one with the same id, or adds it.
    void set(const Rule& rule);
    /// False when there was none.
    bool take(std::string_view id);
    /// 0 days puts the table's day back. occasion_unknown.
    Result<void> shift(std::string_view key, int days);
    friend bool operator==(const NetworkRules&, const NetworkRules&) = default;
};

inline constexpr std::size_t network_rules_limit = 128;
inline constexpr std::size_t network_rules_limit_bytes = 64 * 1024;

/// rule_invalid ("rules") when it is more than the limits allow.
Result<std::string> networkRulesText(const NetworkRules& rules);
/// Whatever a newer program wrote that this one does not know is left out; anything else that is
/// not such a text reads as no rules at all.
NetworkRules readNetworkRules(std::string_view text);

} // namespace peyvand
