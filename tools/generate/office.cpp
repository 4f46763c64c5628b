// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/office.h"

#include "tests/support/cheap_veil.h"

#include <charconv>
#include <fmt/format.h>

namespace peyvand::generate {
namespace {

constexpr int life_days = 150;
constexpr std::string_view done_setting = "generated";

std::string charityName(std::size_t place) {
    return fmt::format("خیریهٔ نمونهٔ {} (ساختگی)", place + 1);
}

Path memberFolder(const Path& folder, std::size_t place) {
    Path members = folder;
    members += ".members";
    return members / fmt::format("{:02}", place + 1);
}

SecretText passwordOf(const Plan& plan) { return SecretText(plan.password.view()); }

} // namespace

Office::Office(Files& files, const Plan& plan)
    : files_(files), random_(plan.seed), clock_(plan.until.plusDays(-life_days)) {}

void Office::useCheapVeil(Network& network) {
    const auto digest = LabelledHash("generated veil").fixed(network.id()).digest<32>();
    network.replaceVeil(std::make_unique<test::CheapVeil>(
        network.id(), network.veil()->generation(), VeilSecret::from(digest)));
}

Result<Office::One> Office::make(const Path& folder, const std::string& charity, const Plan& plan) {
    One one;
    PEYVAND_LET(auto created, Register::create({clock_, random_, files_}, folder,
                                               {charity, "manager", passwordOf(plan), plan.cost}));
    one.opened = std::move(created.opened);
    PEYVAND_LET(one.network, Network::open(*one.opened));
    return one;
}

Result<Office::One> Office::open(const Path& folder, const Plan& plan) {
    One one;
    PEYVAND_LET(one.opened,
                Register::open({clock_, random_, files_}, folder, {}, passwordOf(plan)));
    PEYVAND_LET(one.network, Network::open(*one.opened));
    return one;
}

Result<void> Office::joinAll(const Plan& plan) {
    const SecretText password = passwordOf(plan);
    Network& founder = *members_.front().network;
    PEYVAND_TRY(founder.foundNetwork("مجمع نمونه (ساختگی)", password));
    std::vector<Network*> joining{own_.network.get()};
    for (std::size_t i = 1; i < members_.size(); ++i)
        joining.push_back(members_[i].network.get());
    for (Network* one : joining) {
        PEYVAND_LET(const auto invitation, founder.inviteCharity());
        PEYVAND_LET(const auto attempt, one->requestToJoin(invitation, password));
        PEYVAND_LET(const auto admitted, founder.admitCharity(attempt.request));
        PEYVAND_TRY(one->acceptWelcome(admitted.welcome));
    }
    PEYVAND_TRY(own_.network->takeRecords(founder.records()));
    return {};
}

Result<std::unique_ptr<Office>> Office::begin(Files& files, const Path& folder, const Plan& plan) {
    std::unique_ptr<Office> office(new Office(files, plan));
    const std::size_t charities = std::max<std::size_t>(1, plan.charities);
    const bool there = files.exists(folder / "register.db");
    for (std::size_t i = 0; i < charities; ++i) {
        const Path member = memberFolder(folder, i);
        PEYVAND_LET(auto one, there ? office->open(member, plan)
                                    : office->make(member, charityName(i + 1), plan));
        office->members_.push_back(std::move(one));
    }
    PEYVAND_LET(office->own_,
                there ? office->open(folder, plan) : office->make(folder, charityName(0), plan));
    if (!there)
        PEYVAND_TRY(office->joinAll(plan));
    if (!office->network().isMember())
        return fail(ErrorCode::network_missing);
    for (One& one : office->members_)
        office->useCheapVeil(*one.network);
    office->useCheapVeil(office->network());
    // Nobody's only copy: an interrupted run begins again where the file is whole.
    office->database().execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -524288;"
                               "PRAGMA wal_autocheckpoint = 0");
    PEYVAND_TRY(office->database().takeFailure());
    return office;
}

Result<Done> Office::done() {
    PEYVAND_LET(const Bytes kept, opened().setting(done_setting));
    const std::string text(textOf(kept));
    Done done;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, done.people);
    if (first.ec == std::errc() && first.ptr != end)
        (void)std::from_chars(first.ptr + 1, end, done.aid);
    return done;
}

Result<void> Office::setDone(const Done& done) {
    return opened().setSetting(done_setting, bytesOf(fmt::format("{} {}", done.people, done.aid)));
}

Result<void> Office::checkpoint() {
    {
        auto row = database().prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        row.run();
    }
    return database().takeFailure();
}

Result<void> Office::finish() {
    database().execute("PRAGMA synchronous = FULL");
    PEYVAND_TRY(checkpoint());
    return opened().journal().saveHeads();
}

} // namespace peyvand::generate
