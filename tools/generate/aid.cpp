// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_book.h"
#include "core/register/fields.h"
#include "core/rules/category.h"
#include "tools/generate/office.h"

namespace peyvand::generate {
namespace {

constexpr std::size_t batch_aid = 20'000;
constexpr int years_days = 3 * 365;
constexpr std::size_t one_voided_of = 100;

struct Receiver {
    BeneficiaryId person{};
    HouseholdId household{};
    bool head = false;
};

struct Kind {
    const char* category;
    const char* item;
    /// Of a hundred.
    std::size_t share;
    std::int64_t rial;
};
constexpr Kind kinds[] = {{"food_basket", "", 34, 12'000'000},
                          {"cash", "", 14, 20'000'000},
                          {"treatment", "", 10, 45'000'000},
                          {"clothing", "", 9, 15'000'000},
                          {"stationery", "", 8, 9'000'000},
                          {"meat_nazri", "", 7, 6'000'000},
                          {"rent", "", 5, 60'000'000},
                          {"utilities", "", 4, 7'000'000},
                          {"home_appliances", "یخچال", 3, 150'000'000},
                          {"medical_device", "سمعک", 2, 90'000'000},
                          {"loan", "", 2, 200'000'000},
                          {"counselling", "", 2, 0}};

const Kind& anyKind(Dice& dice) {
    std::size_t place = roll(dice, 100);
    for (const Kind& kind : kinds) {
        if (place < kind.share)
            return kind;
        place -= kind.share;
    }
    return kinds[0];
}

Result<std::vector<Receiver>> receivers(Database& database) {
    std::vector<Receiver> all;
    auto rows = database.prepare("SELECT m.beneficiary, m.household, m.head FROM member m"
                                 " WHERE m.left_day IS NULL ORDER BY m.id");
    while (rows.step())
        all.push_back({rows.id<BeneficiaryId>(0), rows.id<HouseholdId>(1), rows.integer(2) != 0});
    return database.checked(std::move(all));
}

void give(JournalTransaction& transaction, Register& opened, Dice& dice,
          const std::vector<Receiver>& all, CivilDate day) {
    const Receiver& receiver = all[roll(dice, all.size())];
    const Kind& kind = anyKind(dice);
    const HelpUnit unit = findCategory(kind.category)->unit;
    AidDraft draft;
    draft.person = receiver.person;
    if (unit == HelpUnit::household)
        draft.household = receiver.household;
    draft.category = kind.category;
    draft.item = kind.item;
    draft.amount = Rial{kind.rial / 4 * static_cast<std::int64_t>(2 + roll(dice, 5))};
    draft.date = day;
    const auto id = opened.newId<AidId>();
    transaction.add(FeedScope::office, aidChange(id, draft, unit));
    if (roll(dice, one_voided_of) != 0)
        return;
    Change change{ChangeKind::void_fact,
                  RecordType::aid,
                  idAs<RecordId>(id),
                  idAs<RecordId>(receiver.person),
                  {{field::aid_void::reason, std::string("دو بار ثبت شده بود")}},
                  std::nullopt,
                  false};
    transaction.add(FeedScope::office, std::move(change));
}

} // namespace

Result<void> writeAid(Office& office, const Plan& plan, const Told& told) {
    PEYVAND_LET(Done done, office.done());
    auto written = static_cast<std::size_t>(done.aid);
    if (written >= plan.aid)
        return {};
    PEYVAND_LET(const auto all, receivers(office.database()));
    if (all.empty())
        return {};
    const CivilDate first = plan.until.plusDays(-years_days);
    while (written < plan.aid) {
        Dice dice = diceOf(plan.seed, "aid", written);
        office.random().begin("aid", written);
        office.clock().setDay(plan.until.plusDays(-75 + static_cast<int>(written * 40 / plan.aid)),
                              300);
        const std::size_t end = std::min(plan.aid, written + batch_aid);
        {
            JournalTransaction transaction(office.opened().journal());
            for (; written < end; ++written)
                give(transaction, office.opened(), dice, all,
                     first.plusDays(static_cast<int>(written * years_days / plan.aid)));
            done.aid = static_cast<std::int64_t>(written);
            PEYVAND_TRY(office.opened().audit().write(AuditDeed::import, std::nullopt));
            PEYVAND_TRY(office.setDone(done));
            PEYVAND_TRY(transaction.commit());
        }
        PEYVAND_TRY(office.checkpoint());
        told("aid", written, plan.aid);
    }
    return {};
}

} // namespace peyvand::generate
