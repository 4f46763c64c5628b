// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/unsure_rows.h"

#include "core/exchange/csv.h"
#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace peyvand::exchange {
namespace {

constexpr std::size_t most_candidates = 5;

std::uint64_t hashOf(const PersonFields& fields) {
    const std::string key = text::joinedKey(fields.given_name + fields.family_name) + '\n' +
                            text::joinedKey(fields.father_name) + '\n' +
                            std::to_string(fields.birth ? fields.birth->hijri_year : 0);
    return std::hash<std::string>{}(key);
}

bool isComparable(const PersonFields& fields) {
    return !fields.given_name.empty() && !fields.family_name.empty() &&
           !fields.father_name.empty() && fields.birth;
}

std::string numberOf(const Person& person) {
    for (const auto& identity : person.identities)
        if (identity.confirmed)
            return identity.confirmed->number;
    return person.identities.empty() ? std::string() : person.identities.front().typed;
}

struct Answer {
    std::string_view word;
    RowChoice choice;
};
constexpr std::array answers{
    Answer{"same", RowChoice::same},
    Answer{"\u0647\u0645\u0627\u0646", RowChoice::same},             // همان
    Answer{"\u062A\u06A9\u0631\u0627\u0631\u06CC", RowChoice::same}, // تکراری
    Answer{"duplicate", RowChoice::same},
    Answer{"new", RowChoice::new_person},
    Answer{"\u062C\u062F\u06CC\u062F", RowChoice::new_person}, // جدید
    Answer{"\u062A\u0627\u0632\u0647", RowChoice::new_person}, // تازه
    Answer{"sponsorship", RowChoice::sponsorship},
    Answer{"\u062D\u0645\u0627\u06CC\u062A", RowChoice::sponsorship}, // حمایت
};

const Answer* answerOf(std::string_view cell) {
    const std::string key = text::joinedKey(cell);
    for (const auto& answer : answers)
        if (key == text::joinedKey(answer.word))
            return &answer;
    return nullptr;
}

} // namespace

KnownPeople::KnownPeople(Register& opened) : opened_(opened) {
    auto row = opened.database().prepare("SELECT IFNULL(MAX(row), 0) FROM beneficiary");
    last_row_ = row.step() ? row.integer(0) : 0;
}

void KnownPeople::load() {
    loaded_ = true;
    auto rows = opened_.database().prepare(
        "SELECT row, given_name, family_name, father_name, birth_year FROM beneficiary"
        " WHERE row <= ? AND father_name IS NOT NULL AND birth_year IS NOT NULL ORDER BY row");
    rows.bind(last_row_);
    PersonFields fields;
    while (rows.step()) {
        fields.given_name = rows.string(1);
        fields.family_name = rows.string(2);
        fields.father_name = rows.string(3);
        fields.birth = BirthDate::ofYear(static_cast<int>(rows.integer(4)));
        known_.push_back({hashOf(fields), rows.integer(0)});
    }
    std::sort(known_.begin(), known_.end(), [](const Known& a, const Known& b) {
        return std::tie(a.hash, a.row) < std::tie(b.hash, b.row);
    });
}

bool KnownPeople::hasOtherNumber(const BeneficiaryId& file, const PersonListRow& row) {
    for (const auto& identity : row.identities) {
        if (!identity.read.identity)
            continue;
        auto other = opened_.database().prepare(
            "SELECT 1 FROM identity WHERE beneficiary = ? AND kind = ? AND number <> ?"
            " AND confirmed = 1 AND removed = 0");
        other.bind(file)
            .bind(static_cast<std::int64_t>(identity.read.kind))
            .bind(std::string_view(identity.read.identity->number));
        if (other.step())
            return true;
    }
    return false;
}

std::vector<BeneficiaryId> KnownPeople::like(const PersonListRow& row) {
    std::vector<BeneficiaryId> files;
    if (last_row_ == 0 || !isComparable(row.fields))
        return files;
    if (!loaded_)
        load();
    const std::uint64_t hash = hashOf(row.fields);
    auto known = std::lower_bound(known_.begin(), known_.end(), hash,
                                  [](const Known& a, std::uint64_t b) { return a.hash < b; });
    for (; known != known_.end() && known->hash == hash && files.size() < most_candidates;
         ++known) {
        auto found = opened_.database().prepare("SELECT id FROM beneficiary WHERE row = ?");
        found.bind(known->row);
        if (!found.step())
            continue;
        const auto file = found.id<BeneficiaryId>(0);
        if (!hasOtherNumber(file, row))
            files.push_back(file);
    }
    return files;
}

Result<std::string> unsureText(Register& opened, const std::vector<UnsureRow>& rows,
                               const Words& words) {
    CsvWriter writer;
    writer.addRow({"key", "row", "question", "given_name", "family_name", "father_name", "birth",
                   "number", "candidate", "candidate_name", "candidate_father", "candidate_birth",
                   "candidate_number", "decision"});
    People people(opened);
    for (const auto& row : rows) {
        const bool of_sponsor = row.question == UnsureQuestion::sponsorship;
        const std::string question = text::stripIsolates(
            words.text(of_sponsor ? "import.ask.sponsorship" : "import.ask.same_person"));
        for (const BeneficiaryId& candidate : row.candidates) {
            PEYVAND_LET(const Person person, people.person(candidate));
            const PersonFields& kept = person.fields;
            writer.addRow({row.key, std::to_string(row.row), question, row.fields.given_name,
                           row.fields.family_name, row.fields.father_name,
                           row.fields.birth ? row.fields.birth->iso() : std::string(), row.number,
                           candidate.text(), kept.given_name + " " + kept.family_name,
                           kept.father_name, kept.birth ? kept.birth->iso() : std::string(),
                           numberOf(person), std::string()});
        }
    }
    return writer.text();
}

Result<std::vector<RowDecision>> readDecisions(ByteView bytes) {
    PEYVAND_LET(const Grid grid, readCsv(bytes));
    std::optional<std::size_t> key, candidate, decision;
    const std::size_t columns = grid.rows() == 0 ? 0 : grid.columns(0);
    for (std::size_t column = 0; column < columns; ++column) {
        const std::string heading = text::searchKey(grid.cell(0, column));
        if (heading == "key")
            key = column;
        else if (heading == "candidate")
            candidate = column;
        else if (heading == "decision")
            decision = column;
    }
    if (!key || !decision)
        return fail(ErrorCode::decisions_unreadable);
    std::vector<RowDecision> decisions;
    for (std::size_t row = 1; row < grid.rows(); ++row) {
        const std::string_view typed = grid.cell(row, *decision);
        if (isBlank(typed))
            continue;
        const Answer* answer = answerOf(typed);
        RowDecision said{std::string(grid.cell(row, *key)), {}, std::nullopt};
        if (answer == nullptr || said.key.empty())
            return fail(ErrorCode::decisions_unreadable, "row", std::to_string(grid.line(row)));
        said.choice = answer->choice;
        if (candidate)
            said.candidate = BeneficiaryId::parse(grid.cell(row, *candidate));
        decisions.push_back(std::move(said));
    }
    return decisions;
}

} // namespace peyvand::exchange
