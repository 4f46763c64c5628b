// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two desks of one charity and one of each of two others, for stories of what charities say to each
// other.

#include "core/register/fields.h"
#include "core/register/records.h"
#include "sync/direct/referrals.h"
#include "sync/enquiry/answer.h"
#include "tests/support/two_desks.h"

namespace peyvand::test {

inline const std::string zahra = "0499370899";
inline const std::string maryam = "0084575948";
inline const CivilDate in_aban = hijri(1405, 8, 20);

class DirectStory {
  public:
    DirectStory() {
        admitCharity(desks.a, b);
        admitCharity(desks.a, c);
        for (Charity* one : everybody())
            one->fixture.clock.setDay(in_aban.plusDays(1));
        meet();
    }
    std::vector<Charity*> everybody() { return {&desks.a, &desks.b, &b, &c}; }
    /// Everybody with everybody, until nothing new is left to carry on.
    void meet() {
        for (int round = 0; round < 2; ++round)
            for (Charity* one : everybody())
                for (Charity* other : everybody())
                    if (one < other)
                        syncBy(*one->network, *other->network);
    }
    static CharityId idOf(Charity& charity) { return charity.network->ownCharity(); }

    /// Zahra's file at the first desk, with a paper that allows handing it to the second charity.
    BeneficiaryId person() {
        NewPerson person;
        person.fields.given_name = "زهرا";
        person.fields.family_name = "محمدی";
        person.fields.city = "یزد";
        person.fields.address = "کوچهٔ انار";
        person.fields.phones = {"09131234567"};
        person.identities.push_back({std::nullopt, zahra, {}});
        const auto id = must(People(desks.a.fixture.opened()).add(person)).id;
        consent(id, "given");
        return id;
    }
    void consent(const BeneficiaryId& id, const std::string& state) {
        namespace f = field::consent;
        must(Records(desks.a.fixture.opened())
                 .add({RecordType::consent,
                       idAs<RecordId>(id),
                       {{f::purposes, std::string("referral")},
                        {f::state, state},
                        {f::charities, b.fixture.opened().charityName()},
                        {f::signed_day, std::int64_t{in_aban.days()}}}}));
    }
    ReferralDraft draft(const BeneficiaryId& id) {
        return {id, idOf(b), ReferralUrgency::within_day, "treatment", "دارو لازم دارد"};
    }
    static std::vector<Referral> referrals(Charity& charity) {
        return must(Referrals(*charity.network).page({}, 0, 100));
    }
    /// How many rows, entries and pages of a register hold a text.
    static bool holds(Charity& charity, std::string_view text) {
        const auto found = [&](const char* sql) {
            auto row = charity.fixture.opened().database().prepare(sql);
            row.bind(text);
            return row.step();
        };
        return found("SELECT 1 FROM direct_fact WHERE instr(body, CAST(? AS BLOB)) > 0");
    }
    /// Entries of direct feeds that still have their text.
    static std::int64_t readable(Charity& charity) {
        return charity.fixture.number("SELECT COUNT(*) FROM entry JOIN feed ON feed.number = feed"
                                      " WHERE scope = 3 AND bytes IS NOT NULL");
    }

    TwoDesks desks{};
    Charity b{"خیریهٔ ب"};
    Charity c{"خیریهٔ ج"};
};

} // namespace peyvand::test
