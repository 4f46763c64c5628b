// SPDX-License-Identifier: GPL-3.0-or-later
// Aid, households and rules at one desk.
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/rule_book.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class DeskTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    BeneficiaryId zahra_{}, ali_{};
    Register& desk() { return desk_->opened(); }
    AidBook aid() { return AidBook(desk()); }
    Households households() { return Households(desk()); }

    AidDraft draft(const char* category = "treatment") {
        AidDraft draft;
        draft.person = zahra_;
        draft.category = category;
        draft.amount = Rial{1'000'000};
        draft.date = desk().today();
        return draft;
    }
    std::int64_t openMemberships() {
        return desk_->number("SELECT COUNT(*) FROM member WHERE left_day IS NULL");
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        zahra_ = People(desk()).add({{"زهرا", "محمدی"}, {}})->id;
        ali_ = People(desk()).add({{"علی", "محمدی"}, {}})->id;
    }

    void givenAidIsOnTheFileAndDue() {
        auto given = draft();
        given.item = "شربت";
        given.note = "با نسخه";
        given.source_of_funds = "zakat";
        given.reason = "illness";
        const auto id = aid().give(given);
        QVERIFY(id);
        const auto kept = aid().aid(*id);
        QCOMPARE(kept->item, given.item);
        QCOMPARE(kept->note, given.note);
        QCOMPARE(kept->amount.amount, given.amount.amount);
        QCOMPARE(kept->source_of_funds, given.source_of_funds);
        QCOMPARE(aid().concerning(zahra_)->size(), std::size_t{1});
        QCOMPARE(aid().concerning(ali_)->size(), std::size_t{0});
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM claim_due"), std::int64_t{1});
    }
    void whatCannotBeIsRefused() {
        const auto refused = [&](auto change) {
            auto bad = draft();
            change(bad);
            const auto given = aid().give(bad);
            return given ? ErrorCode::internal : given.error().code;
        };
        QCOMPARE(refused([](auto& d) { d.person = BeneficiaryId{}; }),
                 ErrorCode::beneficiary_unknown);
        QCOMPARE(refused([](auto& d) { d.person.reset(); }), ErrorCode::beneficiary_unknown);
        QCOMPARE(refused([](auto& d) { d.household = HouseholdId{}; }),
                 ErrorCode::household_unknown);
        QCOMPARE(refused([](auto& d) { d.category = "magic"; }), ErrorCode::category_unknown);
        QCOMPARE(refused([](auto& d) { d.amount = Rial{-1}; }), ErrorCode::amount_negative);
        QCOMPARE(refused([](auto& d) { d.date = d.date.plusDays(1); }), ErrorCode::date_in_future);
        QCOMPARE(refused([](auto& d) { d.source_of_funds = std::string(2'000'000, 'x'); }),
                 ErrorCode::text_too_long);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM aid"), std::int64_t{0});
    }
    void aHoldHasALastDay() {
        auto held = draft();
        held.state = AidState::held;
        const auto id = aid().give(held);
        QCOMPARE(aid().aid(*id)->hold_until->days(), desk().today().days() + 14);
    }
    void aVoidNeedsAReasonAndHappensOnce() {
        const auto id = aid().give(draft());
        QCOMPARE(aid().voidAid(*id, "  ").error().code, ErrorCode::reason_missing);
        QVERIFY(aid().voidAid(*id, "به شخص دیگری داده شد"));
        const auto voided = aid().aid(*id);
        QCOMPARE(voided->state, AidState::voided);
        QCOMPARE(voided->void_reason, std::string("به شخص دیگری داده شد"));
        QCOMPARE(voided->amount.amount, std::int64_t{1'000'000});
        QCOMPARE(aid().voidAid(*id, "باز").error().code, ErrorCode::aid_voided);
        QCOMPARE(aid().voidAid(AidId{}, "باز").error().code, ErrorCode::aid_unknown);
        QCOMPARE(aid().concerning(zahra_)->size(), std::size_t{1});
    }
    void aHouseholdsAidConcernsAllWhoLiveInIt() {
        const auto home = households().make("محمدی", {zahra_, ali_});
        const auto id = aid().give(draft("food_basket"));
        QCOMPARE(aid().aid(*id)->household, std::optional(*home));
        QCOMPARE(aid().concerning(ali_)->size(), std::size_t{1});
        const auto other = households().make("دیگر", {});
        QVERIFY(households().move(ali_, *other, "فرزند"));
        QCOMPARE(aid().concerning(ali_)->size(), std::size_t{0});
    }
    void movingEndsOneMembershipAndBeginsAnother() {
        const auto home = households().make("یک", {zahra_, ali_});
        QCOMPARE(households().household(*home)->members.size(), std::size_t{2});
        QVERIFY(households().household(*home)->members.at(0).head);
        const auto other = households().make("دو", {ali_});
        QCOMPARE(households().household(*home)->members.size(), std::size_t{1});
        QCOMPARE(households().household(*other)->members.at(0).id, ali_);
        QCOMPARE(openMemberships(), std::int64_t{2});
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM member"), std::int64_t{3});
        QCOMPARE(People(desk()).person(ali_)->household, std::optional(*other));
    }
    void aHouseholdTakesKnownPeopleOnce() {
        QVERIFY(households().make("یک", {zahra_, zahra_}));
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM member"), std::int64_t{1});
        QCOMPARE(households().make("دو", {BeneficiaryId{}}).error().code,
                 ErrorCode::beneficiary_unknown);
        const auto home = households().make("سه", {});
        QCOMPARE(households().move(BeneficiaryId{}, *home, "").error().code,
                 ErrorCode::beneficiary_unknown);
        QCOMPARE(households().move(zahra_, HouseholdId{}, "").error().code,
                 ErrorCode::household_unknown);
    }
    void aConfidentialHouseholdMakesItsAidDueAgain() {
        const auto home = households().make("یک", {zahra_, ali_});
        QVERIFY(aid().give(draft("food_basket")));
        desk().database().execute("DELETE FROM claim_due");
        QVERIFY(households().setConfidential(*home, true));
        QVERIFY(households().household(*home)->confidential);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM claim_due"), std::int64_t{1});
    }
    void theOfficesRuleStandsOverTheDefault() {
        const auto defaults = RuleBook(desk()).rules();
        Rule changed = defaults->front();
        changed.limit = 7;
        QVERIFY(RuleBook(desk()).set(changed));
        changed.limit = 8;
        QVERIFY(RuleBook(desk()).set(changed));
        Rule further = changed;
        further.id = "office.own";
        QVERIFY(RuleBook(desk()).set(further));
        desk_->reopen();
        const auto rules = RuleBook(desk()).rules();
        QCOMPARE(rules->size(), defaults->size() + 1);
        QCOMPARE(rules->front().limit, 8);
        QCOMPARE(rules->back().id, std::string("office.own"));
        changed.limit = 0;
        QCOMPARE(RuleBook(desk()).set(changed).error().code, ErrorCode::rule_invalid);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM conflict"), std::int64_t{0});
    }
    void theAuditSaysWhoDidWhatWithoutNamingAnyone() {
        QVERIFY(desk().audit().write(AuditDeed::enquiry, std::nullopt, "1234567891"));
        const auto rows = desk().audit().newest(1);
        QCOMPARE(rows->at(0).user, std::string("manager"));
        QCOMPARE(rows->at(0).deed, AuditDeed::enquiry);
        QVERIFY(*desk().audit().verify() >= 3);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM audit WHERE keyed LIKE '%1234567891%'"),
                 std::int64_t{0});
    }
};
PEYVAND_TEST(DeskTest)
#include "desk_test.moc"
