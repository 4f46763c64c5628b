// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list of people as typed rows. Rows are read when asked for, so a long list is never held
// twice; const calls may come from several threads. No register is involved.

#include "core/exchange/table.h"
#include "core/journal/change.h"
#include "core/register/values.h"

namespace peyvand::exchange {

/// One number of a row: as typed, and as what it was read.
struct ListIdentity {
    std::string typed{};
    ReadIdentity read{};
    /// The zeros in front, which a spreadsheet had dropped, were put back.
    bool restored = false;
};

struct PersonListRow {
    /// The number in the column ردیف, or the place in the list when there is no such column or it
    /// is not a number; aid lists refer to it.
    std::int64_t row = 0;
    /// Line of the file or row of the sheet.
    std::int64_t line = 0;
    PersonFields fields{};
    /// What was typed for a number, usable or not; a wrong one never rejects a person.
    std::vector<ListIdentity> identities{};
    /// Further fields of the file (core/record/kinds.def), checked.
    std::vector<FieldValue> further{};
    struct Sponsor {
        /// As the office counts its sponsors; the name where there is no code.
        std::string code{};
        std::string name{};
        Rial amount{};
        std::optional<CivilDate> from{};
    };
    /// Set for the row of a sponsored child.
    std::optional<Sponsor> sponsor{};
    std::string note{};
    /// What was read, but might be meant otherwise: date_century_guessed, identity_digits_lost,
    /// identity_check_digit (a short number taken for a foreign code), each with "field".
    std::vector<Error> doubts{};
    /// Fields that could not be read stay empty; each error has the argument "field".
    std::vector<Error> problems{};
    /// row_name_missing or row_columns, each with "row"; the row is no person then.
    std::optional<Error> rejection{};
    /// Search keys of all cells, U+001F between them: equal for equal rows of the same list in
    /// another encoding or spelling of letters. What a row is known by is made from this.
    std::string normalised_text{};
};

class PeopleList {
  public:
    /// today is needed for years of two digits.
    PeopleList(Table table, CivilDate today) : table_(std::move(table)), today_(today) {}
    const Table& table() const { return table_; }
    std::size_t size() const { return table_.rows(); }
    /// The row at a place from 0 to size() − 1.
    PersonListRow row(std::size_t index) const;

  private:
    Table table_;
    CivilDate today_;
};

/// What lists of people and of aid share.
std::string normalisedText(const Table& table, std::size_t row);
/// The cells of a row as typed, as many as there are headings or more; for files of rejected rows.
std::vector<std::string> typedCells(const Table& table, std::size_t row);
std::vector<ListIdentity> readIdentities(const Table& table, std::size_t row);
/// Only digits, within 1 … 10,000,000,000; nothing otherwise.
std::optional<std::int64_t> readRowNumber(std::string_view cell);

} // namespace peyvand::exchange
