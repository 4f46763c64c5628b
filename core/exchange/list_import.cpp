// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_import.h"

#include "core/crypto/hash.h"
#include "core/exchange/csv.h"
#include "core/exchange/people_list.h"
#include "core/exchange/saved_map.h"
#include "core/exchange/unsure_rows.h"
#include "core/register/fields.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

constexpr std::size_t rows_a_step = 200;
constexpr std::size_t name_limit_bytes = 400;

std::string listName(const ImportRequest& request) {
    std::string name = request.list_name;
    if (name.empty()) {
        const auto file = request.path.filename().u8string();
        name.assign(file.begin(), file.end());
    }
    auto clean = text::cleanInput(name, name_limit_bytes);
    return clean && !clean->empty() ? std::move(*clean) : std::string("list");
}

} // namespace

std::string_view kindName(ListKind kind) { return kind == ListKind::people ? "people" : "aid"; }

RecordId importListId(ListKind kind, std::string_view name, int number) {
    std::string key = text::searchKey(name);
    if (key.empty())
        key = name;
    LabelledHash hash("import list");
    hash.variable(bytesOf(kindName(kind))).variable(bytesOf(key));
    if (number > 0)
        hash.variable(bytesOf(std::to_string(number)));
    return RecordId{hash.digest<16>()};
}

RecordId currentListId(Database& database, ListKind kind, std::string_view name) {
    for (int number = 0;; ++number) {
        const RecordId id = importListId(kind, name, number);
        auto row = database.prepare("SELECT kind FROM import_list WHERE id = ?");
        row.bind(id);
        if (!row.step() || !row.string(0).ends_with(taken_back_mark))
            return id;
    }
}

bool ImportReport::needsPerson() const {
    const bool waits = std::any_of(proposals.begin(), proposals.end(),
                                   [](const auto& proposal) { return !proposal.accepted; });
    return rejected > 0 || unsure > 0 || !differences.empty() || !problems.empty() || waits;
}

Result<RequestedTable> readRequested(Register& opened, const ImportRequest& request,
                                     ListKind kind) {
    PEYVAND_TRY(opened.need(Deed::import));
    Bytes read;
    if (!request.bytes) {
        PEYVAND_LET(read, opened.platform().files.readAll(request.path, file_limit_bytes));
    }
    PEYVAND_LET(auto sheets, readSheets(request.bytes ? *request.bytes : ByteView(read)));
    RequestedTable requested;
    HeadingMap map = request.map;
    const bool has_headings = std::any_of(map.begin(), map.end(),
                                          [](const auto& entry) { return !entry.heading.empty(); });
    if (request.recognise && !has_headings) {
        PEYVAND_LET(const auto saved, savedMaps(opened));
        if (const SavedMap* known = recognise(saved, kind, sheets)) {
            map.insert(map.begin(), known->map.begin(), known->map.end());
            requested.mapping = known->name;
        }
    }
    PEYVAND_LET(requested.table, Table::fromSheets(std::move(sheets), kind, map));
    return requested;
}

std::size_t ListImport::FingerprintHash::operator()(const ByteArray<16>& fingerprint) const {
    std::size_t value = 0;
    std::memcpy(&value, fingerprint.data(), sizeof value);
    return value;
}

ListImport::ListImport(Register& opened, const ImportRequest& request, ListKind kind,
                       const Table& table)
    : opened_(opened), request_(request), table_(table),
      transaction_(opened.journal(), WrittenFor::program) {
    report_.list_name = listName(request);
    report_.list = currentListId(database(), kind, report_.list_name);
    report_.skipped = table.skipped();
    for (std::size_t column = 0; column < table.headings().size(); ++column)
        if (!isBlank(table.headings()[column]) && !table.columns().fieldOf(column))
            report_.unread_columns.push_back(table.headings()[column]);
    for (const auto& decision : request.decisions)
        decisions_[decision.key] = &decision;
    {
        auto row = database().prepare("SELECT 1 FROM import_list WHERE id = ?");
        row.bind(report_.list);
        is_known_ = row.step();
    }
    {
        auto row = database().prepare("SELECT 1 FROM import_list WHERE kind IN (?1, ?1 || ?2)"
                                      " AND id <> ?3");
        row.bind(kindName(kind)).bind(taken_back_mark).bind(report_.list);
        others_are_known_ = row.step();
    }
    if (is_known_)
        return;
    namespace f = field::import_list;
    add({ChangeKind::set_fields,
         RecordType::import_list,
         report_.list,
         std::nullopt,
         {{f::name, report_.list_name}, {f::kind, std::string(kindName(kind))}},
         std::nullopt,
         true});
}

Result<void> ListImport::eachRow(const ImportProgress& progress, const CancelToken& cancel,
                                 const std::function<Result<void>(std::size_t)>& step) {
    const auto total = static_cast<std::int64_t>(table_.rows());
    for (std::size_t index = 0; index < table_.rows(); ++index) {
        if (index % rows_a_step == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::cancelled);
            if (progress)
                progress(static_cast<std::int64_t>(index), total);
        }
        PEYVAND_TRY(step(index));
        ++report_.read;
        if (database().failure())
            return transaction_.commit(); // rolls back and tells the failure
    }
    if (cancel.isCancelled())
        return fail(ErrorCode::cancelled);
    if (progress)
        progress(total, total);
    return {};
}

Origin ListImport::originOf(std::string_view normalised_text, std::int64_t row) {
    Origin origin{report_.list, {}, 0, row};
    const auto hash = LabelledHash("import row").variable(bytesOf(normalised_text)).digest<32>();
    std::copy_n(hash.begin(), origin.fingerprint.size(), origin.fingerprint.begin());
    origin.place = places_[origin.fingerprint]++;
    return origin;
}

bool ListImport::isKnown(const Origin& origin) {
    if (!is_known_)
        return false;
    auto row = database().prepare(
        "SELECT 1 FROM import_row WHERE list = ? AND fingerprint = ? AND place = ?");
    row.bind(origin.list).bind(origin.fingerprint).bind(origin.place);
    return row.step();
}

std::vector<RecordId> ListImport::elsewhere(const Origin& origin) {
    std::vector<RecordId> records;
    if (!others_are_known_)
        return records;
    auto rows = database().prepare("SELECT record FROM import_row WHERE fingerprint = ?"
                                   " AND place = ? AND list <> ? ORDER BY record");
    rows.bind(origin.fingerprint).bind(origin.place).bind(origin.list);
    while (rows.step())
        records.push_back(rows.id<RecordId>(0));
    return records;
}

std::string ListImport::keyOf(const Origin& origin) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string key;
    for (const std::uint8_t byte : origin.fingerprint) {
        key += digits[byte >> 4U];
        key += digits[byte & 15U];
    }
    return key + "-" + std::to_string(origin.place);
}

const RowDecision* ListImport::decisionFor(const std::string& key) const {
    const auto found = decisions_.find(key);
    return found == decisions_.end() ? nullptr : found->second;
}

void ListImport::reject(std::size_t index, RowError rejection) {
    ++report_.rejected;
    rejected_.push_back(index);
    report_.rejected_rows.push_back(std::move(rejection));
}

Result<void> ListImport::writeRejects() {
    if (request_.rejects_path.empty())
        return {};
    const Words& words = Words::of(request_.language);
    CsvWriter writer;
    std::vector<std::string> headings = table_.headings();
    headings.push_back(words.text("import.rejected_heading.reason"));
    const std::size_t columns = headings.size();
    writer.addRow(headings);
    for (std::size_t i = 0; i < rejected_.size(); ++i) {
        std::vector<std::string> cells = typedCells(table_, rejected_[i]);
        // Cells beyond the last heading would push the reason out of its column.
        cells.resize(std::max(columns - 1, cells.size()));
        cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(columns - 1),
                     text::stripIsolates(words.sentence(report_.rejected_rows[i].error)));
        writer.addRow(cells);
    }
    return opened_.platform().files.replace(request_.rejects_path, bytesOf(writer.text()));
}

Result<void> ListImport::writeUnsure() {
    if (request_.unsure_path.empty())
        return {};
    PEYVAND_LET(const std::string text,
                unsureText(opened_, report_.unsure_rows, Words::of(request_.language)));
    return opened_.platform().files.replace(request_.unsure_path, bytesOf(text));
}

Result<ImportReport> ListImport::finish() {
    if (!request_.dry_run && !database().failure())
        PEYVAND_TRY(
            opened_.audit().write(AuditDeed::import, report_.list, {}, {"list", report_.created}));
    PEYVAND_TRY(database().takeFailure());
    PEYVAND_TRY(writeRejects());
    PEYVAND_TRY(writeUnsure());
    if (!request_.dry_run)
        PEYVAND_TRY(transaction_.commit());
    return std::move(report_);
}

} // namespace peyvand::exchange
