// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Claims that say the same of one help are shown and counted once: a person with two numbers has
// each aid claimed under both. Pure; any thread.

#include "sync/enquiry/answer.h"

namespace peyvand {

/// Adds what is not there yet, as often as the one number shows it that shows it most often.
void mergeClaims(std::vector<ClaimSeen>& into, const std::vector<ClaimSeen>& more);

} // namespace peyvand
