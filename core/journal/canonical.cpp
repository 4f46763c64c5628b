// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

namespace peyvand {
namespace {

// Every canonical table with its columns that do not depend on the desk, in key order.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): long statements go over several lines.
constexpr std::string_view canonical_rows[] = {
    "SELECT 'beneficiary', id, given_name, family_name, father_name, birth_day, birth_year, sex,"
    " phones, province, city, address, postal_code, file_number, confidential, discreet"
    " FROM beneficiary ORDER BY id",
    "SELECT 'identity', id, beneficiary, kind, number, issuing_state, typed, confirmed, proposed,"
    " removed FROM identity ORDER BY id",
    "SELECT 'household', id, name, confidential FROM household ORDER BY id",
    "SELECT 'member', id, household, beneficiary, relation, head, joined_day, left_day"
    " FROM member ORDER BY id",
    "SELECT 'aid', id, beneficiary, household, unit, category, item, amount_rial, day, state,"
    " hold_until, source, reason, note, void_reason FROM aid ORDER BY id",
    "SELECT 'rule', id, body FROM rule ORDER BY id",
    "SELECT 'user', id, name, role, closed FROM user_account ORDER BY id",
    "SELECT 'import_list', id, name, kind FROM import_list ORDER BY id",
    "SELECT 'import_row', list, fingerprint, place, row, record FROM import_row"
    " ORDER BY list, fingerprint, place, record",
    "SELECT 'conflict', record, record_type, field FROM conflict ORDER BY record, record_type, "
    "field",
    "SELECT 'claim', id, charity, tag, generation, revision, withdrawn, drop_after, frame"
    " FROM claim ORDER BY id, charity",
    "SELECT 'direct_fact', id, charity, partner, type, about, person, stamp, node, version,"
    " withdrawn, body FROM direct_fact ORDER BY id, charity, partner, type",
};
// NOLINTEND(bugprone-suspicious-missing-comma)

// The tables of core/record are canonical with all their columns.
std::vector<std::string> recordRows(Database& database) {
    std::vector<std::string> statements;
    auto tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                   " AND name GLOB 'record_*' ORDER BY name");
    while (tables.step()) {
        const std::string name = tables.string(0);
        std::string statement = "SELECT '";
        statement.append(name).append("', * FROM ").append(name).append(" ORDER BY id");
        statements.push_back(std::move(statement));
    }
    return statements;
}

void hashRows(Database& database, std::string_view sql, Sha256& hash) {
    auto rows = database.prepare(sql);
    while (rows.step())
        for (int column = 0; column < rows.columns(); ++column) {
            const ByteView value = rows.blob(column);
            std::uint8_t head[5] = {static_cast<std::uint8_t>(rows.isNull(column) ? 0 : 1)};
            for (std::size_t i = 0; i < 4; ++i)
                head[i + 1] = static_cast<std::uint8_t>(value.size() >> (8 * i));
            hash.update(head).update(value);
        }
}

} // namespace

Result<Digest> canonicalHash(Database& database) {
    Sha256 hash;
    hash.reset();
    for (const std::string_view sql : canonical_rows)
        hashRows(database, sql, hash);
    for (const std::string& sql : recordRows(database))
        hashRows(database, sql, hash);
    return database.checked(hash.finish());
}

Result<std::vector<std::pair<std::string, Digest>>> canonicalHashes(Database& database) {
    std::vector<std::string> statements(std::begin(canonical_rows), std::end(canonical_rows));
    for (auto& sql : recordRows(database))
        statements.push_back(std::move(sql));
    std::vector<std::pair<std::string, Digest>> hashes;
    for (const std::string& sql : statements) {
        Sha256 hash;
        hash.reset();
        hashRows(database, sql, hash);
        // "SELECT 'name', …"
        const std::size_t begin = sql.find('\'') + 1;
        hashes.emplace_back(sql.substr(begin, sql.find('\'', begin) - begin), hash.finish());
    }
    return database.checked(std::move(hashes));
}

} // namespace peyvand
