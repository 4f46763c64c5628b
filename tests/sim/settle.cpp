// SPDX-License-Identifier: GPL-3.0-or-later
// Everybody meets everybody; then nothing may be missing, differ or be read that should not.
#include "sync/enquiry/overlaps.h"
#include "tests/sim/world.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/session_line.h"

#include <algorithm>

namespace peyvand::sim {

using test::must;

namespace {
constexpr int most_rounds = 4;

using Seen = std::vector<std::pair<std::string, std::string>>;

// "charity, category" of each claim that an enquiry shows.
Seen seenAt(Node& node, const std::string& identity) {
    Seen seen;
    const Answer answer =
        must(Enquiry(*node.network, node.executor).ask({identity, {}, {}, Language::persian}));
    for (const auto& claim : answer.claims)
        seen.emplace_back(claim.charity.text(), claim.category);
    std::sort(seen.begin(), seen.end());
    return seen;
}

// What the charity's own register says that it gave to who holds the identity.
void addGiven(Node& node, const std::string& identity, Seen& seen) {
    auto rows = node.opened->database().prepare(
        "SELECT DISTINCT aid.id, aid.category FROM aid JOIN identity ON identity.beneficiary ="
        " aid.beneficiary WHERE identity.number = ? AND identity.removed = 0"
        " AND identity.confirmed = 1 AND aid.state = 1");
    rows.bind(std::string_view(identity));
    while (rows.step())
        seen.emplace_back(node.opened->journal().charity().text(), rows.string(1));
}

// Nothing that is expected is missing, and what is seen beyond it is help whose register lost it.
bool differsByLost(const Seen& seen, const Seen& expected, Seen lost) {
    Seen extra;
    std::ranges::set_difference(seen, expected, std::back_inserter(extra));
    for (const auto& one : extra) {
        const auto found = std::ranges::find(lost, one);
        if (found == lost.end())
            return false;
        lost.erase(found);
    }
    return std::ranges::includes(seen, expected);
}

} // namespace

void World::settle() {
    for (int round = 0; round < most_rounds; ++round) {
        for (std::size_t a = 0; a < nodes_.size(); ++a)
            for (std::size_t b = a + 1; b < nodes_.size(); ++b)
                meet(*nodes_[a], *nodes_[b], SIZE_MAX);
        if (round + 1 < most_rounds)
            for (auto& node : nodes_)
                must(seal(*node));
    }
    for (auto& node : nodes_)
        node->expelled = !first(0).network->membership().isEntitled(test::nodeOf(*node->network));
}

void World::checkCharities() {
    for (const auto& node : nodes_) {
        if (node->expelled)
            continue;
        Node& model = first(node->charity);
        if (test::stateOf(*node->opened) != test::stateOf(*model.opened))
            for (const auto& [table, hash] : must(canonicalHashes(node->opened->database())))
                for (const auto& [same, other] : must(canonicalHashes(model.opened->database())))
                    if (table == same && hash != other)
                        problem(node->folder.filename().string() + " differs in " + table);
        if (test::positionsOf(*node->network) != test::positionsOf(*first(0).network))
            problem(node->folder.filename().string() + " has other positions of the network");
        const auto findings = must(checkRegister(*node->opened));
        for (const auto& finding : findings)
            problem("check: " + finding.about + " " + finding.detail);
    }
}

void World::checkAcknowledged() {
    for (const auto& node : nodes_) {
        if (node->expelled)
            continue;
        std::set<RecordId> held;
        for (const auto& id : node->ids("SELECT id FROM aid ORDER BY id"))
            held.insert(id);
        for (const auto& [aid, given] : acknowledged_)
            if (given.charity == node->charity && !erased_.contains(given.person) &&
                !held.contains(idAs<RecordId>(aid)))
                problem(node->folder.filename().string() + " lost an aid");
    }
}

// Both directions of every pair: an overlap is told to whoever asks, and nothing else is.
void World::checkClaims() {
    for (std::size_t charity = 0; charity < shape_.charities; ++charity) {
        Node& node = first(charity);
        if (node.expelled)
            continue;
        for (const std::string& identity : identities_) {
            Seen expected;
            for (std::size_t other = 0; other < shape_.charities; ++other)
                if (other != charity && !first(other).expelled)
                    addGiven(first(other), identity, expected);
            std::sort(expected.begin(), expected.end());
            Seen seen = seenAt(node, identity);
            // What the expelled said before counts as far as the council had it.
            std::erase_if(seen, [this](const auto& one) {
                for (const auto& each : nodes_)
                    if (each->expelled && each->opened->journal().charity().text() == one.first)
                        return true;
                return false;
            });
            if (!differsByLost(seen, expected, lost_[identity]))
                problem(node.folder.filename().string() + " sees " + std::to_string(seen.size()) +
                        " claims of " + std::to_string(expected.size()) + " about " + identity);
        }
    }
}

// Help given twice comes to light at every desk of a charity. A desk whose clock is decades off
// takes claims for over or not begun, and is asked for nothing.
void World::checkOverlaps() {
    std::map<std::size_t, std::pair<std::string, std::set<AidId>>> told;
    for (const auto& node : nodes_) {
        const int year = HijriDate::fromCivil(node->opened->today()).year;
        if (node->expelled || year < 1400 || year > 1420)
            continue;
        Overlaps overlaps(*node->network, node->executor);
        must(overlaps.find({}));
        std::set<AidId> found;
        for (const Overlap& one : must(overlaps.page(0, 500, Language::persian)))
            found.insert(one.aid.id);
        const std::string name = node->folder.filename().string();
        const auto [model, is_first] = told.try_emplace(node->charity, name, found);
        if (!is_first && model->second.second != found)
            problem(name + " tells " + std::to_string(found.size()) + " overlaps, " +
                    model->second.first + " " + std::to_string(model->second.second.size()));
    }
}

// Those who left see nothing of it, unless it turned out that they had not; all others do.
void World::checkAfter(const std::set<Digest>& line) {
    for (const After& one : after_) {
        const auto known = acknowledged_.find(one.aid);
        if (known == acknowledged_.end() || erased_.contains(known->second.person))
            continue;
        // Somebody of the charity may have voided it.
        const auto aid = must(AidBook(*first(one.charity).opened).aid(one.aid));
        if (aid.state != AidState::given)
            continue;
        for (auto& node : nodes_) {
            const bool is_seen = !seenAt(*node, one.identity).empty();
            const std::string name = node->folder.filename().string();
            if (node->expelled && is_seen && line.contains(one.head))
                problem(name + " was expelled and reads on");
            if (!node->expelled && node->charity != one.charity && !is_seen)
                problem(name + " does not see the help after");
        }
    }
}

} // namespace peyvand::sim
