// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list of numbers to enquire about: the column of codes of any list, or a bare column of codes
// without a heading.

#include "core/exchange/people_list.h"

namespace peyvand::exchange {

struct IdentityListRow {
    std::int64_t line = 0;
    std::string typed{};
    ReadIdentity read{};
};

/// Rows without a code are left out; a row with two codes gives two entries. Errors as Table's.
Result<std::vector<IdentityListRow>> readIdentityList(ByteView bytes, const HeadingMap& map = {});
Result<std::vector<IdentityListRow>> readIdentityListFile(Files& files, const Path& path,
                                                          const HeadingMap& map = {});

} // namespace peyvand::exchange
