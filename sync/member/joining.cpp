// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/joining.h"

#include "sync/member/name.h"
#include "sync/member/printed_seat.h"

namespace peyvand {
namespace {

constexpr std::uint8_t kept_version = 1;
constexpr std::int64_t hour_ms = 3600 * 1000;

Result<void> checkName(std::string_view name, std::string_view field) {
    if (name.empty())
        return fail(ErrorCode::name_missing, "field", std::string(field));
    if (name.size() > name_limit_bytes)
        return fail(ErrorCode::text_too_long, "field", std::string(field));
    if (!isRecordName(name))
        return fail(ErrorCode::text_has_controls, "field", std::string(field));
    return {};
}

Result<void> checkNames(const OwnCharity& own) {
    PEYVAND_TRY(checkName(own.name, "charity"));
    return checkName(own.desk_name, "desk");
}

/// The first desk of a charity: sponsored by the root key itself.
Bytes ownDeskCertificate(const OwnCharity& own, const NetworkId& network, std::int64_t now_ms) {
    const VerifyKey& root = own.root.publicKey();
    SignedRecord record =
        recordOf(DeskBody{own.id, own.node.publicKey(), root, consentOf(network, own.node, root),
                          own.desk_name, now_ms},
                 network);
    record.sign(own.root);
    return record.encode();
}

Decision foundingDecision(std::string_view network_name, const Charter& charter,
                          StretchCost veil_cost, const Council& council, const KeyRing& keys,
                          std::int64_t now_ms) {
    FoundingBody body;
    body.network_name = network_name;
    body.council = council;
    body.charter = charter;
    body.veil.cost = veil_cost;
    body.veil.commitment = veilCommitment(keys[1].key);
    body.key_commitment = keyCommitment(NetworkId{}, keys[0].key);
    return {0, {}, now_ms, std::move(body)};
}

Council firstCouncil(const VerifyKey& seat, const VerifyKey& printed) {
    Council council{1, {{SeatKind::coordinator, seat}, {SeatKind::printed, printed}}};
    if (printed < seat)
        std::swap(council.seats[0], council.seats[1]);
    return council;
}

EpochKey freshKey(RandomSource& random) {
    EpochKey key;
    random.fill({key.data(), EpochKey::size()});
    return key;
}

} // namespace

Result<Founded> found(const OwnCharity& founder, std::string_view network_name,
                      const Charter& charter, StretchCost veil_cost, std::int64_t now_ms,
                      RandomSource& random) {
    PEYVAND_TRY(checkName(network_name, "network"));
    PEYVAND_TRY(checkNames(founder));
    SigningKey seat = SigningKey::generate(random);
    SecretText code = makeSeatCode(random);
    PEYVAND_LET(const SigningKey printed, printedSeat(code));
    KeyRing keys;
    keys.push_back({KeyScope::network, {}, 1, freshKey(random)});
    keys.push_back({KeyScope::veil, {}, 1, freshKey(random)});

    Decision decision =
        foundingDecision(network_name, charter, veil_cost,
                         firstCouncil(seat.publicKey(), printed.publicKey()), keys, now_ms);
    std::get<FoundingBody>(decision.body).random = random.take<32>();
    SignedRecord founding = recordOf(decision, {});
    founding.sign(seat);
    const NetworkId network = founding.digest();
    for (SharedKey& key : keys)
        key.audience = network;

    SignedRecord admission = recordOf(
        AdmissionBody{founder.id, 1, founder.root.publicKey(), founder.name, network, now_ms},
        network);
    admission.sign(seat);
    PEYVAND_LET(MembershipState state,
                MembershipState::rebuild(network, {founding.encode(), admission.encode(),
                                                   ownDeskCertificate(founder, network, now_ms)}));
    return Founded{std::move(state), std::move(seat), std::move(code), std::move(keys)};
}

Bytes IssuedInvitation::encode() const {
    Writer writer;
    writer.u8(kept_version).variable(invitation.encode()).u8(used_for ? 1 : 0);
    return writer.fixed(used_for.value_or(Digest{})).take();
}

Result<IssuedInvitation> IssuedInvitation::decode(ByteView bytes) {
    Reader reader(bytes);
    const bool version_known = reader.u8() == kept_version;
    const ByteView invitation = reader.variable(request_limit_bytes);
    const std::uint8_t used = reader.u8();
    const Digest request = reader.fixed<32>();
    if (!version_known || used > 1 || !reader.atEnd())
        return fail(ErrorCode::invitation_damaged);
    IssuedInvitation issued;
    PEYVAND_LET(issued.invitation, Invitation::decode(invitation));
    if (used == 1)
        issued.used_for = request;
    return issued;
}

Result<IssuedInvitation> invite(const Membership& membership, const SigningKey& node,
                                InviteKind kind, std::string_view address, std::uint32_t hours,
                                std::int64_t now_ms, RandomSource& random) {
    if (!membership.isEntitled(node.publicKey()))
        return fail(ErrorCode::not_on_council);
    if (address.size() > 255)
        return fail(ErrorCode::text_too_long, "field", "address");
    IssuedInvitation issued;
    Invitation& invitation = issued.invitation;
    invitation.kind = kind;
    invitation.network = membership.network;
    invitation.inviter = node.publicKey();
    invitation.id = random.take<8>();
    random.fill({invitation.secret.data(), 16});
    // Counted from the next full hour, so that it never lasts shorter than was asked.
    invitation.expiry_hour = static_cast<std::uint32_t>(now_ms / hour_ms) + 1 + hours;
    invitation.address = address;
    return issued;
}

Bytes JoinAttempt::encode() const {
    return Writer().u8(kept_version).variable(invitation.encode()).variable(request).take();
}

Result<JoinAttempt> JoinAttempt::decode(ByteView bytes) {
    Reader reader(bytes);
    const bool version_known = reader.u8() == kept_version;
    const ByteView invitation = reader.variable(request_limit_bytes);
    const ByteView request = reader.variable(request_limit_bytes);
    if (!version_known || !reader.atEnd())
        return fail(ErrorCode::request_damaged);
    JoinAttempt attempt;
    PEYVAND_LET(attempt.invitation, Invitation::decode(invitation));
    attempt.request.assign(request.begin(), request.end());
    attempt.comparison = comparisonDigits(invitation, request);
    return attempt;
}

namespace {

Result<JoinRequest> requestFor(const Invitation& invitation, InviteKind kind,
                               const SigningKey& node, std::int64_t now_ms) {
    if (invitation.kind != kind)
        return fail(ErrorCode::request_damaged);
    if (invitation.isExpired(now_ms))
        return fail(ErrorCode::invitation_expired);
    JoinRequest request;
    request.kind = kind;
    request.network = invitation.network;
    request.invite = invitation.id;
    request.node = node.publicKey();
    return request;
}

JoinAttempt attemptOf(const Invitation& invitation, const JoinRequest& request) {
    JoinAttempt attempt{invitation.copy(), request.encode(invitation.secret), {}};
    attempt.comparison = comparisonDigits(invitation.encode(), attempt.request);
    return attempt;
}

} // namespace

Result<JoinAttempt> requestAsCharity(const Invitation& invitation, const OwnCharity& newcomer,
                                     std::int64_t now_ms) {
    PEYVAND_LET(JoinRequest request,
                requestFor(invitation, InviteKind::charity, newcomer.node, now_ms));
    PEYVAND_TRY(checkNames(newcomer));
    request.desk_name = newcomer.desk_name;
    request.charity = newcomer.id;
    request.root = newcomer.root.publicKey();
    request.charity_name = newcomer.name;
    request.desk_certificate = ownDeskCertificate(newcomer, invitation.network, now_ms);
    return attemptOf(invitation, request);
}

Result<JoinAttempt> requestAsDesk(const Invitation& invitation, std::string_view desk_name,
                                  const SigningKey& node, std::int64_t now_ms) {
    PEYVAND_LET(JoinRequest request, requestFor(invitation, InviteKind::desk, node, now_ms));
    PEYVAND_TRY(checkName(desk_name, "desk"));
    request.desk_name = desk_name;
    request.consent = consentOf(invitation.network, node, invitation.inviter);
    return attemptOf(invitation, request);
}

} // namespace peyvand
