// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The queue of aid whose claims must be made anew (local table claim_due); the claims worker of
// sync empties it. Called inside the transaction of the change that makes them due.

#include "core/store/database.h"

namespace peyvand {

/// What this desk changed is claimed anew. Of what another desk wrote, or what may be claimed
/// already, only the missing is claimed; either way what is no longer wanted is withdrawn.
enum class ClaimDue : std::uint8_t { changed = 0, arrived = 1 };

/// One aid.
void markClaimDue(Database& database, const AidId& aid, ClaimDue due = ClaimDue::changed);
/// All aid of a person and of the households the person lives in.
void markClaimsDue(Database& database, const BeneficiaryId& person,
                   ClaimDue due = ClaimDue::changed);
/// All aid of a person or household, and of everyone who lives in it: consent, marks.
void markSubjectClaimsDue(Database& database, const RecordId& subject,
                          ClaimDue due = ClaimDue::changed);
/// All aid of this charity since a day: founding or joining a network, a new veil generation.
void markAllClaimsDue(Database& database, std::int64_t since_day, ClaimDue due);
/// Before a person or household is erased: whichever desk claimed what, the claims that lead to
/// them are withdrawn although no row will tell of them any more.
void markLostClaims(Database& database, const RecordId& subject);

} // namespace peyvand
