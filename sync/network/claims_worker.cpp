// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/claims_worker.h"

#include "core/register/aid_book.h"
#include "core/register/aid_claim.h"
#include "core/register/consents.h"
#include "core/register/people.h"
#include "core/rules/category.h"
#include "sync/network/claim_join.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr int aid_a_batch = 500;

/// One claim that an aid gives rise to.
struct Wanted {
    ClaimId claim{};
    Identity identity{};
    ClaimContent content{};
    CivilDate drop_after{};
};

/// What a claim is about; its id is made from this.
struct ClaimSource {
    AidId aid{};
    BeneficiaryId person{};
    IdentityKind kind{};
};

struct Due {
    AidId aid{};
    std::vector<Wanted> wanted{};
    /// Refused, withdrawn, expired: whichever desk of this charity made a claim of it.
    std::vector<ClaimSource> refused{};
};

enum class ClaimLife : std::uint8_t { never_made, live, withdrawn };

// Also of claims that another desk of this charity made.
ClaimLife lifeOf(Network& network, const ClaimId& id) {
    Database& database = network.opened().database();
    auto own = database.prepare("SELECT body FROM own_claim WHERE id = ?");
    own.bind(id);
    if (own.step() && own.blob(0).empty())
        return ClaimLife::withdrawn;
    auto row = database.prepare("SELECT withdrawn FROM claim WHERE id = ? AND charity = ?");
    row.bind(id).bind(network.opened().journal().charity());
    if (row.step())
        return row.integer(0) != 0 ? ClaimLife::withdrawn : ClaimLife::live;
    auto again = database.prepare("SELECT 1 FROM own_claim WHERE id = ?");
    again.bind(id);
    return again.step() ? ClaimLife::live : ClaimLife::never_made;
}

// A withdrawal holds for ever, so what is claimed again after one has the id of the next round.
ClaimId livingClaim(Network& network, const ClaimSource& source) {
    constexpr std::uint32_t most_rounds = 1000;
    std::uint32_t round = 0;
    ClaimId id = claimIdOf(source.aid, source.person, source.kind, round);
    while (round < most_rounds && lifeOf(network, id) == ClaimLife::withdrawn)
        id = claimIdOf(source.aid, source.person, source.kind, ++round);
    return id;
}

std::vector<AidId> dueAid(Database& database) {
    std::vector<AidId> due;
    auto rows = database.prepare("SELECT aid FROM claim_due ORDER BY aid LIMIT ?");
    rows.bind(std::int64_t{aid_a_batch});
    while (rows.step())
        due.push_back(rows.id<AidId>(0));
    return due;
}

struct Concerned {
    BeneficiaryId person{};
    bool confidential = false;
    std::optional<BirthDate> birth{};
};

std::optional<Concerned> concernedPerson(Database& database, const BeneficiaryId& id) {
    auto row = database.prepare("SELECT confidential, birth_day, birth_year FROM beneficiary"
                                " WHERE id = ?");
    row.bind(id);
    if (!row.step())
        return std::nullopt;
    Concerned person{id, row.integer(0) != 0, std::nullopt};
    if (!row.isNull(1))
        person.birth =
            BirthDate::ofDay(CivilDate::fromDays(static_cast<std::int32_t>(row.integer(1))));
    else if (!row.isNull(2))
        person.birth = BirthDate::ofYear(static_cast<int>(row.integer(2)));
    return person;
}

// The person helped whatever the age, and every adult of a helped household; of a confidential
// person or household the person helped only, and nobody who is confidential beside the one helped.
std::vector<BeneficiaryId> concerned(Database& database, const Aid& aid, CivilDate today) {
    std::vector<BeneficiaryId> people;
    bool confidential = false;
    if (aid.person) {
        const auto person = concernedPerson(database, *aid.person);
        if (person)
            people.push_back(person->person);
        confidential = person && person->confidential;
    }
    if (!aid.household || aid.unit != HelpUnit::household)
        return people;
    {
        auto row = database.prepare("SELECT confidential FROM household WHERE id = ?");
        row.bind(*aid.household);
        confidential = confidential || (row.step() && row.integer(0) != 0);
    }
    if (confidential)
        return people;
    auto members = database.prepare("SELECT beneficiary FROM member WHERE household = ?"
                                    " AND left_day IS NULL ORDER BY beneficiary");
    members.bind(*aid.household);
    while (members.step()) {
        const auto person = concernedPerson(database, members.id<BeneficiaryId>(0));
        const bool adult =
            person && !person->confidential && (!person->birth || person->birth->isAdultOn(today));
        if (adult && std::find(people.begin(), people.end(), person->person) == people.end())
            people.push_back(person->person);
    }
    return people;
}

std::vector<Identity> confirmedIdentities(Database& database, const BeneficiaryId& person) {
    std::vector<Identity> identities;
    auto rows = database.prepare("SELECT kind, number, issuing_state FROM identity"
                                 " WHERE beneficiary = ? AND confirmed = 1 AND removed = 0"
                                 " ORDER BY kind, number");
    rows.bind(person);
    while (rows.step())
        identities.push_back(
            {static_cast<IdentityKind>(rows.integer(0)), rows.string(1), rows.string(2)});
    return identities;
}

ClaimContent contentOf(const Aid& aid, const AidClaimView& view, const Charter& charter) {
    ClaimContent content;
    const Category* category = findCategory(aid.category);
    if (category != nullptr && charter.allows(ClaimField::category))
        content.category = category->number;
    if (charter.allows(ClaimField::item))
        content.item = aid.item;
    content.unit = aid.unit;
    content.month = HijriMonth::of(aid.date);
    if (charter.allows(ClaimField::amount_band) && view.tells_amount)
        content.band = amountBand(view.amount);
    if (charter.allows(ClaimField::state)) {
        content.state = aid.state;
        content.hold_until = view.until;
    }
    return content;
}

std::vector<std::string> readersOf(Network& network) {
    std::vector<std::string> names;
    for (const auto& member : network.membership().members)
        if (!member.expelled && member.id != network.opened().journal().charity())
            names.push_back(member.name);
    return names;
}

// Against a refusal of the person helped nothing is told of this help; against another member's,
// nothing under that member's identities.
Result<bool> mayTellOf(Network& network, const Aid& aid, const BeneficiaryId& person,
                       const std::vector<std::string>& readers) {
    Consents consents(network.opened());
    if (aid.person && *aid.person != person) {
        PEYVAND_LET(const bool helped_may, consents.mayClaim(*aid.person, aid.household, readers));
        if (!helped_may)
            return false;
    }
    return consents.mayClaim(person, aid.household, readers);
}

Result<Due> dueOf(Network& network, const AidId& id) {
    Register& opened = network.opened();
    Due due{id, {}, {}};
    const auto aid = AidBook(opened).aid(id);
    if (!aid && aid.error().code != ErrorCode::aid_unknown)
        return fail(aid.error());
    if (!aid || aid->state == AidState::voided)
        return due;
    const Charter& charter = network.membership().charter;
    PEYVAND_LET(const AidClaimView view, claimViewOf(opened, *aid));
    if (!view.wanted)
        return due;
    const CivilDate drop_after =
        HijriMonth::of(view.kept_from).plus(charter.retention_months).last();
    if (drop_after < opened.today())
        return due;
    const auto readers = readersOf(network);
    for (const auto& person : concerned(opened.database(), *aid, opened.today())) {
        PEYVAND_LET(const bool may_tell, mayTellOf(network, *aid, person, readers));
        std::vector<IdentityKind> kinds;
        for (const auto& identity : confirmedIdentities(opened.database(), person)) {
            // A claim id has one identity of a kind; a second one of a kind waits for review.
            if (std::find(kinds.begin(), kinds.end(), identity.kind) != kinds.end())
                continue;
            kinds.push_back(identity.kind);
            const ClaimSource source{id, person, identity.kind};
            if (may_tell)
                due.wanted.push_back({livingClaim(network, source), identity,
                                      contentOf(*aid, view, charter), drop_after});
            else
                due.refused.push_back(source);
        }
    }
    return due;
}

// What a claim says, for telling whether it has to be sealed again.
Bytes bodyOf(const Wanted& wanted, std::uint32_t generation) {
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

    void seal(const AidId& aid, const Wanted& wanted, SealedClaims& counts) {
        const auto seed = seeds_.find(wanted.identity);
        if (seed == seeds_.end())
            return;
        const std::uint32_t generation = network_.veil()->generation();
        const Bytes body = bodyOf(wanted, generation);
        const auto before = ownClaim(wanted.claim);
        if (before && before->body == body)
            return;
        ClaimHead head;
        head.generation = generation;
        head.key_id = key_id_;
        head.tag = tagOf(seed->second, network_.id(), generation);
        head.claim = wanted.claim;
        head.revision = before ? before->revision + 1 : 1;
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
                      !before};
        transaction_.add(FeedScope::network, std::move(change));
        note(wanted.claim, aid, head.revision, body);
        ++counts.sealed;
    }

    // Claims of this aid that are no longer wanted.
    void withdrawOthers(const Due& due, SealedClaims& counts) {
        std::vector<std::pair<ClaimId, std::uint32_t>> gone;
        {
            auto rows = database_.prepare("SELECT id, revision, body FROM own_claim WHERE aid = ?"
                                          " ORDER BY id");
            rows.bind(due.aid);
            while (rows.step()) {
                const auto id = rows.id<ClaimId>(0);
                const bool wanted =
                    std::any_of(due.wanted.begin(), due.wanted.end(),
                                [&](const Wanted& other) { return other.claim == id; });
                if (!wanted && !rows.blob(2).empty())
                    gone.emplace_back(id, static_cast<std::uint32_t>(rows.integer(1)));
            }
        }
        for (const auto& [id, revision] : gone)
            withdraw(id, due.aid, revision, counts);
        for (const auto& source : due.refused) {
            const ClaimId id = livingClaim(network_, source);
            if (lifeOf(network_, id) == ClaimLife::live)
                withdraw(id, due.aid, knownRevision(id), counts);
        }
    }

    void done(const AidId& aid) {
        database_.prepare("DELETE FROM claim_due WHERE aid = ?").bind(aid).run();
    }
    Result<void> commit() { return transaction_.commit(); }

  private:
    struct OwnClaim {
        std::uint32_t revision = 0;
        Bytes body{};
    };
    std::optional<OwnClaim> ownClaim(const ClaimId& id) {
        auto row = database_.prepare("SELECT revision, body FROM own_claim WHERE id = ?");
        row.bind(id);
        if (!row.step())
            return std::nullopt;
        return OwnClaim{static_cast<std::uint32_t>(row.integer(0)),
                        Bytes(row.blob(1).begin(), row.blob(1).end())};
    }
    void withdraw(const ClaimId& id, const AidId& aid, std::uint32_t revision,
                  SealedClaims& counts) {
        const auto bytes = ClaimWithdrawal{id, revision + 1}.encode();
        transaction_.add(FeedScope::network,
                         {ChangeKind::void_fact,
                          RecordType::claim,
                          idAs<RecordId>(id),
                          std::nullopt,
                          {{field::claim::withdrawal, Bytes(bytes.begin(), bytes.end())}},
                          std::nullopt,
                          false});
        note(id, aid, revision + 1, {});
        ++counts.withdrawn;
    }
    // As the claims of another desk of this charity say it.
    std::uint32_t knownRevision(const ClaimId& id) {
        auto row = database_.prepare("SELECT revision FROM claim WHERE id = ? AND charity = ?");
        row.bind(id).bind(place_.charity);
        return row.step() ? static_cast<std::uint32_t>(row.integer(0)) : 0;
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
void shuffle(std::vector<std::pair<AidId, Wanted>>& claims, RandomSource& random) {
    for (std::size_t i = claims.size(); i > 1; --i) {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : random.take<8>())
            number = number << 8 | byte;
        std::swap(claims[i - 1], claims[number % i]);
    }
}

Result<void> sealBatch(Network& network, const std::vector<AidId>& aid, Executor& executor,
                       const CancelToken& cancel, SealedClaims& counts) {
    std::vector<Due> dues;
    std::vector<Identity> identities;
    for (const AidId& id : aid) {
        PEYVAND_LET(auto due, dueOf(network, id));
        for (const auto& wanted : due.wanted)
            identities.push_back(wanted.identity);
        dues.push_back(std::move(due));
    }
    PEYVAND_LET(const auto seeds, seedsOf(network, identities, executor, {}, cancel));
    std::vector<std::pair<AidId, Wanted>> claims;
    for (const auto& due : dues)
        for (const auto& wanted : due.wanted)
            claims.emplace_back(due.aid, wanted);
    shuffle(claims, network.opened().platform().random);
    Batch batch(network, seeds);
    for (const auto& [id, wanted] : claims)
        batch.seal(id, wanted, counts);
    for (const auto& due : dues) {
        batch.withdrawOthers(due, counts);
        batch.done(due.aid);
    }
    return batch.commit();
}

} // namespace

std::uint8_t amountBand(Rial amount) {
    constexpr std::int64_t million_tomans = 10'000'000;
    if (amount.amount <= 0)
        return 0;
    std::uint8_t band = 1;
    for (const std::int64_t most : {1, 5, 20, 100}) {
        if (amount.amount <= most * million_tomans)
            return band;
        ++band;
    }
    return band;
}

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
        if (aid.empty())
            return counts;
        PEYVAND_TRY(sealBatch(network, aid, executor, cancel, counts));
        counts.aid += static_cast<std::int64_t>(aid.size());
        if (progress)
            progress(counts.aid, std::max(total, counts.aid));
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
    }
}

} // namespace peyvand
