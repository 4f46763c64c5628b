// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Times in microseconds, by the wall and by the processor time of the calling thread: on a machine
// that others use at the same moment the second one says more. Linux only, as ./dev bench is.

#include <cstdio>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace peyvand::bench {

struct Options {
    /// A bound that is missed makes the program fail.
    bool strict = false;
    /// Bounds are held against processor time instead of the wall's.
    bool by_processor = false;
    /// Of the full size, for trying things out.
    int percent = 100;
    /// How often a pair is run, alternately.
    int pairs = 3;
    std::string folder{};
    /// Of the size benchmark: "small" or "full", or a register that peyvand-generate made.
    std::string size = "small";
    std::string register_folder{};
};

struct Elapsed {
    double wall_us = 0;
    double processor_us = 0;
};

class Stopwatch {
  public:
    Stopwatch() { restart(); }
    void restart();
    Elapsed elapsed() const;

  private:
    Elapsed begun_{};
};

class Samples {
  public:
    void add(const Elapsed& elapsed);
    std::size_t count() const { return wall_us_.size(); }
    Elapsed last() const { return {wall_us_.back(), processor_us_.back()}; }
    /// 0.5 is the median.
    Elapsed at(double share) const;

  private:
    std::vector<double> wall_us_{};
    std::vector<double> processor_us_{};
};

template <class... Parts> void say(fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::print(text, std::forward<Parts>(parts)...);
    fmt::print("\n");
    (void)std::fflush(stdout);
}

/// Prints one line; true when the ratio that counts is within the bound.
bool judge(const Options& options, const std::string& what, const Elapsed& ratio, double bound);
inline Elapsed ratioOf(const Elapsed& ours, const Elapsed& bare) {
    return {ours.wall_us / bare.wall_us, ours.processor_us / bare.processor_us};
}

bool benchEnquiry(const Options& options);
bool benchImport(const Options& options);
bool benchSize(const Options& options);
bool benchSync(const Options& options);
bool benchVerify(const Options& options);

} // namespace peyvand::bench
