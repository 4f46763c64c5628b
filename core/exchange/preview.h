// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an import would read, before anything is written: which sheet and heading row, what each
// column is taken for and how sure that is, and the first rows as typed values. The list of
// columns is what window and console show and let be changed. Pure but for the saved mappings.
// Errors: those of readTable.

#include "core/exchange/import.h"

namespace peyvand::exchange {

enum class Confidence : std::uint8_t {
    none,   // not taken over
    guess,  // most of its cells do not read as that
    likely, // the heading fits without its additions
    sure,   // the heading as it is known, or by the mapping
};
std::string_view confidenceName(Confidence confidence);

struct ColumnGuess {
    std::size_t column = 0;
    std::string heading{};
    std::optional<Field> field{};
    Confidence confidence = Confidence::none;
    /// Of the rows looked at.
    std::int64_t filled = 0;
    std::int64_t unreadable = 0;
    /// The first different cells, at most 3.
    std::vector<std::string> samples{};
};

struct PreviewRow {
    std::int64_t row = 0;
    std::int64_t line = 0;
    /// Names of fields and what was read for them, machine-readable as in exports.
    std::vector<std::pair<std::string, std::string>> values{};
    std::vector<Error> problems{};
    std::vector<Error> doubts{};
    std::optional<Error> rejection{};
};

struct ListPreview {
    std::string sheet{};
    /// 0 without a heading.
    std::int64_t heading_line = 0;
    std::int64_t rows = 0;
    std::string fingerprint{};
    /// The saved mapping that was recognised.
    std::string mapping{};
    std::vector<ColumnGuess> columns{};
    std::vector<PreviewRow> first_rows{};
    std::vector<SkippedLine> skipped{};
};

/// How many rows are looked at for the confidence.
inline constexpr std::size_t preview_sample_rows = 200;
Result<ListPreview> previewList(Register& opened, const ImportRequest& request, ListKind kind,
                                std::size_t row_count);

} // namespace peyvand::exchange
