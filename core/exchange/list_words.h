// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words that lists are written with (resources/exchange/lists.json, compiled in): headings,
// sexes, blanks, totals, months, units, parts of names. All as joined keys (core/text/fold.h).
// Made once, immutable, any thread.

#include <map>
#include <set>
#include <string>
#include <vector>

namespace peyvand::exchange {

struct ListWords {
    using Set = std::set<std::string, std::less<>>;

    /// Joined heading to the name of its field; rank is the place in the field's list.
    struct Heading {
        std::string field{};
        int rank = 0;
    };
    std::map<std::string, Heading, std::less<>> headings{};
    Set female, male, blank, total, year_words, district_words, province_words;
    Set thousand, million, milliard, toman, rial;
    Set name_titles, name_first_parts, name_second_parts, name_last_parts;
    /// Farvardin first.
    std::vector<std::string> months{};
    /// Words that a heading may carry without meaning another column ("نام مددجو").
    Set heading_fillers{};
    /// Above a group of columns: it is somebody else's ("همسر").
    Set other_people{};
    /// Beginnings of lines below a list (امضا، تهیه‌کننده).
    Set footers{};
    /// By field: joined word to the code of its closed list.
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> choices{};

    static const ListWords& instance();
};

} // namespace peyvand::exchange
