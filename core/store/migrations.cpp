// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "resources/migrations.h"

#include <array>

namespace peyvand {
namespace {
using Step = std::string_view (*)();
constexpr std::array<Step, 4> steps{
    &resource::migrations::_0001_sql, &resource::migrations::_0002_sql,
    &resource::migrations::_0003_sql, &resource::migrations::_0004_sql};
} // namespace

int newestSchema() { return static_cast<int>(steps.size()); }

std::string_view migrationSql(int number) { return steps[static_cast<std::size_t>(number - 1)](); }

} // namespace peyvand
