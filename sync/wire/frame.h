// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frames: everything that two registers send each other is u8 type ‖ u32 length ‖ body, and each
// type has its greatest length, known before a body is waited for ("Frames" of docs/protocol.md).
// Values only; one thread at a time. Errors: frame_unknown, frame_too_large.

#include "core/feed/segment.h"
#include "sync/member/record.h"

namespace peyvand {

enum class FrameType : std::uint8_t {
    hello = 1,
    ranges = 2,
    buckets = 3,
    items = 4,
    items_end = 5,
    wants = 6,
    record = 7,
    grant = 8,
    subject_key = 9,
    descriptor = 10,
    segment = 11,
    /// Everything of this stage was sent.
    sent = 12,
    /// Everything that came is stored.
    done = 13,
    /// Says nothing but that the sender is at work.
    alive = 14,
    /// The last of a session that ends early: the name of an error.
    refusal = 15,
    /// A newer head of what the other side holds.
    head = 16,
};

inline constexpr std::size_t frame_head_bytes = 5;
inline constexpr std::size_t max_segment_frame_bytes = max_segment_bytes + segment_frame_bytes;
/// Of lists in one frame; longer lists go on in the next.
inline constexpr std::size_t max_list_frame_bytes = 64 * 1024;

/// The greatest body of a type; nothing for a type that does not exist.
std::optional<std::size_t> greatestBody(std::uint8_t type);

/// The body may not be larger than its type allows.
Bytes encodeFrame(FrameType type, ByteView body = {});

struct FrameView {
    FrameType type{};
    ByteView body{};
};

/// Puts together what comes in pieces. Holds at most one frame and the piece that was given last.
class FrameReader {
  public:
    void add(ByteView bytes);
    /// The next whole frame, or nothing yet. Its view lives until the next call of add or next.
    /// After an error nothing more is read.
    Result<std::optional<FrameView>> next();
    /// A frame has begun and its end is missing.
    bool isInside() const { return waiting_.size() > taken_; }

  private:
    Bytes waiting_{};
    std::size_t taken_ = 0;
};

} // namespace peyvand
