// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The seat of the council that lies on paper (docs/keys.md): its key is computed from a code that
// is shown once and stored nowhere. Pure; any thread. Callers wipe by letting go of what they hold.

#include "core/crypto/sign.h"

namespace peyvand {

/// The code for paper, as a recovery code: 40 random digits in eight groups with check digits.
SecretText makeSeatCode(RandomSource& random);
/// The key behind a typed code; any digits, spaces and hyphens are taken. seat_code_wrong, with the
/// argument "group" (1–8) of the first that does not check.
Result<SigningKey> printedSeat(const SecretText& code);

} // namespace peyvand
