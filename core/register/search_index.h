// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words under which a person is found, and the index of them (person_search, of this desk
// alone). Pure functions any thread; the index belongs to the thread of its database.
// Errors: those of the store.

#include "core/store/database.h"

namespace peyvand {

/// What a person is found by, as kept. Views into the caller's texts.
struct SearchTexts {
    /// Given, family and father's name.
    std::string_view names[3]{};
    /// One a line.
    std::string_view phones{};
    /// The office's own number, the old paper one, the temporary one.
    std::string_view files[3]{};
};

/// Search keys, parted by spaces: every word of the names, the parts around a ZWNJ, neighbours
/// written as one, phones with their last four digits, file numbers.
std::string searchWords(const SearchTexts& texts);

/// Writes the index anew when an older program made it, in one transaction; otherwise reads one
/// row. About 40 s for a million people.
Result<void> refreshSearchIndex(Database& database);

} // namespace peyvand
