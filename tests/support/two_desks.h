// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two desks of one charity, for tests that read like a story. The veil is the cheap one.

#include "tests/support/journal_fixture.h"
#include "tests/support/session_line.h"

namespace peyvand::test {

/// The first desk founded a network; the second one joined it as a desk of the same charity.
class TwoDesks {
  public:
    TwoDesks() {
        foundNetwork(a);
        admitDesk(a, b, "۲");
    }
    void sync() { syncBy(*a.network, *b.network); }
    void syncBySticks() {
        must(importBundle(*b.network, exported(a, file("a.pvb"))));
        must(importBundle(*a.network, exported(b, file("b.pvb"))));
        must(importBundle(*b.network, exported(a, file("a again.pvb"))));
        std::filesystem::remove(file("a.pvb"));
        std::filesystem::remove(file("b.pvb"));
        std::filesystem::remove(file("a again.pvb"));
    }
    static Path exported(Charity& from, const Path& file) {
        const auto own = from.fixture.opened().journal().charity();
        return must(exportBundle(*from.network, file, own, from.executor)).path;
    }
    Path file(const char* name) const { return Path(folder_.path().toStdString()) / name; }
    bool areEqual() {
        return stateOf(a.fixture.opened()) == stateOf(b.fixture.opened()) &&
               positionsOf(*a.network, FeedScope::office) ==
                   positionsOf(*b.network, FeedScope::office);
    }

    Charity a{"خیریهٔ الف"};
    Charity b{"رایانهٔ تازه"};

  private:
    QTemporaryDir folder_{};
};

} // namespace peyvand::test
