// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/joining.h"

namespace peyvand {
namespace {

/// The newcomer's own certificate must say what the request says.
bool certificateFits(const JoinRequest& request, const SignedRecord& record) {
    const auto body = readCertificate(record);
    const auto* desk = body ? std::get_if<DeskBody>(&*body) : nullptr;
    return desk && record.network == request.network && desk->charity == request.charity &&
           desk->node == request.node && desk->sponsor == request.root &&
           record.isSignedBy(request.root);
}

/// A charity that is a member already may only come back as itself.
Result<void> checkNotTaken(const Membership& membership, const JoinRequest& request,
                           const CharityId& charity) {
    const Member* known = membership.member(charity);
    const auto owner = membership.charityOfNode(request.node);
    const bool another_root =
        request.kind == InviteKind::charity && known && known->root != request.root;
    if (another_root || (known && known->expelled) || (owner && *owner != charity))
        return fail(ErrorCode::certificate_invalid);
    return {};
}

Result<std::vector<Bytes>> charityCertificates(const Membership& membership,
                                               const JoinRequest& request, const Admitting& with,
                                               std::int64_t now_ms) {
    PEYVAND_TRY(checkNotTaken(membership, request, request.charity));
    const bool may_admit = with.seat && membership.council.has(with.seat->publicKey()) &&
                           membership.council.admit_count == 1;
    if (!may_admit)
        return fail(ErrorCode::not_on_council);
    PEYVAND_LET(const SignedRecord desk, SignedRecord::decode(request.desk_certificate));
    if (!certificateFits(request, desk))
        return fail(ErrorCode::certificate_invalid);
    std::vector<Bytes> certificates{request.desk_certificate};
    if (!membership.member(request.charity)) {
        SignedRecord admission =
            recordOf(AdmissionBody{request.charity, 1, request.root, request.charity_name,
                                   membership.council_decision, now_ms},
                     membership.network);
        admission.sign(*with.seat);
        certificates.push_back(admission.encode());
    }
    return certificates;
}

Result<std::vector<Bytes>> deskCertificates(const Membership& membership,
                                            const JoinRequest& request, const Admitting& with,
                                            std::int64_t now_ms) {
    const auto charity = membership.charityOfNode(with.node.publicKey());
    const Member* own = charity ? membership.member(*charity) : nullptr;
    if (!own || !with.root || own->root != with.root->publicKey())
        return fail(ErrorCode::certificate_invalid);
    PEYVAND_TRY(checkNotTaken(membership, request, *charity));
    const DeskBody body{*charity,        request.node,      with.node.publicKey(),
                        request.consent, request.desk_name, now_ms};
    if (!consentHolds(membership.network, body))
        return fail(ErrorCode::certificate_invalid);
    SignedRecord record = recordOf(body, membership.network);
    record.sign(*with.root);
    return std::vector<Bytes>{record.encode()};
}

/// A charity gets what all members share; a desk of the own charity gets the office's keys too.
WelcomeContent welcomeContent(const MembershipState& state, const KeyRing& keys, InviteKind kind) {
    WelcomeContent content{state.records(), {}};
    for (const SharedKey& key : keys) {
        const bool shared_by_all = key.scope == KeyScope::network || key.scope == KeyScope::veil;
        if (shared_by_all || kind == InviteKind::desk)
            content.keys.push_back(key.copy());
    }
    return content;
}

/// Everything that a member's desk cannot do without, and nothing that was not decided.
bool keysSuffice(const Membership& membership, const KeyRing& keys) {
    for (const SharedKey& key : keys) {
        const bool decided_by_council =
            key.scope == KeyScope::network || key.scope == KeyScope::veil;
        if (decided_by_council && !isDecidedKey(membership, key))
            return false;
    }
    return findKey(keys, KeyScope::network, membership.currentEpoch()) &&
           findKey(keys, KeyScope::veil, membership.currentVeil());
}

} // namespace

bool isDecidedKey(const Membership& membership, const SharedKey& key) {
    if (key.audience != membership.network || key.number == 0)
        return false;
    const std::size_t at = key.number - 1;
    if (key.scope == KeyScope::veil)
        return at < membership.veils.size() &&
               membership.veils[at].record.commitment == veilCommitment(key.key);
    if (key.scope != KeyScope::network || at >= membership.epochs.size())
        return false;
    const NetworkId named = key.number == 1 ? NetworkId{} : membership.network;
    return membership.epochs[at].key_commitment == keyCommitment(named, key.key);
}

Result<InviteId> inviteIdOf(ByteView request) {
    PEYVAND_LET(const JoinRequest decoded, JoinRequest::decode(request));
    return decoded.invite;
}

Result<RequestSeen> readRequest(const IssuedInvitation& issued, ByteView request,
                                std::int64_t now_ms) {
    PEYVAND_LET(JoinRequest decoded, JoinRequest::decode(request));
    const Invitation& invitation = issued.invitation;
    if (decoded.network != invitation.network || decoded.invite != invitation.id ||
        (issued.used_for && *issued.used_for != sha256(request)))
        return fail(ErrorCode::invitation_unknown);
    if (decoded.kind != invitation.kind || !requestIsAuthentic(invitation.secret, request))
        return fail(ErrorCode::request_not_authentic);
    if (invitation.isExpired(now_ms))
        return fail(ErrorCode::invitation_expired);
    return RequestSeen{std::move(decoded), comparisonDigits(invitation.encode(), request)};
}

Result<Admitted> admit(MembershipState& state, IssuedInvitation& issued, ByteView request,
                       const Admitting& with, std::int64_t now_ms, RandomSource& random) {
    PEYVAND_LET(const RequestSeen seen, readRequest(issued, request, now_ms));
    const Membership& before = state.now();
    // The newcomer pinned the inviter's key and takes a welcome from nobody else.
    if (issued.invitation.inviter != with.node.publicKey() ||
        issued.invitation.network != before.network)
        return fail(ErrorCode::invitation_unknown);
    if (!before.isEntitled(with.node.publicKey()))
        return fail(ErrorCode::not_on_council);
    const bool is_charity = seen.request.kind == InviteKind::charity;
    PEYVAND_LET(const std::vector<Bytes> certificates,
                is_charity ? charityCertificates(before, seen.request, with, now_ms)
                           : deskCertificates(before, seen.request, with, now_ms));
    MembershipState after = state;
    PEYVAND_TRY(after.addAll(certificates));
    if (!after.now().isEntitled(seen.request.node) || !keysSuffice(after.now(), with.keys))
        return fail(ErrorCode::certificate_invalid);

    const Digest digest = sha256(request);
    Admitted admitted;
    PEYVAND_LET(admitted.welcome,
                makeWelcome(before.network, with.node, seen.request.node, digest,
                            welcomeContent(after, with.keys, seen.request.kind), random));
    admitted.charity = *after.now().charityOfNode(seen.request.node);
    admitted.charity_name = after.now().member(admitted.charity)->name;
    admitted.desk_name = seen.request.desk_name;
    state = std::move(after);
    issued.used_for = digest;
    return admitted;
}

Result<Joined> acceptWelcome(const JoinAttempt& attempt, ByteView welcome, const SigningKey& node) {
    PEYVAND_LET(const Welcome decoded, Welcome::decode(welcome));
    const Invitation& invitation = attempt.invitation;
    if (decoded.network != invitation.network || decoded.sender != invitation.inviter ||
        decoded.request != sha256(attempt.request))
        return fail(ErrorCode::welcome_for_other);
    PEYVAND_LET(WelcomeContent content, decoded.open(node));
    PEYVAND_LET(MembershipState state,
                MembershipState::rebuild(invitation.network, content.records));
    const Membership& membership = state.now();
    const auto charity = membership.charityOfNode(node.publicKey());
    if (!membership.founded || !charity || !membership.isEntitled(node.publicKey()) ||
        !membership.isEntitled(decoded.sender) || !keysSuffice(membership, content.keys))
        return fail(ErrorCode::welcome_damaged);
    return Joined{std::move(state), std::move(content.keys), *charity};
}

} // namespace peyvand
