// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/attempts.h"

#include "core/crypto/layout.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::uint32_t free_attempts = 5;
constexpr std::int64_t longest_wait_s = 300;
constexpr std::uint32_t most_counted = 64;
constexpr std::size_t count_bytes = 16 + 4 + 8;

std::int64_t waitOf(std::uint32_t count) {
    if (count < free_attempts)
        return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(count - free_attempts, 16);
    return std::min(longest_wait_s, std::int64_t{1} << doublings);
}

} // namespace

// A file that is none counts nothing.
std::vector<Attempts::Count> Attempts::read() {
    std::vector<Count> counts;
    const auto bytes = files_.readAll(path_, max_password_slots * count_bytes);
    if (!bytes || bytes->size() % count_bytes != 0)
        return counts;
    Reader reader(*bytes);
    while (reader.remaining() > 0) {
        Count one{SlotId{reader.fixed<16>()}, std::min(reader.u32(), most_counted), 0};
        const std::uint64_t last_ms = reader.u64();
        one.last_ms = last_ms > INT64_MAX / 2 ? 0 : static_cast<std::int64_t>(last_ms);
        counts.push_back(one);
    }
    return counts;
}

Result<void> Attempts::write(const std::vector<Count>& counts) {
    Writer writer(counts.size() * count_bytes);
    for (const Count& one : counts)
        writer.fixed(one.slot.bytes).u32(one.count).u64(static_cast<std::uint64_t>(one.last_ms));
    return files_.replace(path_, writer.bytes());
}

Result<void> Attempts::begin() {
    const std::int64_t now_ms = clock_.unixMs();
    auto counts = read();
    auto own = std::find_if(counts.begin(), counts.end(),
                            [this](const Count& one) { return one.slot == slot_; });
    if (own == counts.end()) {
        // Slots of former users are of no use any more.
        if (counts.size() >= max_password_slots)
            counts.erase(counts.begin());
        counts.push_back({slot_, 0, now_ms});
        own = counts.end() - 1;
    }
    const std::int64_t wait_ms = waitOf(own->count) * 1000;
    const bool went_back = own->last_ms > now_ms;
    const std::int64_t left_ms = went_back ? wait_ms : wait_ms - (now_ms - own->last_ms);
    if (left_ms <= 0) {
        *own = {slot_, own->count + 1, now_ms};
        return write(counts);
    }
    if (went_back) {
        own->last_ms = now_ms;
        PEYVAND_TRY(write(counts));
    }
    return fail(ErrorCode::attempts_wait, "seconds", std::to_string((left_ms + 999) / 1000));
}

void Attempts::succeeded() {
    auto counts = read();
    std::erase_if(counts, [this](const Count& one) { return one.slot == slot_; });
    (void)(counts.empty() ? files_.remove(path_) : write(counts));
}

} // namespace peyvand
