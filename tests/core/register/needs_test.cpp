// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/needs.h"
#include "core/register/people.h"
#include "core/register/privacy.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class NeedsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    BeneficiaryId mother_{}, child_{};
    Register& desk() { return desk_->opened(); }

    RecordId need(const BeneficiaryId& who, const char* category, const char* urgency) {
        namespace f = field::need;
        return Records(desk())
            .add({RecordType::need,
                  idAs<RecordId>(who),
                  {{f::category, std::string(category)},
                   {f::urgency, std::string(urgency)},
                   {f::state, std::string("open")},
                   {f::found_day, valueOf(desk().today())}},
                  {}})
            .value();
    }
    AidId give(const BeneficiaryId& who, const char* category) {
        AidDraft draft;
        draft.person = who;
        draft.category = category;
        draft.date = desk().today();
        return AidBook(desk()).give(draft).value();
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        mother_ = People(desk()).add({{"زهرا"}, {}})->id;
        child_ = People(desk()).add({{"رضا"}, {}})->id;
        QVERIFY(Households(desk()).make("", {mother_, child_}));
    }

    void aGivenAidOffersTheNeedsThatItMayMeet() {
        const auto later = need(child_, "clothing", "ordinary");
        const auto first = need(mother_, "clothing", "within_day");
        need(mother_, "treatment", "within_day");
        Needs needs(desk());
        const auto aid = give(child_, "clothing");
        const auto offered = needs.metBy(aid);
        QCOMPARE(offered->size(), std::size_t{2});
        QVERIFY(offered->front().id == first && offered->back().id == later);
        QVERIFY(needs.meet(first, aid, true));
        QVERIFY(needs.meet(later, aid, false));
        const auto met = Records(desk()).record(RecordType::need, first);
        QVERIFY(met->recordAs<AidId>(field::need::met_by) == aid);
        QVERIFY(met->day(field::need::met_day) == desk().today());
        QCOMPARE(needs.metBy(aid)->size(), std::size_t{1});
        QCOMPARE(needs.open(idAs<RecordId>(mother_))->size(), std::size_t{2});
        QCOMPARE(needs.metBy(AidId{}).error().code, ErrorCode::aid_unknown);
    }
    void aVoidedAidMeetsNothing() {
        const auto wanted = need(mother_, "clothing", "ordinary");
        const auto aid = give(mother_, "clothing");
        QVERIFY(AidBook(desk()).voidAid(aid, "اشتباه"));
        QVERIFY(Needs(desk()).metBy(aid)->empty());
        QCOMPARE(Needs(desk()).meet(wanted, aid, true).error().code, ErrorCode::aid_voided);
    }
    void aContactIsPlannedOnAnOpenDayAndHasFindings() {
        const CivilDate friday = *CivilDate::fromYmd(2026, 11, 27);
        RecordId contact;
        Needs needs(desk());
        const auto day =
            needs.plan(idAs<RecordId>(mother_), {"home_visit", friday, "مریم"}, contact);
        QVERIFY(*day == friday.plusDays(1));
        QCOMPARE(needs.done(contact, {desk().today().plusDays(1), "", "", {}}).error().code,
                 ErrorCode::date_in_future);
        QVERIFY(needs.done(contact, {desk().today(), "", "", friday, "not_at_home"}));
        QVERIFY(needs.done(contact, {desk().today(), "خانه نمور است", "تعمیر", std::nullopt}));
        const auto row = Records(desk()).record(RecordType::contact, contact);
        QCOMPARE(row->text(field::contact::findings), std::string("خانه نمور است"));
        QCOMPARE(row->text(field::contact::state), std::string("done"));
        QCOMPARE(needs.plan(idAs<RecordId>(mother_), {"party", friday, ""}, contact).error().code,
                 ErrorCode::choice_unknown);
        QCOMPARE(needs.done(RecordId{}, {desk().today(), "", "", {}}).error().code,
                 ErrorCode::record_unknown);
    }
};
PEYVAND_TEST(NeedsTest)
#include "needs_test.moc"
