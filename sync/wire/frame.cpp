// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wire/frame.h"

#include "core/crypto/layout.h"

#include <cassert>

namespace peyvand {

std::optional<std::size_t> greatestBody(std::uint8_t type) {
    switch (static_cast<FrameType>(type)) {
    case FrameType::hello:
        return 512;
    case FrameType::ranges:
        return 1 + 64 * 8;
    case FrameType::buckets:
        return 1 + 8 + 64 * 16 * 8;
    case FrameType::items:
    case FrameType::wants:
        return max_list_frame_bytes;
    case FrameType::items_end:
        return 1;
    case FrameType::record:
        // kind, network, length and signatures around the body
        return record_limit_bytes + 64 + record_signatures_limit * 96;
    case FrameType::grant:
        return 286;
    case FrameType::subject_key:
        return 96;
    case FrameType::descriptor:
        return descriptor_bytes;
    case FrameType::segment:
        return max_segment_frame_bytes;
    case FrameType::sent:
    case FrameType::done:
    case FrameType::alive:
        return 0;
    case FrameType::refusal:
        return 64;
    case FrameType::head:
        return segment_head_bytes;
    }
    return std::nullopt;
}

Bytes encodeFrame(FrameType type, ByteView body) {
    assert(body.size() <= *greatestBody(static_cast<std::uint8_t>(type)));
    Writer writer(frame_head_bytes + body.size());
    writer.u8(static_cast<std::uint8_t>(type)).variable(body);
    return writer.take();
}

void FrameReader::add(ByteView bytes) {
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken_));
    taken_ = 0;
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
}

Result<std::optional<FrameView>> FrameReader::next() {
    Reader reader(ByteView(waiting_).subspan(taken_));
    if (reader.remaining() == 0)
        return std::optional<FrameView>();
    const std::uint8_t type = reader.u8();
    const auto greatest = greatestBody(type);
    if (!greatest)
        return fail(ErrorCode::frame_unknown, "kind", std::to_string(type));
    if (reader.remaining() < 4)
        return std::optional<FrameView>();
    const std::uint32_t size = reader.u32();
    if (size > *greatest)
        return fail(ErrorCode::frame_too_large, "kind", std::to_string(type));
    if (reader.remaining() < size)
        return std::optional<FrameView>();
    const FrameView frame{static_cast<FrameType>(type), reader.view(size)};
    taken_ += frame_head_bytes + size;
    return std::optional(frame);
}

} // namespace peyvand
