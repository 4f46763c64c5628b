// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The further particulars of an aid: how they stand in an entry and in the table record_aid.
// Within core/register only.

#include "core/register/register.h"

namespace peyvand {

/// Columns of record_aid (as `d`) in the order that readAidDetails takes them.
std::string_view aidDetailColumns();
AidDetails readAidDetails(const Statement& row, int first_column);
/// Those that are set, as fields of an entry.
void addDetailFields(std::vector<FieldValue>& fields, const AidDetails& details);
/// Texts cleaned; every record named is there (record_unknown), the delivery is one of the list.
Result<void> checkDetails(Register& opened, AidDetails& details);

} // namespace peyvand
