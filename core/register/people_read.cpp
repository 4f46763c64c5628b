// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people.h"
#include "core/register/people_search.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr int most_rows_a_page = 500;
constexpr std::size_t most_similar = 5;

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

// How many rows of the whole list stand before those whose sort keys begin so.
struct Stair {
    Bytes beginning{};
    std::int64_t before = 0;
};

// The last stair that begins at or before the offset; total counts all.
Stair stairOf(Database& database, std::int64_t offset, std::int64_t& total) {
    Stair stair;
    total = 0;
    auto rows = database.prepare("SELECT beginning, people FROM people_stair ORDER BY beginning");
    while (rows.step()) {
        if (total <= offset)
            stair = {Bytes(rows.blob(0).begin(), rows.blob(0).end()), total};
        total += rows.integer(1);
    }
    return stair;
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
    const std::int64_t offset = std::max<std::int64_t>(0, request.offset);
    PeoplePage page;
    std::vector<std::int64_t> numbers;
    if (isSearchable(request.text)) {
        const PeopleFound found = findPeople(database, request.text);
        page.total = static_cast<std::int64_t>(found.rows.size());
        page.more = found.more;
        for (std::int64_t place = offset; place < std::min(page.total, offset + count); ++place)
            numbers.push_back(found.rows[static_cast<std::size_t>(place)]);
    } else {
        const Stair stair = stairOf(database, offset, page.total);
        auto rows = database.prepare("SELECT row FROM beneficiary WHERE sort_key >= ?"
                                     " ORDER BY sort_key, row LIMIT ? OFFSET ?");
        rows.bind(ByteView(stair.beginning)).bind(count).bind(offset - stair.before);
        while (rows.step())
            numbers.push_back(rows.integer(0));
    }
    if (offset > 0)
        page.total = -1;
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
    if (fields.given_name.size() >= 4 && fields.family_name.size() >= 4) {
        const std::string name = fields.given_name + " " + fields.family_name;
        const std::string with_father = name + " " + fields.father_name;
        for (const std::string& match : {wholeWordsMatch(with_father), beginningsMatch(with_father),
                                         wholeWordsMatch(name), beginningsMatch(name)}) {
            if (match.empty())
                continue;
            auto rows = database.prepare("SELECT rowid FROM person_search"
                                         " WHERE person_search MATCH ? ORDER BY rowid LIMIT 5");
            rows.bind(std::string_view(match));
            take(rows);
        }
    }
    std::erase_if(numbers, [&](std::int64_t row) { return isSomebodyElse(person, row); });
    auto people = rowsOf(numbers);
    return database.checked(std::move(people));
}

// Two right national IDs that differ are two people, however alike their names.
bool People::isSomebodyElse(const NewPerson& person, std::int64_t row) {
    for (const auto& typed : person.identities) {
        const ReadIdentity read = readTyped(typed);
        if (!read.identity || read.kind != IdentityKind::national_id)
            continue;
        auto other = register_.database().prepare(
            "SELECT MAX(i.number = ?) FROM beneficiary b JOIN identity i ON i.beneficiary = b.id"
            " WHERE b.row = ? AND i.kind = 1 AND i.confirmed = 1 AND i.removed = 0"
            " AND i.proposed = 0");
        other.bind(std::string_view(read.identity->number)).bind(row);
        if (other.step() && !other.isNull(0))
            return other.integer(0) == 0;
    }
    return false;
}

Result<std::vector<BeneficiaryId>> People::withFileNumber(std::string_view typed) {
    const std::string number = text::foldDigits(typed);
    std::vector<BeneficiaryId> files;
    auto rows = register_.database().prepare(
        "SELECT id FROM beneficiary WHERE file_number IN (?1, ?2) UNION"
        " SELECT id FROM record_beneficiary WHERE old_file_number IN (?1, ?2) ORDER BY id LIMIT 5");
    rows.bind(std::string_view(number)).bind(typed);
    while (!number.empty() && rows.step())
        files.push_back(rows.id<BeneficiaryId>(0));
    return register_.database().checked(std::move(files));
}

} // namespace peyvand
