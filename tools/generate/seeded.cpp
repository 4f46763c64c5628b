// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/seeded.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <sodium.h>

namespace peyvand::generate {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

ByteArray<32> keyOf(std::uint64_t seed, std::string_view stage, std::size_t batch) {
    return LabelledHash("generate")
        .u64(seed)
        .variable(bytesOf(stage))
        .u64(static_cast<std::uint64_t>(batch))
        .digest<32>();
}

} // namespace

Dice diceOf(std::uint64_t seed, std::string_view stage, std::size_t batch) {
    const auto key = keyOf(seed, stage, batch);
    std::uint64_t start = 0;
    for (std::size_t i = 0; i < 8; ++i)
        start |= std::uint64_t{key[i]} << (8 * i);
    return Dice(start);
}

void SeededRandom::begin(std::string_view stage, std::size_t batch) {
    key_ = keyOf(~seed_, stage, batch);
    block_ = 0;
    used_ = buffer_.size();
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        if (used_ == buffer_.size()) {
            ByteArray<crypto_stream_chacha20_NONCEBYTES> nonce{};
            for (std::size_t i = 0; i < nonce.size(); ++i)
                nonce[i] = static_cast<std::uint8_t>(block_ >> (8 * i));
            (void)crypto_stream_chacha20(buffer_.data(), buffer_.size(), nonce.data(), key_.data());
            ++block_;
            used_ = 0;
        }
        const std::size_t part = std::min(bytes.size(), buffer_.size() - used_);
        std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(used_), part, bytes.begin());
        used_ += part;
        bytes = bytes.subspan(part);
    }
}

void SteppedClock::setDay(CivilDate day, int thousandths) {
    now_ms_ = std::max(now_ms_, day.days() * day_ms + day_ms / 1000 * thousandths);
}

CivilDate SteppedClock::today() const {
    return CivilDate::fromDays(static_cast<std::int32_t>(now_ms_ / day_ms));
}

} // namespace peyvand::generate
