// SPDX-License-Identifier: GPL-3.0-or-later
// A developer's tool: a register of any size for trying out and measuring (docs/benchmarks.md).

#include "core/platform/clock.h"
#include "tools/generate/generate.h"

#include <charconv>
#include <chrono>
#include <fmt/format.h>

namespace peyvand::generate {
namespace {

constexpr const char* usage =
    "peyvand-generate FOLDER [--people N] [--aid N] [--claims N] [--charities N] [--seed N]\n"
    "                 [--until YYYY-MM-DD]\n"
    "  An encrypted register of invented people in FOLDER, its network's other members in\n"
    "  FOLDER.members. Without numbers: 1000000 people, 3000000 aid records, 5000000 claims of\n"
    "  12 charities. Run it again to go on with what was interrupted. Everything comes from the\n"
    "  seed, the keys too: never for real people. User manager, password peyvand-generated.\n";
constexpr std::string_view password = "peyvand-generated";

template <class Number> bool readNumber(std::string_view text, Number& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool readOption(std::string_view name, std::string_view value, Plan& plan) {
    if (name == "--people")
        return readNumber(value, plan.people);
    if (name == "--aid")
        return readNumber(value, plan.aid);
    if (name == "--claims")
        return readNumber(value, plan.claims);
    if (name == "--charities")
        return readNumber(value, plan.charities) && plan.charities > 0 && plan.charities <= 60;
    if (name == "--seed")
        return readNumber(value, plan.seed);
    const auto day = CivilDate::parseIso(value);
    if (name != "--until" || !day)
        return false;
    plan.until = *day;
    return true;
}

// One line a stage and tenth of it.
class Progress {
  public:
    void operator()(std::string_view stage, std::size_t done, std::size_t of) {
        const std::size_t tenth = of == 0 ? 10 : done * 10 / of;
        if (stage == stage_ && tenth == tenth_)
            return;
        stage_ = stage;
        tenth_ = tenth;
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begun_;
        fmt::print("{:7.1f} s  {} {} of {}\n", passed.count(), stage, done, of);
        (void)std::fflush(stdout);
    }

  private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::string stage_{};
    std::size_t tenth_ = 0;
};

int run(int count, char** arguments) {
    Plan plan;
    plan.until = makeSystemClock()->today();
    plan.password = SecretText(password);
    bool readable = count >= 2 && count % 2 == 0 && arguments[1][0] != '-';
    for (int i = 2; readable && i + 1 < count; i += 2)
        readable = readOption(arguments[i], arguments[i + 1], plan);
    if (!readable || !initialiseCrypto()) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto files = makeSystemFiles();
    Progress progress;
    const auto made =
        generate(*files, Path(arguments[1]), plan,
                 [&progress](auto stage, auto done, auto of) { progress(stage, done, of); });
    if (made)
        return 0;
    fmt::print(stderr, "failed: {}\n", errorName(made.error().code));
    for (const auto& [name, value] : made.error().arguments)
        fmt::print(stderr, "  {}: {}\n", name, value);
    return 1;
}

} // namespace
} // namespace peyvand::generate

int main(int count, char** arguments) { return peyvand::generate::run(count, arguments); }
