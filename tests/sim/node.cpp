// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/world.h"

namespace peyvand::sim {

void Node::create(const std::string& name) {
    auto created = Register::create(
        platform(), folder,
        {name, test::RegisterFixture::user, test::RegisterFixture::password(), StretchCost{1, 8}});
    if (!created)
        qFatal("no register: %s", errorName(created.error().code).data());
    opened = std::move(created->opened);
    auto made = Network::open(*opened);
    if (!made)
        qFatal("no network: %s", errorName(made.error().code).data());
    network = std::move(*made);
}

void Node::open(Files& with) {
    auto again = Register::open({clock, random, with}, folder, test::RegisterFixture::user,
                                test::RegisterFixture::password());
    if (!again)
        qFatal("not opened: %s", errorName(again.error().code).data());
    opened = std::move(*again);
    auto made = Network::open(*opened);
    if (!made)
        qFatal("no network: %s", errorName(made.error().code).data());
    network = std::move(*made);
    useCheapVeil();
}

void Node::close() {
    network.reset();
    opened.reset();
}

void Node::useCheapVeil() {
    if (network->isMember())
        network->replaceVeil(std::make_unique<test::CheapVeil>(network->id(), 1,
                                                               VeilSecret::from(ByteArray<32>{7})));
}

bool Node::isOut() const {
    return !network->membership().isEntitled(opened->journal().nodeKey().publicKey());
}

std::int64_t Node::number(std::string_view sql) const {
    auto row = opened->database().prepare(sql);
    return row.step() ? row.integer(0) : -1;
}

std::vector<RecordId> Node::ids(const std::string& sql) const {
    std::vector<RecordId> found;
    auto rows = opened->database().prepare(sql);
    while (rows.step())
        found.push_back(rows.id<RecordId>(0));
    return found;
}

} // namespace peyvand::sim
