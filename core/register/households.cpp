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

void Households::addMember(JournalTransaction& transaction, const HouseholdId& household,
                           const BeneficiaryId& person, std::string_view relation, bool head) {
    namespace f = field::member;
    const std::int64_t today = register_.today().days();
    std::vector<RecordId> left;
    {
        auto rows = register_.database().prepare(
            "SELECT id FROM member WHERE beneficiary = ? AND left_day IS NULL ORDER BY id");
        rows.bind(person);
        while (rows.step())
            left.push_back(rows.id<RecordId>(0));
    }
    for (const RecordId& id : left)
        transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                            RecordType::member,
                                            id,
                                            idAs<RecordId>(person),
                                            {{f::left_day, today}},
                                            std::nullopt,
                                            false});
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
                     {f::joined_day, today}};
    if (!relation.empty())
        change.fields.push_back({f::relation, std::string(relation)});
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
        addMember(transaction, id, member, {}, member == distinct.front());
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
    PEYVAND_LET(const std::string clean, text::cleanInput(relation, 100));
    PEYVAND_TRY(household(to));
    PEYVAND_TRY(People(register_).person(person));
    JournalTransaction transaction(register_.journal());
    addMember(transaction, to, person, clean, false);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(person)));
    return transaction.commit();
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
    for (const auto& member : before.members)
        markClaimsDue(register_.database(), member.id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return transaction.commit();
}

} // namespace peyvand
