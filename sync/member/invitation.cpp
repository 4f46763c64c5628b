// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/invitation.h"

#include "core/crypto/base32.h"
#include "sync/member/name.h"

namespace peyvand {
namespace {

constexpr std::string_view invitation_magic = "PVI";
constexpr std::string_view request_magic = "PVR";
constexpr std::string_view text_prefix = "PV1";
constexpr std::uint8_t message_version = 1;
constexpr std::size_t invitation_text_limit = 1024;
constexpr std::size_t certificate_limit_bytes = 1024;
constexpr std::int64_t hour_ms = 3600 * 1000;

bool isKnown(InviteKind kind) { return kind == InviteKind::charity || kind == InviteKind::desk; }

bool startsWith(Reader& reader, std::string_view magic) {
    return textOf(reader.view(magic.size())) == magic && reader.u8() == message_version;
}

/// H4("invitation" ‖ everything before): finds what was typed or scanned wrong; no authentication.
ByteArray<4> checkOf(ByteView before) {
    return LabelledHash("invitation").variable(before).digest<4>();
}

/// H32(H32(secret; "pair key"); "request" ‖ request).
ByteArray<32> authenticationOf(const Secret<16>& secret, ByteView request) {
    const Secret<32> pair_key = LabelledHash("pair key").secret<32>(secret.view());
    return LabelledHash("request").variable(request).digest<32>(pair_key.view());
}

std::string withoutSpaces(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            kept.push_back(c);
    return kept;
}

bool hasPrefix(std::string_view text) {
    if (text.size() < text_prefix.size())
        return false;
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    const bool one = text[2] == '1' || upper(text[2]) == 'I' || upper(text[2]) == 'L';
    return upper(text[0]) == 'P' && upper(text[1]) == 'V' && one;
}

} // namespace

Invitation Invitation::copy() const {
    return {kind, network, inviter, id, secret.copy(), expiry_hour, address};
}

Bytes Invitation::encode() const {
    Writer writer(102 + address.size());
    writer.fixed(bytesOf(invitation_magic))
        .u8(message_version)
        .u8(static_cast<std::uint8_t>(kind))
        .fixed(network)
        .fixed(inviter)
        .fixed(id)
        .fixed(secret.view())
        .u32(expiry_hour)
        .u8(static_cast<std::uint8_t>(address.size()))
        .fixed(bytesOf(address));
    return writer.fixed(checkOf(writer.bytes())).take();
}

Result<Invitation> Invitation::decode(ByteView bytes) {
    Reader reader(bytes);
    const bool begins = startsWith(reader, invitation_magic);
    Invitation invitation;
    invitation.kind = static_cast<InviteKind>(reader.u8());
    invitation.network = reader.fixed<32>();
    invitation.inviter = reader.fixed<32>();
    invitation.id = reader.fixed<8>();
    invitation.secret = Secret<16>::from(reader.fixed<16>());
    invitation.expiry_hour = reader.u32();
    invitation.address = textOf(reader.view(reader.u8()));
    const ByteView before = bytes.first(std::min(reader.position(), bytes.size()));
    const ByteArray<4> check = reader.fixed<4>();
    if (!begins || !reader.atEnd() || !isKnown(invitation.kind) || check != checkOf(before))
        return fail(ErrorCode::invitation_damaged);
    return invitation;
}

std::string Invitation::text() const { return std::string(text_prefix) + "-" + toBase32(encode()); }

Result<Invitation> Invitation::parse(std::string_view text) {
    if (text.size() > invitation_text_limit)
        return fail(ErrorCode::invitation_damaged);
    const std::string kept = withoutSpaces(text);
    if (!hasPrefix(kept))
        return fail(ErrorCode::invitation_damaged);
    const auto bytes = fromBase32(std::string_view(kept).substr(text_prefix.size()));
    if (!bytes)
        return fail(ErrorCode::invitation_damaged);
    return decode(*bytes);
}

bool Invitation::isExpired(std::int64_t now_ms) const { return now_ms / hour_ms >= expiry_hour; }

Bytes JoinRequest::encode(const Secret<16>& secret) const {
    Writer writer;
    writer.fixed(bytesOf(request_magic))
        .u8(message_version)
        .u8(static_cast<std::uint8_t>(kind))
        .fixed(network)
        .fixed(invite)
        .fixed(node);
    writeName(writer, desk_name);
    if (kind == InviteKind::charity) {
        writer.fixed(charity.bytes).fixed(root);
        writeName(writer, charity_name);
        writer.variable(desk_certificate);
    } else {
        writer.fixed(consent);
    }
    return writer.fixed(authenticationOf(secret, writer.bytes())).take();
}

bool looksLikeRequest(ByteView bytes) { return textOf(bytes).starts_with(request_magic); }

Result<JoinRequest> JoinRequest::decode(ByteView bytes) {
    if (bytes.size() > request_limit_bytes)
        return fail(ErrorCode::request_damaged);
    Reader reader(bytes);
    const bool begins = startsWith(reader, request_magic);
    JoinRequest request;
    request.kind = static_cast<InviteKind>(reader.u8());
    request.network = reader.fixed<32>();
    request.invite = reader.fixed<8>();
    request.node = reader.fixed<32>();
    request.desk_name = readName(reader);
    bool sound = begins && isKnown(request.kind) && isRecordName(request.desk_name);
    if (request.kind == InviteKind::charity) {
        request.charity.bytes = reader.fixed<16>();
        request.root = reader.fixed<32>();
        request.charity_name = readName(reader);
        const ByteView certificate = reader.variable(certificate_limit_bytes);
        request.desk_certificate.assign(certificate.begin(), certificate.end());
        sound = sound && isRecordName(request.charity_name);
    } else {
        request.consent = reader.fixed<64>();
    }
    reader.fixed<32>();
    if (!sound || !reader.atEnd())
        return fail(ErrorCode::request_damaged);
    return request;
}

bool requestIsAuthentic(const Secret<16>& secret, ByteView request) {
    if (request.size() < 32)
        return false;
    const auto expected = authenticationOf(secret, request.first(request.size() - 32));
    return sodium_memcmp(expected.data(), request.last(32).data(), expected.size()) == 0;
}

std::string comparisonDigits(ByteView invitation, ByteView request) {
    const auto hash = LabelledHash("pair").variable(invitation).variable(request).digest<32>();
    // The hash as a big-endian number modulo 10^24, in two halves of twelve digits.
    constexpr std::uint64_t half = 1'000'000'000'000;
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (const std::uint8_t byte : hash) {
        const std::uint64_t sum = low * 256 + byte;
        low = sum % half;
        high = (high * 256 + sum / half) % half;
    }
    std::string digits(24, '0');
    for (std::size_t i = 0; i < 12; ++i) {
        digits[23 - i] = static_cast<char>('0' + low % 10);
        digits[11 - i] = static_cast<char>('0' + high % 10);
        low /= 10;
        high /= 10;
    }
    return digits;
}

std::string comparisonGroups(std::string_view digits) {
    std::string groups;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            groups.push_back(' ');
        groups.push_back(digits[i]);
    }
    return groups;
}

} // namespace peyvand
