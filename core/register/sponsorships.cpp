// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/sponsorships.h"

#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

namespace f = field::sponsorship;
namespace fs = field::schedule;

const Value* find(const std::vector<FieldValue>& fields, FieldNumber number) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [number](const auto& field) { return field.field == number; });
    return found == fields.end() ? nullptr : &found->value;
}

} // namespace

Result<RecordId> Sponsorships::addSponsor(const std::vector<FieldValue>& fields) {
    const Value* typed = find(fields, field::sponsor::code);
    const auto* code = typed == nullptr ? nullptr : std::get_if<std::string>(typed);
    bool is_taken = false;
    {
        auto rows = register_.database().prepare("SELECT code FROM record_sponsor ORDER BY id");
        while (rows.step())
            is_taken = is_taken || (code != nullptr &&
                                    text::joinedKey(rows.string(0)) == text::joinedKey(*code));
    }
    PEYVAND_TRY(register_.database().takeFailure());
    if (is_taken)
        return fail(ErrorCode::code_taken);
    return records_.add({RecordType::sponsor, {}, fields});
}

Result<RecordId> Sponsorships::start(const RecordId& child, std::vector<FieldValue> fields,
                                     const std::string& reason) {
    std::erase_if(fields, [](const auto& field) { return field.field == f::state; });
    fields.push_back({f::state, std::string("active")});
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::sponsorship, child, fields}));
    PEYVAND_LET(const RecordRow made, records_.record(RecordType::sponsorship, id));
    PEYVAND_TRY(records_.record(RecordType::sponsor, made.record(f::sponsor).value_or(RecordId{})));
    RecordRequest same{RecordType::sponsorship, child};
    same.conditions = {{f::sponsor, Comparison::equals, *find(fields, f::sponsor)},
                       {f::state, Comparison::not_equals, std::string("ended")}};
    PEYVAND_LET(const std::int64_t count, records_.count(same));
    if (count > 1)
        return fail(ErrorCode::sponsorship_exists);
    std::vector<FieldValue> plan{
        {fs::category, std::string("sponsorship")},     {fs::unit, std::string("person")},
        {fs::amount_rial, made.number(f::amount_rial)}, {fs::period, made.text(f::period)},
        {fs::from_day, made.number(f::from_day)},       {fs::sponsorship, valueOf(id)}};
    if (made.has(f::until_day))
        plan.push_back({fs::until_day, made.number(f::until_day)});
    PEYVAND_TRY(schedules_.addIn(transaction, child, plan, true, reason));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<RecordId> Sponsorships::scheduleOf(const RecordId& id) {
    RecordRequest request{RecordType::schedule};
    PEYVAND_LET(const RecordRow row, records_.record(RecordType::sponsorship, id));
    request.subject = row.subject;
    request.conditions = {{fs::sponsorship, Comparison::equals, valueOf(id)}};
    PEYVAND_LET(const auto page, records_.page(request));
    if (page.rows.empty())
        return fail(ErrorCode::record_unknown, "kind", "schedule");
    return page.rows.front().id;
}

Result<void> Sponsorships::step(const RecordId& id, std::string_view state, CivilDate day,
                                const std::string& reason) {
    PEYVAND_LET(const RecordId schedule, scheduleOf(id));
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(records_.editIn(
        transaction, RecordType::sponsorship, id,
        {{f::state, std::string(state)}, {f::state_day, valueOf(day)}, {f::state_reason, reason}}));
    if (state == "paused")
        PEYVAND_TRY(schedules_.pauseIn(transaction, schedule, day, reason));
    else if (state == "active")
        PEYVAND_TRY(schedules_.resumeIn(transaction, schedule, day));
    else
        PEYVAND_TRY(schedules_.endIn(transaction, schedule, day, reason));
    return transaction.commit();
}

Result<void> Sponsorships::pause(const RecordId& id, CivilDate day, const std::string& reason) {
    return step(id, "paused", day, reason);
}

Result<void> Sponsorships::resume(const RecordId& id, CivilDate day) {
    return step(id, "active", day, {});
}

Result<void> Sponsorships::end(const RecordId& id, CivilDate day, const std::string& reason) {
    return step(id, "ended", day, reason);
}

Result<AidId> Sponsorships::give(const RecordId& id, HijriMonth period,
                                 const PaymentDraft& payment) {
    PEYVAND_LET(const RecordId schedule, scheduleOf(id));
    return schedules_.give(schedule, period, payment);
}

Result<std::optional<CivilDate>> Sponsorships::lastPayment(const RecordId& id) {
    auto row = register_.database().prepare(
        "SELECT MAX(aid.day) FROM record_aid AS d JOIN aid ON aid.id = d.id"
        " WHERE d.sponsorship = ? AND aid.state = 1");
    row.bind(id);
    std::optional<CivilDate> last;
    if (row.step() && !row.isNull(0))
        last = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(0)));
    return register_.database().checked(last);
}

// A child's guardian or representative signs; nobody's silence is consent.
Result<SponsorView> Sponsorships::whatSponsorSees(const RecordId& id) {
    namespace fc = field::consent;
    PEYVAND_LET(const RecordRow row, records_.record(RecordType::sponsorship, id));
    const RecordId child = row.subject.value_or(RecordId{});
    RecordRequest request{RecordType::consent, child};
    request.conditions = {{fc::state, Comparison::equals, std::string("given")}};
    request.count = 500;
    PEYVAND_LET(const auto consents, records_.page(request));
    const CivilDate today = register_.today();
    const bool is_allowed =
        std::any_of(consents.rows.begin(), consents.rows.end(), [today](const RecordRow& consent) {
            const auto purposes = consent.lines(fc::purposes);
            const auto until = consent.day(fc::valid_until);
            const std::string signatory = consent.text(fc::signatory);
            return std::find(purposes.begin(), purposes.end(), "sponsor_report") !=
                       purposes.end() &&
                   consent.day(fc::signed_day) <= today && (!until || *until >= today) &&
                   (signatory == "guardian" || signatory == "head" ||
                    signatory == "representative");
        });
    if (!is_allowed)
        return fail(ErrorCode::consent_missing);
    PEYVAND_LET(const Person person, People(register_).person(idAs<BeneficiaryId>(child)));
    return SponsorView{person.fields.given_name, row.text(f::progress)};
}

} // namespace peyvand
