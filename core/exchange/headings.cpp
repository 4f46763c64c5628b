// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/headings.h"

#include "core/exchange/grid.h"
#include "core/exchange/list_words.h"
#include "core/text/fold.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace peyvand::exchange {
namespace {

constexpr std::array<std::string_view, 32> field_names = {"row",
                                                          "person_row",
                                                          "identity",
                                                          "national_id",
                                                          "foreign_id",
                                                          "amayesh_card",
                                                          "passport",
                                                          "given_name",
                                                          "family_name",
                                                          "full_name",
                                                          "full_name_family_first",
                                                          "father_name",
                                                          "birth",
                                                          "birth_year",
                                                          "birth_month",
                                                          "birth_day",
                                                          "sex",
                                                          "phone",
                                                          "province",
                                                          "city",
                                                          "address",
                                                          "postal_code",
                                                          "file_number",
                                                          "category",
                                                          "item",
                                                          "amount_rial",
                                                          "amount_toman",
                                                          "amount",
                                                          "date",
                                                          "reason",
                                                          "source_of_funds",
                                                          "note"};

constexpr int filler_rank = 1000;
constexpr int parenthesis_rank = 500;

bool belongs(Field field, ListKind kind) {
    if (kind == ListKind::aid)
        return true;
    if (kind == ListKind::identities)
        return field >= Field::identity && field <= Field::passport;
    return field != Field::person_row && field != Field::category && field != Field::date &&
           !(field >= Field::item && field <= Field::amount);
}

bool mayRepeat(Field field) {
    return field == Field::phone || (field >= Field::identity && field <= Field::passport) ||
           field == Field::note || field == Field::address;
}

std::optional<ReadHeading> known(std::string_view key, ListKind kind, int added_rank) {
    const auto& headings = ListWords::instance().headings;
    const auto found = headings.find(key);
    if (found == headings.end())
        return std::nullopt;
    const auto field = fieldFromName(found->second.field);
    if (!field || !belongs(*field, kind))
        return std::nullopt;
    return ReadHeading{*field, found->second.rank + added_rank};
}

/// "تاریخ تولد (شمسی)" without what stands in parentheses.
std::string withoutParentheses(std::string_view heading) {
    std::string out;
    int depth = 0;
    for (const char c : heading) {
        depth += c == '(' || c == '[';
        if (depth == 0)
            out += c;
        depth -= depth > 0 && (c == ')' || c == ']');
    }
    return out;
}

/// Without the words that say whose column it is.
std::string withoutFillers(std::string_view heading) {
    const auto& fillers = ListWords::instance().heading_fillers;
    const std::string key = text::searchKey(heading);
    std::string out;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        const std::string word = key.substr(at, end - at);
        if (!fillers.contains(word))
            out += word;
        at = end + 1;
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

bool names(const MappedHeading& entry, std::string_view heading, std::size_t column) {
    if (entry.heading.starts_with('#'))
        return entry.heading.substr(1) == std::to_string(column + 1);
    return text::joinedKey(entry.heading) == text::joinedKey(heading);
}

Result<void> requireFields(const Columns& columns, ListKind kind) {
    const bool identity = columns.has(Field::identity) || columns.has(Field::national_id) ||
                          columns.has(Field::foreign_id) || columns.has(Field::passport) ||
                          columns.has(Field::amayesh_card);
    const bool name = columns.has(Field::given_name) || columns.has(Field::family_name) ||
                      columns.has(Field::full_name) || columns.has(Field::full_name_family_first);
    const auto missing = [](Field field) {
        return fail(ErrorCode::list_headings_missing, "field", std::string(fieldName(field)));
    };
    if (kind == ListKind::identities)
        return identity ? Result<void>() : missing(Field::identity);
    if (kind == ListKind::people)
        return identity || name ? Result<void>() : missing(Field::given_name);
    if (!identity && !columns.has(Field::person_row))
        return missing(Field::identity);
    if (!columns.has(Field::category) && !columns.has(Field::item))
        return missing(Field::category);
    return columns.has(Field::date) ? Result<void>() : missing(Field::date);
}

} // namespace

std::string_view fieldName(Field field) { return field_names[static_cast<std::size_t>(field)]; }

std::optional<Field> fieldFromName(std::string_view name) {
    const auto found = std::find(field_names.begin(), field_names.end(), name);
    if (found == field_names.end())
        return std::nullopt;
    return static_cast<Field>(found - field_names.begin());
}

Result<HeadingMap> parseMap(std::string_view typed) {
    HeadingMap map;
    while (!trimmed(typed).empty()) {
        const std::size_t comma = std::min(typed.find(','), typed.size());
        const std::string_view entry = typed.substr(0, comma);
        typed.remove_prefix(std::min(comma + 1, typed.size()));
        const std::size_t equals = entry.rfind('=');
        const auto invalid =
            fail(ErrorCode::list_map_invalid, "field", std::string(trimmed(entry)));
        if (equals == std::string_view::npos)
            return invalid;
        std::string_view heading = trimmed(entry.substr(0, equals));
        std::string_view name = trimmed(entry.substr(equals + 1));
        if (!fieldFromName(name) && name != "-" && fieldFromName(heading))
            std::swap(heading, name);
        if (heading.empty() || (!fieldFromName(name) && name != "-"))
            return invalid;
        map.push_back({std::string(heading), fieldFromName(name)});
    }
    return map;
}

std::optional<std::size_t> Columns::first(Field field) const {
    for (const auto& entry : columns_)
        if (entry.field == field)
            return entry.column;
    return std::nullopt;
}

std::vector<std::size_t> Columns::all(Field field) const {
    std::vector<std::size_t> found;
    for (const auto& entry : columns_)
        if (entry.field == field)
            found.push_back(entry.column);
    return found;
}

std::optional<Field> Columns::fieldOf(std::size_t column) const {
    for (const auto& entry : columns_)
        if (entry.column == column)
            return entry.field;
    return std::nullopt;
}

std::optional<ReadHeading> readHeading(std::string_view heading, ListKind kind) {
    // Longer texts are titles and data, and folding them is not free.
    if (heading.size() > 200 || isBlank(heading))
        return std::nullopt;
    if (const auto found = known(text::joinedKey(heading), kind, 0))
        return found;
    const std::string plain = withoutParentheses(heading);
    if (const auto found = known(text::joinedKey(plain), kind, parenthesis_rank))
        return found;
    return known(withoutFillers(plain), kind, filler_rank);
}

std::size_t headingScore(const std::vector<std::string>& cells, ListKind kind,
                         const HeadingMap& map) {
    std::set<Field> fields;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (const auto found = readHeading(cells[column], kind))
            fields.insert(found->field);
        for (const auto& entry : map)
            if (entry.field && !isBlank(cells[column]) && !entry.heading.starts_with('#') &&
                names(entry, cells[column], column))
                fields.insert(*entry.field);
    }
    return fields.size();
}

Result<Columns> recogniseColumns(const std::vector<std::string>& headings, ListKind kind,
                                 const HeadingMap& map) {
    struct Candidate {
        std::size_t column = 0;
        int rank = 0;
    };
    std::map<Field, std::vector<Candidate>> candidates;
    for (const auto& entry : map) {
        bool found = false;
        for (std::size_t column = 0; column < headings.size(); ++column)
            found = found || names(entry, headings[column], column);
        if (!found)
            return fail(ErrorCode::list_headings_missing, "field", entry.heading);
    }
    for (std::size_t column = 0; column < headings.size(); ++column) {
        const auto entry = std::find_if(map.begin(), map.end(), [&](const MappedHeading& mapped) {
            return names(mapped, headings[column], column);
        });
        if (entry != map.end()) {
            if (entry->field)
                candidates[*entry->field].push_back({column, -1});
        } else if (const auto read = readHeading(headings[column], kind)) {
            candidates[read->field].push_back({column, read->rank});
        }
    }
    Columns columns;
    for (auto& [field, found] : candidates) {
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.rank < b.rank; });
        if (mayRepeat(field)) {
            for (const auto& candidate : found)
                columns.add(field, candidate.column);
            continue;
        }
        if (found.size() > 1 && found[0].rank == found[1].rank)
            return fail(ErrorCode::list_headings_missing, "field", std::string(fieldName(field)));
        columns.add(field, found[0].column);
    }
    PEYVAND_TRY(requireFields(columns, kind));
    return columns;
}

} // namespace peyvand::exchange
