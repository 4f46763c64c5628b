// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile/comparison.h"

#include "core/crypto/layout.h"

namespace peyvand {

ClassComparison::ClassComparison(ItemSet own, const ClassDigest& peer, FrameQueue& out)
    : own_(std::move(own)), peer_(own_.kind()) {
    differs_ = own_.digest() != peer;
    if (!differs_)
        return;
    // Who has nothing has nothing to say; the other sends all.
    if (own_.empty() || peer.count == 0) {
        open_.set();
        return;
    }
    if (own_.size() <= few_items && peer.count <= few_items) {
        open_.set();
        sayItems(out);
        return;
    }
    RangesMessage message;
    message.kind = own_.kind();
    for (std::size_t range = 0; range < ranges_count; ++range)
        message.digests[range] = own_.rangeDigest(range);
    out.push_back(encodeFrame(FrameType::ranges, encodeRanges(message)));
    step_ = Step::ranges;
}

Result<void> ClassComparison::take(const RangesMessage& message, FrameQueue& out) {
    if (step_ != Step::ranges)
        return fail(ErrorCode::frame_unexpected);
    for (std::size_t range = 0; range < ranges_count; ++range)
        if (message.digests[range] != own_.rangeDigest(range))
            differing_ranges_ |= std::uint64_t{1} << (63 - range);
    // Eight bytes can be equal by chance or design; the digest of the class said that they are not.
    if (differing_ranges_ == 0)
        differing_ranges_ = ~std::uint64_t{0};
    BucketsMessage own{own_.kind(), differing_ranges_, {}};
    for (std::size_t bucket = 0; bucket < buckets_count; ++bucket)
        if (holdsRange(differing_ranges_, bucket / buckets_of_range))
            own.digests.push_back(own_.digestOf(bucket, bucket + 1));
    out.push_back(encodeFrame(FrameType::buckets, encodeBuckets(own)));
    step_ = Step::buckets;
    return {};
}

Result<void> ClassComparison::take(const BucketsMessage& message, FrameQueue& out) {
    if (step_ != Step::buckets)
        return fail(ErrorCode::frame_unexpected);
    if (message.ranges != differing_ranges_)
        return fail(ErrorCode::frame_malformed);
    std::size_t at = 0;
    for (std::size_t bucket = 0; bucket < buckets_count; ++bucket)
        if (holdsRange(differing_ranges_, bucket / buckets_of_range))
            open_.set(bucket, message.digests[at++] != own_.digestOf(bucket, bucket + 1));
    if (open_.none())
        open_.set();
    sayItems(out);
    return {};
}

void ClassComparison::sayItems(FrameQueue& out) {
    const auto kind = static_cast<std::uint8_t>(own_.kind());
    Writer writer;
    writer.u8(kind);
    const auto flush = [&] {
        if (writer.size() > 1)
            out.push_back(encodeFrame(FrameType::items, writer.bytes()));
        (void)writer.take();
        writer = Writer();
        writer.u8(kind);
    };
    for (std::size_t i = 0; i < own_.size(); ++i) {
        if (!isOpen(i))
            continue;
        writer.fixed(own_.at(i));
        if (writer.size() + itemBytes(own_.kind()) > max_list_frame_bytes)
            flush();
    }
    flush();
    out.push_back(encodeFrame(FrameType::items_end, ByteView(&kind, 1)));
    step_ = Step::items;
}

Result<void> ClassComparison::take(const ItemsView& message) {
    if (step_ != Step::items)
        return fail(ErrorCode::frame_unexpected);
    return peer_.append(message.items);
}

Result<void> ClassComparison::takeEnd() {
    if (step_ != Step::items)
        return fail(ErrorCode::frame_unexpected);
    step_ = Step::settled;
    return {};
}

std::size_t ClassComparison::nextMissing(std::size_t index) const {
    while (index < own_.size() && (!isOpen(index) || peer_.contains(own_.at(index))))
        ++index;
    return index;
}

void ClassComparison::forget() {
    own_ = ItemSet(own_.kind());
    peer_ = ItemSet(peer_.kind());
}

} // namespace peyvand
