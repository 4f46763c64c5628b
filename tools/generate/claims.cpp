// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/category.h"
#include "sync/network/seeds.h"
#include "tools/generate/claim_feed.h"
#include "tools/generate/invented.h"
#include "tools/generate/office.h"

namespace peyvand::generate {
namespace {

constexpr std::size_t batch_seeds = 20'000;
constexpr std::size_t segments_a_time = 20;
constexpr std::size_t own_people_of_hundred = 70;
constexpr std::size_t months = 36;

Result<std::vector<std::string>> confirmedNumbers(Database& database) {
    std::vector<std::string> numbers;
    auto rows = database.prepare("SELECT number FROM identity WHERE confirmed = 1 AND kind = 1"
                                 " AND removed = 0 ORDER BY id");
    while (rows.step())
        numbers.push_back(rows.string(0));
    return database.checked(std::move(numbers));
}

Result<FeedPosition> positionIn(Database& database, const FeedId& id) {
    FeedPosition position = FeedPosition::start(id);
    auto row = database.prepare("SELECT position, link FROM feed WHERE id = ? ORDER BY branch");
    row.bind(id);
    if (row.step() && row.integer(0) > 0 && row.blob(1).size() == position.link.size()) {
        position.seq = static_cast<std::uint64_t>(row.integer(0));
        std::copy_n(row.blob(1).begin(), position.link.size(), position.link.begin());
    }
    return database.checked(position);
}

// Some charities speak much, most little: the first has as many shares as there are charities.
std::size_t claimsOf(std::size_t place, std::size_t charities, std::size_t all) {
    const std::size_t shares = charities * (charities + 1) / 2;
    const auto upTo = [&](std::size_t count) {
        return all * (count * charities - count * (count - (count > 0)) / 2) / shares;
    };
    return upTo(place + 1) - upTo(place);
}

class Speaker {
  public:
    Speaker(Office& office, const Plan& plan, const std::vector<std::string>& numbers)
        : office_(office), plan_(plan), numbers_(numbers) {}

    Result<void> speak(std::size_t place, std::size_t before, const Told& told) {
        Network& author = office_.member(place);
        const std::size_t wanted = claimsOf(place, office_.members(), plan_.claims);
        PEYVAND_LET(
            const FeedPosition position,
            positionIn(office_.database(), author.opened().journal().ownFeed(FeedScope::network)));
        ClaimFeed feed(author, position);
        auto said = static_cast<std::size_t>(position.seq);
        while (said < wanted) {
            Dice dice = diceOf(plan_.seed, "claims", place << 32 | said);
            office_.random().begin("claims", place << 32 | said);
            office_.clock().setDay(plan_.until.plusDays(-30), 500);
            while (said < wanted && feed.waiting() < segments_a_time) {
                say(feed, dice);
                ++said;
            }
            feed.close();
            PEYVAND_TRY(feed.deliver(office_.opened().journal()));
            PEYVAND_TRY(office_.checkpoint());
            told("claims", before + said, plan_.claims);
        }
        return {};
    }

  private:
    void say(ClaimFeed& feed, Dice& dice) {
        Identity identity{IdentityKind::national_id, {}, {}};
        if (!numbers_.empty() && roll(dice, 100) < own_people_of_hundred)
            identity.number = numbers_[roll(dice, numbers_.size())];
        else
            identity.number = nationalIdOf(plan_.people + roll(dice, 2 * plan_.people + 1));
        const auto& categories = allCategories();
        const Category& category =
            categories[std::min(roll(dice, categories.size()), roll(dice, categories.size()))];
        ClaimContent content;
        content.category = category.number;
        content.unit = category.unit;
        content.month = HijriMonth::of(plan_.until).plus(-static_cast<int>(roll(dice, months)));
        const auto answers = office_.veil().evaluate({identity});
        feed.add(answers.front().seed, content, plan_.until.plusDays(700));
    }

    Office& office_;
    const Plan& plan_;
    const std::vector<std::string>& numbers_;
};

} // namespace

Result<void> keepSeeds(Office& office, const Told& told) {
    PEYVAND_LET(const auto numbers, confirmedNumbers(office.database()));
    InlineExecutor executor;
    for (std::size_t begin = 0; begin < numbers.size();) {
        std::vector<Identity> identities;
        for (; begin < numbers.size() && identities.size() < batch_seeds; ++begin)
            identities.push_back({IdentityKind::national_id, numbers[begin], {}});
        PEYVAND_TRY(seedsOf(office.network(), identities, executor));
        PEYVAND_TRY(office.checkpoint());
        told("seeds", begin, numbers.size());
    }
    return {};
}

Result<void> receiveClaims(Office& office, const Plan& plan, const Told& told) {
    PEYVAND_LET(const auto numbers, confirmedNumbers(office.database()));
    Speaker speaker(office, plan, numbers);
    std::size_t before = 0;
    for (std::size_t place = 0; place < office.members(); ++place) {
        PEYVAND_TRY(speaker.speak(place, before, told));
        before += claimsOf(place, office.members(), plan.claims);
    }
    return {};
}

} // namespace peyvand::generate
