// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/claims_worker.h"

#include "core/register/claim_due.h"
#include "core/register/consents.h"
#include "sync/network/claim_join.h"
#include "sync/network/openings.h"
#include "sync/network/wanted_claims.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr int aid_a_batch = 500;

struct DueAid {
    AidId aid{};
    ClaimDue due = ClaimDue::changed;
};

std::vector<DueAid> dueAid(Database& database) {
    std::vector<DueAid> due;
    auto rows = database.prepare("SELECT aid, arrived FROM claim_due ORDER BY aid LIMIT ?");
    rows.bind(std::int64_t{aid_a_batch});
    while (rows.step())
        due.push_back(
            {rows.id<AidId>(0), rows.integer(1) == 0 ? ClaimDue::changed : ClaimDue::arrived});
    return due;
}

// What a claim says, for telling whether it has to be sealed again.
Bytes bodyOf(const WantedClaim& wanted, std::uint32_t generation) {
    const auto content = encodeClaimContent(wanted.content);
    const Bytes identity = wanted.identity.canonical();
    const auto hash = LabelledHash("claim body")
                          .u32(generation)
                          .variable(identity)
                          .fixed(content)
                          .u32(static_cast<std::uint32_t>(wanted.drop_after.days()))
                          .digest<32>();
    return {hash.begin(), hash.end()};
}

class Batch {
  public:
    Batch(Network& network, const std::map<Identity, Seed>& seeds)
        : network_(network), seeds_(seeds), database_(network.opened().database()),
          transaction_(network.opened().journal(), WrittenFor::program) {
        const EpochKey& epoch = network.epochKeys().back();
        payload_ = subkey(epoch, Subkey::claim_payload);
        key_id_ = keyId(epoch);
        place_ = {network.id(), network.opened().journal().ownFeed(FeedScope::network),
                  network.opened().journal().charity()};
    }

    void seal(const WantedClaim& wanted, SealedClaims& counts) {
        const auto seed = seeds_.find(wanted.identity);
        if (seed == seeds_.end())
            return;
        const std::uint32_t generation = network_.veil()->generation();
        const Bytes body = bodyOf(wanted, generation);
        const Standing before = standingOf(wanted.claim);
        if (before.is_own && before.body == body)
            return;
        ClaimHead head;
        head.generation = generation;
        head.key_id = key_id_;
        head.tag = tagOf(seed->second, network_.id(), generation);
        head.claim = wanted.claim;
        head.revision = before.revision + 1;
        head.drop_after = wanted.drop_after;
        const ClaimFrame frame = sealClaim(seed->second, payload_, place_, head, wanted.content,
                                           network_.opened().platform().random);
        const auto bytes = frame.encode();
        Change change{ChangeKind::add_fact,
                      RecordType::claim,
                      idAs<RecordId>(wanted.claim),
                      std::nullopt,
                      {{field::claim::frame, Bytes(bytes.begin(), bytes.end())}},
                      std::nullopt,
                      before.revision == 0};
        transaction_.add(FeedScope::network, std::move(change));
        note(wanted.claim, wanted.source.aid, head.revision, body);
        ++counts.sealed;
    }

    // What another desk said is kept with its aid: claims of others about the same people lead
    // back to it.
    void noteSaid(const WantedClaim& wanted) {
        const Bytes not_ours{0};
        database_
            .prepare("INSERT OR IGNORE INTO own_claim (id, aid, revision, body)"
                     " VALUES (?, ?, 0, ?)")
            .bind(wanted.claim)
            .bind(wanted.source.aid)
            .bind(ByteView(not_ours))
            .run();
    }

    // Whichever desk of this charity made them.
    void withdrawOthers(const DueClaims& due, ClaimDue why, SealedClaims& counts) {
        std::vector<ClaimId> gone;
        if (due.is_current)
            gone = ownClaimsOf(due.aid);
        for (const auto& source : why == ClaimDue::changed ? due.unwanted : due.refused)
            gone.push_back(livingClaim(network_, source));
        for (const auto& source : due.lost)
            gone.push_back(livingClaim(network_, source));
        std::sort(gone.begin(), gone.end());
        gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
        for (const ClaimId& id : gone) {
            const bool is_wanted =
                std::any_of(due.wanted.begin(), due.wanted.end(),
                            [&id](const WantedClaim& one) { return one.claim == id; });
            if (!is_wanted && lifeOf(network_, id) == ClaimLife::live)
                withdraw(id, due.aid, counts);
        }
        withdrawUnseen(due, counts);
    }

    void done(const AidId& aid) {
        for (const char* sql :
             {"DELETE FROM claim_due WHERE aid = ?", "DELETE FROM lost_claim WHERE aid = ?"})
            database_.prepare(sql).bind(aid).run();
        database_.prepare("INSERT OR IGNORE INTO overlap_due (aid) VALUES (?)").bind(aid).run();
    }
    Result<void> commit() { return transaction_.commit(); }

  private:
    struct Standing {
        std::uint32_t revision = 0;
        Bytes body{};
        /// What stands is what this desk said last.
        bool is_own = false;
    };
    // Of equal revisions of two desks the one that joining chose stands.
    Standing standingOf(const ClaimId& id) {
        Standing standing;
        {
            auto row = database_.prepare("SELECT revision, body FROM own_claim WHERE id = ?");
            row.bind(id);
            if (row.step()) {
                standing.revision = static_cast<std::uint32_t>(row.integer(0));
                standing.body.assign(row.blob(1).begin(), row.blob(1).end());
                standing.is_own = true;
            }
        }
        auto row = database_.prepare("SELECT claim.revision, feed.own FROM claim JOIN feed"
                                     " ON feed.number = claim.feed WHERE claim.id = ?"
                                     " AND claim.charity = ?");
        row.bind(id).bind(place_.charity);
        if (row.step()) {
            const auto revision = static_cast<std::uint32_t>(row.integer(0));
            standing.is_own =
                standing.is_own && revision == standing.revision && row.integer(1) != 0;
            standing.revision = std::max(standing.revision, revision);
        }
        return standing;
    }
    // What this desk said itself (noteSaid).
    std::vector<ClaimId> ownClaimsOf(const AidId& aid) {
        std::vector<ClaimId> claims;
        auto rows = database_.prepare("SELECT id FROM own_claim WHERE aid = ?"
                                      " AND length(body) > 1 ORDER BY id");
        rows.bind(aid);
        while (rows.step())
            claims.push_back(rows.id<ClaimId>(0));
        return claims;
    }
    // Another desk may have claimed it without this one having heard, and will not know of the
    // erased any more: a withdrawal holds whenever its claim comes.
    void withdrawUnseen(const DueClaims& due, SealedClaims& counts) {
        if (network_.membership().desksOf(place_.charity).size() < 2)
            return;
        for (const auto& source : due.lost) {
            const ClaimId id = livingClaim(network_, source);
            if (lifeOf(network_, id) == ClaimLife::never_made && id == claimIdOf(source))
                withdraw(id, due.aid, counts);
        }
    }
    void withdraw(const ClaimId& id, const AidId& aid, SealedClaims& counts) {
        const std::uint32_t revision = standingOf(id).revision + 1;
        const auto bytes = ClaimWithdrawal{id, revision}.encode();
        transaction_.add(FeedScope::network,
                         {ChangeKind::void_fact,
                          RecordType::claim,
                          idAs<RecordId>(id),
                          std::nullopt,
                          {{field::claim::withdrawal, Bytes(bytes.begin(), bytes.end())}},
                          std::nullopt,
                          revision == 1});
        note(id, aid, revision, {});
        ++counts.withdrawn;
    }
    // An empty body stands for a withdrawn claim.
    void note(const ClaimId& id, const AidId& aid, std::uint32_t revision, const Bytes& body) {
        database_
            .prepare("INSERT OR REPLACE INTO own_claim (id, aid, revision, body)"
                     " VALUES (?, ?, ?, ?)")
            .bind(id)
            .bind(aid)
            .bind(std::int64_t{revision})
            .bind(ByteView(body))
            .run();
    }

    Network& network_;
    const std::map<Identity, Seed>& seeds_;
    Database& database_;
    JournalTransaction transaction_;
    SealKey payload_{};
    KeyId key_id_{};
    ClaimPlace place_{};
};

// Claims of one household must not stand side by side in the feed.
void shuffle(std::vector<WantedClaim>& claims, RandomSource& random) {
    for (std::size_t i = claims.size(); i > 1; --i) {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : random.take<8>())
            number = number << 8 | byte;
        std::swap(claims[i - 1], claims[number % i]);
    }
}

// Two desks revised it at once, and joining chose the other one's word, which may be the older.
bool hasLostATie(Network& network, const ClaimId& id) {
    auto row = network.opened().database().prepare(
        "SELECT 1 FROM own_claim JOIN claim ON claim.id = own_claim.id"
        " JOIN feed ON feed.number = claim.feed WHERE own_claim.id = ? AND claim.charity = ?"
        " AND claim.revision = own_claim.revision AND length(own_claim.body) > 1 AND feed.own = 0");
    row.bind(id).bind(network.opened().journal().charity());
    return row.step();
}

Result<void> sealBatch(Network& network, const std::vector<DueAid>& aid, Executor& executor,
                       const CancelToken& cancel, SealedClaims& counts) {
    std::vector<DueClaims> dues;
    std::vector<WantedClaim> claims, said;
    std::vector<Identity> identities;
    for (const DueAid& one : aid) {
        PEYVAND_LET(auto due, dueClaimsOf(network, one.aid));
        for (const auto& wanted : due.wanted) {
            // Another desk has said it; only who changed it says it again.
            if (one.due == ClaimDue::arrived && lifeOf(network, wanted.claim) == ClaimLife::live &&
                !hasLostATie(network, wanted.claim)) {
                said.push_back(wanted);
                continue;
            }
            claims.push_back(wanted);
            identities.push_back(wanted.identity);
        }
        dues.push_back(std::move(due));
    }
    PEYVAND_LET(const auto seeds, seedsOf(network, identities, executor, {}, cancel));
    shuffle(claims, network.opened().platform().random);
    Batch batch(network, seeds);
    for (const auto& wanted : claims)
        batch.seal(wanted, counts);
    for (const auto& wanted : said)
        batch.noteSaid(wanted);
    for (std::size_t i = 0; i < dues.size(); ++i) {
        batch.withdrawOthers(dues[i], aid[i].due, counts);
        batch.done(dues[i].aid);
    }
    return batch.commit();
}

} // namespace

Result<SealedClaims> sealDueClaims(Network& network, Executor& executor, const Progress& progress,
                                   const CancelToken& cancel) {
    if (!network.isMember() || network.veil() == nullptr || network.epochKeys().empty())
        return fail(ErrorCode::network_missing);
    Database& database = network.opened().database();
    PEYVAND_TRY(Consents(network.opened()).markTimedOut());
    std::int64_t total = 0;
    if (auto row = database.prepare("SELECT COUNT(*) FROM claim_due"); row.step())
        total = row.integer(0);
    SealedClaims counts;
    for (;;) {
        const auto aid = dueAid(database);
        PEYVAND_TRY(database.takeFailure());
        if (aid.empty()) {
            PEYVAND_TRY(tellOpenings(network));
            return counts;
        }
        PEYVAND_TRY(sealBatch(network, aid, executor, cancel, counts));
        counts.aid += static_cast<std::int64_t>(aid.size());
        if (progress)
            progress(counts.aid, std::max(total, counts.aid));
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
    }
}

} // namespace peyvand
