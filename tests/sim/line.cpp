// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/line.h"

#include <algorithm>
#include <map>

namespace peyvand::sim {

std::vector<LineEntry> decisionsOf(const std::vector<Bytes>& records) {
    std::map<Digest, LineEntry> found;
    for (const Bytes& bytes : records) {
        auto record = SignedRecord::decode(bytes);
        const auto decision =
            record && isDecision(record->kind) ? readDecision(*record) : Result<Decision>();
        if (!record || !isDecision(record->kind) || !decision)
            continue;
        const Digest digest = record->digest();
        LineEntry& entry = found[digest];
        for (const auto& one : entry.record.signatures)
            record->add(one);
        entry = {digest, std::move(*record), *decision};
    }
    std::vector<LineEntry> decisions;
    for (auto& [digest, entry] : found)
        decisions.push_back(std::move(entry));
    return decisions;
}

std::vector<LineEntry> lineTo(const Digest& head, const std::vector<LineEntry>& decisions) {
    std::vector<LineEntry> line;
    Digest wanted = head;
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        for (const LineEntry& one : decisions)
            if (one.digest == wanted) {
                line.insert(line.begin(), one);
                wanted = one.decision.before;
                goes_on = one.decision.number > 0;
                break;
            }
    }
    return line;
}

std::vector<Digest> epochsAfter(const std::vector<LineEntry>& line, const CharityId& charity) {
    std::vector<Digest> commitments;
    bool is_out = false;
    for (const LineEntry& one : line) {
        const auto* expulsion = std::get_if<ExpulsionBody>(&one.decision.body);
        is_out = is_out || (expulsion != nullptr && expulsion->charity == charity);
        if (const auto* epoch = std::get_if<EpochBody>(&one.decision.body); epoch && is_out)
            commitments.push_back(epoch->key_commitment);
    }
    return commitments;
}

bool holdsKey(const Network& network, const Digest& commitment) {
    return std::any_of(network.keys().begin(), network.keys().end(), [&](const SharedKey& key) {
        return key.scope == KeyScope::network && keyCommitment(network.id(), key.key) == commitment;
    });
}

bool isAfterExpulsion(const Network& network, const CharityId& charity) {
    const auto line = lineTo(network.membership().head, decisionsOf(network.records()));
    const auto after = epochsAfter(line, charity);
    return !after.empty() && holdsKey(network, after.back());
}

} // namespace peyvand::sim
