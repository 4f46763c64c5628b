// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes the tables record_<kind> from folded records: one row a record, a value of another form
// than its field's as NULL, because whoever wrote the entry is not ours to trust. A voided fact
// keeps its row and says why; an erased record has none.

#include "core/journal/journal.h"

namespace peyvand {

/// For all kinds that have no table of their own shape.
void installRecordProjections(Journal& journal);
/// The projection of one such kind, for those that do more as well.
void writeRecord(Database& database, const Projected& projected);
/// The further fields of a record whose first ones are held elsewhere (beneficiary, aid, …): a row
/// only if there are any.
void writeFurtherFields(Database& database, const Projected& projected);

} // namespace peyvand
