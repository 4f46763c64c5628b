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

/// What a row may do to a file that is there already. A blank never overwrites.
enum class ExistingPolicy : std::uint8_t {
    keep,   // the row leads to the file and changes nothing
    fill,   // blanks of the file are filled, different values are told
    update, // different values of the row replace the file's
};

/// What is asked about a row: whether it is the person of a file with the same name, father and
/// year of birth; for a sponsored child whether it is a further sponsorship or a doubled row.
enum class UnsureQuestion : std::uint8_t { same_person, sponsorship };
enum class RowChoice : std::uint8_t {
    same,        // the candidate's file; of a sponsored child: a doubled row
    new_person,  // a file of its own
    sponsorship, // the candidate's file, and one sponsorship more
};

/// What a person said about a row.
struct RowDecision {
    /// As UnsureRow's.
    std::string key{};
    RowChoice choice{};
    /// None is the first candidate.
    std::optional<BeneficiaryId> candidate{};
};

/// A row that waits for a decision; nothing of it was written.
struct UnsureRow {
    std::int64_t row = 0;
    std::int64_t line = 0;
    /// Fingerprint and place: the same row of the same text at the next try.
    std::string key{};
    UnsureQuestion question{};
    /// The best first, at most 5.
    std::vector<BeneficiaryId> candidates{};
    PersonFields fields{};
    std::string number{};
};

struct ImportRequest {
    Path path{};
    /// The list itself when it is in memory already; path is not read then.
    std::optional<ByteView> bytes{};
    /// What the office calls the list, at every desk; empty is the name of the file.
    std::string list_name{};
    HeadingMap map{};
    /// People only.
    ExistingPolicy existing = ExistingPolicy::fill;
    std::vector<RowDecision> decisions{};
    /// A CSV of the unsure rows with their candidates, to be filled in and given back as decisions
    /// (readDecisions). Empty is none.
    Path unsure_path{};
    /// Without a map of its own, a list whose headings are those of a saved mapping is read by it.
    bool recognise = true;
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
    std::string kept{};
    std::string offered{};
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
    /// created + filled + unchanged + rejected + unsure.
    std::int64_t read = 0;
    /// Files, or aid.
    std::int64_t created = 0;
    std::int64_t filled = 0;
    std::int64_t unchanged = 0;
    std::int64_t rejected = 0;
    std::int64_t unsure = 0;
    /// Of the numbers of new files: zeros put back, kept as typed; and rows without one.
    std::int64_t codes_restored = 0;
    std::int64_t codes_unconfirmed = 0;
    std::int64_t codes_missing = 0;
    std::int64_t sponsorships = 0;
    /// Aid whose claims are to be sealed anew.
    std::int64_t claims_due = 0;
    std::vector<RowError> rejected_rows{};
    std::vector<RowDifference> differences{};
    std::vector<RowProposal> proposals{};
    /// Fields that could not be read and stayed empty.
    std::vector<RowError> problems{};
    /// What was read with a doubt.
    std::vector<RowError> doubts{};
    std::vector<UnsureRow> unsure_rows{};
    std::vector<SkippedLine> skipped{};
    /// Headings of columns that were not taken over.
    std::vector<std::string> unread_columns{};
    /// The saved mapping that was recognised.
    std::string mapping{};

    bool needsPerson() const;
};

using ImportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

Result<ImportReport> importPeople(Register& opened, const ImportRequest& request,
                                  const ImportProgress& progress = {},
                                  const CancelToken& cancel = {});
Result<ImportReport> importAid(Register& opened, const ImportRequest& request,
                               const ImportProgress& progress = {}, const CancelToken& cancel = {});

/// The id of an imported list, the same at every desk; its number counts how often a list of that
/// name was taken back before.
RecordId importListId(ListKind kind, std::string_view name, int number = 0);
/// The id under which a list of that name counts now.
RecordId currentListId(Database& database, ListKind kind, std::string_view name);

/// The answers in a file that the program wrote for unsure rows; rows without an answer are left
/// out. decisions_unreadable ("row"), and the errors of readTable.
Result<std::vector<RowDecision>> readDecisions(ByteView bytes);

} // namespace peyvand::exchange
