// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/payload.h"

namespace peyvand {

CborKind CborView::kind() const {
    return document_ ? document_->nodes_[index_].kind : CborKind::null;
}

std::optional<std::int64_t> CborView::integer() const {
    if (kind() != CborKind::integer)
        return std::nullopt;
    return document_->nodes_[index_].integer;
}

std::optional<ByteView> CborView::bytes() const {
    if (kind() != CborKind::bytes)
        return std::nullopt;
    const auto& node = document_->nodes_[index_];
    return document_->bytes_.subspan(node.content, node.count);
}

std::optional<std::string_view> CborView::text() const {
    if (kind() != CborKind::text)
        return std::nullopt;
    const auto& node = document_->nodes_[index_];
    return textOf(document_->bytes_.subspan(node.content, node.count));
}

std::size_t CborView::size() const {
    const bool holds = kind() == CborKind::array || kind() == CborKind::map;
    return holds ? document_->nodes_[index_].count : 0;
}

CborView CborView::first() const {
    return size() > 0 ? CborView(document_, index_ + 1) : CborView();
}

CborView CborView::next() const {
    if (!document_)
        return {};
    const auto& node = document_->nodes_[index_];
    const bool is_last = node.after >= document_->nodes_[node.parent].after;
    return is_last ? CborView() : CborView(document_, node.after);
}

std::int64_t CborView::key() const { return document_ ? document_->nodes_[index_].key : 0; }

CborView CborView::find(std::int64_t wanted) const {
    if (kind() != CborKind::map)
        return {};
    for (CborView value = first(); value; value = value.next())
        if (value.key() >= wanted)
            return value.key() == wanted ? value : CborView();
    return {};
}

ByteView CborView::raw() const {
    if (!document_)
        return {};
    const auto& node = document_->nodes_[index_];
    return document_->bytes_.subspan(node.begin, node.end - node.begin);
}

} // namespace peyvand
