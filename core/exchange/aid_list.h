// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list of aid as typed rows, read when asked for; const calls may come from several threads.

#include "core/exchange/people_list.h"

namespace peyvand::exchange {

struct AidListRow {
    std::int64_t line = 0;
    /// The person's row in a people list of the same charity (ردیف مددجو).
    std::optional<std::int64_t> person_row{};
    std::vector<ListIdentity> identities{};
    /// As far as the list names the person; for showing, never for finding.
    std::string person_name{};
    /// Id of the category; never empty without a rejection.
    std::string category{};
    std::string item{};
    Rial amount{};
    CivilDate date{};
    std::string reason{};
    std::string source_of_funds{};
    std::string note{};
    /// As PersonListRow's.
    std::vector<Error> doubts{};
    /// date_unreadable with "field": only the month was there, the date is its first day.
    std::vector<Error> problems{};
    /// identity_empty (no person at all), category_unknown, date_…, amount_…; with "row" (the
    /// line). Aid is a fact that is never edited, so what cannot be read is not guessed.
    std::optional<Error> rejection{};
    std::string normalised_text{};
};

class AidList {
  public:
    AidList(Table table, CivilDate today) : table_(std::move(table)), today_(today) {}
    const Table& table() const { return table_; }
    std::size_t size() const { return table_.rows(); }
    AidListRow row(std::size_t index) const;

  private:
    Table table_;
    CivilDate today_;
};

} // namespace peyvand::exchange
