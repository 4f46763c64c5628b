// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers of letters and orders: "1405/417/12" is the year, the desk and the desk's own count in
// that year, so that desks that have not met give different numbers. The desk's three digits come
// from its node key; two desks of one office with the same three are told by aid_findings.h.
// Called inside the transaction that uses the number: what is rolled back gives it back.

#include "core/register/register.h"

namespace peyvand {

/// what names the counter ("letter", "order").
Result<std::string> nextOfficeNumber(Register& opened, std::string_view what, CivilDate day);

} // namespace peyvand
