// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a claim, a withdrawal, what a claim holds, a beacon and a head.
#include "core/feed/segment.h"
#include "sync/claim/claim.h"
#include "sync/wire/beacon.h"

#include <algorithm>

using namespace peyvand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto frame = ClaimFrame::decode(bytes)) {
        if (!std::ranges::equal(frame->encode(), bytes))
            __builtin_trap();
        (void)openClaim(Seed(), SealKey(), {}, *frame);
    }
    if (const auto withdrawal = ClaimWithdrawal::decode(bytes))
        if (!std::ranges::equal(withdrawal->encode(), bytes))
            __builtin_trap();
    (void)decodeClaimContent(bytes);
    const SealKey keys[] = {SealKey()};
    (void)openBeacon(bytes, keys);
    if (const auto head = decodeHead(bytes))
        if (!std::ranges::equal(encodeHead(*head), bytes))
            __builtin_trap();
    return 0;
}
