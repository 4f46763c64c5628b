// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import_undo.h"

#include "core/exchange/list_import.h"
#include "core/record/kinds.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/text/fold.h"

#include <algorithm>
#include <set>

namespace peyvand::exchange {
namespace {

constexpr std::size_t records_a_step = 200;

class Undo {
  public:
    Undo(Register& opened, const UndoRequest& request)
        : opened_(opened), request_(request), transaction_(opened.journal(), WrittenFor::program) {}

    Result<void> begin(ImportedList list);
    Result<void> takeBack(const ImportProgress& progress, const CancelToken& cancel);
    Result<UndoReport> finish();

  private:
    struct Row {
        RecordId record{};
        std::int64_t row = 0;
    };
    Database& database() { return transaction_.database(); }
    bool has(std::string_view sql, const RecordId& id);
    void readRows();
    void readReferences();
    void noteAll(KeptBecause because, const std::string& sql);
    Result<void> takeBackOne(const Row& row);
    Result<void> takeBackPerson(const Row& row);
    void restoreFields(const Row& row, const std::vector<StampedChange>& history);
    Result<void> takeBackIdentity(const Row& row);
    void takeBackAid(const Row& row);
    Result<void> takeBackSponsorship(const Row& row);
    std::optional<KeptBecause> reasonToKeep(const RecordId& record,
                                            const std::vector<StampedChange>& history) const;
    void keep(const Row& row, RecordType type, KeptBecause because);
    void erase(RecordType type, const RecordId& record, const std::optional<RecordId>& subject);
    bool isOfList(const StampedChange& change) const {
        return change.change.origin && change.change.origin->list == request_.list;
    }

    Register& opened_;
    const UndoRequest& request_;
    JournalTransaction transaction_;
    UndoReport report_{};
    std::vector<Row> rows_{};
    std::set<RecordId> own_{};
    std::map<RecordId, KeptBecause> referred_{};
    std::set<RecordId> settled_{};
};

bool Undo::has(std::string_view sql, const RecordId& id) {
    auto row = database().prepare(sql);
    row.bind(id);
    return row.step();
}

void Undo::readRows() {
    auto rows = database().prepare("SELECT record, MIN(row) FROM import_row WHERE list = ?"
                                   " GROUP BY record ORDER BY MIN(row), record");
    rows.bind(request_.list);
    while (rows.step()) {
        rows_.push_back({rows.id<RecordId>(0), rows.integer(1)});
        own_.insert(rows_.back().record);
    }
}

/// sql gives what is referred to, then what refers; what this list brought itself says nothing.
void Undo::noteAll(KeptBecause because, const std::string& sql) {
    auto rows = database().prepare(sql);
    rows.bind(request_.list);
    while (rows.step())
        if (!own_.contains(rows.id<RecordId>(1)))
            referred_.emplace(rows.id<RecordId>(0), because);
}

void Undo::readReferences() {
    const std::string mine = " FROM import_row JOIN ";
    noteAll(KeptBecause::aid, "SELECT import_row.record, aid.id" + mine +
                                  "aid ON aid.beneficiary = import_row.record"
                                  " WHERE import_row.list = ? AND aid.state <> 3"
                                  " ORDER BY aid.id");
    noteAll(KeptBecause::household, "SELECT import_row.record, member.id" + mine +
                                        "member ON member.beneficiary = import_row.record"
                                        " WHERE import_row.list = ? ORDER BY member.id");
    for (const auto& kind : allKinds()) {
        const bool is_own = kind.type == RecordType::beneficiary ||
                            kind.type == RecordType::identity || kind.type == RecordType::aid;
        if (kind.table.empty())
            continue;
        if (!is_own && kind.about != RecordAbout::office)
            noteAll(KeptBecause::record, "SELECT import_row.record, t.id" + mine + kind.table +
                                             " t ON t.subject = import_row.record"
                                             " WHERE import_row.list = ? AND t.void_reason IS NULL"
                                             " ORDER BY t.id");
        for (const auto& field : kind.fields) {
            const bool refers =
                field.form == FieldForm::record && !field.held &&
                (field.list == "beneficiary" || field.list == "aid" || field.list == "sponsorship");
            if (refers)
                noteAll(KeptBecause::record, "SELECT t." + std::string(field.key) + ", t.id FROM " +
                                                 kind.table + " t WHERE t." +
                                                 std::string(field.key) +
                                                 " IS NOT NULL AND t.void_reason IS NULL"
                                                 " AND ?1 IS NOT NULL ORDER BY t.id");
        }
    }
    auto others = database().prepare(
        "SELECT DISTINCT import_row.record FROM import_row"
        " JOIN import_list ON import_list.id = import_row.list"
        " WHERE import_row.list <> ? AND import_list.kind NOT LIKE '%:taken_back'"
        " ORDER BY import_row.record");
    others.bind(request_.list);
    while (others.step())
        referred_.emplace(others.id<RecordId>(0), KeptBecause::other_list);
}

Result<void> Undo::begin(ImportedList list) {
    if (list.taken_back)
        return fail(ErrorCode::import_taken_back, "list", list.name);
    report_.list = std::move(list);
    readRows();
    readReferences();
    return database().takeFailure();
}

void Undo::keep(const Row& row, RecordType type, KeptBecause because) {
    report_.kept.push_back({row.row, row.record, type, because});
}

void Undo::erase(RecordType type, const RecordId& record, const std::optional<RecordId>& subject) {
    settled_.insert(record);
    transaction_.add(FeedScope::office,
                     {ChangeKind::erase, type, record, subject, {}, std::nullopt, false});
}

std::optional<KeptBecause> Undo::reasonToKeep(const RecordId& record,
                                              const std::vector<StampedChange>& history) const {
    if (const auto found = referred_.find(record); found != referred_.end())
        return found->second;
    const bool edited = std::any_of(history.begin(), history.end(), [&](const auto& change) {
        return !isOfList(change) && !change.change.fields.empty();
    });
    return edited ? std::optional(KeptBecause::edited) : std::nullopt;
}

// What the list filled in goes back to what stood there before, where nobody has changed it since.
void Undo::restoreFields(const Row& row, const std::vector<StampedChange>& history) {
    std::map<FieldNumber, Value> before;
    std::map<FieldNumber, bool> shown_is_ours;
    for (const auto& change : history) {
        const bool ours = isOfList(change);
        for (const auto& [number, value] : change.change.fields) {
            shown_is_ours[number] = ours;
            if (!ours)
                before[number] = value;
        }
    }
    std::vector<FieldValue> fields;
    static const KindSpec& kind = *kindOf(RecordType::beneficiary);
    for (const auto& [number, ours] : shown_is_ours) {
        if (!ours)
            continue;
        const auto kept = before.find(number);
        const FieldSpec* spec = kind.field(number);
        const Value none = spec != nullptr && spec->held ? Value{std::string()} : Value{};
        fields.push_back({number, kept == before.end() ? none : kept->second});
    }
    if (fields.empty())
        return;
    ++report_.people_restored;
    transaction_.add(FeedScope::office,
                     {ChangeKind::set_fields, RecordType::beneficiary, row.record, row.record,
                      std::move(fields), std::nullopt, false});
    markClaimsDue(database(), idAs<BeneficiaryId>(row.record));
}

Result<void> Undo::takeBackPerson(const Row& row) {
    PEYVAND_LET(const auto history, opened_.journal().history(row.record, RecordType::beneficiary));
    if (history.empty())
        return {};
    if (!isOfList(history.front())) {
        restoreFields(row, history);
        return {};
    }
    auto because = reasonToKeep(row.record, history);
    std::vector<RecordId> identities;
    {
        auto rows = database().prepare("SELECT id FROM identity WHERE beneficiary = ? ORDER BY id");
        rows.bind(row.record);
        while (rows.step())
            identities.push_back(rows.id<RecordId>(0));
    }
    for (const RecordId& identity : identities) {
        PEYVAND_LET(const auto changes, opened_.journal().history(identity, RecordType::identity));
        const bool ours = std::all_of(changes.begin(), changes.end(),
                                      [&](const auto& change) { return isOfList(change); });
        if (!ours && !because)
            because = KeptBecause::edited;
    }
    if (because) {
        keep(row, RecordType::beneficiary, *because);
        // Its numbers stay with it.
        settled_.insert(identities.begin(), identities.end());
        return {};
    }
    for (const RecordId& identity : identities) {
        erase(RecordType::identity, identity, row.record);
        ++report_.identities_erased;
    }
    erase(RecordType::beneficiary, row.record, row.record);
    ++report_.people_erased;
    return {};
}

Result<void> Undo::takeBackIdentity(const Row& row) {
    PEYVAND_LET(const auto history, opened_.journal().history(row.record, RecordType::identity));
    if (history.empty() || !isOfList(history.front()))
        return {};
    const bool edited = std::any_of(history.begin(), history.end(),
                                    [&](const auto& change) { return !isOfList(change); });
    if (edited) {
        keep(row, RecordType::identity, KeptBecause::edited);
        return {};
    }
    const auto person = history.front().change.subject;
    erase(RecordType::identity, row.record, person);
    ++report_.identities_erased;
    if (person)
        markClaimsDue(database(), idAs<BeneficiaryId>(*person));
    return {};
}

void Undo::takeBackAid(const Row& row) {
    if (const auto found = referred_.find(row.record);
        found != referred_.end() && found->second == KeptBecause::record)
        return keep(row, RecordType::aid, KeptBecause::record);
    std::optional<RecordId> subject;
    {
        auto aid = database().prepare(
            "SELECT IFNULL(beneficiary, household) FROM aid WHERE id = ? AND state <> 3");
        aid.bind(row.record);
        if (!aid.step())
            return;
        subject = aid.idOrNone<RecordId>(0);
    }
    const std::string reason = Words::of(request_.language).text("import.taken_back");
    transaction_.add(FeedScope::office, {ChangeKind::void_fact,
                                         RecordType::aid,
                                         row.record,
                                         subject,
                                         {{field::aid_void::reason, reason}},
                                         std::nullopt,
                                         false});
    markClaimDue(database(), idAs<AidId>(row.record));
    ++report_.aid_voided;
}

Result<void> Undo::takeBackSponsorship(const Row& row) {
    PEYVAND_LET(const auto history, opened_.journal().history(row.record, RecordType::sponsorship));
    if (history.empty())
        return {};
    if (const auto because = reasonToKeep(row.record, history)) {
        keep(row, RecordType::sponsorship, *because);
        return {};
    }
    erase(RecordType::sponsorship, row.record, history.front().change.subject);
    ++report_.sponsorships_erased;
    return {};
}

Result<void> Undo::takeBackOne(const Row& row) {
    if (settled_.contains(row.record))
        return {};
    if (has("SELECT 1 FROM beneficiary WHERE id = ?", row.record))
        return takeBackPerson(row);
    if (has("SELECT 1 FROM identity WHERE id = ?", row.record))
        return takeBackIdentity(row);
    if (has("SELECT 1 FROM record_sponsorship WHERE id = ?", row.record))
        return takeBackSponsorship(row);
    takeBackAid(row);
    return {};
}

Result<void> Undo::takeBack(const ImportProgress& progress, const CancelToken& cancel) {
    const auto total = static_cast<std::int64_t>(rows_.size());
    // People first: what goes with them is not looked at again.
    std::stable_partition(rows_.begin(), rows_.end(), [&](const Row& row) {
        return has("SELECT 1 FROM beneficiary WHERE id = ?", row.record);
    });
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (i % records_a_step == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::cancelled);
            if (progress)
                progress(static_cast<std::int64_t>(i), total);
        }
        PEYVAND_TRY(takeBackOne(rows_[i]));
        if (database().failure())
            return transaction_.commit(); // rolls back and tells the failure
    }
    if (cancel.isCancelled())
        return fail(ErrorCode::cancelled);
    if (progress)
        progress(total, total);
    return {};
}

Result<UndoReport> Undo::finish() {
    namespace f = field::import_list;
    const std::string kind =
        std::string(kindName(report_.list.kind)) + std::string(taken_back_mark);
    transaction_.add(FeedScope::office, {ChangeKind::set_fields,
                                         RecordType::import_list,
                                         request_.list,
                                         std::nullopt,
                                         {{f::kind, kind}},
                                         std::nullopt,
                                         false});
    if (!request_.dry_run && !database().failure())
        PEYVAND_TRY(
            opened_.audit().write(AuditDeed::import, request_.list, {}, {"taken_back", {}}));
    PEYVAND_TRY(database().takeFailure());
    if (!request_.dry_run)
        PEYVAND_TRY(transaction_.commit());
    return std::move(report_);
}

} // namespace

std::string_view keptBecauseName(KeptBecause because) {
    switch (because) {
    case KeptBecause::aid:
        return "aid";
    case KeptBecause::household:
        return "household";
    case KeptBecause::record:
        return "record";
    case KeptBecause::edited:
        return "edited";
    case KeptBecause::other_list:
        break;
    }
    return "other_list";
}

Result<std::vector<ImportedList>> importedLists(Register& opened) {
    std::vector<ImportedList> lists;
    {
        auto rows = opened.database().prepare(
            "SELECT id, name, kind, (SELECT COUNT(*) FROM (SELECT DISTINCT fingerprint, place"
            " FROM import_row WHERE import_row.list = import_list.id)) FROM import_list"
            " ORDER BY name, id");
        while (rows.step()) {
            ImportedList list{rows.id<RecordId>(0), rows.string(1)};
            const std::string kind = rows.string(2);
            list.kind = kind.starts_with("aid") ? ListKind::aid : ListKind::people;
            list.taken_back = kind.ends_with(taken_back_mark);
            list.rows = rows.integer(3);
            lists.push_back(std::move(list));
        }
    }
    PEYVAND_TRY(opened.database().takeFailure());
    for (auto& list : lists) {
        PEYVAND_LET(const auto history, opened.journal().history(list.id, RecordType::import_list));
        if (!history.empty())
            list.made_ms = static_cast<std::int64_t>(history.front().stamp.unixMs());
    }
    std::stable_sort(lists.begin(), lists.end(),
                     [](const auto& a, const auto& b) { return a.made_ms > b.made_ms; });
    return lists;
}

Result<ImportedList> importedList(Register& opened, std::string_view name) {
    PEYVAND_LET(const auto lists, importedLists(opened));
    const std::string key = text::searchKey(name);
    const ImportedList* found = nullptr;
    for (const auto& list : lists) {
        const bool named = text::searchKey(list.name) == key || list.id.text() == name;
        const bool better = found == nullptr || (found->taken_back && !list.taken_back);
        if (named && better)
            found = &list;
    }
    if (found == nullptr)
        return fail(ErrorCode::import_list_unknown, "list", std::string(name));
    return *found;
}

// Who took the list in may take it back; anybody else's is erasing people.
static Result<void> needUndo(Register& opened, const RecordId& list) {
    PEYVAND_LET(const auto changes, opened.journal().history(list, RecordType::import_list));
    const bool is_own =
        !changes.empty() && changes.front().author && changes.front().author == opened.account();
    return is_own ? Result<void>() : opened.need(Deed::erase);
}

Result<UndoReport> undoImport(Register& opened, const UndoRequest& request,
                              const ImportProgress& progress, const CancelToken& cancel) {
    PEYVAND_TRY(opened.need(Deed::import));
    PEYVAND_LET(auto list, importedList(opened, request.list.text()));
    PEYVAND_TRY(needUndo(opened, request.list));
    Undo undo(opened, request);
    PEYVAND_TRY(undo.begin(std::move(list)));
    PEYVAND_TRY(undo.takeBack(progress, cancel));
    return undo.finish();
}

} // namespace peyvand::exchange
