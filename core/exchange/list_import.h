// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the imports of people and of aid share: the list's own record, which rows are known, the
// walk over the rows with progress and cancelling, and the end. Within core/exchange only.

#include "core/exchange/import.h"

#include <map>
#include <unordered_map>

namespace peyvand::exchange {

/// One list on its way into the register; the transaction is open as long as this lives.
class ListImport {
  public:
    ListImport(Register& opened, const ImportRequest& request, ListKind kind, const Table& table);

    /// Calls step for every row; stops at a failure of the store.
    Result<void> eachRow(const ImportProgress& progress, const CancelToken& cancel,
                         const std::function<Result<void>(std::size_t)>& step);
    /// Where the next row comes from; rows must be asked for in their order.
    Origin originOf(std::string_view normalised_text, std::int64_t row);
    bool isKnown(const Origin& origin);
    /// The records that the same row led to under another list's name: a copy of a file, or a list
    /// that grew since.
    std::vector<RecordId> elsewhere(const Origin& origin);

    /// The same for a row in words: fingerprint and place.
    static std::string keyOf(const Origin& origin);
    const RowDecision* decisionFor(const std::string& key) const;

    void reject(std::size_t index, RowError rejection);
    void add(Change change) { transaction_.add(FeedScope::office, std::move(change)); }
    /// Rejected rows to their file, the audit row, and the commit.
    Result<ImportReport> finish();

    const ImportRequest& request() const { return request_; }
    Register& opened() { return opened_; }
    Database& database() { return transaction_.database(); }
    ImportReport& report() { return report_; }

  private:
    Result<void> writeRejects();
    Result<void> writeUnsure();

    Register& opened_;
    const ImportRequest& request_;
    const Table& table_;
    JournalTransaction transaction_;
    ImportReport report_{};
    // A list that was never imported has no known rows: nothing is looked up.
    bool is_known_ = false;
    bool others_are_known_ = false;
    struct FingerprintHash {
        std::size_t operator()(const ByteArray<16>& fingerprint) const;
    };
    std::unordered_map<ByteArray<16>, std::int64_t, FingerprintHash> places_{};
    std::vector<std::size_t> rejected_{};
    std::map<std::string, const RowDecision*> decisions_{};
};

/// The kind of a list that was taken back, as its record has it.
inline constexpr std::string_view taken_back_mark = ":taken_back";
std::string_view kindName(ListKind kind);

/// The list by its map, or by the saved mapping that fits; its name then.
struct RequestedTable {
    Table table{};
    std::string mapping{};
};
Result<RequestedTable> readRequested(Register& opened, const ImportRequest& request, ListKind kind);

} // namespace peyvand::exchange
