// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/joining.h"

#include <algorithm>

namespace peyvand {

Result<SignedRecord> propose(const Membership& membership, DecisionBody body,
                             const SigningKey& seat, std::int64_t now_ms) {
    if (!membership.council.has(seat.publicKey()))
        return fail(ErrorCode::not_on_council);
    SignedRecord record =
        recordOf(Decision{membership.head_number + 1, membership.head, now_ms, std::move(body)},
                 membership.network);
    PEYVAND_TRY(readDecision(record));
    record.sign(seat);
    return record;
}

Result<SignedRecord> proposeCouncil(const Membership& membership, Council council,
                                    const SigningKey& seat, std::int64_t now_ms) {
    std::sort(council.seats.begin(), council.seats.end(),
              [](const Seat& a, const Seat& b) { return a.key < b.key; });
    const bool has_coordinator =
        std::any_of(council.seats.begin(), council.seats.end(),
                    [](const Seat& one) { return one.kind == SeatKind::coordinator; });
    const bool has_twin =
        std::adjacent_find(council.seats.begin(), council.seats.end(), [](const auto& a, auto& b) {
            return a.key == b.key;
        }) != council.seats.end();
    if (!has_coordinator || has_twin || council.seats.size() > council_seats_limit ||
        council.admit_count < 1 || council.admit_count > council.seats.size())
        return fail(ErrorCode::seats_wrong);
    return propose(membership, CouncilBody{std::move(council), membership.unlisted_admissions},
                   seat, now_ms);
}

Result<NewEpoch> rotateEpoch(const Membership& membership, const SigningKey& seat,
                             std::int64_t now_ms, RandomSource& random) {
    NewEpoch epoch;
    epoch.key.scope = KeyScope::network;
    epoch.key.audience = membership.network;
    epoch.key.number = membership.currentEpoch() + 1;
    random.fill({epoch.key.key.data(), EpochKey::size()});
    const EpochBody body{epoch.key.number, keyCommitment(membership.network, epoch.key.key)};
    PEYVAND_LET(epoch.decision, propose(membership, body, seat, now_ms));
    return epoch;
}

Result<SignedRecord> revokeDesk(const Membership& membership, const CharityId& charity,
                                const VerifyKey& node, const SigningKey& root,
                                std::int64_t now_ms) {
    const Member* member = membership.member(charity);
    if (!member || member->root != root.publicKey())
        return fail(ErrorCode::charity_unknown);
    SignedRecord record = recordOf(DeskRevocationBody{charity, node, now_ms}, membership.network);
    record.sign(root);
    return record;
}

} // namespace peyvand
