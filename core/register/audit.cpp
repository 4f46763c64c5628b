// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/audit.h"

#include "core/crypto/hash.h"

namespace peyvand {
namespace {

struct AuditFields {
    std::int64_t time_ms;
    std::string_view user;
    std::int64_t deed;
    ByteView record;
    ByteView keyed;
};

ByteArray<32> chainHash(ByteView before, const AuditFields& fields) {
    return LabelledHash("audit row")
        .variable(before)
        .u64(static_cast<std::uint64_t>(fields.time_ms))
        .variable(bytesOf(fields.user))
        .u64(static_cast<std::uint64_t>(fields.deed))
        .variable(fields.record)
        .variable(fields.keyed)
        .digest<32>();
}

ByteArray<32> hashFrom(ByteView bytes) {
    ByteArray<32> hash{};
    if (bytes.size() == hash.size())
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace

Result<void> AuditLog::write(AuditDeed deed, const std::optional<RecordId>& record,
                             std::string_view typed) {
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
        keyed = vault_.keyedHash("typed", bytesOf(typed));
    const AuditFields fields{
        vault_.platform().clock.unixMs(), vault_.user(), static_cast<std::int64_t>(deed),
        record ? ByteView(record->bytes) : ByteView(), keyed ? ByteView(*keyed) : ByteView()};
    const auto hash = chainHash(before, fields);
    database
        .prepare("INSERT INTO audit (time_ms, user, deed, record, keyed, hash)"
                 " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(fields.time_ms)
        .bind(fields.user)
        .bind(fields.deed)
        .bind(record)
        .bind(keyed)
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
    std::int64_t count = 0;
    auto rows = vault_.database().prepare("SELECT number, time_ms, user, deed, record, keyed, hash"
                                          " FROM audit ORDER BY number");
    while (rows.step()) {
        ++count;
        const AuditFields fields{rows.integer(1), rows.text(2), rows.integer(3), rows.blob(4),
                                 rows.blob(5)};
        const auto hash = chainHash(before, fields);
        if (rows.integer(0) != count || hash != hashFrom(rows.blob(6)))
            return fail(ErrorCode::audit_damaged, "row", std::to_string(count));
        before = hash;
    }
    return vault_.database().checked(count);
}

Result<std::vector<AuditRow>> AuditLog::newest(int count) {
    std::vector<AuditRow> newest;
    auto rows = vault_.database().prepare("SELECT number, time_ms, user, deed, record FROM audit"
                                          " ORDER BY number DESC LIMIT ?");
    rows.bind(count);
    while (rows.step())
        newest.push_back({rows.integer(0), rows.integer(1), rows.string(2),
                          static_cast<AuditDeed>(rows.integer(3)), rows.idOrNone<RecordId>(4)});
    return vault_.database().checked(std::move(newest));
}

} // namespace peyvand
