// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/households.h"

#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {
Bytes bytesOfId(const ByteArray<16>& bytes) { return {bytes.begin(), bytes.end()}; }

using MemberId = Id<struct MemberTag>;
} // namespace

Result<Move> Households::checked(const Move& typed) {
    Move move = typed;
    move.day = typed.day.value_or(register_.today());
    if (*move.day > register_.today())
        return fail(ErrorCode::date_in_future);
    PEYVAND_LET(move.relation, text::cleanInput(typed.relation, 100));
    PEYVAND_LET(move.reason, text::cleanInput(typed.reason, 1000));
    return move;
}

Result<void> Households::notBeforeJoining(const BeneficiaryId& person, CivilDate day) {
    auto row = register_.database().prepare(
        "SELECT 1 FROM member WHERE beneficiary = ? AND left_day IS NULL AND joined_day > ?");
    row.bind(person).bind(std::int64_t{day.days()});
    const bool is_before = row.step();
    PEYVAND_TRY(register_.database().takeFailure());
    return is_before ? fail(ErrorCode::day_before_start) : Result<void>();
}

void Households::endMemberships(JournalTransaction& transaction, const BeneficiaryId& person,
                                const Move& move) {
    namespace f = field::member;
    std::vector<RecordId> left;
    {
        auto rows = register_.database().prepare(
            "SELECT id FROM member WHERE beneficiary = ? AND left_day IS NULL ORDER BY id");
        rows.bind(person);
        while (rows.step())
            left.push_back(rows.id<RecordId>(0));
    }
    // While the household is still theirs.
    markClaimsDue(register_.database(), person);
    for (const RecordId& id : left) {
        std::vector<FieldValue> fields{{f::left_day, std::int64_t{move.day->days()}}};
        if (!move.reason.empty())
            fields.push_back({f::left_reason, move.reason});
        transaction.add(FeedScope::office,
                        {ChangeKind::set_fields, RecordType::member, id, idAs<RecordId>(person),
                         std::move(fields), std::nullopt, false});
    }
}

void Households::addMember(JournalTransaction& transaction, const HouseholdId& household,
                           const BeneficiaryId& person, const Move& move, bool head) {
    namespace f = field::member;
    endMemberships(transaction, person, move);
    Change change{ChangeKind::set_fields,
                  RecordType::member,
                  idAs<RecordId>(register_.newId<MemberId>()),
                  idAs<RecordId>(person),
                  {},
                  std::nullopt,
                  true};
    change.fields = {{f::household, bytesOfId(household.bytes)},
                     {f::beneficiary, bytesOfId(person.bytes)},
                     {f::head, std::int64_t{head}},
                     {f::joined_day, std::int64_t{move.day->days()}}};
    if (!move.relation.empty())
        change.fields.push_back({f::relation, move.relation});
    transaction.add(FeedScope::office, std::move(change));
    markClaimsDue(register_.database(), person);
}

Result<HouseholdId> Households::make(std::string_view name,
                                     const std::vector<BeneficiaryId>& members) {
    PEYVAND_LET(const std::string clean, text::cleanInput(name, 200));
    std::vector<BeneficiaryId> distinct;
    for (const auto& member : members) {
        PEYVAND_TRY(People(register_).person(member));
        if (std::find(distinct.begin(), distinct.end(), member) == distinct.end())
            distinct.push_back(member);
    }
    const auto id = register_.newId<HouseholdId>();
    JournalTransaction transaction(register_.journal());
    Change change{ChangeKind::set_fields,
                  RecordType::household,
                  idAs<RecordId>(id),
                  idAs<RecordId>(id),
                  {{field::household::confidential, std::int64_t{0}}},
                  std::nullopt,
                  true};
    if (!clean.empty())
        change.fields.push_back({field::household::name, clean});
    transaction.add(FeedScope::office, std::move(change));
    for (const auto& member : distinct)
        addMember(transaction, id, member, {{}, register_.today(), {}}, member == distinct.front());
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<Household> Households::household(const HouseholdId& id) {
    Database& database = register_.database();
    Household found;
    {
        auto row = database.prepare("SELECT name, confidential FROM household WHERE id = ?");
        row.bind(id);
        if (!row.step()) {
            PEYVAND_TRY(database.takeFailure());
            return fail(ErrorCode::household_unknown);
        }
        found.id = id;
        found.name = row.string(0);
        found.confidential = row.integer(1) != 0;
    }
    auto rows = database.prepare(
        "SELECT b.id, b.given_name, b.family_name, m.relation, b.birth_day, b.birth_year, m.head"
        " FROM member m JOIN beneficiary b ON b.id = m.beneficiary"
        " WHERE m.household = ? AND m.left_day IS NULL ORDER BY m.head DESC, m.id");
    rows.bind(id);
    while (rows.step()) {
        HouseholdMember member{rows.id<BeneficiaryId>(0),
                               rows.string(1) + (rows.isNull(2) ? "" : " ") + rows.string(2),
                               rows.string(3), std::nullopt, rows.integer(6) != 0};
        if (!rows.isNull(4))
            member.birth =
                BirthDate::ofDay(CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(4))));
        else if (!rows.isNull(5))
            member.birth = BirthDate::ofYear(static_cast<int>(rows.integer(5)));
        found.members.push_back(std::move(member));
    }
    return database.checked(std::move(found));
}

Result<void> Households::move(const BeneficiaryId& person, const HouseholdId& to,
                              std::string_view relation) {
    return move(person, to, Move{std::string(relation), std::nullopt, {}});
}

Result<void> Households::move(const BeneficiaryId& person, const HouseholdId& to,
                              const Move& typed) {
    PEYVAND_LET(const Move move, checked(typed));
    PEYVAND_TRY(notBeforeJoining(person, *move.day));
    PEYVAND_TRY(household(to));
    PEYVAND_TRY(People(register_).person(person));
    JournalTransaction transaction(register_.journal());
    addMember(transaction, to, person, move, false);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(person)));
    return transaction.commit();
}

Result<void> Households::leave(const BeneficiaryId& person, const Move& typed) {
    PEYVAND_LET(const Move move, checked(typed));
    PEYVAND_TRY(notBeforeJoining(person, *move.day));
    PEYVAND_LET(const Person leaving, People(register_).person(person));
    if (!leaving.household)
        return fail(ErrorCode::member_unknown);
    JournalTransaction transaction(register_.journal());
    endMemberships(transaction, person, move);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(person)));
    return transaction.commit();
}

Result<void> Households::setHead(const HouseholdId& id, const BeneficiaryId& person) {
    PEYVAND_TRY(household(id));
    PEYVAND_LET(const auto all, memberships(idAs<RecordId>(id)));
    const auto is_now = [&](const HouseholdStay& member) {
        return !member.left && member.household == id;
    };
    if (std::none_of(all.begin(), all.end(), [&](const HouseholdStay& member) {
            return is_now(member) && member.person == person;
        }))
        return fail(ErrorCode::member_unknown);
    JournalTransaction transaction(register_.journal());
    for (const auto& member : all)
        if (const bool head = member.person == person; is_now(member) && member.head != head)
            transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                                RecordType::member,
                                                member.id,
                                                idAs<RecordId>(member.person),
                                                {{field::member::head, std::int64_t{head}}},
                                                std::nullopt,
                                                false});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return transaction.commit();
}

std::string_view nameOf(HeadState state) {
    constexpr std::string_view names[] = {"one", "none", "several", "deceased"};
    return names[static_cast<std::size_t>(state)];
}

Result<HeadState> Households::headState(const HouseholdId& id) {
    int heads = 0, living = 0;
    {
        auto rows = register_.database().prepare(
            "SELECT r.death_day IS NOT NULL OR r.file_state = 'deceased' FROM member AS m"
            " LEFT JOIN record_beneficiary AS r ON r.id = m.beneficiary"
            " WHERE m.household = ? AND m.left_day IS NULL AND m.head = 1 ORDER BY m.id");
        rows.bind(id);
        while (rows.step()) {
            ++heads;
            living += rows.isNull(0) || rows.integer(0) == 0 ? 1 : 0;
        }
    }
    return register_.database().checked(living > 1    ? HeadState::several
                                        : living == 1 ? HeadState::one
                                        : heads > 0   ? HeadState::deceased
                                                      : HeadState::none);
}

Result<std::vector<HouseholdStay>> Households::memberships(const RecordId& subject) {
    const auto day = [](const Statement& row, int column) {
        return row.isNull(column)
                   ? std::optional<CivilDate>()
                   : CivilDate::fromDays(static_cast<std::int32_t>(row.integer(column)));
    };
    std::vector<HouseholdStay> found;
    auto rows = register_.database().prepare(
        "SELECT m.id, m.household, m.beneficiary, m.relation, m.head, m.joined_day, m.left_day,"
        " r.left_reason FROM member AS m LEFT JOIN record_member AS r ON r.id = m.id"
        " WHERE m.household = ?1 OR m.beneficiary = ?1"
        " ORDER BY m.left_day IS NOT NULL, m.joined_day DESC, m.id DESC LIMIT 500");
    rows.bind(subject);
    while (rows.step())
        found.push_back({rows.id<RecordId>(0), rows.id<HouseholdId>(1), rows.id<BeneficiaryId>(2),
                         rows.string(3), rows.integer(4) != 0, day(rows, 5), day(rows, 6),
                         rows.string(7)});
    return register_.database().checked(std::move(found));
}

Result<void> Households::setConfidential(const HouseholdId& id, bool confidential) {
    PEYVAND_LET(const Household before, household(id));
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office,
                    {ChangeKind::set_fields,
                     RecordType::household,
                     idAs<RecordId>(id),
                     idAs<RecordId>(id),
                     {{field::household::confidential, std::int64_t{confidential}}},
                     std::nullopt,
                     false});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return transaction.commit();
}

} // namespace peyvand
