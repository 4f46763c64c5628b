// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/peer/address.h"

#include "core/text/fold.h"

#include <charconv>

namespace peyvand {

std::string PeerAddress::text() const {
    const bool has_colon = host.find(':') != std::string::npos;
    return (has_colon ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<PeerAddress> PeerAddress::parse(std::string_view typed) {
    const auto wrong = [&] {
        return fail(ErrorCode::address_wrong, "address", std::string(typed.substr(0, 100)));
    };
    const std::string folded = text::foldDigits(typed);
    const std::size_t colon = folded.rfind(':');
    if (colon == std::string::npos || folded.size() > 300)
        return wrong();
    PeerAddress address;
    address.host = folded.substr(0, colon);
    const char* const first = folded.data() + colon + 1;
    const char* const end = folded.data() + folded.size();
    const auto [rest, problem] = std::from_chars(first, end, address.port);
    if (problem != std::errc() || rest != end || first == end)
        return wrong();
    if (address.host.starts_with('[') && address.host.ends_with(']'))
        address.host = address.host.substr(1, address.host.size() - 2);
    else if (address.host.find(':') != std::string::npos)
        return wrong();
    for (const char c : address.host)
        if (static_cast<unsigned char>(c) <= ' ' || c == '[' || c == ']')
            return wrong();
    return address;
}

} // namespace peyvand
