// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/identity_list.h"

namespace peyvand::exchange {

Result<std::vector<IdentityListRow>> readIdentityList(ByteView bytes, const HeadingMap& map) {
    PEYVAND_LET(const Table table, readTable(bytes, ListKind::identities, map));
    std::vector<IdentityListRow> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        for (auto& identity : readIdentities(table, row))
            rows.push_back({table.line(row), std::move(identity.typed), std::move(identity.read)});
    if (rows.empty())
        return fail(ErrorCode::list_empty);
    return rows;
}

Result<std::vector<IdentityListRow>> readIdentityListFile(Files& files, const Path& path,
                                                          const HeadingMap& map) {
    PEYVAND_LET(const Bytes bytes, files.readAll(path, file_limit_bytes));
    return readIdentityList(bytes, map);
}

} // namespace peyvand::exchange
