// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_slot.h"

#include "core/crypto/hash.h"
#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::string_view magic = "PVKEYS01";
static constexpr std::int64_t wanted_ms = 1000;

static void writeHead(Writer& out, const PasswordSlot& slot) {
    out.fixed(slot.id.bytes)
        .u8(static_cast<std::uint8_t>(slot.kind))
        .u8(slot.cost.passes)
        .u16(slot.cost.memory_mib)
        .fixed(slot.salt);
}

static Bytes associatedData(const RegisterId& register_id, const PasswordSlot& slot) {
    Writer out(64);
    out.fixed(register_id.bytes);
    writeHead(out, slot);
    return out.take();
}

static bool isAccepted(StretchCost cost) {
    return cost.passes >= cheapest_cost.passes && cost.passes <= greatest_cost.passes &&
           cost.memory_mib >= cheapest_cost.memory_mib &&
           cost.memory_mib <= greatest_cost.memory_mib;
}

static Result<SealKey> slotKey(const PasswordSlot& slot, const SecretText& password) {
    const bool is_code = slot.kind == SlotKind::recovery;
    PEYVAND_LET(const SecretText text,
                is_code ? readRecoveryCode(password) : normalisePassword(password));
    if (text.empty())
        return fail(ErrorCode::password_missing);
    return stretch(text.bytes(), slot.salt, slot.cost);
}

StretchCost calibrate(const Clock& clock) {
    const std::int64_t start_ms = clock.steadyMs();
    if (!stretch(bytesOf("calibration"), {}, least_cost))
        return least_cost;
    const std::int64_t took_ms = std::max<std::int64_t>(1, clock.steadyMs() - start_ms);
    // Time grows in proportion to memory; whole steps of the least memory are fine enough.
    const std::int64_t steps = wanted_ms / took_ms;
    const std::int64_t memory_mib = std::clamp<std::int64_t>(
        steps * least_cost.memory_mib, least_cost.memory_mib, greatest_cost.memory_mib);
    return {least_cost.passes, static_cast<std::uint16_t>(memory_mib)};
}

Result<PasswordSlot> makeSlot(const RegisterId& register_id, SlotId id, SlotKind kind,
                              const SecretText& password, const RegisterKey& key, StretchCost cost,
                              RandomSource& random) {
    assert(isAccepted(cost));
    PasswordSlot slot{id, kind, cost, random.take<16>(), random.take<24>(), {}};
    PEYVAND_LET(const SealKey slot_key, slotKey(slot, password));
    sealInto(slot.sealed_key, slot_key, slot.nonce, associatedData(register_id, slot), key.view());
    return slot;
}

Result<RegisterKey> openSlot(const RegisterId& register_id, const PasswordSlot& slot,
                             const SecretText& password) {
    if (!isAccepted(slot.cost))
        return fail(ErrorCode::register_keys_damaged);
    PEYVAND_LET(const SealKey slot_key, slotKey(slot, password));
    RegisterKey key;
    if (!openInto({key.data(), key.size()}, slot_key, slot.nonce, associatedData(register_id, slot),
                  slot.sealed_key))
        return fail(slot.kind == SlotKind::recovery ? ErrorCode::recovery_code_wrong
                                                    : ErrorCode::password_wrong);
    return key;
}

Bytes encodeSlotList(const SlotList& list) {
    assert(!list.entries.empty() && list.entries.size() <= max_password_slots);
    Writer out(64 + list.entries.size() * password_slot_bytes);
    out.fixed(bytesOf(magic)).fixed(list.register_id.bytes);
    out.u16(static_cast<std::uint16_t>(list.entries.size()));
    for (const PasswordSlot& slot : list.entries) {
        writeHead(out, slot);
        out.fixed(slot.nonce).fixed(slot.sealed_key);
    }
    out.fixed(sha256(out.bytes()));
    return out.take();
}

static PasswordSlot readSlot(Reader& in) {
    PasswordSlot slot;
    slot.id.bytes = in.fixed<16>();
    slot.kind = static_cast<SlotKind>(in.u8());
    slot.cost.passes = in.u8();
    slot.cost.memory_mib = in.u16();
    slot.salt = in.fixed<16>();
    slot.nonce = in.fixed<24>();
    slot.sealed_key = in.fixed<48>();
    return slot;
}

static bool isSound(const PasswordSlot& slot) {
    return (slot.kind == SlotKind::password || slot.kind == SlotKind::recovery) &&
           isAccepted(slot.cost);
}

Result<SlotList> decodeSlotList(ByteView bytes) {
    const auto damaged = fail(ErrorCode::register_keys_damaged);
    Reader in(bytes);
    if (textOf(in.view(magic.size())) != magic)
        return damaged;
    SlotList list;
    list.register_id.bytes = in.fixed<16>();
    const std::size_t count = in.u16();
    if (!in.ok() || count == 0 || count > max_password_slots ||
        in.remaining() != count * password_slot_bytes + 32)
        return damaged;
    for (std::size_t i = 0; i < count; ++i) {
        list.entries.push_back(readSlot(in));
        const PasswordSlot& slot = list.entries.back();
        const auto same_id = [&slot](const PasswordSlot& other) { return other.id == slot.id; };
        if (!isSound(slot) || std::any_of(list.entries.begin(), list.entries.end() - 1, same_id))
            return damaged;
    }
    if (in.fixed<32>() != slotListHash(bytes))
        return damaged;
    return list;
}

ByteArray<32> slotListHash(ByteView encoded) {
    const std::size_t check_bytes = std::min<std::size_t>(32, encoded.size());
    return sha256(encoded.first(encoded.size() - check_bytes));
}

} // namespace peyvand
