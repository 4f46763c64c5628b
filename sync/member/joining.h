// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The use cases of membership: found, invite, request, admit, accept. Pure: keys, time and
// randomness come in, bytes and keys go out; the caller stores them. Names are stored as given;
// the caller cleaned them (text::cleanInput). Call initialiseCrypto() first.

#include "sync/member/invitation.h"
#include "sync/member/membership.h"

namespace peyvand {

/// A charity on its own node, before or inside a network.
struct OwnCharity {
    CharityId id{};
    std::string name{};
    std::string desk_name{};
    const SigningKey& node;
    /// Open for this call only (the manager's passphrase).
    const SigningKey& root;
};

struct Founded {
    MembershipState state;
    /// Stays on the founder's node.
    SigningKey seat;
    /// Of the printed seat: for paper, and nowhere else.
    SecretText printed_code{};
    /// Epoch 1 and veil secret 1.
    KeyRing keys{};
};
/// name_missing, text_too_long (field: network, charity or desk).
Result<Founded> found(const OwnCharity& founder, std::string_view network_name,
                      const Charter& charter, StretchCost veil_cost, std::int64_t now_ms,
                      RandomSource& random);

/// What the inviter keeps of an invitation until it is used or expired.
struct IssuedInvitation {
    Invitation invitation{};
    /// SHA-256 of the request it was used for; the same request may be answered again.
    std::optional<Digest> used_for{};

    Bytes encode() const;
    static Result<IssuedInvitation> decode(ByteView bytes);
};
inline constexpr std::uint32_t invitation_default_hours = 14 * 24;

/// not_on_council when this node is no entitled desk; text_too_long for an address over 255 bytes.
Result<IssuedInvitation> invite(const Membership& membership, const SigningKey& node,
                                InviteKind kind, std::string_view address, std::uint32_t hours,
                                std::int64_t now_ms, RandomSource& random);

/// What the newcomer keeps until the welcome comes.
struct JoinAttempt {
    Invitation invitation{};
    Bytes request{};
    /// To be read by telephone.
    std::string comparison{};

    Bytes encode() const;
    static Result<JoinAttempt> decode(ByteView bytes);
};
/// invitation_expired; request_damaged for an invitation of the other kind, name_missing,
/// text_too_long.
Result<JoinAttempt> requestAsCharity(const Invitation& invitation, const OwnCharity& newcomer,
                                     std::int64_t now_ms);
Result<JoinAttempt> requestAsDesk(const Invitation& invitation, std::string_view desk_name,
                                  const SigningKey& node, std::int64_t now_ms);

/// What is shown before admission: the inviter asks for the digits by telephone.
struct RequestSeen {
    JoinRequest request{};
    std::string comparison{};
};
/// The invitation that a request answers; request_damaged.
Result<InviteId> inviteIdOf(ByteView request);
/// request_damaged, invitation_unknown (another invitation, or used for another request),
/// invitation_expired, request_not_authentic.
Result<RequestSeen> readRequest(const IssuedInvitation& issued, ByteView request,
                                std::int64_t now_ms);

/// What the admitting desk brings; seat for a charity, root for a desk of the own charity.
struct Admitting {
    const SigningKey& node;
    const SigningKey* seat = nullptr;
    const SigningKey* root = nullptr;
    /// Goes into the welcome: retained epoch keys and veil secrets; office keys for a desk.
    const KeyRing& keys;
};
struct Admitted {
    /// Empty while further seats have to sign the admission.
    Bytes welcome{};
    /// Of the admission that waits, for whoever signs it.
    Digest admission{};
    CharityId charity{};
    std::string charity_name{};
    std::string desk_name{};
};
/// Errors of readRequest; not_on_council; certificate_invalid when the charity's id or the node is
/// taken by another. On success the new certificates are in state (store state.records()) and
/// issued is used, so that no other request is answered. Where the council admits with several
/// signatures this seat's stands under the admission, and there is no welcome yet.
Result<Admitted> admit(MembershipState& state, IssuedInvitation& issued, ByteView request,
                       const Admitting& with, std::int64_t now_ms, RandomSource& random);
/// By a seat that holds the request of a charity and not its invitation, once the admission counts:
/// what the inviter checked and k seats signed names the root key that certified the newcomer's
/// desk. invitation_unknown as long as it does not; request_damaged, not_on_council,
/// certificate_invalid.
Result<Admitted> welcomeAdmitted(MembershipState& state, ByteView request, const Admitting& with,
                                 RandomSource& random);
/// A charity that asks and waits for further signatures: an admission under the council in force
/// that does not count yet.
struct WaitingAdmission {
    Digest digest{};
    AdmissionBody body{};
    std::size_t signatures = 0;
    std::size_t needed = 0;
    SignedRecord record{};
};
/// By digest.
std::vector<WaitingAdmission> waitingAdmissions(const MembershipState& state);

struct Joined {
    MembershipState state;
    KeyRing keys{};
    /// The charity that this node now belongs to.
    CharityId charity{};
};
/// A charity takes the welcome of any desk that is entitled in the network that the invitation
/// names, a desk only its inviter's.
/// welcome_for_other (another node, invitation or request), welcome_damaged, decision_invalid,
/// certificate_invalid, veil_unsupported. Accepting the same welcome again gives the same.
Result<Joined> acceptWelcome(const JoinAttempt& attempt, ByteView welcome, const SigningKey& node);

/// True for a network key or veil secret that decisions commit to, also of epochs that lost to a
/// smaller decision; whoever takes a grant checks this and that the granter is entitled.
bool isDecidedKey(const Membership& membership, const SharedKey& key);
/// The same for the line alone: such a key may write.
bool isKeyOfLine(const Membership& membership, const SharedKey& key);

/// The next decision of the line, signed by one seat; add it to the state. Further seats sign the
/// same record (SignedRecord::sign). not_on_council.
Result<SignedRecord> propose(const Membership& membership, DecisionBody body,
                             const SigningKey& seat, std::int64_t now_ms);
/// A council in place of the present one; the seats in any order. It lists the admissions that
/// count, so that they stand whoever leaves. seats_wrong without a coordinator, for a key that is
/// there twice, for more than 32 seats, and for a number of signatures that they cannot reach.
Result<SignedRecord> proposeCouncil(const Membership& membership, Council council,
                                    const SigningKey& seat, std::int64_t now_ms);
/// A fresh epoch key and the decision that makes it; grant it to membership.allDesks().
struct NewEpoch {
    SignedRecord decision{};
    SharedKey key{};
};
Result<NewEpoch> rotateEpoch(const Membership& membership, const SigningKey& seat,
                             std::int64_t now_ms, RandomSource& random);
/// charity_unknown when the root key is not of a member.
Result<SignedRecord> revokeDesk(const Membership& membership, const CharityId& charity,
                                const VerifyKey& node, const SigningKey& root, std::int64_t now_ms);

} // namespace peyvand
