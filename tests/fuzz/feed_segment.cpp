// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a segment, and as the entries in one: decoding and following the chain.
#include "core/feed/segment.h"

using namespace peyvand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    EntryCursor entries(bytes);
    Bytes plaintext;
    for (ByteView entry = entries.next(); !entry.empty(); entry = entries.next())
        if (const auto view = decodeEntry(entry))
            (void)openEntry(plaintext, FeedId{}, 1, *view, SealKey());
    if (const auto segment = decodeSegment(bytes)) {
        ChainVerifier chain({segment->head.feed, segment->first - 1, Link{}});
        if (chain.take(*segment))
            (void)verifyHead(segment->head, VerifyKey{});
        Bytes again;
        encodeSegment(again, *segment);
        if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()))
            __builtin_trap();
    }
    (void)decodeDescriptor(bytes);
    return 0;
}
