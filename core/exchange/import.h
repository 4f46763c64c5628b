// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lists of people and of aid into the register: one journal transaction for the whole list, all of
// it or nothing. A row is known by its list, the hash of its normalised text and its place among
// equal rows, so the same list a second time changes nothing. One thread, the register's.
// Errors: those of readTable and of the store; people_list_unknown and people_list_ambiguous;
// cancelled; file_unwritable for the file of rejected rows. Nothing is changed then.

#include "core/base/executor.h"
#include "core/exchange/table.h"
#include "core/register/register.h"
#include "core/text/words.h"

namespace peyvand::exchange {

struct ImportRequest {
    Path path{};
    /// The list itself when it is in memory already; path is not read then.
    std::optional<ByteView> bytes{};
    /// What the office calls the list, at every desk; empty is the name of the file.
    std::string list_name{};
    HeadingMap map{};
    /// Everything but the writing (the file of rejected rows is written all the same).
    bool dry_run = false;
    /// A CSV of the rejected rows as typed with the reason beside them, in the language; replaced
    /// also when no row was rejected. Empty is none.
    Path rejects_path{};
    Language language = Language::persian;
    /// Aid only: the imported people list whose ردیف the list names; empty is the only one there
    /// is.
    std::string people_list{};
    /// Aid only: takes valid codes over into files at once, unless another file holds the code.
    bool accept_codes = false;
};

struct RowError {
    /// As the list counts (ردیف), else the place from 1 below the heading.
    std::int64_t row = 0;
    std::int64_t line = 0;
    Error error{};
};

/// What a row says otherwise than the file that it leads to; the file stays as it is.
struct RowDifference {
    std::int64_t row = 0;
    std::int64_t line = 0;
    /// As fieldName; "identity" for a number that leads to another file.
    std::string field{};
    BeneficiaryId person{};
};

/// A code beside an aid that the person's file does not have.
struct RowProposal {
    std::int64_t row = 0;
    std::int64_t line = 0;
    BeneficiaryId person{};
    IdentityId identity{};
    /// Taken over by accept_codes; otherwise it waits for a person.
    bool accepted = false;
};

struct ImportReport {
    std::string list_name{};
    RecordId list{};
    /// created + filled + unchanged + rejected.
    std::int64_t read = 0;
    /// Files, or aid.
    std::int64_t created = 0;
    std::int64_t filled = 0;
    std::int64_t unchanged = 0;
    std::int64_t rejected = 0;
    /// Aid whose claims are to be sealed anew.
    std::int64_t claims_due = 0;
    std::vector<RowError> rejected_rows{};
    std::vector<RowDifference> differences{};
    std::vector<RowProposal> proposals{};
    /// Fields that could not be read and stayed empty.
    std::vector<RowError> problems{};
    std::vector<SkippedLine> skipped{};

    bool needsPerson() const;
};

using ImportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

Result<ImportReport> importPeople(Register& opened, const ImportRequest& request,
                                  const ImportProgress& progress = {},
                                  const CancelToken& cancel = {});
Result<ImportReport> importAid(Register& opened, const ImportRequest& request,
                               const ImportProgress& progress = {}, const CancelToken& cancel = {});

/// The id of an imported list, the same at every desk.
RecordId importListId(ListKind kind, std::string_view name);

} // namespace peyvand::exchange
