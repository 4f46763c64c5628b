// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_run.h"

namespace peyvand::exchange {
namespace {

constexpr std::string_view separator = " / ";

// Headings are chosen so that the import knows the columns that it takes back, and no other
// (docs/export.md).
const ExportTable& peopleTable() {
    static const ExportTable table{
        "people",
        {{"file_key", ExportType::code, 38},      {"row", ExportType::number, 8},
         {"given_name", ExportType::text, 16},    {"family_name", ExportType::text, 20},
         {"father_name", ExportType::text, 16},   {"national_id", ExportType::code, 13},
         {"foreign_id", ExportType::code, 15},    {"amayesh_card", ExportType::code, 15},
         {"passport", ExportType::code, 14},      {"passport_state", ExportType::text, 10},
         {"other_numbers", ExportType::code, 18}, {"birth_hijri", ExportType::text, 14},
         {"birth_date", ExportType::date, 14},    {"sex", ExportType::text, 8},
         {"phones", ExportType::code, 28},        {"province", ExportType::text, 16},
         {"city", ExportType::text, 16},          {"address", ExportType::text, 40},
         {"postal_code", ExportType::code, 13},   {"file_number", ExportType::code, 13},
         {"household_key", ExportType::code, 38}, {"household_name", ExportType::text, 20},
         {"confidential", ExportType::flag, 10},  {"discreet", ExportType::flag, 10}},
        {"file_key"},
        "personal"};
    return table;
}

enum Place : std::size_t {
    file_key,
    row_number,
    given_name,
    family_name,
    father_name,
    national_id,
    foreign_id,
    amayesh_card,
    passport,
    passport_state,
    other_numbers,
    birth_hijri,
    birth_date,
    sex,
    phones,
    province,
    city,
    address,
    postal_code,
    file_number,
    household_key,
    household_name,
    confidential,
    discreet,
    places
};

struct TextColumn {
    int column;
    Place place;
};
// Columns of the statement in readPeople that go out as they are.
constexpr TextColumn text_columns[] = {{2, given_name},   {3, family_name},  {4, father_name},
                                       {9, province},     {10, city},        {11, address},
                                       {12, postal_code}, {13, file_number}, {17, household_name}};

void append(std::string& cell, std::string_view more) {
    if (more.empty())
        return;
    if (!cell.empty())
        cell += separator;
    cell += more;
}

/// The first number of a kind in its own column, what is left in one.
void fillNumbers(Database& database, const BeneficiaryId& person, std::vector<std::string>& cells) {
    auto rows =
        database.prepare("SELECT kind, number, issuing_state, typed, confirmed FROM identity"
                         " WHERE beneficiary = ? AND removed = 0 AND proposed = 0"
                         " ORDER BY confirmed DESC, kind, id");
    rows.bind(person);
    while (rows.step()) {
        const auto kind = static_cast<IdentityKind>(rows.integer(0));
        const bool is_known = kind >= IdentityKind::national_id && kind <= IdentityKind::passport;
        const Place place =
            is_known ? static_cast<Place>(national_id + static_cast<std::size_t>(kind) - 1)
                     : other_numbers;
        const bool as_typed = rows.integer(4) == 0 && !rows.isNull(3);
        const std::string number = as_typed ? rows.string(3) : rows.string(1);
        if (place == other_numbers || !cells[place].empty()) {
            append(cells[other_numbers], number);
            continue;
        }
        cells[place] = number;
        if (place == passport)
            cells[passport_state] = rows.string(2);
    }
}

void fillBirth(const Statement& row, std::vector<std::string>& cells) {
    if (!row.isNull(5)) {
        const auto day = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(5)));
        cells[birth_date] = day.iso();
        cells[birth_hijri] = hijriText(day);
    } else if (!row.isNull(6)) {
        cells[birth_hijri] = std::to_string(row.integer(6));
    }
}

void fillPerson(Database& database, const Statement& row, const Words& words,
                std::vector<std::string>& cells) {
    cells.assign(places, {});
    const auto id = row.id<BeneficiaryId>(0);
    cells[file_key] = id.text();
    cells[row_number] = std::to_string(row.integer(1));
    for (const auto& [column, place] : text_columns)
        cells[place] = row.string(column);
    fillBirth(row, cells);
    if (row.integer(7) != 0)
        cells[sex] = words.text(row.integer(7) == 1 ? "sex.female" : "sex.male");
    std::string_view lines = row.text(8);
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        append(cells[phones], lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    if (const auto household = row.idOrNone<HouseholdId>(16))
        cells[household_key] = household->text();
    cells[confidential] = flagWord(words, row.integer(14) != 0);
    cells[discreet] = flagWord(words, row.integer(15) != 0);
    fillNumbers(database, id, cells);
}

} // namespace

Result<ExportReport> exportPeople(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress, const CancelToken& cancel) {
    Database& database = opened.database();
    PEYVAND_LET(ExportRun run,
                ExportRun::begin(opened, peopleTable(), request,
                                 countOf(database, "SELECT COUNT(*) FROM beneficiary"), progress,
                                 cancel));
    const Words& words = Words::of(request.language);
    {
        auto rows = database.prepare(
            "SELECT b.id, b.row, b.given_name, b.family_name, b.father_name, b.birth_day,"
            " b.birth_year, b.sex, b.phones, b.province, b.city, b.address, b.postal_code,"
            " b.file_number, " +
            std::string(is_confidential_sql) +
            ", b.discreet, h.id, h.name FROM beneficiary b LEFT JOIN household h ON h.id ="
            " (SELECT household FROM member WHERE beneficiary = b.id AND left_day IS NULL"
            " ORDER BY joined_day DESC, id LIMIT 1) ORDER BY b.row");
        std::vector<std::string> cells;
        while (rows.step()) {
            if (rows.integer(14) != 0 && !request.with_confidential) {
                PEYVAND_TRY(run.leaveOut());
                continue;
            }
            fillPerson(database, rows, words, cells);
            PEYVAND_TRY(run.addRow(cells));
        }
    }
    return run.finish();
}

} // namespace peyvand::exchange
