// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/clock.h"

#include <chrono>
#include <ctime>

namespace peyvand {
namespace {

class SystemClock final : public Clock {
  public:
    std::int64_t unixMs() const override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }
    std::int64_t steadyMs() const override {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }
    CivilDate today() const override {
        const std::time_t now = static_cast<std::time_t>(unixMs() / 1000);
        std::tm local{};
#ifdef _WIN32
        if (localtime_s(&local, &now) != 0)
            return CivilDate::fromDays(static_cast<std::int32_t>(now / 86400));
#else
        if (localtime_r(&now, &local) == nullptr)
            return CivilDate::fromDays(static_cast<std::int32_t>(now / 86400));
#endif
        return CivilDate::fromYmd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday)
            .value_or(CivilDate());
    }
};

} // namespace

std::unique_ptr<Clock> makeSystemClock() { return std::make_unique<SystemClock>(); }

} // namespace peyvand
