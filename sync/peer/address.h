// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// HOST:PORT as people type it. Values only.

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace peyvand {

struct PeerAddress {
    /// A name or a number; of IPv6 without its brackets. Empty is every address of this computer.
    std::string host{};
    /// 0 lets the system choose one to listen at.
    std::uint16_t port = 0;

    std::string text() const;
    /// Any digits; brackets around an IPv6 number. address_wrong.
    static Result<PeerAddress> parse(std::string_view typed);
};

} // namespace peyvand
