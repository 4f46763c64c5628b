// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people.h"
#include "core/register/people_search.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "tests/bench/size.h"

#include <algorithm>

namespace peyvand::bench {
namespace {

constexpr int page_rows = 100;

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string beginning(const std::string& text, std::size_t letters) {
    std::size_t place = 0;
    while (letters-- > 0 && place < text.size())
        (void)text::nextCodePoint(text, place);
    return text.substr(0, place);
}

std::string withArabicLetters(std::string text) {
    replaceAll(text, "ی", "ي");
    replaceAll(text, "ک", "ك");
    return text;
}

std::string without(std::string text, std::string_view part, std::string_view instead) {
    replaceAll(text, part, instead);
    return text;
}

std::string arabicDigits(const std::string& ascii) {
    std::string text;
    for (const char c : ascii)
        text += c >= '0' && c <= '9' ? std::string("\xD9") + static_cast<char>(0xA0 + (c - '0'))
                                     : std::string(1, c);
    return text;
}

std::string firstPhone(const Person& person) {
    return person.fields.phones.empty() ? "0912345" : person.fields.phones.front();
}

std::string number(const Person& person) {
    if (person.identities.empty())
        return "1234567891";
    const PersonIdentity& first = person.identities.front();
    return first.confirmed ? first.confirmed->number : first.typed;
}

/// What somebody types who looks for this person.
struct Typing {
    const char* what;
    std::string (*of)(const Person&);
    /// The person must be among those shown; beginnings that too many share may hide them.
    bool finds;
};

const Typing typings[] = {
    {"two letters of the given name", [](auto& p) { return beginning(p.fields.given_name, 2); },
     false},
    {"two letters of the family name", [](auto& p) { return beginning(p.fields.family_name, 2); },
     false},
    {"three letters of the given name", [](auto& p) { return beginning(p.fields.given_name, 3); },
     false},
    {"four letters of the family name", [](auto& p) { return beginning(p.fields.family_name, 4); },
     false},
    {"whole given name", [](auto& p) { return p.fields.given_name; }, false},
    {"father's name", [](auto& p) { return p.fields.father_name; }, false},
    {"two letters and two letters",
     [](auto& p) {
         return beginning(p.fields.family_name, 2) + " " + beginning(p.fields.given_name, 2);
     },
     false},
    {"family and given name",
     [](auto& p) { return p.fields.family_name + " " + p.fields.given_name; }, false},
    {"given, family and father's name",
     [](auto& p) {
         return p.fields.given_name + " " + p.fields.family_name + " " + p.fields.father_name;
     },
     true},
    {"the same with Arabic ye and kaf",
     [](auto& p) {
         return withArabicLetters(p.fields.given_name + " " + p.fields.family_name + " " +
                                  p.fields.father_name);
     },
     true},
    {"the same without half-spaces",
     [](auto& p) {
         return without(p.fields.given_name + " " + p.fields.family_name + " " +
                            p.fields.father_name,
                        "\u200C", "");
     },
     true},
    {"the same with spaces for half-spaces",
     [](auto& p) {
         return without(p.fields.given_name + " " + p.fields.family_name + " " +
                            p.fields.father_name,
                        "\u200C", " ");
     },
     true},
    {"the same with plain alefs",
     [](auto& p) {
         return without(p.fields.given_name + " " + p.fields.family_name + " " +
                            p.fields.father_name,
                        "آ", "ا");
     },
     true},
    {"محمد رضا and محمدرضا with a family name",
     [](auto& p) { return (p.row % 2 == 0 ? "محمد رضا " : "محمدرضا ") + p.fields.family_name; },
     false},
    {"seven digits of a phone", [](auto& p) { return firstPhone(p).substr(0, 7); }, false},
    {"a phone in Arabic digits", [](auto& p) { return arabicDigits(firstPhone(p)); }, false},
    {"last four digits", [](auto& p) { return number(p).substr(number(p).size() - 4); }, false},
    {"six digits of a code", [](auto& p) { return number(p).substr(0, 6); }, false},
    {"a code", [](auto& p) { return number(p); }, false},
    {"a file number", [](auto& p) { return p.fields.file_number; }, true},
};

// The least that shows a first page: the matching rows of the index, and their people.
class BareSearch {
  public:
    explicit BareSearch(Database& database)
        : words_(database, "SELECT rowid FROM person_search WHERE person_search MATCH ?"
                           " ORDER BY rowid LIMIT 100"),
          person_(database,
                  "SELECT b.id, b.row, b.given_name, b.family_name, b.father_name, i.number,"
                  " IFNULL(i.confirmed, 0), b.birth_day, b.birth_year, b.city,"
                  " (SELECT MAX(day) FROM aid WHERE aid.beneficiary = b.id AND aid.state <> 3)"
                  " FROM beneficiary b LEFT JOIN identity i ON i.id = (SELECT id FROM identity"
                  " WHERE beneficiary = b.id AND removed = 0 AND proposed = 0"
                  " ORDER BY confirmed DESC, kind, id LIMIT 1) WHERE b.row = ?") {}
    void fetch(const std::string& match) {
        words_.bind(1, std::string_view(match));
        std::vector<std::int64_t> rows;
        while (words_.step())
            rows.push_back(words_.integer(0));
        words_.reset();
        show(rows);
    }
    void show(const std::vector<std::int64_t>& rows) {
        for (const std::int64_t row : rows)
            (void)person_.bind(1, row).fetch();
    }

  private:
    Bare words_;
    Bare person_;
};

std::vector<Person> somePeople(Register& opened, std::size_t count, std::uint64_t seed) {
    Database& database = opened.database();
    std::vector<Person> some;
    Dice dice(seed);
    std::int64_t last = 0;
    if (auto row = database.prepare("SELECT MAX(row) FROM beneficiary"); row.step())
        last = row.integer(0);
    while (some.size() < count) {
        std::optional<BeneficiaryId> id;
        {
            auto row = database.prepare("SELECT id FROM beneficiary WHERE row = ?");
            row.bind(static_cast<std::int64_t>(1 + roll(dice, static_cast<std::size_t>(last))));
            if (row.step())
                id = row.id<BeneficiaryId>(0);
        }
        if (id)
            some.push_back(must(People(opened).person(*id)));
    }
    return some;
}

} // namespace

bool measureSearch(Register& opened, std::size_t asked_each) {
    People people(opened);
    BareSearch bare(opened.database());
    bool within = true;
    Samples all, all_bare;
    std::uint64_t seed = 1;
    for (const Typing& typing : typings) {
        Samples ours, theirs;
        const auto sought = somePeople(opened, asked_each, seed);
        const auto for_bare = somePeople(opened, asked_each, ++seed * 1000);
        std::size_t found = 0;
        for (std::size_t i = 0; i < asked_each; ++i) {
            const std::string typed = typing.of(sought[i]);
            Stopwatch watch;
            const PeoplePage page = must(people.page({typed, 0, page_rows}));
            ours.add(watch.elapsed());
            found += std::any_of(page.rows.begin(), page.rows.end(),
                                 [&](const PersonRow& row) { return row.id == sought[i].id; });
            const std::string match = beginningsMatch(typing.of(for_bare[i]));
            watch.restart();
            bare.fetch(match);
            theirs.add(watch.elapsed());
            all.add({ours.last().wall_us, ours.last().processor_us});
            all_bare.add({theirs.last().wall_us, theirs.last().processor_us});
        }
        within = judgeTime(fmt::format("search by {}, p95 (p50 {:.1f})", typing.what,
                                       ours.at(0.5).wall_us / 1e3),
                           ours.at(0.95).wall_us / 1e3, search_limit_ms,
                           theirs.at(0.95).wall_us / 1e3) &&
                 within;
        if (typing.finds && found * 100 < asked_each * 97) {
            say("  FAIL {}: only {} of {} were shown", typing.what, found, asked_each);
            within = false;
        }
    }
    return judgeTime("search, all of these together, p95", all.at(0.95).wall_us / 1e3,
                     search_limit_ms, all_bare.at(0.95).wall_us / 1e3) &&
           within;
}

bool measureList(Register& opened, std::size_t asked) {
    People people(opened);
    const std::int64_t total = must(people.page({"", 0, 1})).total;
    Bare keyset(opened.database(), "SELECT row FROM beneficiary WHERE (sort_key, row) >"
                                   " (SELECT sort_key, row FROM beneficiary WHERE row = ?)"
                                   " ORDER BY sort_key, row LIMIT 100");
    BareSearch bare(opened.database());
    Samples ours, theirs;
    Dice dice(5);
    for (std::size_t i = 0; i < asked; ++i) {
        const auto offset = static_cast<std::int64_t>(roll(dice, static_cast<std::size_t>(total)));
        Stopwatch watch;
        (void)must(people.page({"", offset, page_rows}));
        ours.add(watch.elapsed());
        watch.restart();
        keyset.bind(1, 1 + offset);
        std::vector<std::int64_t> rows;
        while (keyset.step())
            rows.push_back(keyset.integer(0));
        keyset.reset();
        bare.show(rows);
        theirs.add(watch.elapsed());
    }
    return judgeTime("a hundred rows anywhere in the list, p95", ours.at(0.95).wall_us / 1e3,
                     search_limit_ms, theirs.at(0.95).wall_us / 1e3);
}

} // namespace peyvand::bench
