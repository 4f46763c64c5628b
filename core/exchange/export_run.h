// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One export from its beginning to its name on the disk; what all lists share. Also for lists that
// other modules make (claims, results of a bulk enquiry).

#include "core/exchange/export.h"
#include "core/register/privacy.h"

namespace peyvand::exchange {

class ExportRun {
  public:
    static Result<ExportRun> begin(Register& opened, const ExportTable& table,
                                   const ExportRequest& request, std::int64_t total,
                                   ExportProgress progress, CancelToken cancel);

    Result<void> addRow(const std::vector<std::string>& cells);
    /// A row that was looked at and left out.
    Result<void> leaveOut();
    ExportReport& report() { return report_; }
    /// Seals the files, writes the audit row, gives them their names.
    Result<ExportReport> finish();

  private:
    ExportRun(Register& opened, std::string_view id) : opened_(&opened), id_(id) {}
    Result<void> tick();

    Register* opened_;
    std::string id_;
    std::unique_ptr<TableSink> sink_{};
    ExportProgress progress_{};
    CancelToken cancel_{};
    ExportReport report_{};
    std::int64_t seen_ = 0;
    std::int64_t total_ = 0;
};

/// The first column of the first row.
std::int64_t countOf(Database& database, std::string_view sql);
} // namespace peyvand::exchange
