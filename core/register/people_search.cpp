// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people_search.h"

#include "core/text/fold.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace peyvand {
namespace {

constexpr std::size_t most_words = 8;
constexpr std::size_t least_number = 4;
constexpr std::size_t ending = 4;

std::vector<std::string> wordsOf(std::string_view key) {
    std::vector<std::string> words;
    while (!key.empty() && words.size() < most_words) {
        const std::size_t end = std::min(key.find(' '), key.size());
        words.emplace_back(key.substr(0, end));
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

// "محمد رضا" → ("محمد"* "رضا"*) OR ("محمدرضا"*): two words may be written as one.
std::string matchOf(std::string_view typed, std::string_view star) {
    const std::vector<std::string> words = wordsOf(text::searchKey(typed));
    std::string match;
    // joined is the word written to the one before it; 0 is none.
    for (std::size_t joined = words.size(); joined-- > 0;) {
        match += match.empty() ? "(" : " OR (";
        for (std::size_t i = 0; i < words.size(); ++i) {
            match += i == 0 || i == joined ? "" : " ";
            match += i == joined && i > 0 ? "" : "\"";
            match += words[i];
            if (i + 1 != joined)
                match.append("\"").append(star);
        }
        match += ')';
    }
    return match;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLatin(char c) { return c >= 'a' && c <= 'z'; }

// Identities as they are kept: digits, for passports capital letters too; empty for anything else.
std::string numberOf(std::string_view typed) {
    std::string number = text::joinedKey(typed);
    const bool fits = number.size() >= least_number &&
                      std::all_of(number.begin(), number.end(),
                                  [](char c) { return isDigit(c) || isLatin(c); }) &&
                      std::any_of(number.begin(), number.end(), isDigit);
    if (!fits)
        return {};
    for (char& c : number)
        c = isLatin(c) ? static_cast<char>(c - 'a' + 'A') : c;
    return number;
}

// +98 912…, 0098912… and 912… are 0912….
std::string domesticPhone(const std::string& number) {
    for (const std::string_view before : {"0098", "98", ""})
        if (number.size() > before.size() + 2 && number.starts_with(before) &&
            number[before.size()] == '9')
            return "0" + number.substr(before.size());
    return {};
}

class Search {
  public:
    Search(Database& database, std::string_view typed)
        : database_(database), typed_(typed), key_(text::searchKey(typed)),
          joined_(text::joinedKey(typed)), words_(wordsOf(key_)), number_(numberOf(typed)) {}

    PeopleFound run() {
        if (!number_.empty())
            takeNumbers();
        // Both kinds of closeness get their share before the rest fills up.
        takeFamilies(most_found / 2);
        takeMatches(wholeWordsMatch(typed_));
        takeMatches(beginningsMatch(typed_));
        PeopleFound found;
        found.more = rows_.size() > most_found;
        found.rows = ordered();
        return found;
    }

  private:
    void take(std::int64_t row) {
        if (rows_.size() <= most_found && seen_.insert(row).second)
            rows_.push_back(row);
    }
    std::int64_t wanted() const { return static_cast<std::int64_t>(most_found) + 1; }
    void takeAll(Statement& statement) {
        while (rows_.size() <= most_found && statement.step())
            take(statement.integer(0));
    }
    void takeMatches(const std::string& match) {
        if (match.empty() || rows_.size() > most_found)
            return;
        auto rows = database_.prepare("SELECT rowid FROM person_search WHERE person_search MATCH ?"
                                      " ORDER BY rowid LIMIT ?");
        rows.bind(std::string_view(match)).bind(wanted());
        takeAll(rows);
    }
    void takeFamilies(std::size_t most) {
        const std::string from = text::sortKey(typed_);
        if (from.empty())
            return;
        auto rows =
            database_.prepare("SELECT row FROM beneficiary WHERE sort_key >= ?1"
                              " AND sort_key < ?1 || x'ff' ORDER BY sort_key, row LIMIT ?2");
        rows.bind(bytesOf(from)).bind(static_cast<std::int64_t>(most));
        takeAll(rows);
    }
    void takeNumbers() {
        {
            auto rows = database_.prepare(
                "SELECT b.row FROM identity i JOIN beneficiary b ON b.id = i.beneficiary"
                " WHERE i.number >= ?1 AND i.number < ?1 || '~' AND i.removed = 0"
                " ORDER BY i.number, b.row LIMIT ?2");
            rows.bind(std::string_view(number_)).bind(wanted());
            takeAll(rows);
        }
        if (number_.size() == ending) {
            auto rows = database_.prepare(
                "SELECT b.row FROM identity i JOIN beneficiary b ON b.id = i.beneficiary"
                " WHERE substr(i.number, -4) = ?1 AND i.removed = 0 ORDER BY b.row LIMIT ?2");
            rows.bind(std::string_view(number_)).bind(wanted());
            takeAll(rows);
        }
        // A phone or a file number with spaces inside is one word of the index.
        takeMatches("\"" + number_ + "\"*");
        if (const std::string phone = domesticPhone(number_); !phone.empty())
            takeMatches("\"" + phone + "\"*");
    }

    struct Place {
        int distance = 0;
        std::string sort_key{};
        std::int64_t row = 0;
        bool operator<(const Place& other) const {
            return std::tie(distance, sort_key, row) <
                   std::tie(other.distance, other.sort_key, other.row);
        }
    };
    // 0: the whole file number, or all words are whole words of the own names. 1: the own names
    // begin so. 2: found by the father's name, a number, or inside a name.
    int distanceOf(std::string_view given, std::string_view family, std::string_view file) const {
        if (!file.empty() && text::joinedKey(file) == joined_)
            return 0;
        const std::string first = text::searchKey(given), second = text::searchKey(family);
        const auto names = wordsOf(first + " " + second);
        const auto isOneOf = [&names](const std::string& word) {
            return std::find(names.begin(), names.end(), word) != names.end();
        };
        if (std::all_of(words_.begin(), words_.end(), isOneOf))
            return 0;
        for (std::string name : {first + second, second + first}) {
            std::erase(name, ' ');
            if (name == joined_)
                return 0;
            if (name.starts_with(joined_))
                return 1;
        }
        return std::all_of(words_.begin(), words_.end(),
                           [&names](const std::string& word) {
                               return std::any_of(
                                   names.begin(), names.end(),
                                   [&](const auto& name) { return name.starts_with(word); });
                           })
                   ? 1
                   : 2;
    }
    std::vector<std::int64_t> ordered() {
        std::vector<Place> places;
        rows_.resize(std::min(rows_.size(), most_found));
        places.reserve(rows_.size());
        // In the order of the file: neighbours share a page.
        std::sort(rows_.begin(), rows_.end());
        for (const std::int64_t number : rows_) {
            auto row = database_.prepare("SELECT given_name, family_name, file_number, sort_key"
                                         " FROM beneficiary WHERE row = ?");
            row.bind(number);
            if (row.step())
                places.push_back({distanceOf(row.text(0), row.text(1), row.text(2)),
                                  std::string(textOf(row.blob(3))), number});
        }
        std::sort(places.begin(), places.end());
        std::vector<std::int64_t> rows;
        rows.reserve(places.size());
        for (const Place& place : places)
            rows.push_back(place.row);
        return rows;
    }

    Database& database_;
    std::string_view typed_;
    std::string key_;
    std::string joined_;
    std::vector<std::string> words_;
    std::string number_;
    std::vector<std::int64_t> rows_{};
    std::unordered_set<std::int64_t> seen_{};
};

} // namespace

bool isSearchable(std::string_view typed) { return !text::joinedKey(typed).empty(); }

std::string wholeWordsMatch(std::string_view typed) { return matchOf(typed, ""); }
std::string beginningsMatch(std::string_view typed) { return matchOf(typed, "*"); }

PeopleFound findPeople(Database& database, std::string_view typed) {
    return isSearchable(typed) ? Search(database, typed).run() : PeopleFound{};
}

} // namespace peyvand
