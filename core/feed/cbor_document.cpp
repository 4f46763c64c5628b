// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/payload.h"
#include "core/feed/utf8.h"

#include <array>
#include <cbor.h>

namespace peyvand {

namespace {

// What libcbor's decoder saw last; kinds that are not taken leave `seen` false.
struct Item {
    bool seen = false;
    bool is_negative = false;
    CborKind kind = CborKind::null;
    /// The number in the head: value, length or count.
    std::uint64_t number = 0;
};

void see(void* context, CborKind kind, std::uint64_t number, bool is_negative = false) {
    *static_cast<Item*>(context) = {true, is_negative, kind, number};
}

template <class Number> void seeUnsigned(void* context, Number number) {
    see(context, CborKind::integer, number);
}
template <class Number> void seeNegative(void* context, Number number) {
    see(context, CborKind::integer, number, true);
}

cbor_callbacks makeCallbacks() {
    cbor_callbacks callbacks = cbor_empty_callbacks;
    callbacks.uint8 = seeUnsigned<std::uint8_t>;
    callbacks.uint16 = seeUnsigned<std::uint16_t>;
    callbacks.uint32 = seeUnsigned<std::uint32_t>;
    callbacks.uint64 = seeUnsigned<std::uint64_t>;
    callbacks.negint8 = seeNegative<std::uint8_t>;
    callbacks.negint16 = seeNegative<std::uint16_t>;
    callbacks.negint32 = seeNegative<std::uint32_t>;
    callbacks.negint64 = seeNegative<std::uint64_t>;
    callbacks.null = [](void* context) { see(context, CborKind::null, 0); };
    callbacks.byte_string = [](void* context, cbor_data, auto size) {
        see(context, CborKind::bytes, size);
    };
    callbacks.string = [](void* context, cbor_data, auto size) {
        see(context, CborKind::text, size);
    };
    callbacks.array_start = [](void* context, auto count) { see(context, CborKind::array, count); };
    callbacks.map_start = [](void* context, auto count) { see(context, CborKind::map, count); };
    return callbacks;
}

const cbor_callbacks callbacks = makeCallbacks();
constexpr std::size_t greatest_depth = 64;

std::size_t headBytes(std::uint64_t number) {
    if (number < 24)
        return 1;
    if (number <= 0xff)
        return 2;
    if (number <= 0xffff)
        return 3;
    return number <= 0xffffffff ? 5 : 9;
}

} // namespace

// Walks the items with a stack of its own, so that nesting costs no call depth.
class CborParser {
  public:
    CborParser(CborDocument& document, const CborLimits& limits)
        : nodes_(document.nodes_), bytes_(document.bytes_), limits_(limits) {}

    bool parse();

  private:
    struct Open {
        std::uint32_t node = 0;
        std::uint32_t left = 0;
        bool has_key = false;
        std::int64_t last_key = 0;
    };

    bool next(Item& item);
    bool takeKey(Open& map);
    bool takeValue();
    bool openIfHolds(std::uint32_t index);
    void closeFull();

    std::vector<CborDocument::Node>& nodes_;
    ByteView bytes_;
    CborLimits limits_;
    std::size_t position_ = 0;
    std::size_t content_ = 0;
    std::array<Open, greatest_depth> open_{};
    std::size_t depth_ = 0;
};

bool CborParser::next(Item& item) {
    item.seen = false;
    const ByteView rest = bytes_.subspan(position_);
    const cbor_decoder_result result =
        cbor_stream_decode(rest.data(), rest.size(), &callbacks, &item);
    if (result.status != CBOR_DECODER_FINISHED || !item.seen)
        return false;
    const bool has_content = item.kind == CborKind::bytes || item.kind == CborKind::text;
    const std::size_t head = result.read - (has_content ? item.number : 0);
    if (head != headBytes(item.number))
        return false;
    if (item.kind == CborKind::integer && item.number > INT64_MAX)
        return false;
    content_ = position_ + head;
    position_ += result.read;
    return true;
}

static std::int64_t integerOf(const Item& item) {
    const auto number = static_cast<std::int64_t>(item.number);
    return item.is_negative ? -1 - number : number;
}

bool CborParser::takeKey(Open& map) {
    Item item;
    if (!next(item) || item.kind != CborKind::integer)
        return false;
    const std::int64_t key = integerOf(item);
    if (map.has_key && key <= map.last_key)
        return false;
    map.has_key = true;
    map.last_key = key;
    return true;
}

bool CborParser::openIfHolds(std::uint32_t index) {
    const CborDocument::Node& node = nodes_[index];
    if (node.kind != CborKind::array && node.kind != CborKind::map)
        return true;
    if (depth_ >= std::min(limits_.depth, greatest_depth))
        return false;
    // Every item takes a byte: a greater count cannot come true, and nothing is reserved for it.
    if (node.count > bytes_.size() - position_)
        return false;
    open_[depth_++] = {index, node.count};
    return true;
}

bool CborParser::takeValue() {
    CborDocument::Node node;
    if (depth_ > 0) {
        Open& parent = open_[depth_ - 1];
        if (nodes_[parent.node].kind == CborKind::map && !takeKey(parent))
            return false;
        --parent.left;
        node.key = parent.last_key;
        node.parent = parent.node;
    }
    node.begin = static_cast<std::uint32_t>(position_);
    Item item;
    if (nodes_.size() >= limits_.items || !next(item) || item.number > INT64_MAX)
        return false;
    node.kind = item.kind;
    node.content = static_cast<std::uint32_t>(content_);
    node.end = static_cast<std::uint32_t>(position_);
    if (item.kind == CborKind::integer)
        node.integer = integerOf(item);
    else
        node.count = static_cast<std::uint32_t>(std::min<std::uint64_t>(item.number, UINT32_MAX));
    if (item.kind == CborKind::text &&
        !isUtf8(textOf(bytes_.subspan(node.content, node.end - node.content))))
        return false;
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    node.after = index + 1;
    nodes_.push_back(node);
    return openIfHolds(index);
}

void CborParser::closeFull() {
    while (depth_ > 0 && open_[depth_ - 1].left == 0) {
        CborDocument::Node& node = nodes_[open_[--depth_].node];
        node.after = static_cast<std::uint32_t>(nodes_.size());
        node.end = static_cast<std::uint32_t>(position_);
    }
}

bool CborParser::parse() {
    do {
        if (!takeValue())
            return false;
        closeFull();
    } while (depth_ > 0);
    return position_ == bytes_.size();
}

Result<CborView> CborDocument::decode(ByteView bytes, const CborLimits& limits) {
    nodes_.clear();
    bytes_ = bytes;
    if (bytes.empty() || bytes.size() > limits.bytes || bytes.size() > UINT32_MAX)
        return fail(ErrorCode::entry_malformed);
    if (!CborParser(*this, limits).parse()) {
        nodes_.clear();
        return fail(ErrorCode::entry_malformed);
    }
    return CborView(this, 0);
}

} // namespace peyvand
