// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile/shipping.h"

#include <algorithm>

namespace peyvand {
namespace {

FeedId feedOf(ByteView item) {
    FeedId feed{};
    std::copy_n(item.begin(), feed.size(), feed.begin());
    return feed;
}

} // namespace

Result<void> Shipping::plan() {
    for (const ClassComparison& one : comparisons_) {
        if (!isFeedClass(one.kind()))
            continue;
        for (std::size_t first = 0, count = 0; first < one.own().size(); first += count) {
            count = one.own().placesOf(feedOf(one.own().at(first))).second;
            if (one.isOpen(first))
                PEYVAND_TRY(planFeed(one, first, count));
        }
    }
    return {};
}

void Shipping::addWhole(const FeedId& feed, bool with_descriptor) {
    planned_.insert(feed);
    if (whole_.insert(feed).second)
        parcels_.push_back({feed, 0, with_descriptor});
}

// Where the other side has come to on the same chain, the rest is sent. A feed that is forked, or
// shows to be now, is sent whole: that is rare, and what is there already is passed over.
Result<void> Shipping::planFeed(const ClassComparison& comparison, std::size_t first,
                                std::size_t count) {
    const FeedId feed = feedOf(comparison.own().at(first));
    const auto [peer_first, peer_count] = comparison.peer().placesOf(feed);
    if (peer_count == 0) {
        addWhole(feed, true);
        return {};
    }
    bool is_equal = peer_count == count;
    for (std::size_t i = 0; i < count; ++i)
        is_equal = is_equal && comparison.peer().contains(comparison.own().at(first + i));
    if (is_equal)
        return {};
    if (count > 1 || peer_count > 1) {
        addWhole(feed, false);
        return {};
    }
    PEYVAND_LET(const FeedPosition own, decodePosition(comparison.own().at(first)));
    PEYVAND_LET(const FeedPosition peer, decodePosition(comparison.peer().at(peer_first)));
    // Who is behind cannot tell whether its own end lies on the other's chain; the other can.
    if (peer.seq > own.seq)
        return {};
    PEYVAND_LET(const bool is_behind, replica_.endsAt(peer));
    if (is_behind) {
        planned_.insert(feed);
        parcels_.push_back({feed, peer.seq, false});
        return {};
    }
    addWhole(feed, false);
    if (wants_.size() < most_wants)
        wants_.push_back(feed);
    return {};
}

void Shipping::sendWhole(const std::vector<FeedId>& feeds) {
    for (const FeedId& feed : feeds)
        for (const ClassComparison& one : comparisons_)
            if (isFeedClass(one.kind()) && one.own().placesOf(feed).second > 0)
                addWhole(feed, false);
}

Result<bool> Shipping::next(FrameQueue& out) {
    PEYVAND_LET(const bool has_item, nextItem(out));
    return has_item ? Result<bool>(true) : nextSegment(out);
}

// A peer that is behind gets the head with its segments; one that is ahead of this side has a
// newer.
bool Shipping::wantsHead(const ClassComparison& comparison, ByteView item) const {
    const FeedId feed = feedOf(item);
    const auto [first, count] = comparison.peer().placesOf(feed);
    return !planned_.contains(feed) &&
           (count == 0 || std::ranges::lexicographical_compare(comparison.peer().at(first), item));
}

Result<Bytes> Shipping::frameOf(const ClassComparison& comparison, ByteView item) {
    const ItemClass kind = comparison.kind();
    if (kind == ItemClass::heads && !wantsHead(comparison, item))
        return Bytes();
    PEYVAND_LET(const Bytes body, kind == ItemClass::records    ? replica_.record(item)
                                  : kind == ItemClass::subjects ? replica_.subjectKey(item)
                                  : kind == ItemClass::heads    ? replica_.head(item)
                                                                : replica_.grant(item));
    if (body.empty())
        return Bytes();
    counts_.records += kind == ItemClass::records ? 1 : 0;
    counts_.keys += isKeyClass(kind) || kind == ItemClass::subjects ? 1 : 0;
    return encodeFrame(kind == ItemClass::records    ? FrameType::record
                       : kind == ItemClass::subjects ? FrameType::subject_key
                       : kind == ItemClass::heads    ? FrameType::head
                                                     : FrameType::grant,
                       body);
}

Result<bool> Shipping::nextItem(FrameQueue& out) {
    for (; comparison_ < comparisons_.size(); ++comparison_, index_ = 0) {
        ClassComparison& one = comparisons_[comparison_];
        if (isFeedClass(one.kind()))
            continue;
        index_ = one.nextMissing(index_);
        if (index_ == one.own().size()) {
            one.forget();
            continue;
        }
        const ByteView item = one.own().at(index_++);
        PEYVAND_LET(Bytes frame, frameOf(one, item));
        if (!frame.empty())
            out.push_back(std::move(frame));
        return true;
    }
    return false;
}

Result<void> Shipping::openParcel(FrameQueue& out) {
    const Parcel parcel = parcels_.front();
    parcels_.pop_front();
    if (parcel.with_descriptor) {
        PEYVAND_LET(const Bytes descriptor, replica_.descriptor(parcel.feed));
        if (descriptor.empty())
            return {};
        out.push_back(encodeFrame(FrameType::descriptor, descriptor));
    }
    cursor_ = SegmentCursor{parcel.feed, parcel.after, 0, parcel.after + 1};
    ++counts_.feeds;
    return {};
}

Result<bool> Shipping::nextSegment(FrameQueue& out) {
    for (;;) {
        if (!cursor_) {
            if (parcels_.empty())
                return false;
            PEYVAND_TRY(openParcel(out));
            continue;
        }
        PEYVAND_LET(const auto segment, replica_.nextSegment(*cursor_));
        if (!segment) {
            cursor_.reset();
            continue;
        }
        PEYVAND_LET(const SegmentView view, decodeSegment(*segment));
        counts_.entries += view.count;
        out.push_back(encodeFrame(FrameType::segment, *segment));
        return true;
    }
}

} // namespace peyvand
