// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_import.h"

#include "core/crypto/hash.h"
#include "core/exchange/csv.h"
#include "core/exchange/people_list.h"
#include "core/register/fields.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

constexpr std::size_t rows_a_step = 200;
constexpr std::size_t name_limit_bytes = 400;

std::string_view kindName(ListKind kind) { return kind == ListKind::people ? "people" : "aid"; }

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

RecordId importListId(ListKind kind, std::string_view name) {
    std::string key = text::searchKey(name);
    if (key.empty())
        key = name;
    return RecordId{LabelledHash("import list")
                        .variable(bytesOf(kindName(kind)))
                        .variable(bytesOf(key))
                        .digest<16>()};
}

bool ImportReport::needsPerson() const {
    const bool waits = std::any_of(proposals.begin(), proposals.end(),
                                   [](const auto& proposal) { return !proposal.accepted; });
    return rejected > 0 || !differences.empty() || !problems.empty() || waits;
}

Result<Table> readRequested(Register& opened, const ImportRequest& request, ListKind kind) {
    if (request.bytes)
        return readTable(*request.bytes, kind, request.map);
    return readTableFile(opened.platform().files, request.path, kind, request.map);
}

std::size_t ListImport::FingerprintHash::operator()(const ByteArray<16>& fingerprint) const {
    std::size_t value = 0;
    std::memcpy(&value, fingerprint.data(), sizeof value);
    return value;
}

ListImport::ListImport(Register& opened, const ImportRequest& request, ListKind kind,
                       const Table& table)
    : opened_(opened), request_(request), table_(table), transaction_(opened.journal()) {
    report_.list_name = listName(request);
    report_.list = importListId(kind, report_.list_name);
    report_.skipped = table.skipped();
    {
        auto row = database().prepare("SELECT 1 FROM import_list WHERE id = ?");
        row.bind(report_.list);
        is_known_ = row.step();
    }
    {
        auto row = database().prepare("SELECT 1 FROM import_list WHERE kind = ? AND id <> ?");
        row.bind(kindName(kind)).bind(report_.list);
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

Result<ImportReport> ListImport::finish() {
    if (!request_.dry_run && !database().failure())
        PEYVAND_TRY(opened_.audit().write(AuditDeed::import, report_.list));
    PEYVAND_TRY(database().takeFailure());
    PEYVAND_TRY(writeRejects());
    if (!request_.dry_run)
        PEYVAND_TRY(transaction_.commit());
    return std::move(report_);
}

} // namespace peyvand::exchange
