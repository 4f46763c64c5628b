// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/joining.h"

#include <algorithm>

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

/// What an admission by this seat wants, whether it is the first or the last signature.
Result<void> checkCharity(const Membership& membership, const JoinRequest& request,
                          const Admitting& with) {
    PEYVAND_TRY(checkNotTaken(membership, request, request.charity));
    if (!with.seat || !membership.council.has(with.seat->publicKey()))
        return fail(ErrorCode::not_on_council);
    PEYVAND_LET(const SignedRecord desk, SignedRecord::decode(request.desk_certificate));
    return certificateFits(request, desk) ? Result<void>() : fail(ErrorCode::certificate_invalid);
}

/// The one that waits for further signatures, else a new one; with this seat's signature.
SignedRecord admissionOf(const MembershipState& state, const JoinRequest& request,
                         const SigningKey& seat, std::int64_t now_ms) {
    for (WaitingAdmission& one : waitingAdmissions(state))
        if (one.body.charity == request.charity && one.body.root == request.root &&
            one.body.name == request.charity_name) {
            one.record.sign(seat);
            return std::move(one.record);
        }
    SignedRecord admission =
        recordOf(AdmissionBody{request.charity, 1, request.root, request.charity_name,
                               state.now().council_decision, now_ms},
                 state.network());
    admission.sign(seat);
    return admission;
}

Result<Bytes> deskCertificate(const Membership& membership, const JoinRequest& request,
                              const Admitting& with, std::int64_t now_ms) {
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
    return record.encode();
}

/// A charity gets what all members share; a desk of the own charity gets the office's keys too.
WelcomeContent welcomeContent(const MembershipState& state, const KeyRing& keys, InviteKind kind) {
    WelcomeContent content{state.records(), {}};
    for (const SharedKey& key : keys) {
        // What still waits for other seats is held here and nobody else's yet.
        const bool shared_by_all = isDecidedKey(state.now(), key);
        const bool is_own = key.scope == KeyScope::office || key.scope == KeyScope::direct;
        if (shared_by_all || (is_own && kind == InviteKind::desk))
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
    const bool has_epoch = std::any_of(keys.begin(), keys.end(), [&](const SharedKey& key) {
        return key.scope == KeyScope::network && key.number == membership.currentEpoch() &&
               isKeyOfLine(membership, key);
    });
    return has_epoch && findKey(keys, KeyScope::veil, membership.currentVeil());
}

Result<Admitted> welcomed(MembershipState& state, const MembershipState& after,
                          const JoinRequest& request, const Digest& digest, const Admitting& with,
                          RandomSource& random) {
    const WelcomeContent content = welcomeContent(after, with.keys, request.kind);
    if (!after.now().isEntitled(request.node) || !keysSuffice(after.now(), content.keys))
        return fail(ErrorCode::certificate_invalid);
    Admitted admitted;
    PEYVAND_LET(admitted.welcome,
                makeWelcome(after.network(), with.node, request.node, digest, content, random));
    admitted.charity = *after.now().charityOfNode(request.node);
    admitted.charity_name = after.now().member(admitted.charity)->name;
    admitted.desk_name = request.desk_name;
    state = after;
    return admitted;
}

} // namespace

std::vector<WaitingAdmission> waitingAdmissions(const MembershipState& state) {
    std::vector<WaitingAdmission> waiting;
    const Membership& now = state.now();
    for (const Bytes& bytes : state.records()) {
        auto record = SignedRecord::decode(bytes);
        if (!record || record->kind != RecordKind::admission)
            continue;
        const auto certificate = readCertificate(*record);
        const auto* body = certificate ? std::get_if<AdmissionBody>(&*certificate) : nullptr;
        if (!body || body->council != now.council_decision || now.member(body->charity))
            continue;
        WaitingAdmission one{record->digest(), *body, 0, now.council.admit_count, {}};
        one.signatures = static_cast<std::size_t>(
            std::count_if(record->signatures.begin(), record->signatures.end(),
                          [&](const auto& each) { return now.council.has(each.key); }));
        one.record = std::move(*record);
        if (one.signatures > 0)
            waiting.push_back(std::move(one));
    }
    std::sort(waiting.begin(), waiting.end(),
              [](const auto& a, const auto& b) { return a.digest < b.digest; });
    return waiting;
}

bool isDecidedKey(const Membership& membership, const SharedKey& key) {
    if (isKeyOfLine(membership, key))
        return true;
    return key.scope == KeyScope::network && key.audience == membership.network &&
           std::any_of(membership.lost_epochs.begin(), membership.lost_epochs.end(),
                       [&](const EpochBody& epoch) {
                           return epoch.number == key.number &&
                                  epoch.key_commitment ==
                                      keyCommitment(membership.network, key.key);
                       });
}

bool isKeyOfLine(const Membership& membership, const SharedKey& key) {
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
    // What was begun in time may take until further seats have signed.
    if (!issued.used_for && invitation.isExpired(now_ms))
        return fail(ErrorCode::invitation_expired);
    return RequestSeen{std::move(decoded), comparisonDigits(invitation.encode(), request)};
}

Result<Admitted> admit(MembershipState& state, IssuedInvitation& issued, ByteView request,
                       const Admitting& with, std::int64_t now_ms, RandomSource& random) {
    PEYVAND_LET(const RequestSeen seen, readRequest(issued, request, now_ms));
    const Membership& before = state.now();
    // Only who made the invitation can tell that the request answers it.
    if (issued.invitation.inviter != with.node.publicKey() ||
        issued.invitation.network != before.network)
        return fail(ErrorCode::invitation_unknown);
    if (!before.isEntitled(with.node.publicKey()))
        return fail(ErrorCode::not_on_council);
    const Digest digest = sha256(request);
    MembershipState after = state;
    if (seen.request.kind == InviteKind::desk) {
        PEYVAND_LET(const Bytes desk, deskCertificate(before, seen.request, with, now_ms));
        PEYVAND_TRY(after.add(desk));
    } else {
        PEYVAND_TRY(checkCharity(before, seen.request, with));
        if (!before.member(seen.request.charity)) {
            const SignedRecord admission = admissionOf(state, seen.request, *with.seat, now_ms);
            PEYVAND_TRY(after.add(admission.encode()));
            if (!after.now().member(seen.request.charity)) {
                issued.used_for = digest;
                state = std::move(after);
                return Admitted{{},
                                admission.digest(),
                                seen.request.charity,
                                seen.request.charity_name,
                                seen.request.desk_name};
            }
        }
        PEYVAND_TRY(after.add(seen.request.desk_certificate));
    }
    PEYVAND_LET(Admitted admitted, welcomed(state, after, seen.request, digest, with, random));
    issued.used_for = digest;
    return admitted;
}

Result<Admitted> welcomeAdmitted(MembershipState& state, ByteView request, const Admitting& with,
                                 RandomSource& random) {
    PEYVAND_LET(const JoinRequest decoded, JoinRequest::decode(request));
    const Membership& before = state.now();
    if (decoded.kind != InviteKind::charity || decoded.network != before.network ||
        !before.member(decoded.charity))
        return fail(ErrorCode::invitation_unknown);
    if (!before.isEntitled(with.node.publicKey()))
        return fail(ErrorCode::not_on_council);
    PEYVAND_TRY(checkCharity(before, decoded, with));
    MembershipState after = state;
    PEYVAND_TRY(after.add(decoded.desk_certificate));
    return welcomed(state, after, decoded, sha256(request), with, random);
}

Result<Joined> acceptWelcome(const JoinAttempt& attempt, ByteView welcome, const SigningKey& node) {
    PEYVAND_LET(const Welcome decoded, Welcome::decode(welcome));
    const Invitation& invitation = attempt.invitation;
    const bool is_desk = invitation.kind == InviteKind::desk;
    if (decoded.network != invitation.network || decoded.request != sha256(attempt.request) ||
        (is_desk && decoded.sender != invitation.inviter))
        return fail(ErrorCode::welcome_for_other);
    PEYVAND_LET(WelcomeContent content, decoded.open(node));
    auto rebuilt = MembershipState::rebuild(invitation.network, content.records);
    // Others than the inviter are known by these records alone.
    if (decoded.sender != invitation.inviter &&
        (!rebuilt || !rebuilt->now().isEntitled(decoded.sender)))
        return fail(ErrorCode::welcome_for_other);
    PEYVAND_LET(MembershipState state, std::move(rebuilt));
    const Membership& membership = state.now();
    const auto charity = membership.charityOfNode(node.publicKey());
    if (!membership.founded || !charity || !membership.isEntitled(node.publicKey()) ||
        !membership.isEntitled(decoded.sender) || !keysSuffice(membership, content.keys))
        return fail(ErrorCode::welcome_damaged);
    return Joined{std::move(state), std::move(content.keys), *charity};
}

} // namespace peyvand
