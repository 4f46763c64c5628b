// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/wanted_claims.h"

#include "core/register/aid_book.h"
#include "core/register/aid_claim.h"
#include "core/register/consents.h"
#include "core/rules/category.h"

#include <algorithm>

namespace peyvand {

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

ClaimId livingClaim(Network& network, const ClaimSource& source) {
    constexpr std::uint32_t most_rounds = 1000;
    std::uint32_t round = 0;
    ClaimId id = claimIdOf(source.aid, source.person, source.kind, round);
    while (round < most_rounds && lifeOf(network, id) == ClaimLife::withdrawn)
        id = claimIdOf(source.aid, source.person, source.kind, ++round);
    return id;
}

namespace {

// Another desk's clock may be so far ahead of this one's; what is dated beyond it is nobody's word.
constexpr int most_days_apart = 31;

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

// Of such a household or person only who was helped is told of.
bool isConfidential(Database& database, const Aid& aid, const BeneficiaryId& person) {
    if (aid.person == person)
        return false;
    const auto one = concernedPerson(database, person);
    auto row = database.prepare("SELECT confidential FROM household WHERE id = ?");
    row.bind(aid.household);
    return (one && one->confidential) || (row.step() && row.integer(0) != 0);
}

std::vector<ClaimSource> sourcesOf(Database& database, std::string_view sql, const AidId& aid) {
    std::vector<ClaimSource> sources;
    auto rows = database.prepare(sql);
    rows.bind(aid);
    while (rows.step())
        sources.push_back(
            {aid, rows.id<BeneficiaryId>(0), static_cast<IdentityKind>(rows.integer(1))});
    return sources;
}

// Everyone whom it ever concerned, under every kind of number that was ever theirs.
std::vector<ClaimSource> possibleClaims(Database& database, const AidId& aid) {
    return sourcesOf(database,
                     "SELECT DISTINCT identity.beneficiary, identity.kind FROM identity"
                     " JOIN (SELECT beneficiary FROM aid WHERE id = ?1 UNION"
                     "  SELECT member.beneficiary FROM aid JOIN member"
                     "   ON member.household = aid.household WHERE aid.id = ?1) AS person"
                     " ON identity.beneficiary = person.beneficiary"
                     " ORDER BY identity.beneficiary, identity.kind",
                     aid);
}

// It is not current when its time is over or not come: a claim names the day on which it is
// dropped, and the clock of one desk is no reason to withdraw it.
Result<void> addWanted(Network& network, const Aid& aid, DueClaims& due) {
    Register& opened = network.opened();
    if (aid.state == AidState::voided) {
        due.refused = due.unwanted;
        return {};
    }
    const Charter& charter = network.membership().charter;
    PEYVAND_LET(const AidClaimView view, claimViewOf(opened, aid));
    if (!view.wanted) {
        due.refused = due.unwanted;
        return {};
    }
    const CivilDate drop_after =
        HijriMonth::of(view.kept_from).plus(charter.retention_months).last();
    due.is_current =
        drop_after >= opened.today() && aid.date <= opened.today().plusDays(most_days_apart);
    if (!due.is_current)
        return {};
    const auto readers = readersOf(network);
    for (const auto& person : concerned(opened.database(), aid, opened.today())) {
        PEYVAND_LET(const bool may_tell, mayTellOf(network, aid, person, readers));
        std::vector<IdentityKind> kinds;
        for (const auto& identity : confirmedIdentities(opened.database(), person)) {
            // A claim id has one identity of a kind; a second one of a kind waits for review.
            if (std::find(kinds.begin(), kinds.end(), identity.kind) != kinds.end())
                continue;
            kinds.push_back(identity.kind);
            const ClaimSource source{aid.id, person, identity.kind};
            if (!may_tell) {
                due.refused.push_back(source);
                continue;
            }
            due.wanted.push_back({source, livingClaim(network, source), identity,
                                  contentOf(aid, view, charter), drop_after});
        }
    }
    for (const ClaimSource& source : due.unwanted)
        if (isConfidential(opened.database(), aid, source.person))
            due.refused.push_back(source);
    return {};
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

Result<DueClaims> dueClaimsOf(Network& network, const AidId& id) {
    Register& opened = network.opened();
    Database& database = opened.database();
    DueClaims due;
    due.aid = id;
    due.lost = sourcesOf(
        database, "SELECT person, kind FROM lost_claim WHERE aid = ? ORDER BY person, kind", id);
    const auto aid = AidBook(opened).aid(id);
    if (!aid && aid.error().code != ErrorCode::aid_unknown)
        return fail(aid.error());
    if (!aid)
        return database.checked(std::move(due));
    due.unwanted = possibleClaims(database, id);
    PEYVAND_TRY(addWanted(network, *aid, due));
    if (!due.is_current)
        due.unwanted.clear();
    std::erase_if(due.unwanted, [&due](const ClaimSource& source) {
        return std::any_of(due.wanted.begin(), due.wanted.end(),
                           [&source](const auto& one) { return one.source == source; });
    });
    return database.checked(std::move(due));
}

} // namespace peyvand
