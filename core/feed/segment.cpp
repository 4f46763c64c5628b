// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/segment.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::uint8_t segment_version = 1;

static SignedInput& headInput(SignedInput& input, const FeedPosition& position,
                              std::uint64_t time_ms) {
    return input.fixed(position.feed).u64(position.seq).fixed(position.link).u64(time_ms);
}

SegmentHead signHead(const FeedPosition& position, std::uint64_t time_ms, const SigningKey& node) {
    SignedInput input("head");
    return {position.feed, position.seq, position.link, time_ms,
            node.sign(headInput(input, position, time_ms))};
}

bool verifyHead(const SegmentHead& head, const VerifyKey& node_key) {
    SignedInput input("head");
    return verify(node_key, headInput(input, head.position(), head.time_ms), head.signature);
}

ByteArray<segment_head_bytes> encodeHead(const SegmentHead& head) {
    Writer out(segment_head_bytes);
    out.fixed(head.feed).u64(head.seq).fixed(head.link).u64(head.time_ms).fixed(head.signature);
    ByteArray<segment_head_bytes> bytes;
    std::copy(out.bytes().begin(), out.bytes().end(), bytes.begin());
    return bytes;
}

Result<SegmentHead> decodeHead(ByteView bytes) {
    Reader in(bytes);
    SegmentHead head;
    head.feed = in.fixed<32>();
    head.seq = in.u64();
    head.link = in.fixed<32>();
    head.time_ms = in.u64();
    head.signature = in.fixed<64>();
    if (!in.atEnd())
        return fail(ErrorCode::head_signature_invalid);
    return head;
}

Link linkOf(Sha256& hash, const Link& previous, std::uint64_t first,
            std::span<const Digest> digests) {
    ByteArray<44> front;
    std::copy(previous.begin(), previous.end(), front.begin());
    putBigEndian(front.data() + 32, first);
    putBigEndian(front.data() + 40, static_cast<std::uint32_t>(digests.size()));
    const auto* run = reinterpret_cast<const std::uint8_t*>(digests.data());
    return hash.reset().update(front).update({run, digests.size_bytes()}).finish();
}

void encodeSegment(Bytes& out, const SegmentView& segment) {
    Writer writer(segment_frame_bytes + segment.entries.size());
    writer.u8(segment_version)
        .fixed(segment.head.feed)
        .u64(segment.first)
        .u32(segment.count)
        .variable(segment.entries)
        .fixed(segment.head.link)
        .u64(segment.head.time_ms)
        .fixed(segment.head.signature);
    out.insert(out.end(), writer.bytes().begin(), writer.bytes().end());
}

static bool isWithinLimits(const SegmentView& segment) {
    return segment.count <= max_segment_entries && segment.entries.size() <= max_segment_bytes;
}

Result<SegmentView> decodeSegment(ByteView bytes) {
    Reader in(bytes);
    SegmentView segment;
    const std::uint8_t version = in.u8();
    segment.head.feed = in.fixed<32>();
    segment.first = in.u64();
    segment.count = in.u32();
    const std::uint32_t size = in.u32();
    if (in.ok() && (segment.count > max_segment_entries || size > max_segment_bytes))
        return fail(ErrorCode::segment_too_large);
    segment.entries = in.view(size);
    segment.head.link = in.fixed<32>();
    segment.head.time_ms = in.u64();
    segment.head.signature = in.fixed<64>();
    if (!in.atEnd() || version != segment_version || segment.first == 0 || segment.count == 0 ||
        segment.first > UINT64_MAX - segment.count)
        return fail(ErrorCode::chain_broken);
    segment.head.seq = segment.first + segment.count - 1;
    return segment;
}

bool SegmentBuilder::add(ByteView entry) {
    if (digests_.size() >= max_segment_entries ||
        entries_.size() + entry.size() > max_segment_bytes)
        return false;
    digests_.push_back(entryDigest(hash_, entry));
    entries_.insert(entries_.end(), entry.begin(), entry.end());
    return true;
}

SegmentHead SegmentBuilder::close(std::uint64_t time_ms, const SigningKey& node) {
    assert(!digests_.empty());
    const Link link = linkOf(hash_, after_.link, after_.seq + 1, digests_);
    return signHead({after_.feed, after_.seq + digests_.size(), link}, time_ms, node);
}

ChainVerifier::ChainVerifier(const FeedPosition& start)
    : position_(start), digests_(max_segment_entries) {}

Result<void> ChainVerifier::digestEntries(const SegmentView& segment) {
    EntryCursor entries(segment.entries);
    for (count_ = 0; count_ < segment.count; ++count_) {
        const ByteView entry = entries.next();
        if (entry.empty())
            return fail(ErrorCode::entry_malformed);
        digests_[count_] = entryDigest(hash_, entry);
    }
    if (!entries.atEnd())
        return fail(ErrorCode::entry_malformed);
    return {};
}

Result<void> ChainVerifier::take(const SegmentView& segment) {
    count_ = 0;
    if (!isWithinLimits(segment))
        return fail(ErrorCode::segment_too_large);
    const SegmentHead& head = segment.head;
    if (segment.count == 0 || head.feed != position_.feed || segment.first != position_.seq + 1 ||
        head.seq != position_.seq + segment.count || head.seq < segment.first)
        return fail(ErrorCode::chain_broken);
    PEYVAND_TRY(digestEntries(segment));
    if (linkOf(hash_, position_.link, segment.first, digests()) != head.link)
        return fail(ErrorCode::chain_broken);
    position_ = head.position();
    return {};
}

Result<FeedPosition> verifySegments(const FeedPosition& start,
                                    std::span<const SegmentView> segments,
                                    const VerifyKey& node_key) {
    if (segments.empty())
        return fail(ErrorCode::chain_broken);
    ChainVerifier chain(start);
    for (const SegmentView& segment : segments)
        PEYVAND_TRY(chain.take(segment));
    if (!verifyHead(segments.back().head, node_key))
        return fail(ErrorCode::head_signature_invalid);
    return chain.position();
}

} // namespace peyvand
