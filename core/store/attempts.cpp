// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/attempts.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::uint32_t free_attempts = 5;
constexpr std::int64_t longest_wait_s = 300;
constexpr std::uint32_t most_counted = 64;

std::int64_t waitOf(std::uint32_t count) {
    if (count < free_attempts)
        return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(count - free_attempts, 16);
    return std::min(longest_wait_s, std::int64_t{1} << doublings);
}

} // namespace

Result<void> Attempts::write(std::uint32_t count, std::int64_t at_ms) {
    Writer writer(12);
    writer.u32(count).u64(static_cast<std::uint64_t>(at_ms));
    return files_.replace(path_, writer.bytes());
}

Result<void> Attempts::begin() {
    const std::int64_t now_ms = clock_.unixMs();
    std::uint32_t count = 0;
    if (const auto bytes = files_.readAll(path_, 12); bytes && bytes->size() == 12) {
        Reader reader(*bytes);
        count = std::min(reader.u32(), most_counted);
        const auto last_ms = static_cast<std::int64_t>(reader.u64());
        const std::int64_t wait_ms = waitOf(count) * 1000;
        const bool went_back = last_ms > now_ms;
        if (wait_ms > 0 && went_back)
            PEYVAND_TRY(write(count, now_ms));
        const std::int64_t left_ms = went_back ? wait_ms : wait_ms - (now_ms - last_ms);
        if (left_ms > 0)
            return fail(ErrorCode::attempts_wait, "seconds",
                        std::to_string((left_ms + 999) / 1000));
    }
    return write(count + 1, now_ms);
}

void Attempts::succeeded() {
    if (files_.exists(path_))
        (void)files_.remove(path_);
}

} // namespace peyvand
