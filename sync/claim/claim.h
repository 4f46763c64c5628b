// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Claims: sealed for whoever has both the identity (its seed) and the epoch key. Frames have 262
// bytes always ("Claim frame" of docs/formats.md; fields in docs/formats-claims.md). Pure
// functions, any thread; opening takes a few microseconds.

#include "sync/claim/content.h"
#include "sync/veil/tag.h"

namespace peyvand {

using ClaimId = Id<struct ClaimTag>;
/// The first 8 bytes of the descriptor's audience.
using ClaimAudience = ByteArray<8>;

inline constexpr std::size_t claim_head_bytes = 62;
inline constexpr std::size_t claim_frame_bytes = 262;
inline constexpr std::size_t claim_withdrawal_bytes = 20;

/// H16("claim id" ‖ aid id ‖ person id ‖ u8 identity kind): any desk of the charity makes the
/// same, so doubles collapse.
/// round counts the withdrawals before: withdrawn is for ever, so a claim that is made again
/// (consent given after a refusal) has an id of its own, the same at every desk.
ClaimId claimIdOf(const AidId& aid, const BeneficiaryId& person, IdentityKind kind,
                  std::uint32_t round = 0);

/// The clear fields of a frame, before the commitment.
struct ClaimHead {
    ClaimAudience audience{};
    std::uint32_t generation = 0;
    KeyId key_id{};
    Tag tag{};
    ClaimId claim{};
    std::uint32_t revision = 0;
    /// The claim is forgotten after this day.
    CivilDate drop_after{};
    friend bool operator==(const ClaimHead&, const ClaimHead&) = default;
};

struct ClaimFrame {
    ClaimHead head{};
    ByteArray<32> commitment{};
    Nonce nonce{};
    ByteArray<claim_plaintext_bytes + seal_overhead> sealed{};

    ByteArray<claim_frame_bytes> encode() const;
    /// claim_malformed for another size, version or suite.
    static Result<ClaimFrame> decode(ByteView bytes);
    friend bool operator==(const ClaimFrame&, const ClaimFrame&) = default;
};

/// Where a claim stands; a frame copied into another feed does not open.
struct ClaimPlace {
    NetworkId network{};
    ByteArray<32> feed{};
    CharityId charity{};
};

/// payload is subkey(epoch key, Subkey::claim_payload) of the key that head.key_id names.
ClaimFrame sealClaim(const Seed& seed, const SealKey& payload, const ClaimPlace& place,
                     const ClaimHead& head, const ClaimContent& content, RandomSource& random);
/// claim_commitment_wrong before anything is decrypted: another identity, epoch, place or a
/// changed frame; claim_malformed when what was sealed is no content.
Result<ClaimContent> openClaim(const Seed& seed, const SealKey& payload, const ClaimPlace& place,
                               const ClaimFrame& frame);

/// Says that a claim no longer holds; any desk of the author's charity may.
struct ClaimWithdrawal {
    ClaimId claim{};
    std::uint32_t revision = 0;

    ByteArray<claim_withdrawal_bytes> encode() const;
    static Result<ClaimWithdrawal> decode(ByteView bytes);
    friend bool operator==(const ClaimWithdrawal&, const ClaimWithdrawal&) = default;
};

/// Of two frames of one claim the one that counts: the higher revision, then the greater bytes.
bool supersedes(const ClaimFrame& a, const ClaimFrame& b);

/// Everything known of one claim of one charity in one audience. take() and join() commute, are
/// associative and idempotent; a withdrawal wins over every revision, for ever.
struct ClaimState {
    std::optional<ClaimFrame> newest{};
    std::optional<ClaimWithdrawal> withdrawn{};

    void take(const ClaimFrame& frame);
    void take(const ClaimWithdrawal& withdrawal);
    void join(const ClaimState& other);
    /// The frame to open; null when withdrawn or never seen.
    const ClaimFrame* live() const;
    /// What the next frame or withdrawal must carry.
    std::uint32_t nextRevision() const;
    friend bool operator==(const ClaimState&, const ClaimState&) = default;
};

} // namespace peyvand
