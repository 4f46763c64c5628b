// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people.h"
#include "core/register/fields.h"
#include "tools/generate/invented.h"
#include "tools/generate/office.h"

namespace peyvand::generate {
namespace {

constexpr std::size_t batch_people = 20'000;
constexpr int entering_days = 60;

using MemberId = Id<struct MemberTag>;

Bytes bytesOfId(const ByteArray<16>& bytes) { return {bytes.begin(), bytes.end()}; }

Change record(RecordType type, const RecordId& id, const RecordId& subject) {
    return {ChangeKind::set_fields, type, id, subject, {}, std::nullopt, true};
}

class Batch {
  public:
    explicit Batch(Office& office)
        : opened_(office.opened()), transaction_(office.opened().journal()) {}

    void add(const InventedHousehold& household) {
        const auto id = opened_.newId<HouseholdId>();
        Change change = record(RecordType::household, idAs<RecordId>(id), idAs<RecordId>(id));
        change.fields = {{field::household::name, household.name},
                         {field::household::confidential, std::int64_t{0}}};
        transaction_.add(FeedScope::office, std::move(change));
        for (const InventedPerson& person : household.members)
            add(person, id, &person == &household.members.front());
    }
    Result<void> commit(Office& office, const Done& done) {
        PEYVAND_TRY(opened_.audit().write(AuditDeed::import, std::nullopt));
        PEYVAND_TRY(office.setDone(done));
        return transaction_.commit();
    }

  private:
    void add(const InventedPerson& person, const HouseholdId& household, bool head) {
        namespace f = field::beneficiary;
        const auto id = opened_.newId<BeneficiaryId>();
        const auto subject = idAs<RecordId>(id);
        Change change = record(RecordType::beneficiary, subject, subject);
        change.fields = personFieldValues(person.fields);
        change.fields.push_back({f::file_state, std::string("covered")});
        if (!person.old_file_number.empty())
            change.fields.push_back({f::old_file_number, person.old_file_number});
        if (!person.mother_name.empty())
            change.fields.push_back({f::mother_name, person.mother_name});
        transaction_.add(FeedScope::office, std::move(change));
        for (const TypedIdentity& typed : person.identities)
            transaction_.add(FeedScope::office,
                             identityChange(opened_.newId<IdentityId>(), id, readTyped(typed),
                                            typed.typed, false));
        addMember(id, household, person.relation, head);
    }
    void addMember(const BeneficiaryId& person, const HouseholdId& household,
                   const std::string& relation, bool head) {
        namespace f = field::member;
        Change change = record(RecordType::member, idAs<RecordId>(opened_.newId<MemberId>()),
                               idAs<RecordId>(person));
        change.fields = {{f::household, bytesOfId(household.bytes)},
                         {f::beneficiary, bytesOfId(person.bytes)},
                         {f::relation, relation},
                         {f::head, std::int64_t{head}},
                         {f::joined_day, std::int64_t{opened_.today().days()}}};
        transaction_.add(FeedScope::office, std::move(change));
    }

    Register& opened_;
    JournalTransaction transaction_;
};

} // namespace

Result<void> writePeople(Office& office, const Plan& plan, const Told& told) {
    PEYVAND_LET(Done done, office.done());
    auto written = static_cast<std::size_t>(done.people);
    const CivilDate first = plan.until.plusDays(-140);
    while (written < plan.people) {
        Dice dice = diceOf(plan.seed, "people", written);
        office.random().begin("people", written);
        office.clock().setDay(
            first.plusDays(static_cast<int>(written * entering_days / plan.people)), 400);
        const std::size_t end = std::min(plan.people, written + batch_people);
        {
            Batch batch(office);
            while (written < end) {
                InventedHousehold household = inventHousehold(dice, written, plan.until);
                household.members.resize(std::min(household.members.size(), plan.people - written));
                batch.add(household);
                written += household.members.size();
            }
            done.people = static_cast<std::int64_t>(written);
            PEYVAND_TRY(batch.commit(office, done));
        }
        PEYVAND_TRY(office.checkpoint());
        told("people", written, plan.people);
    }
    return {};
}

} // namespace peyvand::generate
