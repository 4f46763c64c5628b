// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a claim says, and its 128 padded bytes (docs/formats-claims.md, "Claim plaintext"). One
// size for all, so that a length tells nothing.

#include "core/base/civil_date.h"
#include "core/base/id.h"
#include "core/rules/rule.h"

namespace peyvand {

inline constexpr std::size_t claim_plaintext_bytes = 128;
/// Longer items are cut at a character's border, the same everywhere, so that equal stay equal.
inline constexpr std::size_t claim_item_limit_bytes = 96;

struct ClaimContent {
    /// Category::number.
    std::uint16_t category = 0;
    std::string item{};
    HelpUnit unit = HelpUnit::person;
    HijriMonth month{};
    /// Only where an agreement allows the day; month is then the day's.
    std::optional<CivilDate> day{};
    /// Amount band of the charter; 0 is "not told".
    std::uint8_t band = 0;
    AidState state = AidState::given;
    /// End of a hold, or of the period of regular aid.
    std::optional<CivilDate> hold_until{};
    /// Whom to call; null when nobody is named.
    RecordId contact{};
    friend bool operator==(const ClaimContent&, const ClaimContent&) = default;
};

ByteArray<claim_plaintext_bytes> encodeClaimContent(const ClaimContent& content);
/// claim_malformed for wrong padding, unknown unit or state, impossible month. Bytes behind the
/// item that a later version adds are skipped.
Result<ClaimContent> decodeClaimContent(ByteView padded);

} // namespace peyvand
