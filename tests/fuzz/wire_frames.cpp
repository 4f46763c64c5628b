// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a peer sends: frames in pieces, and each frame's body by its decoder.
#include "sync/reconcile/item_set.h"

#include <algorithm>

using namespace peyvand;

namespace {

void look(const FrameView& frame) {
    switch (frame.type) {
    case FrameType::hello:
        if (const auto hello = decodeHello(frame.body)) {
            (void)checkHello(*hello, {}, {});
            if (!std::ranges::equal(encodeHello(*hello), frame.body))
                __builtin_trap();
        }
        return;
    case FrameType::ranges:
        if (const auto ranges = decodeRanges(frame.body))
            if (!std::ranges::equal(encodeRanges(*ranges), frame.body))
                __builtin_trap();
        return;
    case FrameType::buckets:
        if (const auto buckets = decodeBuckets(frame.body))
            if (!std::ranges::equal(encodeBuckets(*buckets), frame.body))
                __builtin_trap();
        return;
    case FrameType::items:
        if (const auto items = decodeItems(frame.body)) {
            ItemSet set(items->kind);
            if (set.append(items->items) && !set.contains(set.at(set.size() - 1)))
                __builtin_trap();
            (void)set.rangeDigest(63);
        }
        return;
    case FrameType::items_end:
        (void)decodeItemsEnd(frame.body);
        return;
    case FrameType::wants:
        (void)decodeWants(frame.body);
        return;
    case FrameType::segment:
        (void)decodeSegment(frame.body);
        return;
    case FrameType::descriptor:
        (void)decodeDescriptor(frame.body);
        return;
    case FrameType::head:
        (void)decodeHead(frame.body);
        return;
    default:
        return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const std::size_t piece = size == 0 ? 1 : data[0] % 64U + 1U;
    FrameReader reader;
    for (std::size_t at = 0; at < size; at += piece) {
        reader.add(bytes.subspan(at, std::min(piece, size - at)));
        for (;;) {
            const auto frame = reader.next();
            if (!frame)
                return 0;
            if (!*frame)
                break;
            look(**frame);
        }
    }
    return 0;
}
