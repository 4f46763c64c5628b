// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a failing call of SQLite means; to be asked right after it, on its thread. disk_full,
// disk_failed, register_damaged, else store_failed with SQLite's own words.

#include "core/base/error.h"

struct sqlite3;

namespace peyvand {

Error storeErrorOf(sqlite3* handle, int code);

} // namespace peyvand
