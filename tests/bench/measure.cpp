// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <algorithm>
#include <ctime>

namespace peyvand::bench {
namespace {

double microseconds(clockid_t clock) {
    timespec time{};
    (void)clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

Elapsed now() { return {microseconds(CLOCK_MONOTONIC), microseconds(CLOCK_THREAD_CPUTIME_ID)}; }

double shareOf(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share + 0.5)];
}

} // namespace

void Stopwatch::restart() { begun_ = now(); }

Elapsed Stopwatch::elapsed() const {
    const Elapsed end = now();
    return {end.wall_us - begun_.wall_us, end.processor_us - begun_.processor_us};
}

void Samples::add(const Elapsed& elapsed) {
    wall_us_.push_back(elapsed.wall_us);
    processor_us_.push_back(elapsed.processor_us);
}

Elapsed Samples::at(double share) const {
    return {shareOf(wall_us_, share), shareOf(processor_us_, share)};
}

bool judge(const Options& options, const std::string& what, const Elapsed& ratio, double bound) {
    const double counts = options.by_processor ? ratio.processor_us : ratio.wall_us;
    const bool within = counts <= bound;
    say("  {}: {:.2f}x by the wall, {:.2f}x of processor time; bound {:.1f}x: {}", what,
        ratio.wall_us, ratio.processor_us, bound, within ? "within" : "MISSED");
    return within;
}

} // namespace peyvand::bench
