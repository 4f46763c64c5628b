// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/key_file.h"

#include "core/crypto/hash.h"
#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::string_view magic = "PVKEYS02";
constexpr std::size_t entry_bytes = password_slot_bytes + 32 + 2 * sizeof(KeyBox);

BoxKey boxOf(const Secret<32>& secret) {
    BoxKey box{};
    if (crypto_scalarmult_base(box.data(), secret.data()) != 0)
        box.fill(0);
    return box;
}

Result<KeyFile> fromSlots(ByteView bytes) {
    PEYVAND_LET(const SlotList list, decodeSlotList(bytes));
    KeyFile file{list.register_id, {}};
    for (const PasswordSlot& slot : list.entries)
        file.entries.push_back({slot, {}, {}, {}});
    return file;
}

} // namespace

const KeyEntry* KeyFile::find(const SlotId& id) const {
    for (const auto& entry : entries)
        if (entry.slot.id == id)
            return &entry;
    return nullptr;
}

KeyEntry* KeyFile::find(const SlotId& id) {
    return const_cast<KeyEntry*>(std::as_const(*this).find(id));
}

const KeyEntry* KeyFile::find(SlotKind kind) const {
    for (const auto& entry : entries)
        if (entry.slot.kind == kind)
            return &entry;
    return nullptr;
}

// Behind the same slots as before, so that their rules are told once.
Bytes encodeKeyFile(const KeyFile& file) {
    SlotList list{file.register_id, {}};
    Writer boxes(file.entries.size() * entry_bytes);
    for (const KeyEntry& entry : file.entries) {
        assert(!entry.isDirect());
        list.entries.push_back(entry.slot);
        boxes.fixed(entry.box).fixed(entry.key).fixed(entry.root);
    }
    Writer out(64 + file.entries.size() * entry_bytes);
    out.fixed(bytesOf(magic)).variable(encodeSlotList(list)).fixed(boxes.bytes());
    out.fixed(sha256(out.bytes()));
    return out.take();
}

Result<KeyFile> decodeKeyFile(ByteView bytes) {
    const auto damaged = fail(ErrorCode::register_keys_damaged);
    if (bytes.size() < 64 || textOf(bytes.first(magic.size())) != magic)
        return fromSlots(bytes);
    if (slotListHash(bytes) != Reader(bytes.last(32)).fixed<32>())
        return damaged;
    Reader in(bytes.first(bytes.size() - 32));
    (void)in.view(magic.size());
    const ByteView slots = in.variable(max_password_slots * password_slot_bytes + 64);
    if (!in.ok())
        return damaged;
    PEYVAND_LET(KeyFile file, fromSlots(slots));
    for (KeyEntry& entry : file.entries) {
        entry.box = in.fixed<32>();
        entry.key = in.fixed<sizeof(KeyBox)>();
        entry.root = in.fixed<sizeof(KeyBox)>();
        if (entry.isDirect())
            return damaged;
    }
    return in.atEnd() ? Result<KeyFile>(std::move(file)) : damaged;
}

Result<KeyEntry> makeEntry(const RegisterId& register_id, SlotId id, SlotKind kind,
                           const SecretText& password, StretchCost cost, RandomSource& random) {
    Secret<32> secret;
    random.fill({secret.data(), secret.size()});
    PEYVAND_LET(auto slot, makeSlot(register_id, id, kind, password, secret, cost, random));
    return KeyEntry{slot, boxOf(secret), {}, {}};
}

Result<Secret<32>> openEntry(const RegisterId& register_id, const KeyEntry& entry,
                             const SecretText& password) {
    PEYVAND_LET(auto secret, openSlot(register_id, entry.slot, password));
    // A box that somebody put in its place would be given the next register key.
    if (!entry.isDirect() && boxOf(secret) != entry.box)
        return fail(ErrorCode::register_keys_damaged);
    return secret;
}

KeyBox putInBox(const BoxKey& box, const Secret<32>& key, RandomSource& random) {
    const Bytes sealed = sealBox(box, key.view(), random);
    KeyBox out{};
    if (sealed.size() == out.size())
        std::copy(sealed.begin(), sealed.end(), out.begin());
    return out;
}

Result<Secret<32>> takeFromBox(const Secret<32>& box_secret, const KeyBox& box) {
    auto opened = openBox(boxOf(box_secret), box_secret, box);
    if (!opened || opened->size() != 32)
        return fail(ErrorCode::register_keys_damaged);
    auto key = Secret<32>::from(*opened);
    sodium_memzero(opened->data(), opened->size());
    return key;
}

} // namespace peyvand
