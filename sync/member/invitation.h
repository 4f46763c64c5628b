// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The three messages of joining without a network: invitation (text or QR), request, welcome
// ("Invitation" of docs/formats.md; bodies in docs/formats-membership.md). Layouts and their
// checks only; who may do what stands in joining.h.

#include "core/base/id.h"
#include "sync/member/key_ring.h"

namespace peyvand {

using InviteId = ByteArray<8>;
enum class InviteKind : std::uint8_t { charity = 1, desk = 2 };

struct Invitation {
    InviteKind kind = InviteKind::charity;
    NetworkId network{};
    VerifyKey inviter{};
    InviteId id{};
    Secret<16> secret{};
    /// Hours since 1970; valid before this hour begins.
    std::uint32_t expiry_hour = 0;
    /// HOST:PORT for a sync by network; may be empty.
    std::string address{};

    Invitation copy() const;
    Bytes encode() const;
    /// invitation_damaged.
    static Result<Invitation> decode(ByteView bytes);
    /// "PV1-" and Crockford's base32 of encode(); any case, spaces and hyphens are read.
    std::string text() const;
    static Result<Invitation> parse(std::string_view text);
    bool isExpired(std::int64_t now_ms) const;
};

struct JoinRequest {
    InviteKind kind = InviteKind::charity;
    NetworkId network{};
    InviteId invite{};
    VerifyKey node{};
    std::string desk_name{};
    /// Of a desk: consent to the inviter as sponsor (a charity's stands in desk_certificate).
    Signature consent{};
    /// From here on only of a charity.
    CharityId charity{};
    VerifyKey root{};
    std::string charity_name{};
    /// The newcomer's own desk certificate, signed by its root key.
    Bytes desk_certificate{};

    /// With the authentication of the invitation's secret.
    Bytes encode(const Secret<16>& secret) const;
    /// request_damaged; authenticity is checked apart, when the invitation was found.
    static Result<JoinRequest> decode(ByteView bytes);
};
inline constexpr std::size_t request_limit_bytes = 4096;
/// By its first bytes: a damaged request is still one, an invitation or a picture is not.
bool looksLikeRequest(ByteView bytes);

/// False when the request was not made with this invitation, or changed since.
bool requestIsAuthentic(const Secret<16>& secret, ByteView request);

/// 24 digits that inviter and newcomer read to each other by telephone before admission:
/// H32("pair" ‖ invitation ‖ request) as a number, its last 24 decimal digits.
std::string comparisonDigits(ByteView invitation, ByteView request);
/// "1234 5678 …" for reading aloud.
std::string comparisonGroups(std::string_view digits);

/// What the welcome carries inside its box.
struct WelcomeContent {
    std::vector<Bytes> records{};
    KeyRing keys{};
};

struct Welcome {
    NetworkId network{};
    VerifyKey sender{};
    VerifyKey addressee{};
    /// SHA-256 of the request that it answers.
    Digest request{};
    Bytes box{};

    /// welcome_damaged for a wrong layout or signature.
    static Result<Welcome> decode(ByteView bytes);
    /// welcome_for_other, welcome_damaged.
    Result<WelcomeContent> open(const SigningKey& own) const;
};
inline constexpr std::size_t welcome_limit_bytes = 16 * 1024 * 1024;

/// request_damaged when the addressee's key is no valid point.
Result<Bytes> makeWelcome(const NetworkId& network, const SigningKey& sender,
                          const VerifyKey& addressee, const Digest& request,
                          const WelcomeContent& content, RandomSource& random);

} // namespace peyvand
