// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a desk asks for a seat on the council: a file with the public half of a key that it made,
// signed by that key (it is really there) and by the desk's node key (which desk asks). Layout in
// docs/formats-membership.md, "Seat request". Pure.

#include "core/crypto/epoch_key.h"
#include "core/crypto/sign.h"

namespace peyvand {

struct SeatRequest {
    NetworkId network{};
    VerifyKey node{};
    VerifyKey seat{};
    std::int64_t time_ms = 0;

    /// seat_request_damaged for a wrong layout or signature. Whether the node is a member's desk is
    /// for Membership to say.
    static Result<SeatRequest> decode(ByteView bytes);
};
inline constexpr std::size_t seat_request_bytes = 236;

Bytes makeSeatRequest(const NetworkId& network, const SigningKey& node, const SigningKey& seat,
                      std::int64_t now_ms);

} // namespace peyvand
