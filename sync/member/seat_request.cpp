// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/seat_request.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::string_view magic = "PVS";
constexpr std::uint8_t request_version = 1;
constexpr std::size_t signature_bytes = 64;

constexpr std::string_view by_the_seat = "seat request";
constexpr std::string_view by_the_node = "seat of desk";

Signature signatureOf(std::string_view label, const SigningKey& key, ByteView before) {
    SignedInput covered(label);
    return key.sign(covered.variable(before));
}

bool holds(std::string_view label, const VerifyKey& key, ByteView before,
           const Signature& signature) {
    SignedInput covered(label);
    return verify(key, covered.variable(before), signature);
}

} // namespace

Bytes makeSeatRequest(const NetworkId& network, const SigningKey& node, const SigningKey& seat,
                      std::int64_t now_ms) {
    Writer writer(seat_request_bytes);
    writer.fixed(bytesOf(magic))
        .u8(request_version)
        .fixed(network)
        .fixed(node.publicKey())
        .fixed(seat.publicKey())
        .u64(static_cast<std::uint64_t>(now_ms));
    writer.fixed(signatureOf(by_the_seat, seat, writer.bytes()));
    return writer.fixed(signatureOf(by_the_node, node, writer.bytes())).take();
}

Result<SeatRequest> SeatRequest::decode(ByteView bytes) {
    if (bytes.size() != seat_request_bytes)
        return fail(ErrorCode::seat_request_damaged);
    Reader reader(bytes);
    const bool begins =
        textOf(reader.view(magic.size())) == magic && reader.u8() == request_version;
    SeatRequest request;
    request.network = reader.fixed<32>();
    request.node = reader.fixed<32>();
    request.seat = reader.fixed<32>();
    request.time_ms = static_cast<std::int64_t>(reader.u64());
    const auto by_seat = reader.fixed<signature_bytes>();
    const auto by_node = reader.fixed<signature_bytes>();
    const ByteView before_node = bytes.first(bytes.size() - signature_bytes);
    const ByteView before_seat = before_node.first(before_node.size() - signature_bytes);
    if (!begins || !reader.atEnd() || !holds(by_the_seat, request.seat, before_seat, by_seat) ||
        !holds(by_the_node, request.node, before_node, by_node))
        return fail(ErrorCode::seat_request_damaged);
    return request;
}

} // namespace peyvand
