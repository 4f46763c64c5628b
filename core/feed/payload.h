// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// CBOR (RFC 8949) inside ciphertext, in a narrow form: null, integers of 64 bits, bytes, text,
// arrays, and maps whose keys are integers in ascending order; definite lengths, shortest heads.
// Anything else is refused (no tags, floats, booleans, doubled keys, broken UTF-8).
// Numbers of kinds and fields are never reused; raw() passes on what this program does not know.

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <optional>

namespace peyvand {

/// Appends to its own buffer; the caller keeps counts and the order of keys right.
class CborWriter {
  public:
    CborWriter() { bytes_.reserve(256); }
    CborWriter& null();
    CborWriter& integer(std::int64_t number);
    CborWriter& bytes(ByteView value);
    CborWriter& text(std::string_view value);
    CborWriter& array(std::size_t count);
    CborWriter& map(std::size_t count);
    /// A value that is encoded already, as CborView::raw() gives it.
    CborWriter& raw(ByteView encoded);
    const Bytes& result() const { return bytes_; }
    Bytes take() { return std::move(bytes_); }
    /// Empty again, the room kept.
    void clear() { bytes_.clear(); }

  private:
    void head(std::uint8_t major, std::uint64_t value);
    Bytes bytes_{};
};

struct CborLimits {
    std::size_t bytes = std::size_t{1} << 20;
    std::size_t items = 65'536;
    std::size_t depth = 16;
};

enum class CborKind : std::uint8_t { null, integer, bytes, text, array, map };

class CborDocument;

/// A value in a CborDocument; cheap to copy. A view of nothing has kind null and is false; reading
/// a value as another kind gives zero or an empty view, so that a reader checks kind() first.
class CborView {
  public:
    CborView() = default;
    explicit operator bool() const { return document_ != nullptr; }
    CborKind kind() const;
    bool isNull() const { return kind() == CborKind::null; }
    std::optional<std::int64_t> integer() const;
    std::optional<ByteView> bytes() const;
    std::optional<std::string_view> text() const;
    /// Items of an array, pairs of a map; 0 for others.
    std::size_t size() const;
    /// Walks an array or map: first(), then next() of each, until false.
    CborView first() const;
    CborView next() const;
    /// The key of a value in a map.
    std::int64_t key() const;
    /// The value of a key; false when there is none.
    CborView find(std::int64_t wanted) const;
    /// As received.
    ByteView raw() const;

  private:
    friend class CborDocument;
    CborView(const CborDocument* document, std::uint32_t index)
        : document_(document), index_(index) {}
    const CborDocument* document_ = nullptr;
    std::uint32_t index_ = 0;
};

/// Decoded without copying: the bytes must outlive the document's views. Its room is used again
/// by the next decode. One thread at a time.
class CborDocument {
  public:
    /// Exactly one value within the limits; entry_malformed otherwise.
    Result<CborView> decode(ByteView bytes, const CborLimits& limits = {});

  private:
    friend class CborView;
    friend class CborParser;
    struct Node {
        std::int64_t integer = 0;
        std::int64_t key = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        /// Where bytes and text begin behind their head.
        std::uint32_t content = 0;
        std::uint32_t count = 0;
        /// The node after this value and all it holds.
        std::uint32_t after = 0;
        /// Where the siblings end: the parent's `after`; the root is its own parent.
        std::uint32_t parent = 0;
        CborKind kind = CborKind::null;
    };
    std::vector<Node> nodes_{};
    ByteView bytes_{};
};

} // namespace peyvand
