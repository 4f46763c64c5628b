// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr int most_rows_a_page = 500;
constexpr std::size_t most_similar = 5;
constexpr std::size_t most_words = 8;

std::vector<std::string> splitLines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::optional<BirthDate> birthOf(const Statement& row, int day_column, int year_column) {
    if (!row.isNull(day_column))
        return BirthDate::ofDay(
            CivilDate::fromDays(static_cast<std::int32_t>(row.integer(day_column))));
    if (!row.isNull(year_column))
        return BirthDate::ofYear(static_cast<int>(row.integer(year_column)));
    return std::nullopt;
}

PersonIdentity identityOf(const Statement& row) {
    PersonIdentity identity;
    identity.id = row.id<IdentityId>(0);
    identity.kind = static_cast<IdentityKind>(row.integer(1));
    identity.typed = row.isNull(4) ? row.string(2) : row.string(4);
    identity.proposed = row.integer(6) != 0;
    if (row.integer(5) != 0 || identity.proposed)
        identity.confirmed = Identity{identity.kind, row.string(2), row.string(3)};
    if (identity.proposed) {
        identity.typed = identity.confirmed->number;
        identity.confirmed.reset();
    }
    return identity;
}

std::vector<std::string> wordsOf(std::string_view key) {
    std::vector<std::string> words;
    while (!key.empty() && words.size() < most_words) {
        const std::size_t end = std::min(key.find(' '), key.size());
        words.emplace_back(key.substr(0, end));
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

// "محمد رضا" → ("محمد"* "رضا"*) OR ("محمدرضا"*): every word must begin a word of the person, and
// two words may be written as one. Empty when nothing can be looked for.
std::string matchOf(std::string_view typed) {
    const std::vector<std::string> words = wordsOf(text::searchKey(typed));
    std::string match;
    // joined is the word written to the one before it; 0 is none.
    for (std::size_t joined = words.size(); joined-- > 0;) {
        match += match.empty() ? "(" : " OR (";
        for (std::size_t i = 0; i < words.size(); ++i) {
            match += i == 0 || i == joined ? "" : " ";
            match += i == joined && i > 0 ? "" : "\"";
            match += words[i];
            match += i + 1 == joined ? "" : "\"*";
        }
        match += ')';
    }
    return match;
}

bool isNumber(std::string_view key) {
    return key.size() >= 4 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Result<Person> People::person(const BeneficiaryId& id) {
    Database& database = register_.database();
    Person person;
    {
        auto row = database.prepare(
            "SELECT row, given_name, family_name, father_name, birth_day, birth_year, sex, phones,"
            " province, city, address, postal_code, file_number, confidential, discreet"
            " FROM beneficiary WHERE id = ?");
        row.bind(id);
        if (!row.step()) {
            PEYVAND_TRY(database.takeFailure());
            return fail(ErrorCode::beneficiary_unknown);
        }
        person.id = id;
        person.row = row.integer(0);
        person.fields = {row.string(1),
                         row.string(2),
                         row.string(3),
                         birthOf(row, 4, 5),
                         static_cast<Sex>(row.integer(6)),
                         splitLines(row.text(7)),
                         row.string(8),
                         row.string(9),
                         row.string(10),
                         row.string(11),
                         row.string(12)};
        person.confidential = row.integer(13) != 0;
        person.discreet = row.integer(14) != 0;
    }
    {
        auto rows = database.prepare("SELECT id, kind, number, issuing_state, typed, confirmed,"
                                     " proposed FROM identity WHERE beneficiary = ?"
                                     " AND removed = 0 ORDER BY confirmed DESC, kind, id");
        rows.bind(id);
        while (rows.step())
            person.identities.push_back(identityOf(rows));
    }
    auto row = database.prepare("SELECT household FROM member WHERE beneficiary = ?"
                                " AND left_day IS NULL ORDER BY joined_day DESC, id LIMIT 1");
    row.bind(id);
    if (row.step())
        person.household = row.id<HouseholdId>(0);
    return database.checked(std::move(person));
}

std::vector<PersonRow> People::rowsOf(const std::vector<std::int64_t>& numbers) {
    std::vector<PersonRow> people;
    people.reserve(numbers.size());
    for (const std::int64_t number : numbers) {
        auto row = register_.database().prepare(
            "SELECT b.id, b.row, b.given_name, b.family_name, b.father_name, i.number,"
            " IFNULL(i.confirmed, 0), b.birth_day, b.birth_year, b.city,"
            " (SELECT MAX(day) FROM aid WHERE aid.beneficiary = b.id AND aid.state <> 3)"
            " FROM beneficiary b LEFT JOIN identity i ON i.id = (SELECT id FROM identity"
            " WHERE beneficiary = b.id AND removed = 0 AND proposed = 0"
            " ORDER BY confirmed DESC, kind, id LIMIT 1) WHERE b.row = ?");
        row.bind(number);
        if (!row.step())
            continue;
        PersonRow person{row.id<BeneficiaryId>(0),
                         row.integer(1),
                         row.string(2),
                         row.string(3),
                         row.string(4),
                         row.string(5),
                         row.integer(6) != 0,
                         birthOf(row, 7, 8),
                         row.string(9),
                         std::nullopt};
        if (!row.isNull(10))
            person.last_aid = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(10)));
        people.push_back(std::move(person));
    }
    return people;
}

Result<PeoplePage> People::page(const PeopleRequest& request) {
    Database& database = register_.database();
    const std::int64_t count = std::clamp(request.count, 1, most_rows_a_page);
    const std::string match = matchOf(request.text);
    const std::string number = text::joinedKey(request.text);
    // Numbers look into identities as well as into phones and file numbers.
    const char* source = "beneficiary";
    if (isNumber(number))
        source = "(SELECT rowid AS row FROM person_search WHERE person_search MATCH ?1 UNION"
                 " SELECT b.row FROM identity i JOIN beneficiary b ON b.id = i.beneficiary"
                 " WHERE i.number >= ?2 AND i.number < ?2 || ':' AND i.removed = 0)";
    else if (!match.empty())
        source = "(SELECT rowid AS row FROM person_search WHERE person_search MATCH ?1)";
    PeoplePage page;
    page.total = -1;
    const auto bindSource = [&](Statement& statement) {
        if (!match.empty())
            statement.bind(std::string_view(match));
        if (isNumber(number))
            statement.bind(std::string_view(number));
    };
    if (request.offset == 0) {
        auto row = database.prepare("SELECT COUNT(*) FROM " + std::string(source));
        bindSource(row);
        if (row.step())
            page.total = row.integer(0);
    }
    std::vector<std::int64_t> numbers;
    {
        const std::string where =
            match.empty() ? std::string()
                          : " WHERE row IN (SELECT row FROM " + std::string(source) + ")";
        auto rows = database.prepare("SELECT row FROM beneficiary" + where +
                                     " ORDER BY sort_key, row LIMIT ?3 OFFSET ?4");
        bindSource(rows);
        rows.bindAt(3, count).bindAt(4, std::max<std::int64_t>(0, request.offset));
        while (rows.step())
            numbers.push_back(rows.integer(0));
    }
    page.rows = rowsOf(numbers);
    return database.checked(std::move(page));
}

Result<std::vector<PersonRow>> People::similar(const NewPerson& person) {
    Database& database = register_.database();
    std::vector<std::int64_t> numbers;
    const auto take = [&numbers](Statement& rows) {
        while (numbers.size() < most_similar && rows.step())
            if (std::find(numbers.begin(), numbers.end(), rows.integer(0)) == numbers.end())
                numbers.push_back(rows.integer(0));
    };
    for (const auto& typed : person.identities) {
        const std::string folded = readTyped(typed).folded;
        if (folded.size() < 4)
            continue;
        auto rows = database.prepare("SELECT b.row FROM identity i JOIN beneficiary b"
                                     " ON b.id = i.beneficiary WHERE i.number = ?"
                                     " AND i.removed = 0 ORDER BY b.row LIMIT 5");
        rows.bind(std::string_view(folded));
        take(rows);
    }
    const PersonFields& fields = person.fields;
    const std::string names = matchOf(fields.given_name + " " + fields.family_name);
    if (fields.given_name.size() >= 4 && fields.family_name.size() >= 4) {
        const std::string with_father =
            matchOf(fields.given_name + " " + fields.family_name + " " + fields.father_name);
        for (const std::string& match : {with_father, names}) {
            if (match.empty())
                continue;
            auto rows = database.prepare("SELECT rowid FROM person_search"
                                         " WHERE person_search MATCH ? ORDER BY rowid LIMIT 5");
            rows.bind(std::string_view(match));
            take(rows);
        }
    }
    auto people = rowsOf(numbers);
    return database.checked(std::move(people));
}

} // namespace peyvand
