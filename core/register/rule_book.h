// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The frequency rules in force: the defaults of resources/rules, with the office's own changes
// over them. Errors: rule_invalid.

#include "core/register/register.h"

namespace peyvand {

class RuleBook {
  public:
    explicit RuleBook(Register& opened) : register_(opened) {}

    /// Active and inactive, in the order of the defaults, the office's further ones after them.
    Result<std::vector<Rule>> rules();
    /// Replaces the rule with the same id, or adds one.
    Result<void> set(const Rule& rule);

  private:
    Register& register_;
};

} // namespace peyvand
