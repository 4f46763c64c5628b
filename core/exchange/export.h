// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lists out of the register: people, aid, and counts for others to add up (docs/export.md). A file
// is written beside its place, read back, noted in the audit log, and only then given its name: an
// export that failed or was cancelled leaves nothing. Rows are streamed. Nothing is masked; people
// marked confidential, or living in such a household, are left out and counted unless they are
// asked for. One thread, the register's.
// Errors: those of export_table.h and of the store; audit_failed; cancelled.

#include "core/base/executor.h"
#include "core/exchange/export_table.h"
#include "core/register/register.h"

namespace peyvand::exchange {

struct ExportRequest {
    /// FILE.csv (FILE.csv-metadata.json comes beside it) or FILE.xlsx.
    Path path{};
    Overwrite overwrite = Overwrite::no;
    Language language = Language::persian;
    bool byte_order_mark = true;
    std::string licence{};
    bool with_confidential = false;
    /// Of the aid, both days included; not for people.
    std::optional<CivilDate> from{};
    std::optional<CivilDate> to{};
    /// Aid only: holds and voided aid as well; a list that is imported again must not have them.
    bool all_states = false;
};

struct ExportReport {
    std::int64_t rows = 0;
    /// Confidential ones that were left out.
    std::int64_t left_out = 0;
    /// Rows of counts whose figures are too small to be shown.
    std::int64_t suppressed = 0;
    std::vector<Path> paths{};
};

using ExportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

Result<ExportReport> exportPeople(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress = {},
                                  const CancelToken& cancel = {});
Result<ExportReport> exportAid(Register& opened, const ExportRequest& request,
                               const ExportProgress& progress = {}, const CancelToken& cancel = {});
/// What this charity told the network, and what it withdrew; without names and numbers.
Result<ExportReport> exportClaims(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress = {},
                                  const CancelToken& cancel = {});
/// Per Solar Hijri month, category and unit, with HXL hashtags; figures of fewer than five people
/// or households are not told.
Result<ExportReport> exportCounts(Register& opened, const ExportRequest& request,
                                  const ExportProgress& progress = {},
                                  const CancelToken& cancel = {});

/// The fewest people or households that a published figure stands for.
inline constexpr std::int64_t least_told = 5;

} // namespace peyvand::exchange
