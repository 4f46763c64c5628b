// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/world.h"

#include "core/identity/identity.h"
#include "core/register/erase.h"
#include "core/register/records.h"
#include "sync/network/exchange.h"
#include "tests/support/faulty_files.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/invented_identity.h"
#include "tests/support/session_line.h"

#include <filesystem>
#include <functional>

namespace peyvand::sim {

using test::inventedNationalId;
using test::must;
using test::SessionLine;

namespace {

constexpr std::size_t identity_count = 40;
constexpr std::size_t most_sticks = 12;

const char* const categories[] = {"food_basket", "clothing", "cash"};

} // namespace

World::World(std::uint32_t seed, const WorldShape& shape) : random_(seed), shape_(shape) {
    for (std::size_t i = 0; identities_.size() < identity_count; ++i)
        if (auto id = inventedNationalId(static_cast<std::int64_t>(i)); !id.empty())
            identities_.push_back(std::move(id));
    found();
}

// The first desk of the first charity founds; the others join while all clocks agree.
void World::found() {
    const Path home = home_.path().toStdString();
    for (std::size_t charity = 0; charity < shape_.charities; ++charity)
        for (std::size_t desk = 0; desk < shape_.desks; ++desk) {
            const std::size_t number = nodes_.size();
            nodes_.push_back(std::make_unique<Node>(random_(), charity,
                                                    home / ("desk" + std::to_string(number))));
            nodes_.back()->create("خیریهٔ " + std::to_string(charity + 1));
        }
    const auto password = test::RegisterFixture::password();
    Node& founder = *nodes_.front();
    printed_code_ = must(founder.network->foundNetwork("شبکهٔ آزمون", password));
    for (auto& node : nodes_) {
        if (node->network->isMember())
            continue;
        Node& inviter = first(node->charity).network->isMember() ? first(node->charity) : founder;
        const bool is_desk = inviter.charity == node->charity;
        const auto invitation =
            must(is_desk ? inviter.network->inviteDesk() : inviter.network->inviteCharity());
        const auto attempt = must(
            node->network->requestToJoin(invitation, password, node->folder.filename().string()));
        const auto admitted = must(is_desk ? inviter.network->admitDesk(attempt.request, password)
                                           : inviter.network->admitCharity(attempt.request));
        must(node->network->acceptWelcome(admitted.welcome));
    }
    for (auto& node : nodes_) {
        node->useCheapVeil();
        // Most clocks are days apart; of two of them nobody looked at the battery.
        node->clock.passDays(static_cast<int>(below(5)));
    }
    seatCouncil();
    for (auto& node : nodes_)
        for (auto& other : nodes_)
            if (node < other)
                meet(*node, *other, SIZE_MAX);
    anyone().clock.setDay(*CivilDate::fromYmd(1970, 1, 2));
    anyone().clock.setDay(*CivilDate::fromYmd(2098, 6, 1));
}

Node& World::first(std::size_t charity) { return *nodes_[charity * shape_.desks]; }

std::optional<RecordId> World::anyOf(Node& node, const std::string& sql) {
    const auto found = node.ids(sql);
    return found.empty() ? std::nullopt : std::optional(found[below(found.size())]);
}

Result<void> World::addPerson(Node& node) {
    const std::string& identity = identities_[below(identities_.size())];
    const auto read = readIdentity(identity);
    PEYVAND_LET(const auto there, People(*node.opened).holding(*read.identity));
    if (!there.empty())
        return {};
    NewPerson person;
    person.fields.given_name = "نام " + std::to_string(below(1000));
    person.identities.push_back({std::nullopt, identity, {}});
    return People(*node.opened).add(person).map([](const RegisteredPerson&) {});
}

Result<void> World::giveAid(Node& node) {
    const auto person = anyOf(node, "SELECT id FROM beneficiary ORDER BY id");
    if (!person)
        return {};
    AidDraft draft;
    draft.person = idAs<BeneficiaryId>(*person);
    draft.category = categories[below(3)];
    draft.amount = Rial{1'000'000};
    draft.date = node.opened->today();
    PEYVAND_LET(const AidId aid, AidBook(*node.opened).give(draft));
    acknowledged_[aid] = {node.charity, *person};
    return {};
}

Result<void> World::editCity(Node& node) {
    const auto person = anyOf(node, "SELECT id FROM beneficiary ORDER BY id");
    return person ? Records(*node.opened)
                        .edit(RecordType::beneficiary, *person,
                              {{field::beneficiary::city, "شهر " + std::to_string(below(5))}})
                  : Result<void>();
}

Result<void> World::voidAny(Node& node) {
    const auto aid = anyOf(node, "SELECT id FROM aid WHERE state = 1 AND beneficiary IS NOT NULL"
                                 " ORDER BY id");
    return aid ? AidBook(*node.opened).voidAid(idAs<AidId>(*aid), "آزمون") : Result<void>();
}

Result<void> World::eraseAny(Node& node) {
    const auto person = anyOf(node, "SELECT id FROM beneficiary ORDER BY id");
    if (!person)
        return {};
    // Also when it fails: what was begun is finished by the next opening.
    erased_.insert(*person);
    return erasePerson(*node.opened, idAs<BeneficiaryId>(*person)).map([](const Erased&) {});
}

Result<void> World::seal(Node& node) {
    return node.isOut() ? Result<void>()
                        : sealDueClaims(*node.network, node.executor).map([](SealedClaims) {});
}

void World::meet(Node& a, Node& b, std::size_t most_pieces) {
    // A connection is opened to desks that one has heard of, and taken from no others.
    if (&a == &b || !a.network->membership().isEntitled(test::nodeOf(*b.network)) ||
        !b.network->membership().isEntitled(test::nodeOf(*a.network)))
        return;
    SessionLine line(*a.network, *b.network);
    const bool done = line.run(most_pieces);
    // Who hears of an expulsion while they speak stops.
    const bool is_whole = most_pieces == SIZE_MAX && !a.isOut() && !b.isOut() &&
                          a.network->membership().isEntitled(test::nodeOf(*b.network)) &&
                          b.network->membership().isEntitled(test::nodeOf(*a.network));
    if (!is_whole)
        return;
    for (const auto* end : {&line.a, &line.b})
        if (end->error)
            problem("session: " + std::string(errorName(end->error->code)));
    if (!done)
        problem("a session stands still");
}

void World::exportStick(Node& node) {
    const Path path =
        Path(home_.path().toStdString()) / ("stick" + std::to_string(deeds_["stick"]));
    const auto own = node.opened->journal().charity();
    const auto to = below(2) == 0 ? std::optional(own) : std::nullopt;
    const auto written = exportBundle(*node.network, path, to, node.executor);
    if (!written) {
        if (!node.isOut())
            problem("bundle: " + std::string(errorName(written.error().code)));
        return;
    }
    if (sticks_.size() < most_sticks)
        sticks_.push_back(written->path);
    else
        sticks_[below(most_sticks)] = written->path;
}

// Late and twice: a stick stays where it is. It may be for others, or from somebody who left.
void World::importStick(Node& node) {
    if (sticks_.empty())
        return;
    const auto taken = importBundle(*node.network, sticks_[below(sticks_.size())]);
    if (!taken && taken.error().code != ErrorCode::bundle_for_other &&
        taken.error().code != ErrorCode::charity_unknown)
        problem("stick: " + std::string(errorName(taken.error().code)));
}

void World::keepCopy(Node& node) {
    const std::size_t number = static_cast<std::size_t>(
        std::find_if(nodes_.begin(), nodes_.end(),
                     [&node](const auto& one) { return one.get() == &node; }) -
        nodes_.begin());
    const Path copy = Path(home_.path().toStdString()) / ("copy" + std::to_string(copies_.size()));
    node.close();
    std::filesystem::copy(node.folder, copy, std::filesystem::copy_options::recursive);
    node.open();
    copies_.push_back({number, copy});
}

// The whole folder as it was, the kept positions with it: only a peer can tell. What nobody else of
// the charity holds is lost with it.
void World::putBack(Node& node) {
    for (const Copy& copy : copies_) {
        if (nodes_[copy.node].get() != &node)
            continue;
        std::set<RecordId> held;
        for (const auto& other : nodes_)
            if (other.get() != &node && other->charity == node.charity)
                for (const auto& id : other->ids("SELECT id FROM aid ORDER BY id"))
                    held.insert(id);
        for (const auto& id : node.ids("SELECT id FROM aid ORDER BY id"))
            if (!held.contains(id)) {
                acknowledged_.erase(idAs<AidId>(id));
                noteLost(node, id);
            }
        node.close();
        std::filesystem::remove_all(node.folder);
        std::filesystem::copy(copy.folder, node.folder, std::filesystem::copy_options::recursive);
        node.open();
        return;
    }
}

// The register that gave it has forgotten it; who had its claim by then still knows.
void World::noteLost(Node& node, const RecordId& aid) {
    auto rows = node.opened->database().prepare(
        "SELECT identity.number, aid.category FROM aid JOIN identity ON identity.beneficiary ="
        " aid.beneficiary WHERE aid.id = ?");
    rows.bind(aid);
    while (rows.step())
        lost_[rows.string(0)].emplace_back(node.opened->journal().charity().text(), rows.string(1));
}

// The program is killed, or the power goes, at any step of its disk; what it had acknowledged is
// there when it is started again.
void World::crash(Node& node) {
    constexpr std::size_t most_steps = 400;
    constexpr int most_deeds = 20;
    node.close();
    {
        test::FaultyDisk disk(node.folder);
        const test::FaultyVfs vfs(disk);
        test::FaultyFiles files(disk);
        node.open(files);
        const auto fault = below(2) == 0 ? test::Fault::killed : test::Fault::power_loss;
        disk.arm(fault, static_cast<int>(1 + below(most_steps)));
        Result<void> done;
        for (int i = 0; done && i < most_deeds; ++i)
            switch (below(6)) {
            case 0:
                done = addPerson(node);
                break;
            case 1:
                done = voidAny(node);
                break;
            case 2:
                done = seal(node);
                break;
            case 3:
                done = editCity(node);
                break;
            default:
                done = giveAid(node);
            }
        crashes_ += done ? 0 : 1;
        node.close();
        if (fault == test::Fault::power_loss)
            disk.losePower(static_cast<std::uint32_t>(1 + below(1'000'000)));
    }
    node.open();
}

void World::step() {
    Node& node = anyone();
    node.clock.passMs(static_cast<std::int64_t>(below(3'600'000)));
    Node& other = anyone();
    struct Deed {
        std::size_t weight;
        const char* name;
        std::function<void()> work;
    };
    const Deed deeds[] = {
        {24, "person", [&] { must(addPerson(node)); }},
        {24, "aid", [&] { must(giveAid(node)); }},
        {12, "city", [&] { must(editCity(node)); }},
        {5, "void", [&] { must(voidAny(node)); }},
        {2, "erase", [&] { must(eraseAny(node)); }},
        {6, "seal", [&] { must(seal(node)); }},
        {3, "crash", [&] { crash(node); }},
        {10, "meet", [&] { meet(node, other, SIZE_MAX); }},
        {6, "break", [&] { meet(node, other, 1 + below(12)); }},
        {4, "stick", [&] { exportStick(node); }},
        {5, "carry", [&] { importStick(node); }},
        {2, "reopen",
         [&] {
             node.close();
             node.open();
         }},
        {2, "copy",
         [&] {
             if (copies_.size() < 4)
                 keepCopy(node);
         }},
        {2, "back", [&] { putBack(node); }},
        {5, "propose", [&] { proposeAny(anySeat()); }},
        {9, "sign", [&] { signAny(anySeat()); }},
        {3, "paper", [&] { signOnPaper(anySeat()); }},
        {1, "cheat", [&] { cheat(node); }},
        {6, "after", [&] { helpAfterExpulsion(node); }},
        {6, "refer", [&] { referAny(node); }},
        {5, "answer", [&] { answerAny(node); }},
        {3, "ask", [&] { askAny(node); }},
    };
    std::size_t weights = 0;
    for (const auto& deed : deeds)
        weights += deed.weight;
    std::size_t place = below(weights);
    for (const auto& deed : deeds) {
        if (place < deed.weight) {
            deed.work();
            ++deeds_[deed.name];
            return;
        }
        place -= deed.weight;
    }
}

void World::run() {
    for (int i = 0; i < shape_.steps && problems_.empty(); ++i)
        step();
    if (!problems_.empty())
        return;
    settle();
    checkCouncil();
    checkCharities();
    checkAcknowledged();
    checkClaims();
    checkOverlaps();
    checkDirect();
}

std::string World::deeds() const {
    std::string text;
    for (const auto& [name, count] : deeds_)
        text += name + " " + std::to_string(count) + "  ";
    return text + "(" + std::to_string(crashes_) + " in the middle of a deed)";
}

} // namespace peyvand::sim
