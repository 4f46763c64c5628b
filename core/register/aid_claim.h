// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the network hears of an aid. Regular aid is one claim for its period; its payments make
// none. Of a loan the network hears only that one is open: no amount, and nothing once it is
// settled.

#include "core/register/register.h"

namespace peyvand {

struct AidClaimView {
    bool wanted = false;
    bool tells_amount = true;
    Rial amount{};
    /// The end of a hold or of the period of regular aid.
    std::optional<CivilDate> until{};
    /// Retention begins here; open help is kept from the end of the present Solar Hijri year, so
    /// that its claim is not sealed again month after month.
    CivilDate kept_from{};
};

Result<AidClaimView> claimViewOf(Register& opened, const Aid& aid);

} // namespace peyvand
