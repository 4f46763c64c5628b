// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/enquiry_fixture.h"

#include "core/exchange/import.h"
#include "core/register/aid_book.h"
#include "core/rules/category.h"
#include "tests/support/cheap_veil.h"
#include "tools/generate/claim_feed.h"

namespace peyvand::bench {
namespace {

constexpr std::size_t full_people = 100'000;
constexpr std::size_t full_claims = 500'000;
constexpr std::size_t full_aid = 30'000;
constexpr std::size_t author_count = 4;

const std::string& anyCategory(Dice& dice) {
    const auto& all = allCategories();
    return all[roll(dice, all.size())].id;
}

} // namespace

EnquiryFixture::EnquiryFixture(const Options& options) : own_(options, "خیریهٔ سنجش") {
    const auto part = [&](std::size_t full) {
        return full * static_cast<std::size_t>(options.percent) / 100;
    };
    say("enquiry: {} people, {} claims of {} other charities, {} own aid; filling",
        part(full_people), part(full_claims), author_count, part(full_aid));
    joinAll(options);
    importPeople(part(full_people));
    giveAid(part(full_aid));
    prepareSeeds();
    for (auto& author : author_networks_)
        receiveClaims(*author, part(full_claims) / author_count);
    database().execute("PRAGMA wal_checkpoint(TRUNCATE)");
    must(database().takeFailure());
}

void EnquiryFixture::joinAll(const Options& options) {
    for (std::size_t i = 0; i < author_count; ++i) {
        authors_.push_back(
            std::make_unique<BenchRegister>(options, fmt::format("خیریهٔ {}", i + 1)));
        author_networks_.push_back(must(Network::open(authors_.back()->opened())));
    }
    network_ = must(Network::open(own_.opened()));
    Network& founder = *author_networks_.front();
    must(founder.foundNetwork("مجمع سنجش", BenchRegister::password()));
    std::vector<Network*> joining{network_.get()};
    for (std::size_t i = 1; i < author_count; ++i)
        joining.push_back(author_networks_[i].get());
    for (Network* one : joining) {
        const auto invitation = must(founder.inviteCharity());
        const auto attempt = must(one->requestToJoin(invitation, BenchRegister::password()));
        must(one->acceptWelcome(must(founder.admitCharity(attempt.request)).welcome));
    }
    must(network_->takeRecords(founder.records()));
    for (const auto& author : authors_)
        others_.push_back(author->opened().journal().charity());
}

void EnquiryFixture::importPeople(std::size_t count) {
    const std::string list = inventedPeople(count);
    exchange::ImportRequest request;
    request.bytes = bytesOf(list);
    request.list_name = "people";
    must(exchange::importPeople(opened(), request));
    auto rows = database().prepare("SELECT beneficiary, number FROM identity ORDER BY number");
    while (rows.step())
        people_.push_back({rows.string(1), rows.id<BeneficiaryId>(0), {}});
}

void EnquiryFixture::giveAid(std::size_t count) {
    JournalTransaction transaction(opened().journal());
    for (std::size_t i = 0; i < count; ++i) {
        AidDraft draft;
        draft.person = anyone(dice_).file;
        draft.category = anyCategory(dice_);
        draft.amount = Rial{5'000'000};
        draft.date = opened().today().plusDays(-static_cast<int>(roll(dice_, 900)));
        transaction.add(FeedScope::office,
                        aidChange(opened().newId<AidId>(), draft, HelpUnit::person));
    }
    must(transaction.commit());
}

void EnquiryFixture::prepareSeeds() {
    const Stopwatch watch;
    (void)network_->veil()->evaluate(
        {{IdentityKind::national_id, people_.front().national_id, {}}});
    veil_ms_ = watch.elapsed().wall_us / 1e3;
    network_->replaceVeil(
        std::make_unique<test::CheapVeil>(network_->id(), 1, VeilSecret::from(ByteArray<32>{7})));
    std::vector<Identity> identities;
    for (const Stranger& person : people_)
        identities.push_back({IdentityKind::national_id, person.national_id, {}});
    const auto seeds = must(seedsOf(*network_, identities, executor_));
    for (Stranger& person : people_) {
        const Seed& seed = seeds.at({IdentityKind::national_id, person.national_id, {}});
        person.tag = tagOf(seed, network_->id(), 1);
        seeds_.push_back(seed.copy());
    }
}

void EnquiryFixture::receiveClaims(Network& author, std::size_t count) {
    constexpr std::size_t segments_a_time = 20;
    const CivilDate today = opened().today();
    generate::ClaimFeed feed(author, std::nullopt);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t person = roll(dice_, people_.size());
        ClaimContent content;
        content.category = findCategory(anyCategory(dice_))->number;
        content.month = HijriMonth::of(today).plus(-static_cast<int>(roll(dice_, 36)));
        feed.add(seeds_[person], content, today.plusDays(700));
        if (feed.waiting() == segments_a_time)
            must(feed.deliver(opened().journal()));
    }
    feed.close();
    must(feed.deliver(opened().journal()));
}

} // namespace peyvand::bench
