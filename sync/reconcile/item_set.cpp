// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile/item_set.h"

#include <numeric>

namespace peyvand {

void ItemSet::add(ByteView item) {
    orders_.push_back(itemOrder(kind_, item));
    items_.insert(items_.end(), item.begin(), item.end());
}

void ItemSet::sort() {
    std::vector<std::uint32_t> places(orders_.size());
    std::iota(places.begin(), places.end(), 0U);
    std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (orders_[a] != orders_[b])
            return orders_[a] < orders_[b];
        return std::ranges::lexicographical_compare(at(a), at(b));
    });
    std::vector<std::uint64_t> orders;
    Bytes items;
    orders.reserve(orders_.size());
    items.reserve(items_.size());
    for (const std::uint32_t place : places) {
        if (!orders.empty() && orders.back() == orders_[place] &&
            std::equal(at(place).begin(), at(place).end(),
                       items.end() - static_cast<std::ptrdiff_t>(itemBytes(kind_))))
            continue;
        orders.push_back(orders_[place]);
        items.insert(items.end(), at(place).begin(), at(place).end());
    }
    orders_ = std::move(orders);
    items_ = std::move(items);
}

bool ItemSet::isBefore(std::uint64_t order, ByteView item, std::size_t index) const {
    if (orders_[index] != order)
        return orders_[index] < order;
    return std::ranges::lexicographical_compare(at(index), item);
}

Result<void> ItemSet::append(ByteView items) {
    const std::size_t size = itemBytes(kind_);
    if (this->size() + items.size() / size > itemsLimit(kind_))
        return fail(ErrorCode::frame_too_many);
    for (; !items.empty(); items = items.subspan(size)) {
        const ByteView item = items.first(size);
        if (isFeedClass(kind_))
            PEYVAND_TRY(decodePosition(item));
        if (!empty() && !isBefore(itemOrder(kind_, item), item, this->size() - 1))
            return fail(ErrorCode::items_unsorted);
        add(item);
    }
    return {};
}

bool ItemSet::contains(ByteView item) const {
    const std::uint64_t order = itemOrder(kind_, item);
    auto place = std::lower_bound(orders_.begin(), orders_.end(), order);
    for (; place != orders_.end() && *place == order; ++place) {
        const ByteView here = at(static_cast<std::size_t>(place - orders_.begin()));
        if (std::ranges::equal(here, item))
            return true;
    }
    return false;
}

std::pair<std::size_t, std::size_t> ItemSet::placesOf(const FeedId& feed) const {
    const auto is_here = [&](std::size_t index) {
        return std::ranges::equal(at(index).first(feed.size()), feed);
    };
    const auto place =
        std::lower_bound(orders_.begin(), orders_.end(), itemOrder(ItemClass::records, feed));
    auto first = static_cast<std::size_t>(place - orders_.begin());
    while (first < size() && std::ranges::lexicographical_compare(at(first).first(32), feed))
        ++first;
    std::size_t count = 0;
    while (first + count < size() && is_here(first + count))
        ++count;
    return {first, count};
}

ClassDigest ItemSet::digest() const {
    const auto kind = static_cast<std::uint8_t>(kind_);
    return {kind, static_cast<std::uint32_t>(size()),
            LabelledHash("class").u8(kind).fixed(items_).digest<16>()};
}

std::size_t ItemSet::indexOfBucket(std::size_t bucket) const {
    const auto place = bucket >= buckets_count ? orders_.end()
                                               : std::lower_bound(orders_.begin(), orders_.end(),
                                                                  std::uint64_t{bucket} << 54);
    return static_cast<std::size_t>(place - orders_.begin());
}

ShortDigest ItemSet::digestOf(std::size_t first_bucket, std::size_t end_bucket) const {
    const std::size_t first = indexOfBucket(first_bucket);
    const std::size_t count = indexOfBucket(end_bucket) - first;
    const std::size_t size = itemBytes(kind_);
    return LabelledHash("range")
        .u8(static_cast<std::uint8_t>(kind_))
        .fixed(ByteView(items_).subspan(first * size, count * size))
        .digest<8>();
}

} // namespace peyvand
