// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/category.h"

#include "core/rules/names.h"
#include "core/text/fold.h"
#include "resources/rules.h"

#include <cassert>
#include <map>
#include <nlohmann/json.hpp>

namespace peyvand {

namespace {

using Json = nlohmann::json;

/// What people type is longer only when it is no category.
constexpr std::size_t longest_typed = 200;

struct Tree {
    std::vector<Category> categories;
    std::map<std::string, std::size_t, std::less<>> by_spelling;
};

Category readRow(const Json& row) {
    Category category;
    category.id = row.at("id");
    category.number = row.at("number");
    category.parent = row.value("parent", std::string());
    const auto unit = rules::valueOf(rules::unit_names, row.at("unit").get<std::string>());
    assert(unit);
    category.unit = *unit;
    category.sensitive = row.value("sensitive", false);
    category.spellings = row.at("spellings").get<std::vector<std::string>>();
    return category;
}

Tree readTree() {
    Tree tree;
    for (const Json& row : Json::parse(resource::rules::categories_json())) {
        const std::size_t at = tree.categories.size();
        tree.categories.push_back(readRow(row));
        const Category& category = tree.categories.back();
        tree.by_spelling.try_emplace(text::joinedKey(category.id), at);
        for (const std::string& spelling : category.spellings)
            tree.by_spelling.try_emplace(text::joinedKey(spelling), at);
    }
    return tree;
}

const Tree& tree() {
    static const Tree instance = readTree();
    return instance;
}

} // namespace

const std::vector<Category>& allCategories() { return tree().categories; }

const Category* findCategory(std::string_view id) {
    for (const Category& category : allCategories())
        if (category.id == id)
            return &category;
    return nullptr;
}

const Category* categoryByNumber(std::uint16_t number) {
    for (const Category& category : allCategories())
        if (category.number == number)
            return &category;
    return nullptr;
}

const Category* readCategory(std::string_view typed) {
    if (const Category* category = findCategory(typed))
        return category;
    if (typed.size() > longest_typed)
        return nullptr;
    const auto found = tree().by_spelling.find(text::joinedKey(typed));
    return found == tree().by_spelling.end() ? nullptr : &tree().categories[found->second];
}

} // namespace peyvand
