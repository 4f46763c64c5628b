// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/direct/referrals.h"

#include "core/record/kinds.h"
#include "core/register/consents.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/privacy.h"
#include "core/rules/category.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

// Of a referral (docs/formats.md, "Direct scope"); 1 and 2 are field::direct's.
namespace f {
constexpr FieldNumber urgency = 3;
constexpr FieldNumber category = 4;
constexpr FieldNumber note = 5;
constexpr FieldNumber given_name = 6;
constexpr FieldNumber family_name = 7;
constexpr FieldNumber father_name = 8;
constexpr FieldNumber birth = 9;
constexpr FieldNumber sex = 10;
constexpr FieldNumber phones = 11;
constexpr FieldNumber province = 12;
constexpr FieldNumber city = 13;
constexpr FieldNumber address = 14;
constexpr FieldNumber postal_code = 15;
constexpr FieldNumber identities = 16;
constexpr FieldNumber household_size = 17;
} // namespace f

// Of an answer.
namespace a {
constexpr FieldNumber state = 3;
constexpr FieldNumber reason = 4;
constexpr FieldNumber note = 5;
} // namespace a

constexpr std::size_t note_limit_bytes = 4000;
constexpr int most_rows = 500;
constexpr std::int64_t hour_ms = 3'600'000;

template <class T> bool isOneOf(std::int64_t number, T first, T last) {
    return number >= static_cast<std::int64_t>(first) && number <= static_cast<std::int64_t>(last);
}

std::string joinedLines(const std::vector<std::string>& lines) {
    std::string joined;
    for (const std::string& line : lines)
        joined += (joined.empty() ? "" : "\n") + line;
    return joined;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// "kind number" or "kind number state", one a line.
std::string identityLine(const Identity& identity) {
    std::string line(identityKindName(identity.kind));
    line += " " + identity.number;
    return identity.issuing_state.empty() ? line : line + " " + identity.issuing_state;
}

// Another's program may have written it: what does not pass the checks is left out.
std::optional<Identity> identityFrom(std::string_view line) {
    const auto first = line.find(' ');
    if (first == std::string_view::npos)
        return std::nullopt;
    const auto second = std::min(line.find(' ', first + 1), line.size());
    const auto kind = identityKindFromName(line.substr(0, first));
    if (!kind)
        return std::nullopt;
    const auto state = line.substr(std::min(second + 1, line.size()));
    return readIdentityAs(line.substr(first + 1, second - first - 1), *kind, state).identity;
}

std::vector<FieldValue> personValues(const ReferredPerson& person) {
    const PersonFields& from = person.fields;
    std::vector<std::string> numbers;
    for (const Identity& identity : person.identities)
        numbers.push_back(identityLine(identity));
    std::vector<FieldValue> values;
    const auto put = [&values](FieldNumber number, const std::string& text) {
        if (!text.empty())
            values.push_back({number, text});
    };
    put(f::given_name, from.given_name);
    put(f::family_name, from.family_name);
    put(f::father_name, from.father_name);
    put(f::birth, from.birth ? from.birth->iso() : std::string());
    put(f::phones, joinedLines(from.phones));
    put(f::province, from.province);
    put(f::city, from.city);
    put(f::address, from.address);
    put(f::postal_code, from.postal_code);
    put(f::identities, joinedLines(numbers));
    values.push_back({f::sex, static_cast<std::int64_t>(from.sex)});
    values.push_back({f::household_size, std::int64_t{person.household_size}});
    return values;
}

ReferredPerson personIn(const DirectFact& fact) {
    ReferredPerson person;
    person.fields.given_name = fact.text(f::given_name);
    person.fields.family_name = fact.text(f::family_name);
    person.fields.father_name = fact.text(f::father_name);
    if (const auto birth = BirthDate::parseIso(fact.text(f::birth)))
        person.fields.birth = *birth;
    const std::int64_t sex = fact.integerOr(f::sex, 0);
    if (isOneOf(sex, Sex::unknown, Sex::male))
        person.fields.sex = static_cast<Sex>(sex);
    person.fields.phones = linesOf(fact.text(f::phones));
    person.fields.province = fact.text(f::province);
    person.fields.city = fact.text(f::city);
    person.fields.address = fact.text(f::address);
    person.fields.postal_code = fact.text(f::postal_code);
    for (const std::string& line : linesOf(fact.text(f::identities)))
        if (const auto identity = identityFrom(line))
            person.identities.push_back(*identity);
    person.household_size =
        static_cast<int>(std::clamp<std::int64_t>(fact.integerOr(f::household_size, 0), 0, 99));
    return person;
}

// What the person agreed to hand on; of people in hiding no place.
Result<ReferredPerson> sharedPart(Register& opened, const BeneficiaryId& id) {
    PEYVAND_LET(const Person person, People(opened).person(id));
    ReferredPerson shared;
    shared.fields = person.fields;
    shared.fields.file_number.clear();
    for (const PersonIdentity& identity : person.identities)
        if (identity.confirmed)
            shared.identities.push_back(*identity.confirmed);
    if (person.household) {
        PEYVAND_LET(const Household household, Households(opened).household(*person.household));
        shared.household_size = static_cast<int>(household.members.size());
    }
    PEYVAND_LET(const bool is_confidential, isConfidential(opened, id));
    if (is_confidential) {
        shared.fields.province.clear();
        shared.fields.city.clear();
        shared.fields.address.clear();
        shared.fields.postal_code.clear();
    }
    return shared;
}

} // namespace

std::string_view nameOf(ReferralUrgency urgency) {
    return urgency == ReferralUrgency::within_day          ? "within_day"
           : urgency == ReferralUrgency::within_three_days ? "within_three_days"
                                                           : "within_two_weeks";
}

std::optional<ReferralUrgency> referralUrgencyFrom(std::string_view name) {
    for (const auto one : {ReferralUrgency::within_day, ReferralUrgency::within_three_days,
                           ReferralUrgency::within_two_weeks})
        if (nameOf(one) == name)
            return one;
    return std::nullopt;
}

int hoursOf(ReferralUrgency urgency) {
    return urgency == ReferralUrgency::within_day          ? 24
           : urgency == ReferralUrgency::within_three_days ? 72
                                                           : 14 * 24;
}

std::string_view nameOf(ReferralState state) {
    switch (state) {
    case ReferralState::accepted:
        return "accepted";
    case ReferralState::refused:
        return "refused";
    case ReferralState::done:
        return "done";
    case ReferralState::withdrawn:
        return "withdrawn";
    case ReferralState::open:
        break;
    }
    return "open";
}

Result<RecordId> Referrals::send(const ReferralDraft& draft) {
    Register& opened = network_.opened();
    if (!network_.isMember())
        return fail(ErrorCode::network_missing);
    const Member* member = network_.membership().member(draft.to);
    if (member == nullptr || member->expelled || draft.to == network_.ownCharity())
        return fail(ErrorCode::charity_unknown);
    if (findCategory(draft.category) == nullptr)
        return fail(ErrorCode::category_unknown);
    PEYVAND_LET(const std::string note, text::cleanInput(draft.note, note_limit_bytes));
    PEYVAND_LET(const ReferredPerson person, sharedPart(opened, draft.person));
    PEYVAND_LET(const ConsentVerdict allowed,
                Consents(opened).verdictFor(draft.person, std::nullopt, "referral", opened.today(),
                                            {member->name}));
    if (allowed != ConsentVerdict::given)
        return fail(ErrorCode::referral_without_consent, "charity", member->name);
    auto values = personValues(person);
    values.push_back({f::urgency, static_cast<std::int64_t>(draft.urgency)});
    values.push_back({f::category, draft.category});
    if (!note.empty())
        values.push_back({f::note, note});
    const auto subject = idAs<RecordId>(draft.person);
    PEYVAND_TRY(opened.journal().beginDirect(draft.to));
    const auto id = opened.newId<RecordId>();
    JournalTransaction transaction(opened.journal());
    PEYVAND_TRY(opened.audit().write(AuditDeed::export_, subject, {}, {"referral", {}}));
    transaction.add(Audience::direct(draft.to),
                    directChange(RecordType::referral, id, {}, subject, std::move(values)));
    PEYVAND_TRY(transaction.commit());
    return id;
}

// One that another charity sent here.
Result<DirectFact> Referrals::incoming(const RecordId& id) {
    const auto fact = findFact(network_.opened().database(), RecordType::referral, id);
    PEYVAND_TRY(network_.opened().database().takeFailure());
    if (!fact || !fact->isIncoming())
        return fail(ErrorCode::referral_unknown);
    if (fact->withdrawn)
        return fail(ErrorCode::referral_closed);
    return *fact;
}

Result<void> Referrals::answer(const RecordId& id, const ReferralAnswer& answer,
                               const std::optional<BeneficiaryId>& own_file) {
    Register& opened = network_.opened();
    PEYVAND_LET(const DirectFact fact, incoming(id));
    PEYVAND_LET(const std::string note, text::cleanInput(answer.note, note_limit_bytes));
    std::vector<FieldValue> values{{a::state, static_cast<std::int64_t>(answer.state)}};
    if (!answer.reason.empty())
        values.push_back({a::reason, answer.reason});
    if (!note.empty())
        values.push_back({a::note, note});
    PEYVAND_TRY(opened.journal().beginDirect(fact.partner));
    JournalTransaction transaction(opened.journal());
    transaction.add(Audience::direct(fact.partner),
                    directChange(RecordType::referral_answer, opened.newId<RecordId>(), id,
                                 own_file ? std::optional(idAs<RecordId>(*own_file)) : std::nullopt,
                                 std::move(values)));
    return transaction.commit();
}

Result<void> Referrals::accept(const RecordId& id, const std::optional<BeneficiaryId>& own_file,
                               const std::string& note) {
    PEYVAND_LET(const Referral now, referral(id));
    if (now.incoming && now.state == ReferralState::done)
        return fail(ErrorCode::referral_closed);
    return answer(id, {ReferralState::accepted, {}, note, 0}, own_file);
}

Result<void> Referrals::refuse(const RecordId& id, const std::string& reason,
                               const std::string& note) {
    if (!isChoice("referral_refusal", reason))
        return fail(ErrorCode::reason_missing);
    PEYVAND_LET(const Referral now, referral(id));
    if (now.incoming && now.state == ReferralState::done)
        return fail(ErrorCode::referral_closed);
    return answer(id, {ReferralState::refused, reason, note, 0}, std::nullopt);
}

Result<void> Referrals::finish(const RecordId& id, const std::string& note) {
    PEYVAND_LET(const Referral now, referral(id));
    if (now.incoming && now.state != ReferralState::accepted)
        return fail(ErrorCode::referral_closed);
    return answer(id, {ReferralState::done, {}, note, 0}, now.own_file);
}

Result<void> Referrals::withdraw(const RecordId& id) {
    Register& opened = network_.opened();
    const auto fact = findFact(opened.database(), RecordType::referral, id);
    PEYVAND_TRY(opened.database().takeFailure());
    if (!fact || fact->isIncoming())
        return fail(ErrorCode::referral_unknown);
    if (fact->withdrawn)
        return fail(ErrorCode::referral_closed);
    PEYVAND_TRY(opened.journal().beginDirect(fact->partner));
    JournalTransaction transaction(opened.journal());
    transaction.add(Audience::direct(fact->partner),
                    {ChangeKind::void_fact, RecordType::referral, id, {}, {}, {}, false});
    return transaction.commit();
}

Referral Referrals::readReferral(const DirectFact& fact) {
    Referral referral;
    referral.id = fact.id;
    referral.partner = fact.partner;
    referral.partner_name = network_.charityName(fact.partner);
    referral.incoming = fact.isIncoming();
    const std::int64_t urgency = fact.integerOr(f::urgency, 0);
    referral.urgency =
        isOneOf(urgency, ReferralUrgency::within_day, ReferralUrgency::within_two_weeks)
            ? static_cast<ReferralUrgency>(urgency)
            : ReferralUrgency::within_two_weeks;
    referral.category =
        findCategory(fact.text(f::category)) == nullptr ? "other" : fact.text(f::category);
    referral.note = fact.text(f::note);
    referral.person = personIn(fact);
    referral.made_ms = fact.made_ms;
    referral.due_ms = fact.made_ms + hoursOf(referral.urgency) * hour_ms;
    if (!referral.incoming && fact.person)
        referral.own_file = idAs<BeneficiaryId>(*fact.person);
    for (const DirectFact& one :
         answersTo(network_.opened().database(), RecordType::referral_answer, fact)) {
        const std::int64_t state = one.integerOr(a::state, 0);
        if (!isOneOf(state, ReferralState::accepted, ReferralState::done))
            continue;
        referral.answers.push_back({static_cast<ReferralState>(state), one.text(a::reason),
                                    one.text(a::note), one.made_ms});
        if (referral.incoming && one.person && !referral.own_file)
            referral.own_file = idAs<BeneficiaryId>(*one.person);
    }
    if (fact.withdrawn)
        referral.state = ReferralState::withdrawn;
    else if (!referral.answers.empty())
        referral.state = referral.answers.front().state;
    return referral;
}

Result<Referral> Referrals::referral(const RecordId& id) {
    Register& opened = network_.opened();
    PEYVAND_TRY(opened.needSee(RecordType::referral));
    const auto fact = findFact(opened.database(), RecordType::referral, id);
    PEYVAND_TRY(opened.database().takeFailure());
    if (!fact)
        return fail(ErrorCode::referral_unknown);
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, id, {}, {"referral", {}}));
    Referral referral = readReferral(*fact);
    return opened.database().checked(std::move(referral));
}

namespace {

bool isUnfinished(const Referral& referral) {
    return referral.state == ReferralState::open || referral.state == ReferralState::accepted;
}

} // namespace

Result<std::vector<Referral>> Referrals::page(const ReferralFilter& filter, std::int64_t offset,
                                              int limit) {
    Register& opened = network_.opened();
    PEYVAND_TRY(opened.needSee(RecordType::referral));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, std::nullopt, {}, {"referral", {}}));
    std::vector<Referral> page;
    {
        std::string sql = "SELECT ";
        sql.append(direct_fact_columns)
            .append(" FROM direct_fact WHERE type = ?1 AND withdrawn = 0"
                    " AND (?2 IS NULL OR (charity = partner) = ?2) ORDER BY stamp DESC, id");
        auto rows = opened.database().prepare(sql);
        rows.bind(static_cast<std::int64_t>(RecordType::referral))
            .bind(filter.incoming ? std::optional(std::int64_t{*filter.incoming}) : std::nullopt);
        std::int64_t passed = 0;
        const auto most = static_cast<std::size_t>(std::clamp(limit, 0, most_rows));
        while (page.size() < most && rows.step()) {
            Referral one = readReferral(factFrom(rows));
            if ((!filter.unfinished || isUnfinished(one)) && passed++ >= offset)
                page.push_back(std::move(one));
        }
    }
    return opened.database().checked(std::move(page));
}

Result<std::int64_t> Referrals::countWaiting() {
    auto row = network_.opened().database().prepare(
        "SELECT COUNT(*) FROM direct_fact AS fact WHERE type = ?1 AND withdrawn = 0"
        " AND charity = partner AND NOT EXISTS (SELECT 1 FROM direct_fact AS answer"
        " WHERE answer.about = fact.id AND answer.type = ?2 AND answer.partner = fact.partner"
        " AND answer.charity <> fact.charity AND answer.withdrawn = 0)");
    row.bind(static_cast<std::int64_t>(RecordType::referral))
        .bind(static_cast<std::int64_t>(RecordType::referral_answer));
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return network_.opened().database().checked(count);
}

} // namespace peyvand
