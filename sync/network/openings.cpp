// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/openings.h"

#include "sync/network/direct_join.h"

#include <algorithm>

namespace peyvand {
namespace {

namespace f {
constexpr FieldNumber month = 3;
constexpr FieldNumber count = 4;
} // namespace f

constexpr std::size_t most_months = 10'000;
// What a desk may claim to have opened in a month; more is nonsense.
constexpr std::int64_t most_count = 10'000'000;

struct Untold {
    CharityId charity{};
    std::int64_t month = 0;
    std::int64_t count = 0;
};

std::vector<Untold> untoldBefore(Database& database, HijriMonth month) {
    std::vector<Untold> untold;
    auto rows = database.prepare("SELECT charity, month, count - told FROM opening"
                                 " WHERE month < ? AND count > told ORDER BY charity, month");
    rows.bind(std::int64_t{month.ordinal()});
    while (rows.step())
        untold.push_back({rows.id<CharityId>(0), rows.integer(1), rows.integer(2)});
    return untold;
}

} // namespace

void countOpenings(Database& database, const std::map<CharityId, int>& opened, HijriMonth month) {
    for (const auto& [charity, count] : opened)
        database
            .prepare("INSERT INTO opening (charity, month, count) VALUES (?, ?, ?)"
                     " ON CONFLICT DO UPDATE SET count = count + excluded.count")
            .bind(charity)
            .bind(std::int64_t{month.ordinal()})
            .bind(std::int64_t{count})
            .run();
}

Result<std::int64_t> tellOpenings(Network& network) {
    Register& opened = network.opened();
    Database& database = opened.database();
    auto untold = untoldBefore(database, HijriMonth::of(opened.today()));
    PEYVAND_TRY(database.takeFailure());
    std::erase_if(untold, [&network](const Untold& one) {
        const Member* member = network.membership().member(one.charity);
        return member == nullptr || member->expelled;
    });
    if (untold.empty())
        return 0;
    for (const Untold& one : untold)
        PEYVAND_TRY(opened.journal().beginDirect(one.charity));
    JournalTransaction transaction(opened.journal(), WrittenFor::program);
    for (const Untold& one : untold) {
        transaction.add(Audience::direct(one.charity),
                        directChange(RecordType::opening_count, opened.newId<RecordId>(), {}, {},
                                     {{f::month, one.month}, {f::count, one.count}}));
        database.prepare("UPDATE opening SET told = count WHERE charity = ? AND month = ?")
            .bind(one.charity)
            .bind(one.month)
            .run();
    }
    PEYVAND_TRY(transaction.commit());
    return static_cast<std::int64_t>(untold.size());
}

Result<std::vector<OpeningsTold>> openingsTold(Network& network) {
    Database& database = network.opened().database();
    std::map<std::pair<std::int64_t, CharityId>, std::int64_t> counts;
    {
        std::string sql = "SELECT ";
        sql.append(direct_fact_columns)
            .append(" FROM direct_fact WHERE type = ? AND withdrawn = 0 AND charity = partner"
                    " ORDER BY stamp DESC");
        auto rows = database.prepare(sql);
        rows.bind(static_cast<std::int64_t>(RecordType::opening_count));
        while (rows.step() && counts.size() < most_months) {
            const DirectFact fact = factFrom(rows);
            const std::int64_t month = fact.integerOr(f::month, -1);
            const std::int64_t count = fact.integerOr(f::count, -1);
            if (month >= 1000 * 12 && month < 2000 * 12 && count > 0 && count <= most_count)
                counts[{-month, fact.charity}] += count;
        }
    }
    std::vector<OpeningsTold> told;
    for (const auto& [key, count] : counts)
        told.push_back({key.second, network.charityName(key.second),
                        HijriMonth::fromOrdinal(static_cast<int>(-key.first)),
                        std::min(count, most_count)});
    std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) {
        return b.month < a.month || (a.month == b.month && a.charity_name < b.charity_name);
    });
    return database.checked(std::move(told));
}

} // namespace peyvand
