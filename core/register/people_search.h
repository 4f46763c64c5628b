// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Search as one types, bounded however many match: at most most_found people, the closest first.
// Errors are those of the store and are kept by the database (Database::failure).

#include "core/store/database.h"

namespace peyvand {

inline constexpr std::size_t most_found = 350;

struct PeopleFound {
    /// Running numbers of the files (beneficiary.row).
    std::vector<std::int64_t> rows{};
    /// More than these match; which of them are here is arbitrary among equally close ones.
    bool more = false;
};

/// True when something can be looked for in it: a letter or a digit.
bool isSearchable(std::string_view typed);

/// Names (any word, any order, any spelling of one key, two words written as one or apart), phones,
/// file numbers, identities by their beginning or their last four characters.
PeopleFound findPeople(Database& database, std::string_view typed);

/// FTS5 expressions over person_search: every typed word is a word of the person, or begins one.
/// Empty when there is nothing to look for.
std::string wholeWordsMatch(std::string_view typed);
std::string beginningsMatch(std::string_view typed);

} // namespace peyvand
