// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fields that two desks wrote without knowing of each other. Nothing is lost: the latest is shown,
// the others wait here until a person chooses. A choice is a change like any other and names all
// versions it saw; choosing another one later takes it back, and the history keeps all of them.
// What the user may not see is not listed.
// Errors: conflict_unknown, not_permitted (role), and the store's.

#include "core/register/records.h"

namespace peyvand {

struct ConflictVersion {
    Value value{};
    std::int64_t time_ms = 0;
    /// The desk (its node key) and the user's record, where the entry names one.
    ByteArray<32> node{};
    std::optional<RecordId> author{};
};

struct Conflict {
    RecordType type{};
    RecordId record{};
    std::optional<RecordId> subject{};
    FieldNumber field = 0;
    /// Distinct values, the one that is shown now first.
    std::vector<ConflictVersion> versions{};
};

class Conflicts {
  public:
    explicit Conflicts(Register& opened) : register_(opened) {}

    Result<std::int64_t> count();
    /// In the order of kind and record; at most 500.
    Result<std::vector<Conflict>> page(std::int64_t offset, int count);
    Result<Conflict> conflict(RecordType type, const RecordId& record, FieldNumber field);
    /// Keeps one version, by its place from 0 in the list.
    Result<void> resolve(const Conflict& conflict, std::size_t version);

  private:
    Register& register_;
};

} // namespace peyvand
