// SPDX-License-Identifier: GPL-3.0-or-later
// A council of three desks and a sheet of paper that decides while its seats do not hear of each
// other, and sometimes cheats.
#include "sync/member/printed_seat.h"
#include "sync/network/council_work.h"
#include "tests/sim/line.h"
#include "tests/sim/world.h"
#include "tests/support/invented_identity.h"
#include "tests/support/session_line.h"

namespace peyvand::sim {

using test::must;

namespace {

constexpr std::size_t most_after = 3;
constexpr std::int64_t after_numbers = 5000;

/// What a seat may be told and nothing is wrong: it signed already, or it is done.
void mayRefuse(const Result<CouncilOutcome>& outcome) {
    if (!outcome && outcome.error().code != ErrorCode::step_refused &&
        outcome.error().code != ErrorCode::charity_unknown)
        qFatal("the council: %s", errorName(outcome.error().code).data());
}

SigningKey seatKey(Node& node) {
    return SigningKey::fromSeed(
        Secret<32>::from(must(node.opened->setting(Network::seat_setting))));
}

} // namespace

CharityId World::leaving() { return first(shape_.charities - 1).opened->journal().charity(); }

// Two desks of the founder's charity and one of the next.
void World::seatCouncil() {
    seats_ = {0};
    for (const std::size_t more : {shape_.desks > 1 ? 1 : 2 * shape_.desks, shape_.desks}) {
        if (nodes_[more]->charity + 1 == shape_.charities)
            continue;
        Node& asking = *nodes_[more];
        const auto request = must(CouncilWork(*asking.network).requestSeat());
        CouncilOutcome outcome = must(CouncilWork(*nodes_[0]->network).addSeat(request.file));
        for (const std::size_t signing : seats_) {
            if (outcome == CouncilOutcome::done)
                break;
            if (signing == 0)
                continue;
            meet(*nodes_[0], *nodes_[signing], SIZE_MAX);
            CouncilWork work(*nodes_[signing]->network);
            for (const auto& one : work.waiting())
                if (!one.signed_here)
                    outcome = must(work.sign(one.digest));
        }
        for (const std::size_t seat : seats_)
            if (seat != 0)
                meet(*nodes_[0], *nodes_[seat], SIZE_MAX);
        meet(*nodes_[0], asking, SIZE_MAX);
        seats_.push_back(more);
    }
}

void World::proposeAny(Node& node) {
    CouncilWork work(*node.network);
    mayRefuse(below(2) == 0 ? work.expel(leaving()) : work.rotate());
}

void World::signAny(Node& node) {
    CouncilWork work(*node.network);
    const auto waiting = work.waiting();
    if (!waiting.empty())
        mayRefuse(work.sign(waiting[below(waiting.size())].digest));
}

// Whoever holds the sheet reads the code out wherever somebody asks.
void World::signOnPaper(Node& node) {
    CouncilWork work(*node.network, must(printedSeat(printed_code_)));
    const auto waiting = work.waiting();
    if (!waiting.empty())
        mayRefuse(work.sign(waiting[below(waiting.size())].digest));
    else
        mayRefuse(below(2) == 0 ? work.expel(leaving()) : work.rotate());
}

// Somebody has a copy of a seat's key and does not ask what it has signed.
void World::cheat(Node& node) {
    // Who proposes a key knows it; those who are to leave shall not.
    if (node.charity + 1 == shape_.charities)
        return;
    const SigningKey seat = seatKey(anySeat());
    const auto waiting = CouncilWork(*node.network).waiting();
    const auto epoch =
        must(rotateEpoch(node.network->membership(), seat, node.clock.unixMs(), node.random));
    SignedRecord record = epoch.decision;
    if (waiting.empty() || below(2) == 0) {
        KeyRing keys;
        keys.push_back(epoch.key.copy());
        must(node.network->keepKeys(keys));
    } else {
        const Digest& named = waiting[below(waiting.size())].digest;
        for (const Bytes& bytes : node.network->records())
            if (auto one = SignedRecord::decode(bytes); one && one->digest() == named)
                record = std::move(*one);
        record.sign(seat);
    }
    must(node.network->takeRecords({record.encode()}).map([](std::size_t) {}));
}

// Where the fresh key that follows the expulsion is here and writes.
void World::helpAfterExpulsion(Node& node) {
    if (after_.size() >= most_after || node.charity + 1 == shape_.charities ||
        !isAfterExpulsion(*node.network, leaving()))
        return;
    After after{{}, {}, node.charity, node.network->membership().head};
    for (auto number = after_numbers + 100 * static_cast<std::int64_t>(after_.size());
         after.identity.empty(); ++number)
        after.identity = test::inventedNationalId(number);
    NewPerson person;
    person.fields.given_name = "تازه";
    person.identities.push_back({std::nullopt, after.identity, {}});
    AidDraft draft;
    draft.person = must(People(*node.opened).add(person)).id;
    draft.category = "food_basket";
    draft.date = node.opened->today();
    after.aid = must(AidBook(*node.opened).give(draft));
    acknowledged_[after.aid] = {node.charity, idAs<RecordId>(*draft.person)};
    after_.push_back(after);
}

} // namespace peyvand::sim
