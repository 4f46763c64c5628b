// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Aid as a household's own file shows it. Errors: the store's.

#include "core/register/aid_book.h"

namespace peyvand {

/// What was given to the household, whoever of it took it; the latest first, voided ones included.
Result<std::vector<Aid>> aidOfHousehold(Register& opened, const HouseholdId& household);

} // namespace peyvand
