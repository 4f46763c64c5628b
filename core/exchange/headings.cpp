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

constexpr std::array<std::string_view, 55> field_names = {"row",
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
                                                          "note",
                                                          "mother_name",
                                                          "certificate_number",
                                                          "certificate_series",
                                                          "certificate_serial",
                                                          "certificate_place",
                                                          "marital_state",
                                                          "education",
                                                          "occupation",
                                                          "address_hint",
                                                          "sayyid",
                                                          "old_file_number",
                                                          "shelf",
                                                          "disability_kind",
                                                          "disability_severity",
                                                          "illness",
                                                          "child_kind",
                                                          "nationality",
                                                          "village",
                                                          "sponsor_code",
                                                          "sponsor_name",
                                                          "sponsorship_rial",
                                                          "sponsorship_toman",
                                                          "sponsorship_from"};

constexpr int filler_rank = 1000;
constexpr int parenthesis_rank = 500;

bool belongs(Field field, ListKind kind) {
    if (kind == ListKind::aid)
        return field < Field::mother_name;
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

/// "تاریخ تولد(شمسی)" without what stands in parentheses.
std::string withoutParentheses(std::string_view heading) {
    std::string out;
    int depth = 0;
    for (const char c : heading) {
        depth += c == '(' || c == '[' || c == '{';
        if (depth == 0)
            out += c;
        depth -= depth > 0 && (c == ')' || c == ']' || c == '}');
    }
    return out;
}

/// "nationalCode" as "national Code": a capital behind a small letter begins a word.
std::string withCamelsParted(std::string_view heading) {
    std::string out;
    for (std::size_t i = 0; i < heading.size(); ++i) {
        const bool capital = heading[i] >= 'A' && heading[i] <= 'Z';
        if (capital && i > 0 && heading[i - 1] >= 'a' && heading[i - 1] <= 'z')
            out += ' ';
        out += heading[i];
    }
    return out;
}

/// Without the words that say whose column it is, and without numbers at the end ("موبایل ۱").
std::string withoutFillers(std::string_view heading) {
    const auto& fillers = ListWords::instance().heading_fillers;
    const std::string key = text::searchKey(heading);
    std::string out;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        const std::string word = key.substr(at, end - at);
        const bool number = word.find_first_not_of("0123456789") == std::string::npos;
        if (!fillers.contains(word) && !(number && !out.empty()))
            out += word;
        at = end + 1;
    }
    while (out.size() > 2 && out.back() >= '0' && out.back() <= '9')
        out.pop_back();
    return out;
}

bool isNamed(std::string_view wanted, std::string_view heading, std::size_t column) {
    if (wanted.starts_with('#'))
        return wanted.substr(1) == std::to_string(column + 1);
    return text::joinedKey(wanted) == text::joinedKey(heading);
}

bool names(const MappedHeading& entry, std::string_view heading, std::size_t column) {
    return !entry.heading.empty() && isNamed(entry.heading, heading, column);
}

/// Entries that can be read both ways, read the way in which the list has the heading.
HeadingMap turned(const HeadingMap& map, const std::vector<std::string>& headings) {
    HeadingMap out = map;
    const auto has = [&](const std::string& wanted) {
        for (std::size_t column = 0; column < headings.size(); ++column)
            if (isNamed(wanted, headings[column], column))
                return true;
        return false;
    };
    for (auto& entry : out)
        if (entry.other_field && !has(entry.heading) && has(entry.other_heading)) {
            std::swap(entry.heading, entry.other_heading);
            std::swap(entry.field, entry.other_field);
        }
    return out;
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

const std::string* Columns::formatOf(Field field) const {
    const auto found = formats_.find(field);
    return found == formats_.end() ? nullptr : &found->second;
}

void Columns::addWord(Field field, const MappedWord& word) {
    words_[field][text::joinedKey(word.typed)] = word.code;
}

const std::string* Columns::mapped(Field field, std::string_view cell) const {
    const auto words = words_.find(field);
    if (words == words_.end())
        return nullptr;
    const auto found = words->second.find(text::joinedKey(cell));
    return found == words->second.end() ? nullptr : &found->second;
}

std::optional<ReadHeading> readHeading(std::string_view heading, ListKind kind) {
    // Longer texts are titles and data, and folding them is not free.
    if (heading.size() > 200 || isBlank(heading))
        return std::nullopt;
    if (const auto found = known(text::joinedKey(heading), kind, 0))
        return found;
    const std::string plain = withCamelsParted(withoutParentheses(heading));
    if (const auto found = known(text::joinedKey(plain), kind, parenthesis_rank))
        return found;
    return known(withoutFillers(plain), kind, filler_rank);
}

std::size_t headingScore(const std::vector<std::string>& cells, ListKind kind,
                         const HeadingMap& map) {
    std::set<Field> fields;
    const HeadingMap used = turned(map, cells);
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (const auto found = readHeading(cells[column], kind))
            fields.insert(found->field);
        for (const auto& entry : used)
            if (entry.field && !isBlank(cells[column]) && !entry.heading.starts_with('#') &&
                names(entry, cells[column], column))
                fields.insert(*entry.field);
    }
    return fields.size();
}

Result<Columns> recogniseColumns(const std::vector<std::string>& headings, ListKind kind,
                                 const HeadingMap& asked) {
    struct Candidate {
        std::size_t column = 0;
        int rank = 0;
    };
    std::map<Field, std::vector<Candidate>> candidates;
    const HeadingMap map = turned(asked, headings);
    for (const auto& entry : map) {
        bool found = entry.heading.empty();
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
    for (const auto& entry : map) {
        if (entry.field && !entry.format.empty())
            columns.setFormat(*entry.field, entry.format);
        if (entry.field)
            for (const auto& word : entry.words)
                columns.addWord(*entry.field, word);
    }
    PEYVAND_TRY(requireFields(columns, kind));
    return columns;
}

} // namespace peyvand::exchange
