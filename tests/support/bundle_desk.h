// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A desk of a charity with help to tell, and copies of it that take bundles in, each from the same
// beginning. Only for tests.

#include "sync/network/bundle_book.h"
#include "tests/support/two_desks.h"

namespace peyvand::test {

/// What a desk takes from bundles, from the same register each time.
class ImportingCopy {
  public:
    ImportingCopy(Platform platform, const Path& closed) : clone_(platform, closed) {
        network = must(Network::open(clone_.opened()));
    }
    Register& opened() { return clone_.opened(); }
    ImportedBundle take(const Path& file) { return must(importBundle(*network, file)); }
    Digest state() { return stateOf(opened()); }
    std::vector<Bytes> positions() {
        auto all = positionsOf(*network, FeedScope::office);
        const auto of_network = positionsOf(*network);
        all.insert(all.end(), of_network.begin(), of_network.end());
        return all;
    }

  private:
    ClonedRegister clone_;

  public:
    std::unique_ptr<Network> network;
};

/// So many people with help, and what a part of 70,000 bytes has no room for.
inline void fillWithHelp(Charity& desk, int people) {
    for (int i = 0; i < people; ++i) {
        const auto person = desk.add("مددجوی آزمون " + std::to_string(i), "");
        if (i % 4 == 0)
            desk.give(person, "cash", hijri(1405, 8, 20));
    }
}

inline ExportedBundle exportBy(Charity& from, ExportRequest request) {
    // Statements of one desk are told apart by their time.
    from.fixture.clock.passMs(1);
    return must(exportBundle(*from.network, request, from.executor));
}

inline CharityId idOf(Charity& charity) { return charity.fixture.opened().journal().charity(); }

/// Smallest parts that hold anything: one chunk each.
constexpr std::uint64_t one_chunk_limit_bytes = 75'000;

inline std::uint64_t recordsOf(Charity& reader, const Path& file, BundleRecord type) {
    const auto files = makeSystemFiles();
    const auto summary =
        must(inspectBundleFile(*files, file, reader.fixture.opened().journal().nodeKey()));
    return summary.records[static_cast<std::size_t>(type)];
}

} // namespace peyvand::test
