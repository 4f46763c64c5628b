// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The register key, wrapped once for each user's password and once for a printed recovery code
// ("Password slot" of docs/formats.md). Slow calls (stretching): openSlot, makeSlot, calibrate.

#include "core/base/id.h"
#include "core/crypto/seal.h"
#include "core/crypto/stretch.h"
#include "core/platform/clock.h"

namespace peyvand {

using RegisterId = Id<struct RegisterTag>;
using SlotId = Id<struct SlotTag>;
using RegisterKey = Secret<32>;

enum class SlotKind : std::uint8_t { password = 1, recovery = 2 };

struct PasswordSlot {
    SlotId id{};
    SlotKind kind = SlotKind::password;
    StretchCost cost{};
    ByteArray<16> salt{};
    Nonce nonce{};
    ByteArray<48> sealed_key{};
    friend bool operator==(const PasswordSlot&, const PasswordSlot&) = default;
};

inline constexpr std::size_t password_slot_bytes = 108;
inline constexpr std::size_t max_password_slots = 256;
/// What users' registers get at least; tests and the demo may go down to cheapest_cost.
inline constexpr StretchCost least_cost{3, 64};
inline constexpr StretchCost cheapest_cost{1, 8};
/// Slots that ask for more are refused on reading, so that a planted file cannot freeze a desk.
inline constexpr StretchCost greatest_cost{16, 1024};

/// NFKC, ASCII digits, Persian ی and ک: the same secret from every keyboard layout.
/// text_not_utf8, text_too_long (over 1,024 bytes).
Result<SecretText> normalisePassword(const SecretText& password);

/// The cost that takes about one second here, between least_cost and 1 GiB.
StretchCost calibrate(const Clock& clock);

/// password_missing when it is empty after normalisation.
Result<PasswordSlot> makeSlot(const RegisterId& register_id, SlotId id, SlotKind kind,
                              const SecretText& password, const RegisterKey& key, StretchCost cost,
                              RandomSource& random);
/// password_wrong or, for a recovery slot, recovery_code_wrong; a changed slot says the same.
Result<RegisterKey> openSlot(const RegisterId& register_id, const PasswordSlot& slot,
                             const SecretText& password);

/// The content of the file `keys`.
struct SlotList {
    RegisterId register_id{};
    std::vector<PasswordSlot> entries{};
    friend bool operator==(const SlotList&, const SlotList&) = default;
};
Bytes encodeSlotList(const SlotList& list);
/// register_keys_damaged for anything that encodeSlotList does not write.
Result<SlotList> decodeSlotList(ByteView bytes);
/// Kept inside the database, so that a rolled-back file shows; also the file's last 32 bytes.
ByteArray<32> slotListHash(ByteView encoded);

/// 40 random digits in eight groups of five, each followed by its check digit: 48 digits with
/// hyphens between the groups.
SecretText makeRecoveryCode(RandomSource& random);
/// The 40 digits behind a typed code: Persian, Arabic and ASCII digits, spaces and hyphens are
/// taken; recovery_code_wrong with the argument "group" (1–8) of the first that does not check,
/// 0 when the number of digits is wrong. makeSlot and openSlot call it for recovery slots.
Result<SecretText> readRecoveryCode(const SecretText& typed);

} // namespace peyvand
