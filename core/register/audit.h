// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The local log of who did what at which desk (decision 12 of the architecture): record ids and
// keyed hashes only, each row's hash covering the one before. If it cannot be written, nothing is
// shown. How far it had come is also kept in the file "audit" beside the database, at closing: rows
// cut off its end show, unless whoever cut them holds the register key and renews that file too.
// Errors: audit_failed, audit_damaged, audit_cut (argument "row").

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
    user_change = 10,
    key_change = 11,
    /// Founding, inviting, joining, admitting, decisions of the council.
    network = 12,
    erase = 20,
    backup = 21,
    /// The register goes on from a backup, or from an older file that somebody put in its place.
    restore = 22,
    replaced = 23,
};

/// As the words (audit.enquiry) and the console have it; empty when unknown.
std::string_view auditDeedName(AuditDeed deed);
std::optional<AuditDeed> auditDeedFromName(std::string_view name);

/// Further columns of a row.
struct AuditNote {
    /// Code of a closed list ("illness", "list", …), never free text.
    std::string_view reason{};
    std::optional<std::int64_t> count{};
};

struct AuditRow {
    std::int64_t number = 0;
    std::int64_t time_ms = 0;
    std::string user{};
    AuditDeed deed{};
    std::optional<RecordId> record{};
    /// The first bytes of the desk's node key, in hex; empty in rows of the first schema.
    std::string desk{};
    std::string reason{};
    std::optional<std::int64_t> count{};
};

/// Everything that is set must fit.
struct AuditRequest {
    std::string user{};
    std::optional<AuditDeed> deed{};
    std::optional<RecordId> record{};
    /// What somebody typed in an enquiry or a search; found by its keyed hash, or as record.
    std::string typed{};
    std::optional<std::int64_t> from_ms{};
    /// Before this time.
    std::optional<std::int64_t> to_ms{};
    int limit = 100;
};

class AuditLog {
  public:
    explicit AuditLog(Vault& vault) : vault_(vault) {}

    /// Durable when it returns, or part of the transaction that is open. typed is kept as a keyed
    /// hash only.
    Result<void> write(AuditDeed deed, const std::optional<RecordId>& record,
                       std::string_view typed = {}, const AuditNote& note = {});
    /// Walks the whole chain; the number of rows.
    Result<std::int64_t> verify();
    /// The newest rows first.
    Result<std::vector<AuditRow>> list(const AuditRequest& request);
    Result<std::vector<AuditRow>> newest(int count);

    void setDesk(ByteView node_key) { desk_.assign(node_key.begin(), node_key.begin() + 8); }
    /// Keeps how far the log is beside the database; never over a head that shows a cut.
    Result<void> keepHead();
    /// An older copy of the register was noticed, and a row says so: the kept head begins anew.
    Result<void> beginHeadAnew() { return writeHead(); }
    /// From now on a log without its kept head is one that was cut.
    Result<void> beginHead();

  private:
    /// audit_cut when the kept head is not in the log.
    Result<void> checkHead();
    ByteArray<16> keyedTyped(std::string_view typed) const;
    Result<void> writeHead();
    bool wasKept();
    Vault& vault_;
    Bytes desk_{};
};

} // namespace peyvand
