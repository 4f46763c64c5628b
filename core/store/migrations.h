// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbered steps of the schema (core/store/migrations/NNNN.sql), compiled in.

#include <string_view>

namespace peyvand {

int newestSchema();
/// The step that leads from number-1 to number; number is 1 … newestSchema().
std::string_view migrationSql(int number);

} // namespace peyvand
