// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lists that were imported, and taking one back: one journal transaction of ordinary changes, so
// that it holds at every desk after a sync. Files that the list made are erased, numbers and
// fields that it added are taken away again, its aid is voided with a reason. What later work
// refers to stays and is told. The same list can be imported again afterwards; nothing is doubled
// then and nothing is missing. One thread, the register's.
// Errors: import_list_unknown, import_taken_back, cancelled, and the store's.

#include "core/exchange/import.h"

namespace peyvand::exchange {

struct ImportedList {
    RecordId id{};
    std::string name{};
    ListKind kind{};
    bool taken_back = false;
    /// Rows that led to a file or an aid.
    std::int64_t rows = 0;
    /// When it first came, by the clock of that desk.
    std::int64_t made_ms = 0;
};
/// The latest first.
Result<std::vector<ImportedList>> importedLists(Register& opened);
/// A list that was not taken back, by its name; of people first.
Result<ImportedList> importedList(Register& opened, std::string_view name);

enum class KeptBecause : std::uint8_t {
    aid,        // somebody has given aid since, or another list has
    household,  // lives in a household of the register
    record,     // needs, contacts, documents … refer to it
    edited,     // somebody has changed the file since
    other_list, // another list led to it as well
};
std::string_view keptBecauseName(KeptBecause because);

struct KeptRecord {
    std::int64_t row = 0;
    RecordId record{};
    RecordType type{};
    KeptBecause because{};
};

struct UndoReport {
    ImportedList list{};
    std::int64_t people_erased = 0;
    std::int64_t people_restored = 0;
    std::int64_t identities_erased = 0;
    std::int64_t aid_voided = 0;
    std::int64_t sponsorships_erased = 0;
    std::vector<KeptRecord> kept{};
};

struct UndoRequest {
    RecordId list{};
    bool dry_run = false;
    /// Of the reason beside voided aid.
    Language language = Language::persian;
};
Result<UndoReport> undoImport(Register& opened, const UndoRequest& request,
                              const ImportProgress& progress = {}, const CancelToken& cancel = {});

} // namespace peyvand::exchange
