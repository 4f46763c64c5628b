// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/export_run.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {
constexpr std::int64_t rows_a_tick = 256;
}

std::int64_t countOf(Database& database, std::string_view sql) {
    auto row = database.prepare(sql);
    return row.step() ? row.integer(0) : 0;
}

Result<ExportRun> ExportRun::begin(Register& opened, const ExportTable& table,
                                   const ExportRequest& request, std::int64_t total,
                                   ExportProgress progress, CancelToken cancel) {
    PEYVAND_TRY(opened.need(Deed::export_));
    ExportRun run(opened, table.id);
    const ExportTarget target{
        request.path,    request.overwrite,    request.language, request.byte_order_mark,
        request.licence, opened.charityName(), opened.today()};
    PEYVAND_LET(run.sink_, beginTable(opened.platform().files, table, target));
    run.progress_ = std::move(progress);
    run.cancel_ = std::move(cancel);
    run.total_ = total;
    return run;
}

Result<void> ExportRun::tick() {
    if (++seen_ % rows_a_tick != 0)
        return {};
    if (cancel_.isCancelled())
        return fail(ErrorCode::cancelled);
    if (progress_)
        progress_(seen_, std::max(seen_, total_));
    return {};
}

Result<void> ExportRun::addRow(const std::vector<std::string>& cells) {
    PEYVAND_TRY(sink_->addRow(cells));
    ++report_.rows;
    return tick();
}

Result<void> ExportRun::leaveOut() {
    ++report_.left_out;
    return tick();
}

Result<ExportReport> ExportRun::finish() {
    // Rows end at a failure of the store: half a list must not get a name.
    PEYVAND_TRY(opened_->database().takeFailure());
    PEYVAND_TRY(sink_->seal());
    if (cancel_.isCancelled())
        return fail(ErrorCode::cancelled);
    PEYVAND_TRY(opened_->audit().write(AuditDeed::export_, std::nullopt, {}, {id_, report_.rows}));
    PEYVAND_TRY(sink_->publish());
    if (progress_)
        progress_(seen_, seen_);
    report_.paths = sink_->paths();
    return std::move(report_);
}

} // namespace peyvand::exchange
