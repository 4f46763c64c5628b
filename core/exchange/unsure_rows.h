// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Rows of an import that wait for a person: which files they may be, and the file of questions.
// Within core/exchange only; one thread, the register's. Errors: the store's.

#include "core/exchange/import.h"
#include "core/exchange/people_list.h"

namespace peyvand::exchange {

/// Who was in the register before the import began, by name, father and year of birth. Reads all
/// people once, when the first row asks.
class KnownPeople {
  public:
    explicit KnownPeople(Register& opened);
    /// Files that may be the row's, at most 5. A file with another valid number of the same kind is
    /// somebody else.
    std::vector<BeneficiaryId> like(const PersonListRow& row);

  private:
    void load();
    bool hasOtherNumber(const BeneficiaryId& file, const PersonListRow& row);

    Register& opened_;
    std::int64_t last_row_ = 0;
    bool loaded_ = false;
    struct Known {
        std::uint64_t hash = 0;
        std::int64_t row = 0;
    };
    std::vector<Known> known_{};
};

/// The file of questions: one line for each candidate.
Result<std::string> unsureText(Register& opened, const std::vector<UnsureRow>& rows,
                               const Words& words);

} // namespace peyvand::exchange
