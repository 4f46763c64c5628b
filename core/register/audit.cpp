// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/audit.h"

#include "core/crypto/hash.h"
#include "core/crypto/layout.h"
#include "core/identity/identity.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {

constexpr std::uint64_t head_bytes = 8 + 32 + 16;

struct DeedName {
    AuditDeed deed;
    std::string_view name;
};
constexpr DeedName deed_names[] = {
    {AuditDeed::unlock, "unlock"},         {AuditDeed::enquiry, "enquiry"},
    {AuditDeed::file_read, "file_read"},   {AuditDeed::change, "change"},
    {AuditDeed::import, "import"},         {AuditDeed::export_, "export"},
    {AuditDeed::print, "print"},           {AuditDeed::claim_opened, "claim_opened"},
    {AuditDeed::search, "search"},         {AuditDeed::user_change, "user_change"},
    {AuditDeed::key_change, "key_change"}, {AuditDeed::network, "network"},
    {AuditDeed::erase, "erase"},           {AuditDeed::backup, "backup"},
    {AuditDeed::restore, "restore"},       {AuditDeed::replaced, "replaced"},
};

struct AuditFields {
    std::int64_t time_ms;
    std::string_view user;
    std::int64_t deed;
    ByteView record;
    ByteView keyed;
    /// Empty in rows of the first schema, which has no further columns.
    ByteView desk;
    std::string_view reason;
    std::optional<std::int64_t> count;
};

ByteArray<32> chainHash(ByteView before, const AuditFields& fields) {
    LabelledHash hash(fields.desk.empty() ? "audit row" : "audit row 2");
    hash.variable(before)
        .u64(static_cast<std::uint64_t>(fields.time_ms))
        .variable(bytesOf(fields.user))
        .u64(static_cast<std::uint64_t>(fields.deed))
        .variable(fields.record)
        .variable(fields.keyed);
    if (!fields.desk.empty())
        hash.variable(fields.desk)
            .variable(bytesOf(fields.reason))
            .u8(fields.count ? 1 : 0)
            .u64(static_cast<std::uint64_t>(fields.count.value_or(0)));
    return hash.digest<32>();
}

ByteArray<32> hashFrom(ByteView bytes) {
    ByteArray<32> hash{};
    if (bytes.size() == hash.size())
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace

// One number is one number, in whatever digits and with whatever separators it was typed.
ByteArray<16> AuditLog::keyedTyped(std::string_view typed) const {
    const ReadIdentity read = readIdentity(typed);
    const std::string folded = read.identity ? read.identity->number : text::joinedKey(typed);
    return vault_.keyedHash("typed", bytesOf(folded));
}

Result<void> AuditLog::write(AuditDeed deed, const std::optional<RecordId>& record,
                             std::string_view typed, const AuditNote& note) {
    Database& database = vault_.database();
    // What failed before is told as what it was.
    PEYVAND_TRY(database.takeFailure());
    ByteArray<32> before{};
    {
        auto row = database.prepare("SELECT hash FROM audit ORDER BY number DESC LIMIT 1");
        if (row.step())
            before = hashFrom(row.blob(0));
    }
    std::optional<ByteArray<16>> keyed;
    if (!typed.empty())
        keyed = keyedTyped(typed);
    const AuditFields fields{vault_.platform().clock.unixMs(),
                             vault_.user(),
                             static_cast<std::int64_t>(deed),
                             record ? ByteView(record->bytes) : ByteView(),
                             keyed ? ByteView(*keyed) : ByteView(),
                             desk_,
                             note.reason,
                             note.count};
    const auto hash = chainHash(before, fields);
    database
        .prepare("INSERT INTO audit (time_ms, user, deed, record, keyed, desk, reason, count, hash)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(fields.time_ms)
        .bind(fields.user)
        .bind(fields.deed)
        .bind(record)
        .bind(keyed)
        .bind(desk_.empty() ? std::nullopt : std::optional(ByteView(desk_)))
        .bindTextOrNull(note.reason)
        .bind(note.count)
        .bind(hash)
        .run();
    // A damaged or full disk is told as such.
    if (auto written = database.takeFailure(); !written) {
        const bool is_general = written.error().code == ErrorCode::store_failed;
        return is_general ? fail(ErrorCode::audit_failed) : fail(written.error());
    }
    return {};
}

Result<std::int64_t> AuditLog::verify() {
    ByteArray<32> before{};
    std::int64_t number = 0;
    auto rows = vault_.database().prepare("SELECT number, time_ms, user, deed, record, keyed, desk,"
                                          " reason, count, hash FROM audit ORDER BY number");
    while (rows.step()) {
        ++number;
        AuditFields fields{rows.integer(1), rows.text(2), rows.integer(3), rows.blob(4),
                           rows.blob(5),    rows.blob(6), rows.text(7),    std::nullopt};
        if (!rows.isNull(8))
            fields.count = rows.integer(8);
        const auto hash = chainHash(before, fields);
        if (rows.integer(0) != number || hash != hashFrom(rows.blob(9)))
            return fail(ErrorCode::audit_damaged, "row", std::to_string(number));
        before = hash;
    }
    PEYVAND_TRY(vault_.database().takeFailure());
    PEYVAND_TRY(checkHead());
    return number;
}

// Once it was written the file is there.
bool AuditLog::wasKept() {
    auto row = vault_.database().prepare("SELECT 1 FROM secret WHERE name = 'audit_head_kept'");
    return row.step();
}

Result<void> AuditLog::checkHead() {
    const Path path = vault_.folder() / "audit";
    const auto kept = vault_.platform().files.readAll(path, head_bytes);
    if (!kept || kept->size() != head_bytes)
        return wasKept() ? fail(ErrorCode::audit_cut) : Result<void>();
    Reader reader(*kept);
    const auto number = static_cast<std::int64_t>(reader.u64());
    const auto hash = reader.fixed<32>();
    // What this register did not write says nothing, unless its own should be there.
    if (reader.fixed<16>() != vault_.keyedHash("audit head", ByteView(*kept).first(40)))
        return wasKept() ? fail(ErrorCode::audit_cut) : Result<void>();
    auto row = vault_.database().prepare("SELECT 1 FROM audit WHERE number = ? AND hash = ?");
    row.bind(number).bind(hash);
    if (row.step())
        return {};
    PEYVAND_TRY(vault_.database().takeFailure());
    std::int64_t last = 0;
    if (auto rows = vault_.database().prepare("SELECT IFNULL(MAX(number), 0) FROM audit");
        rows.step())
        last = rows.integer(0);
    return fail(ErrorCode::audit_cut, "row", std::to_string(std::min(last, number)));
}

Result<void> AuditLog::keepHead() {
    PEYVAND_TRY(checkHead());
    return writeHead();
}

Result<void> AuditLog::beginHead() {
    if (wasKept())
        return vault_.database().takeFailure();
    PEYVAND_TRY(writeHead());
    vault_.database().execute("INSERT OR IGNORE INTO secret (name, value)"
                              " VALUES ('audit_head_kept', x'00')");
    return vault_.database().takeFailure();
}

Result<void> AuditLog::writeHead() {
    Writer writer(head_bytes);
    {
        auto row = vault_.database().prepare("SELECT number, hash FROM audit"
                                             " ORDER BY number DESC LIMIT 1");
        if (row.step())
            writer.u64(static_cast<std::uint64_t>(row.integer(0))).fixed(hashFrom(row.blob(1)));
    }
    PEYVAND_TRY(vault_.database().takeFailure());
    if (writer.size() == 0)
        return {};
    writer.fixed(vault_.keyedHash("audit head", writer.bytes()));
    return vault_.platform().files.replace(vault_.folder() / "audit", writer.bytes());
}

Result<std::vector<AuditRow>> AuditLog::newest(int count) { return list({.limit = count}); }

Result<std::vector<AuditRow>> AuditLog::list(const AuditRequest& request) {
    std::optional<ByteArray<16>> keyed;
    if (!request.typed.empty())
        keyed = keyedTyped(request.typed);
    const bool any_person = !request.record && !keyed;
    std::vector<AuditRow> found;
    auto rows = vault_.database().prepare(
        "SELECT number, time_ms, user, deed, record, desk, reason, count FROM audit"
        " WHERE (?1 OR record = ?2 OR keyed = ?3) AND (?4 = '' OR user = ?4)"
        " AND (?5 = 0 OR deed = ?5) AND time_ms >= ?6 AND time_ms < ?7"
        " ORDER BY number DESC LIMIT ?8");
    rows.bind(std::int64_t{any_person})
        .bind(request.record)
        .bind(keyed)
        .bind(std::string_view(request.user))
        .bind(static_cast<std::int64_t>(request.deed.value_or(AuditDeed{})))
        .bind(request.from_ms.value_or(INT64_MIN))
        .bind(request.to_ms.value_or(INT64_MAX))
        .bind(std::int64_t{request.limit});
    while (rows.step()) {
        AuditRow row{rows.integer(0),
                     rows.integer(1),
                     rows.string(2),
                     static_cast<AuditDeed>(rows.integer(3)),
                     rows.idOrNone<RecordId>(4),
                     toHex(rows.blob(5)),
                     rows.string(6),
                     std::nullopt};
        if (!rows.isNull(7))
            row.count = rows.integer(7);
        found.push_back(std::move(row));
    }
    return vault_.database().checked(std::move(found));
}

std::string_view auditDeedName(AuditDeed deed) {
    for (const auto& one : deed_names)
        if (one.deed == deed)
            return one.name;
    return {};
}

std::optional<AuditDeed> auditDeedFromName(std::string_view name) {
    for (const auto& one : deed_names)
        if (one.name == name)
            return one.deed;
    return std::nullopt;
}

} // namespace peyvand
