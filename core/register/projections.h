// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How folded records become rows of the canonical tables and of the search index. The only code
// that writes those tables; called by the journal for local and received entries alike.

#include "core/journal/journal.h"

namespace peyvand {

/// The words under which a person is found (search_index.h).
std::string personSearchWords(const FoldedRecord& person);

/// Tells the journal of every kind of record that the register keeps.
void installRegisterProjections(Journal& journal);

} // namespace peyvand
