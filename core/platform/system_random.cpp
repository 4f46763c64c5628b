// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/random.h"

#include <cstdlib>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// RtlGenRandom: the system generator on every Windows, without a further library's initialisation.
extern "C" BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
#else
#include <cerrno>
#include <sys/random.h>
#endif

namespace peyvand {
namespace {

class SystemRandom final : public RandomSource {
  public:
    // Without randomness no key may be made: the program ends rather than go on.
    void fill(std::span<std::uint8_t> bytes) override {
        while (!bytes.empty()) {
#ifdef _WIN32
            const std::size_t part = bytes.size() < 65536 ? bytes.size() : 65536;
            if (SystemFunction036(bytes.data(), static_cast<ULONG>(part)) == 0)
                std::abort();
#else
            const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
            if (count < 0 && errno != EINTR)
                std::abort();
            const std::size_t part = count < 0 ? 0 : static_cast<std::size_t>(count);
#endif
            bytes = bytes.subspan(part);
        }
    }
};

} // namespace

std::unique_ptr<RandomSource> makeSystemRandom() { return std::make_unique<SystemRandom>(); }

} // namespace peyvand
