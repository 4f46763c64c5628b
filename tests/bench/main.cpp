// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmarks, each beside its bare limit in one run (docs/benchmarks.md).

#include "core/crypto/secret.h"
#include "tests/bench/measure.h"

#include <charconv>
#include <set>
#include <string_view>

namespace peyvand::bench {
namespace {

constexpr const char* usage =
    "peyvand-bench [enquiry] [import] [verify] [size] [sync] [--strict] [--cpu] [--percent N]"
    " [--pairs N] [--folder DIR]\n"
    "              [--size small|full] [--register DIR]\n"
    "  without a name all five; --strict fails when a bound is missed; --cpu holds processor\n"
    "  time against the bounds; --percent N makes everything smaller; registers go to DIR.\n"
    "  --size and --register are of size: a million people are kept in DIR/peyvand-size-full\n"
    "  (about 8 GB, made once); a register of peyvand-generate is measured where it stands.\n";

bool readNumber(std::string_view text, int& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0;
}

bool readArguments(int count, char** arguments, Options& options, std::set<std::string>& wanted) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        const std::string_view next = i + 1 < count ? arguments[i + 1] : "";
        if (word == "enquiry" || word == "import" || word == "verify" || word == "size" ||
            word == "sync")
            wanted.emplace(word);
        else if (word == "--strict")
            options.strict = true;
        else if (word == "--cpu")
            options.by_processor = true;
        else if (word == "--percent" && readNumber(next, options.percent))
            ++i;
        else if (word == "--pairs" && readNumber(next, options.pairs))
            ++i;
        else if (word == "--folder" && !next.empty())
            options.folder = arguments[++i];
        else if (word == "--size" && (next == "small" || next == "full")) {
            wanted.emplace("size");
            options.size = arguments[++i];
        } else if (word == "--register" && !next.empty()) {
            wanted.emplace("size");
            options.register_folder = arguments[++i];
        } else
            return false;
    }
    return true;
}

int run(int count, char** arguments) {
    Options options;
    std::set<std::string> wanted;
    if (!readArguments(count, arguments, options, wanted)) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    if (!initialiseCrypto())
        return 2;
    if (wanted.empty())
        wanted = {"enquiry", "import", "size", "sync", "verify"};
    bool within = true;
    if (wanted.contains("verify"))
        within = benchVerify(options) && within;
    if (wanted.contains("import"))
        within = benchImport(options) && within;
    if (wanted.contains("sync"))
        within = benchSync(options) && within;
    if (wanted.contains("enquiry"))
        within = benchEnquiry(options) && within;
    if (wanted.contains("size"))
        within = benchSize(options) && within;
    return within || !options.strict ? 0 : 1;
}

} // namespace
} // namespace peyvand::bench

int main(int count, char** arguments) { return peyvand::bench::run(count, arguments); }
