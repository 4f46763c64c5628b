// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The file `keys` since users can be removed ("Key file" of docs/formats.md): each password opens a
// box secret of its user, and the register key lies in a box for each. A new register key can so be
// given to everybody without a password, and none of it is known to who held the old one.
// Slow call (stretching): openEntry, makeEntry.

#include "core/crypto/password_slot.h"

namespace peyvand {

using KeyBox = ByteArray<80>;

struct KeyEntry {
    /// Seals the box secret. In a file of 0.1.0 (is_direct) it seals the register key itself.
    PasswordSlot slot{};
    BoxKey box{};
    KeyBox key{};
    /// The charity's root key; zeros for users who are no managers.
    KeyBox root{};

    bool isDirect() const { return box == BoxKey{}; }
    bool holdsRoot() const { return root != KeyBox{}; }
    friend bool operator==(const KeyEntry&, const KeyEntry&) = default;
};

struct KeyFile {
    RegisterId register_id{};
    std::vector<KeyEntry> entries{};

    KeyEntry* find(const SlotId& id);
    const KeyEntry* find(const SlotId& id) const;
    const KeyEntry* find(SlotKind kind) const;
    friend bool operator==(const KeyFile&, const KeyFile&) = default;
};

/// No entry may be direct.
Bytes encodeKeyFile(const KeyFile& file);
/// Also what encodeSlotList wrote; register_keys_damaged for anything else.
Result<KeyFile> decodeKeyFile(ByteView bytes);

/// A new entry with a box of its own, still empty.
Result<KeyEntry> makeEntry(const RegisterId& register_id, SlotId id, SlotKind kind,
                           const SecretText& password, StretchCost cost, RandomSource& random);
/// What a password opens: the box secret, or the key of a direct entry. Errors of openSlot.
Result<Secret<32>> openEntry(const RegisterId& register_id, const KeyEntry& entry,
                             const SecretText& password);

KeyBox putInBox(const BoxKey& box, const Secret<32>& key, RandomSource& random);
/// register_keys_damaged when it is not for this secret.
Result<Secret<32>> takeFromBox(const Secret<32>& box_secret, const KeyBox& box);

} // namespace peyvand
