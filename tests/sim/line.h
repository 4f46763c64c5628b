// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line of decisions read from records, apart from the program's own fold: what it should be.

#include "sync/network/network.h"

namespace peyvand::sim {

struct LineEntry {
    Digest digest{};
    SignedRecord record{};
    Decision decision{};
};

/// Every decision among them, by digest, each once with all its signatures.
std::vector<LineEntry> decisionsOf(const std::vector<Bytes>& records);
/// From the founding to a head.
std::vector<LineEntry> lineTo(const Digest& head, const std::vector<LineEntry>& decisions);
/// Commitments of the epochs that stand behind the expulsion of a charity.
std::vector<Digest> epochsAfter(const std::vector<LineEntry>& line, const CharityId& charity);
bool holdsKey(const Network& network, const Digest& commitment);
/// The charity is out, and the key that writes here is one that followed.
bool isAfterExpulsion(const Network& network, const CharityId& charity);

} // namespace peyvand::sim
