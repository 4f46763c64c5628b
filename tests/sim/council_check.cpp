// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of membership once all have met, worked out apart from the program's own fold.
#include "tests/sim/line.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace peyvand::sim {

namespace {

std::size_t seatsUnder(const LineEntry& entry, const Council& council) {
    return static_cast<std::size_t>(
        std::count_if(council.seats.begin(), council.seats.end(),
                      [&](const Seat& seat) { return entry.record.isSignedBy(seat.key); }));
}

// What a decision needs besides: an epoch follows the last one.
bool fits(const LineEntry& entry, std::uint32_t epoch) {
    const auto* body = std::get_if<EpochBody>(&entry.decision.body);
    return body == nullptr || body->number == epoch + 1;
}

std::vector<const LineEntry*> nextOf(const LineEntry& place, const std::vector<LineEntry>& all) {
    std::vector<const LineEntry*> next;
    for (const LineEntry& one : all)
        if (one.decision.number == place.decision.number + 1 && one.decision.before == place.digest)
            next.push_back(&one);
    return next;
}

void addDoubleSigners(const std::vector<const LineEntry*>& next, const Council& council,
                      std::vector<DoubleSigner>& signers) {
    for (const Seat& seat : council.seats)
        if (std::count_if(next.begin(), next.end(), [&](const LineEntry* one) {
                return one->record.isSignedBy(seat.key);
            }) > 1)
            signers.push_back({seat.key, next.front()->decision.number});
}

} // namespace

// Of two valid decisions of one number the smaller one stands in the line, at every desk; every
// seat that signed two is told everywhere.
void World::checkLine(const std::vector<Bytes>& records) {
    const Membership& now = first(0).network->membership();
    const auto all = decisionsOf(records);
    const auto line = lineTo(now.head, all);
    if (line.empty() || line.front().digest != now.network)
        return problem("the line does not begin with the founding");
    Council council = std::get<FoundingBody>(line.front().decision.body).council;
    std::uint32_t epoch = 1;
    std::vector<DoubleSigner> signers;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (const auto* body = std::get_if<CouncilBody>(&line[i].decision.body))
            council = body->council;
        epoch += std::holds_alternative<EpochBody>(line[i].decision.body) ? 1 : 0;
        const auto next = nextOf(line[i], all);
        addDoubleSigners(next, council, signers);
        std::size_t valid = 0;
        for (const LineEntry* one : next) {
            if (seatsUnder(*one, council) < council.majority() || !fits(*one, epoch))
                continue;
            ++valid;
            if (i + 1 == line.size() || one->digest < line[i + 1].digest)
                problem("a smaller decision of one number did not win");
            else if (one->digest != line[i + 1].digest &&
                     std::holds_alternative<ExpulsionBody>(one->decision.body) &&
                     !now.member(leaving())->expelled)
                ++deeds_["undone"];
        }
        deeds_["rivals"] += valid > 1 ? 1 : 0;
    }
    std::sort(signers.begin(), signers.end());
    deeds_["double"] += static_cast<int>(signers.size());
    for (const auto& node : nodes_)
        if (!node->expelled && node->network->membership().double_signers != signers)
            problem(node->folder.filename().string() + " tells of other double signers");
}

void World::checkCouncil() {
    const Membership& now = first(0).network->membership();
    std::vector<Bytes> records;
    for (const auto& node : nodes_) {
        if (node->expelled)
            continue;
        if (node->network->membership() != now)
            problem(node->folder.filename().string() + " has another membership");
        for (Bytes& record : node->network->records())
            records.push_back(std::move(record));
    }
    checkLine(records);
    const auto line = lineTo(now.head, decisionsOf(records));
    for (const Digest& commitment : epochsAfter(line, leaving()))
        for (const auto& node : nodes_)
            if (node->expelled && holdsKey(*node->network, commitment))
                problem(node->folder.filename().string() + " was expelled and has a new key");
    std::set<Digest> digests;
    for (const LineEntry& one : line)
        digests.insert(one.digest);
    checkAfter(digests);
}

} // namespace peyvand::sim
