// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The tree of aid categories (resources/rules/categories.json, compiled in). Immutable.

#include "core/rules/rule.h"

namespace peyvand {

struct Category {
    /// English snake case, for example "food_basket"; never renamed.
    std::string id{};
    /// A number that stands for it in claims (u16); never reused.
    std::uint16_t number = 0;
    /// Empty at the top.
    std::string parent{};
    HelpUnit unit = HelpUnit::person;
    /// A charity's claim of it says only "confidential service".
    bool sensitive = false;
    /// Persian and English names and the spellings that lists use; matched by joinedKey.
    std::vector<std::string> spellings{};
};

const std::vector<Category>& allCategories();
/// Null when unknown.
const Category* findCategory(std::string_view id);
const Category* categoryByNumber(std::uint16_t number);
/// By id or by any spelling, folded; null when unknown.
const Category* readCategory(std::string_view typed);

} // namespace peyvand
