// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Mappings of columns and words that an office keeps under a name: settings of the register that
// every desk has (records of kind office_setting). A list with the same headings is known again.
// One thread, the register's. Errors: the store's; list_map_unknown; name_missing; text_too_long
// for a mapping of more than 10,000 bytes.

#include "core/exchange/table.h"
#include "core/register/register.h"

namespace peyvand::exchange {

struct SavedMap {
    std::string name{};
    ListKind kind = ListKind::people;
    HeadingMap map{};
    /// Table::fingerprint of the list that it was made for; empty is used by its name only.
    std::string fingerprint{};
};

/// Takes the place of one of the same name.
Result<void> saveMap(Register& opened, const SavedMap& map);
/// In the order of their names.
Result<std::vector<SavedMap>> savedMaps(Register& opened);
Result<SavedMap> savedMap(Register& opened, std::string_view name);
Result<void> forgetMap(Register& opened, std::string_view name);
/// The one that was made for a list with these headings, or null.
const SavedMap* recognise(const std::vector<SavedMap>& saved, ListKind kind,
                          const std::vector<Sheet>& sheets);

} // namespace peyvand::exchange
