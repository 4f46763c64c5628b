// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The papers of a file: which are asked (core/record/checklist.def), what is missing, and their
// scans. A scan stands in its entry only, under the key of the person or household, so that the
// tables stay small and erasing the person destroys it.
// Errors: scan_format (not a JPEG, PNG or PDF), scan_too_large (count, in KiB), scan_too_many
// (count), scan_damaged, record_unknown, beneficiary_unknown, and the store's.

#include "core/register/records.h"

namespace peyvand {

inline constexpr std::size_t most_scan_bytes = std::size_t{700} * 1024;
inline constexpr int most_scans_of_a_document = 20;

enum class PaperGap : std::uint8_t { missing, expired };

struct MissingPaper {
    /// Code of the list document_kind.
    std::string kind{};
    PaperGap gap{};
    /// Of an expired one.
    std::optional<CivilDate> until{};
};

/// «پروندهٔ ناقص»: what a person's file is asked for and has not got on that day. A paper of the
/// household counts for its head.
Result<std::vector<MissingPaper>> missingPapers(Register& opened, const BeneficiaryId& person,
                                                CivilDate day);
/// How many of the files in force that were opened last (at most 300) miss something.
Result<std::int64_t> countIncompleteFiles(Register& opened, CivilDate day);

enum class ScanFormat : std::uint8_t { none, jpeg, png, pdf };
/// By its content, never by its name.
ScanFormat scanFormat(ByteView bytes);

struct ScanRow {
    RecordId id{};
    RecordId document{};
    std::string name{};
    std::int64_t size_bytes = 0;
    std::int64_t page = 0;
    std::int64_t made_ms = 0;
};

class Scans {
  public:
    explicit Scans(Register& opened) : register_(opened) {}

    Result<RecordId> add(const RecordId& document, std::string_view name, ByteView bytes);
    /// In the order of their pages.
    Result<std::vector<ScanRow>> ofDocument(const RecordId& document);
    /// The bytes, compared with their digest; noted in the audit log as an export.
    Result<Bytes> content(const RecordId& scan);

  private:
    Register& register_;
};

} // namespace peyvand
