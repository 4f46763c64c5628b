// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The state of one record, folded from all entries that speak of it. Pure: the same set of entries
// gives the same state in any order and with any repetition.
//   field   its heads are the versions that no known version names as seen; shown is the head with
//           the greatest (stamp, node, version); heads with different values are a conflict
//   fact    shown as its earliest entry says it; void once any entry voids it
//   erase   wins over everything

#include "core/journal/change.h"

namespace peyvand {

struct FoldedField {
    FieldNumber field = 0;
    Value value{};
    std::vector<VersionId> heads{};
    bool conflict = false;
};

struct FoldedRecord {
    RecordType kind = RecordType::beneficiary;
    std::optional<RecordId> subject{};
    /// Of the earliest readable entry: when, by that desk's clock, at which desk and by which user.
    std::uint64_t made_ms = 0;
    ByteArray<32> node{};
    std::optional<RecordId> author{};
    /// Something readable says that it is there.
    bool exists = false;
    bool erased = false;
    bool voided = false;
    /// By field number; those of a fact, or the shown heads of a record.
    std::vector<FoldedField> fields{};
    /// What the earliest void said.
    std::vector<FieldValue> void_fields{};
    std::vector<Origin> origins{};

    /// Null when the field was never set.
    const Value* value(FieldNumber field) const;
    std::string text(FieldNumber field) const;
    std::optional<std::int64_t> integer(FieldNumber field) const;
    std::int64_t integerOr(FieldNumber field, std::int64_t otherwise) const;
    Bytes bytes(FieldNumber field) const;
};

FoldedRecord fold(std::vector<StampedChange> changes);
/// The same for a record that has one entry; no sorting, no copies.
FoldedRecord foldOne(StampedChange change);

} // namespace peyvand
