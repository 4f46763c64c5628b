// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The local log of who looked at what (decision 12 of the architecture): record ids and keyed
// hashes only, each row's hash covering the one before. If it cannot be written, nothing is shown.
// Errors: audit_failed, audit_damaged (argument "row").

#include "core/store/vault.h"

namespace peyvand {

enum class AuditDeed : std::uint8_t {
    unlock = 1,
    enquiry = 2,
    file_read = 3,
    change = 4,
    import = 5,
    export_ = 6,
    print = 7,
    claim_opened = 8,
    search = 9,
    erase = 20,
    backup = 21,
    /// The register goes on from a backup, or from an older file that somebody put in its place.
    restore = 22,
    replaced = 23,
};

struct AuditRow {
    std::int64_t number = 0;
    std::int64_t time_ms = 0;
    std::string user{};
    AuditDeed deed{};
    std::optional<RecordId> record{};
};

class AuditLog {
  public:
    explicit AuditLog(Vault& vault) : vault_(vault) {}

    /// Durable when it returns, or part of the transaction that is open. typed is kept as a keyed
    /// hash only.
    Result<void> write(AuditDeed deed, const std::optional<RecordId>& record,
                       std::string_view typed = {});
    /// Walks the whole chain; the number of rows.
    Result<std::int64_t> verify();
    /// The newest rows first.
    Result<std::vector<AuditRow>> newest(int count);

  private:
    Vault& vault_;
};

} // namespace peyvand
