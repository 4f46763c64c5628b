// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/claim/claim.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::uint8_t frame_version = 1;
constexpr std::uint8_t suite_xchacha = 1;

Bytes headBytes(const ClaimHead& head) {
    return Writer(claim_head_bytes)
        .u8(frame_version)
        .u8(suite_xchacha)
        .fixed(head.audience)
        .u32(head.generation)
        .fixed(head.key_id)
        .fixed(head.tag)
        .fixed(head.claim.bytes)
        .u32(head.revision)
        .u32(static_cast<std::uint32_t>(head.drop_after.days()))
        .take();
}

Bytes associatedData(const ClaimPlace& place, const ClaimHead& head) {
    return Writer(142)
        .fixed(place.network)
        .fixed(place.feed)
        .fixed(place.charity.bytes)
        .fixed(headBytes(head))
        .take();
}

struct ClaimKey {
    SealKey key{};
    ByteArray<32> commitment{};
};

/// key ‖ commitment = H64(seed; "claim" ‖ payload subkey ‖ AD).
ClaimKey claimKey(const Seed& seed, const SealKey& payload, ByteView associated) {
    const Secret<64> both =
        LabelledHash("claim").fixed(payload.view()).fixed(associated).secret<64>(seed.view());
    ClaimKey result;
    result.key = SealKey::from(both.view().first<32>());
    std::copy_n(both.data() + 32, 32, result.commitment.begin());
    return result;
}

bool greater(const ClaimWithdrawal& a, const ClaimWithdrawal& b) { return a.revision > b.revision; }

} // namespace

ClaimId claimIdOf(const AidId& aid, const BeneficiaryId& person, IdentityKind kind,
                  std::uint32_t round) {
    LabelledHash hash("claim id");
    hash.fixed(aid.bytes).fixed(person.bytes).u8(static_cast<std::uint8_t>(kind));
    if (round > 0)
        hash.u32(round);
    return {hash.digest<16>()};
}

ByteArray<claim_frame_bytes> ClaimFrame::encode() const {
    Writer writer(claim_frame_bytes);
    writer.fixed(headBytes(head)).fixed(commitment).fixed(nonce).fixed(sealed);
    ByteArray<claim_frame_bytes> bytes{};
    std::copy(writer.bytes().begin(), writer.bytes().end(), bytes.begin());
    return bytes;
}

Result<ClaimFrame> ClaimFrame::decode(ByteView bytes) {
    Reader reader(bytes);
    const bool known = reader.u8() == frame_version && reader.u8() == suite_xchacha;
    ClaimFrame frame;
    frame.head.audience = reader.fixed<8>();
    frame.head.generation = reader.u32();
    frame.head.key_id = reader.fixed<8>();
    frame.head.tag = reader.fixed<16>();
    frame.head.claim.bytes = reader.fixed<16>();
    frame.head.revision = reader.u32();
    frame.head.drop_after = CivilDate::fromDays(static_cast<std::int32_t>(reader.u32()));
    frame.commitment = reader.fixed<32>();
    frame.nonce = reader.fixed<24>();
    frame.sealed = reader.fixed<claim_plaintext_bytes + seal_overhead>();
    if (!known || !reader.atEnd())
        return fail(ErrorCode::claim_malformed);
    return frame;
}

ClaimFrame sealClaim(const Seed& seed, const SealKey& payload, const ClaimPlace& place,
                     const ClaimHead& head, const ClaimContent& content, RandomSource& random) {
    const Bytes associated = associatedData(place, head);
    const ClaimKey key = claimKey(seed, payload, associated);
    ClaimFrame frame{head, key.commitment, random.take<24>(), {}};
    auto plaintext = encodeClaimContent(content);
    sealInto(frame.sealed, key.key, frame.nonce, associated, plaintext);
    sodium_memzero(plaintext.data(), plaintext.size());
    return frame;
}

Result<ClaimContent> openClaim(const Seed& seed, const SealKey& payload, const ClaimPlace& place,
                               const ClaimFrame& frame) {
    const Bytes associated = associatedData(place, frame.head);
    const ClaimKey key = claimKey(seed, payload, associated);
    if (sodium_memcmp(key.commitment.data(), frame.commitment.data(), key.commitment.size()) != 0)
        return fail(ErrorCode::claim_commitment_wrong);
    ByteArray<claim_plaintext_bytes> plaintext;
    if (!openInto(plaintext, key.key, frame.nonce, associated, frame.sealed))
        return fail(ErrorCode::claim_malformed);
    auto content = decodeClaimContent(plaintext);
    sodium_memzero(plaintext.data(), plaintext.size());
    return content;
}

ByteArray<claim_withdrawal_bytes> ClaimWithdrawal::encode() const {
    ByteArray<claim_withdrawal_bytes> bytes{};
    std::copy(claim.bytes.begin(), claim.bytes.end(), bytes.begin());
    putBigEndian(bytes.data() + claim.bytes.size(), revision);
    return bytes;
}

Result<ClaimWithdrawal> ClaimWithdrawal::decode(ByteView bytes) {
    Reader reader(bytes);
    ClaimWithdrawal withdrawal;
    withdrawal.claim.bytes = reader.fixed<16>();
    withdrawal.revision = reader.u32();
    if (!reader.atEnd())
        return fail(ErrorCode::claim_malformed);
    return withdrawal;
}

bool supersedes(const ClaimFrame& a, const ClaimFrame& b) {
    if (a.head.revision != b.head.revision)
        return a.head.revision > b.head.revision;
    return a.encode() > b.encode();
}

void ClaimState::take(const ClaimFrame& frame) {
    if (!newest || supersedes(frame, *newest))
        newest = frame;
}

void ClaimState::take(const ClaimWithdrawal& withdrawal) {
    if (!withdrawn || greater(withdrawal, *withdrawn))
        withdrawn = withdrawal;
}

void ClaimState::join(const ClaimState& other) {
    if (other.newest)
        take(*other.newest);
    if (other.withdrawn)
        take(*other.withdrawn);
}

const ClaimFrame* ClaimState::live() const { return newest && !withdrawn ? &*newest : nullptr; }

std::uint32_t ClaimState::nextRevision() const {
    const std::uint32_t frame = newest ? newest->head.revision : 0;
    const std::uint32_t withdrawal = withdrawn ? withdrawn->revision : 0;
    const std::uint32_t last = std::max(frame, withdrawal);
    // A hostile revision at the top cannot wrap the counter round.
    return last == UINT32_MAX ? last : last + 1;
}

} // namespace peyvand
