// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/seeds.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace peyvand {
namespace {

// Small enough for progress and cancelling, large enough that storing costs nothing beside it.
constexpr std::size_t batch_size = 128;

std::optional<Seed> cached(Database& database, const Identity& identity, std::uint32_t generation) {
    auto row = database.prepare("SELECT seed FROM veil_seed WHERE kind = ? AND number = ?"
                                " AND state = ? AND generation = ?");
    row.bind(static_cast<std::int64_t>(identity.kind))
        .bind(std::string_view(identity.number))
        .bind(std::string_view(identity.issuing_state))
        .bind(std::int64_t{generation});
    if (!row.step() || row.blob(0).size() != Seed::size())
        return std::nullopt;
    return Seed::from(row.blob(0));
}

void keep(Database& database, const Identity& identity, std::uint32_t generation,
          const Seed& seed) {
    database
        .prepare("INSERT OR REPLACE INTO veil_seed (kind, number, state, generation, seed)"
                 " VALUES (?, ?, ?, ?, ?)")
        .bind(static_cast<std::int64_t>(identity.kind))
        .bind(std::string_view(identity.number))
        .bind(std::string_view(identity.issuing_state))
        .bind(std::int64_t{generation})
        .bind(ByteView(seed.view()))
        .run();
}

} // namespace

Result<std::map<Identity, Seed>> seedsOf(Network& network, const std::vector<Identity>& identities,
                                         Executor& executor, const Progress& progress,
                                         const CancelToken& cancel) {
    const Veil* veil = network.veil();
    if (veil == nullptr)
        return fail(ErrorCode::network_missing);
    Database& database = network.opened().database();
    std::map<Identity, Seed> seeds;
    std::set<Identity> distinct;
    for (const auto& identity : identities) {
        if (seeds.contains(identity) || distinct.contains(identity))
            continue;
        if (auto seed = cached(database, identity, veil->generation()))
            seeds.emplace(identity, std::move(*seed));
        else
            distinct.insert(identity);
    }
    const std::vector<Identity> missing(distinct.begin(), distinct.end());
    for (std::size_t begin = 0; begin < missing.size(); begin += batch_size) {
        const std::size_t count = std::min(batch_size, missing.size() - begin);
        std::vector<VeilAnswer> answers(count);
        if (!parallelFor(
                executor, count,
                [&](std::size_t i) {
                    auto one = veil->evaluate({missing[begin + i]});
                    answers[i] = std::move(one.front());
                },
                cancel))
            return fail(ErrorCode::cancelled);
        // An enquiry of several holds a transaction open already, with every seed there is; one
        // that is asked while help is written holds it without.
        if (std::none_of(answers.begin(), answers.end(), [](const VeilAnswer& answer) {
                return answer.kind == VeilAnswer::Kind::seed;
            }))
            continue;
        std::optional<Transaction> transaction;
        if (!database.inTransaction())
            transaction.emplace(database);
        for (std::size_t i = 0; i < count; ++i) {
            if (answers[i].kind != VeilAnswer::Kind::seed)
                continue;
            keep(database, missing[begin + i], veil->generation(), answers[i].seed);
            seeds.emplace(missing[begin + i], std::move(answers[i].seed));
        }
        if (transaction)
            PEYVAND_TRY(transaction->commit());
        if (progress)
            progress(static_cast<std::int64_t>(begin + count),
                     static_cast<std::int64_t>(missing.size()));
    }
    return database.checked(std::move(seeds));
}

} // namespace peyvand
