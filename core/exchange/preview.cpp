// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/preview.h"

#include "core/exchange/aid_list.h"
#include "core/exchange/cells.h"
#include "core/exchange/list_import.h"
#include "core/record/values.h"

#include <algorithm>
#include <set>

namespace peyvand::exchange {
namespace {

constexpr std::size_t most_samples = 3;
constexpr int without_additions = 500;

using Values = std::vector<std::pair<std::string, std::string>>;

void put(Values& values, std::string_view name, const std::string& text) {
    if (!text.empty())
        values.emplace_back(name, text);
}

void putIdentities(Values& values, const std::vector<ListIdentity>& identities) {
    for (const auto& identity : identities)
        put(values, identity.read.identity ? "identity" : "unconfirmed_identity",
            identity.read.identity ? identity.read.identity->number : identity.typed);
}

PreviewRow shown(const PersonListRow& row) {
    PreviewRow out{row.row, row.line, {}, row.problems, row.doubts, row.rejection};
    const PersonFields& fields = row.fields;
    put(out.values, "given_name", fields.given_name);
    put(out.values, "family_name", fields.family_name);
    put(out.values, "father_name", fields.father_name);
    put(out.values, "birth", fields.birth ? fields.birth->iso() : std::string());
    if (fields.sex != Sex::unknown)
        put(out.values, "sex", fields.sex == Sex::female ? "female" : "male");
    putIdentities(out.values, row.identities);
    for (const auto& phone : fields.phones)
        put(out.values, "phone", phone);
    put(out.values, "province", fields.province);
    put(out.values, "city", fields.city);
    put(out.values, "address", fields.address);
    put(out.values, "postal_code", fields.postal_code);
    put(out.values, "file_number", fields.file_number);
    const KindSpec& kind = *kindOf(RecordType::beneficiary);
    for (const auto& [number, value] : row.further) {
        const FieldSpec& spec = *kind.field(number);
        put(out.values, spec.key, plainText(spec, value));
    }
    if (row.sponsor)
        put(out.values, "sponsor_code", row.sponsor->code);
    return out;
}

PreviewRow shown(const AidListRow& row, std::int64_t place) {
    PreviewRow out{place, row.line, {}, row.problems, row.doubts, row.rejection};
    if (row.person_row)
        put(out.values, "person_row", std::to_string(*row.person_row));
    putIdentities(out.values, row.identities);
    put(out.values, "name", row.person_name);
    put(out.values, "category", row.category);
    put(out.values, "item", row.item);
    if (row.rejection)
        return out;
    put(out.values, "amount_rial", std::to_string(row.amount.amount));
    put(out.values, "date", row.date.iso());
    put(out.values, "reason", row.reason);
    put(out.values, "source_of_funds", row.source_of_funds);
    return out;
}

std::vector<ColumnGuess> guesses(const Table& table, const HeadingMap& map, ListKind kind) {
    std::vector<ColumnGuess> columns(table.headings().size());
    const std::size_t rows = std::min(table.rows(), preview_sample_rows);
    for (std::size_t column = 0; column < columns.size(); ++column) {
        ColumnGuess& guess = columns[column];
        guess.column = column;
        guess.heading = table.headings()[column];
        guess.field = table.columns().fieldOf(column);
        std::set<std::string> seen;
        for (std::size_t row = 0; row < rows; ++row) {
            const std::string cell = cleanCell(table.cell(row, column));
            if (cell.empty())
                continue;
            ++guess.filled;
            if (guess.samples.size() < most_samples && seen.insert(cell).second)
                guess.samples.push_back(cell);
        }
        if (!guess.field)
            continue;
        const auto read = readHeading(guess.heading, kind);
        const bool mapped = !map.empty() && (!read || read->field != *guess.field);
        guess.confidence = mapped || (read && read->rank < without_additions) ? Confidence::sure
                                                                              : Confidence::likely;
    }
    return columns;
}

/// Unreadable cells speak against a column, whatever its heading says.
void countUnreadable(std::vector<ColumnGuess>& columns, const PreviewRow& row) {
    for (const auto& problem : row.problems)
        for (const auto& [name, value] : problem.arguments)
            for (auto& guess : columns)
                if (name == "field" && guess.field && fieldName(*guess.field) == value) {
                    ++guess.unreadable;
                    break;
                }
}

} // namespace

std::string_view confidenceName(Confidence confidence) {
    switch (confidence) {
    case Confidence::sure:
        return "sure";
    case Confidence::likely:
        return "likely";
    case Confidence::guess:
        return "guess";
    case Confidence::none:
        break;
    }
    return "none";
}

Result<ListPreview> previewList(Register& opened, const ImportRequest& request, ListKind kind,
                                std::size_t row_count) {
    PEYVAND_LET(RequestedTable requested, readRequested(opened, request, kind));
    ListPreview preview;
    const Table& table = requested.table;
    preview.sheet = table.sheet();
    preview.heading_line = table.headingLine();
    preview.rows = static_cast<std::int64_t>(table.rows());
    preview.fingerprint = table.fingerprint();
    preview.mapping = std::move(requested.mapping);
    preview.skipped = table.skipped();
    preview.columns = guesses(table, request.map, kind);
    const std::size_t looked_at = std::min(table.rows(), std::max(preview_sample_rows, row_count));
    const auto note = [&](std::size_t place, PreviewRow row) {
        countUnreadable(preview.columns, row);
        if (place < row_count)
            preview.first_rows.push_back(std::move(row));
    };
    if (kind == ListKind::aid) {
        const AidList list(std::move(requested.table), opened.today());
        for (std::size_t i = 0; i < looked_at; ++i)
            note(i, shown(list.row(i), static_cast<std::int64_t>(i) + 1));
    } else {
        const PeopleList list(std::move(requested.table), opened.today());
        for (std::size_t i = 0; i < looked_at; ++i)
            note(i, shown(list.row(i)));
    }
    for (auto& guess : preview.columns)
        if (guess.field && guess.unreadable * 2 > guess.filled)
            guess.confidence = Confidence::guess;
    return preview;
}

} // namespace peyvand::exchange
