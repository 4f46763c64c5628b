// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Segments: a transaction's entries, closed by a head that the node signs over the chain of
// digests. Nothing beyond a signed head is stored, sent or applied. Layouts and link formula:
// "Segment and head" of docs/formats.md. Times are milliseconds since 1970-01-01 UTC.

#include "core/feed/entry.h"

namespace peyvand {

inline constexpr std::size_t max_segment_entries = 1000;
/// Of the entries together.
inline constexpr std::size_t max_segment_bytes = std::size_t{1} << 20;
inline constexpr std::size_t segment_head_bytes = 144;
/// What encodeSegment adds to the entries.
inline constexpr std::size_t segment_frame_bytes = 153;

/// Also re-signed by itself, with a newer time, to say that nothing was added since.
struct SegmentHead {
    FeedId feed{};
    /// Of the segment's last entry.
    std::uint64_t seq = 0;
    Link link{};
    std::uint64_t time_ms = 0;
    Signature signature{};

    FeedPosition position() const { return {feed, seq, link}; }
    friend bool operator==(const SegmentHead&, const SegmentHead&) = default;
};

SegmentHead signHead(const FeedPosition& position, std::uint64_t time_ms, const SigningKey& node);
[[nodiscard]] bool verifyHead(const SegmentHead& head, const VerifyKey& node_key);
ByteArray<segment_head_bytes> encodeHead(const SegmentHead& head);
/// head_signature_invalid for another length; the signature is verified by verifyHead.
Result<SegmentHead> decodeHead(ByteView bytes);

/// SHA-256(previous ‖ u64 first ‖ u32 count ‖ digests).
Link linkOf(Sha256& hash, const Link& previous, std::uint64_t first,
            std::span<const Digest> digests);

/// A segment as stored or received; the entries stand behind one another.
struct SegmentView {
    std::uint64_t first = 0;
    std::uint32_t count = 0;
    ByteView entries{};
    SegmentHead head{};
};

/// Appends version ‖ feed ‖ first ‖ count ‖ u32 length ‖ entries ‖ link ‖ time ‖ signature.
void encodeSegment(Bytes& out, const SegmentView& segment);
/// chain_broken or segment_too_large; entries, links and signature are not verified yet.
Result<SegmentView> decodeSegment(ByteView bytes);

/// Gathers the entries of one transaction, in order.
class SegmentBuilder {
  public:
    explicit SegmentBuilder(const FeedPosition& after) : after_(after) {}

    /// False, and nothing taken, when the segment is full: close it and begin the next.
    bool add(ByteView entry);
    std::uint64_t nextSeq() const { return after_.seq + digests_.size() + 1; }
    bool empty() const { return digests_.empty(); }
    std::span<const Digest> digests() const { return digests_; }
    ByteView entries() const { return entries_; }
    /// The signed head over what was added; the segment must not be empty.
    SegmentHead close(std::uint64_t time_ms, const SigningKey& node);

  private:
    FeedPosition after_;
    std::vector<Digest> digests_{};
    Bytes entries_{};
    Sha256 hash_{};
};

/// Follows a feed's chain without allocating for entries. One thread at a time.
class ChainVerifier {
  public:
    explicit ChainVerifier(const FeedPosition& start);

    /// Checks that the segment follows, its limits, its entries' digests and its link, not its
    /// signature. entry_malformed, chain_broken, segment_too_large; the position then stays.
    Result<void> take(const SegmentView& segment);
    const FeedPosition& position() const { return position_; }
    /// Of the entries of the segment taken last, in order.
    std::span<const Digest> digests() const { return {digests_.data(), count_}; }

  private:
    Result<void> digestEntries(const SegmentView& segment);
    FeedPosition position_;
    Sha256 hash_{};
    std::vector<Digest> digests_;
    std::size_t count_ = 0;
};

/// A run of segments from start. The link of the last head covers all before it, so only its
/// signature is verified; store or pass on an inner head only after verifyHead. Returns where the
/// run ends; the errors of ChainVerifier::take, head_signature_invalid, chain_broken for no
/// segment at all.
Result<FeedPosition> verifySegments(const FeedPosition& start,
                                    std::span<const SegmentView> segments,
                                    const VerifyKey& node_key);

} // namespace peyvand
