// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_claim.h"
#include "core/register/aid_findings.h"
#include "core/register/people.h"
#include "core/register/sponsorships.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class SchedulesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    RecordId zahra_{};

    Register& desk() { return desk_->opened(); }
    Schedules schedules() { return Schedules(desk()); }
    Sponsorships sponsorships() { return Sponsorships(desk()); }
    AidBook book() { return AidBook(desk()); }
    template <class T> T must(Result<T> result) {
        if (!result)
            qFatal("%s", errorName(result.error().code).data());
        return std::move(*result);
    }
    template <class T> static ErrorCode codeOf(const Result<T>& result) {
        return result ? ErrorCode::internal : result.error().code;
    }
    static CivilDate day(int year, int month, int day) {
        return HijriDate::make(year, month, day)->civil();
    }
    static std::vector<FieldValue> monthly(CivilDate from, std::int64_t amount = 10'000'000) {
        namespace f = field::schedule;
        return {{f::category, std::string("stipend")},
                {f::amount_rial, amount},
                {f::period, std::string("monthly")},
                {f::from_day, valueOf(from)}};
    }
    RecordRow row(const RecordId& id) {
        return must(Records(desk()).record(RecordType::schedule, id));
    }
    PaymentDraft today() { return {desk().today(), {}, {}, {}}; }
    std::vector<std::string> duesOf(const RecordId& id, CivilDate from, CivilDate to) {
        std::vector<std::string> days;
        for (const auto& planned : plannedOf(row(id), from, to))
            days.push_back(HijriDate::fromCivil(planned.due).iso());
        return days;
    }
    RecordId sponsor(const char* code) {
        return must(sponsorships().addSponsor({{field::sponsor::code, std::string(code)}}));
    }
    std::vector<FieldValue> sponsorshipBy(const RecordId& who) {
        namespace f = field::sponsorship;
        return {{f::sponsor, valueOf(who)},
                {f::amount_rial, std::int64_t{5'000'000}},
                {f::period, std::string("monthly")},
                {f::from_day, valueOf(day(1405, 7, 1))},
                {f::progress, std::string("کلاس سوم")}};
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>(); // 1 Azar 1405
        zahra_ = idAs<RecordId>(must(People(desk()).add({{"زهرا", "محمدی"}, {}})).id);
    }

    void thirtyFirstFallsOnTheLastDayOfShorterMonths() {
        const auto id = must(schedules().add(zahra_, monthly(day(1404, 6, 31)), true));
        const std::vector<std::string> expected{"1404-06-31", "1404-07-30", "1404-12-29",
                                                "1405-01-31"};
        auto dues = duesOf(id, day(1404, 6, 1), day(1404, 7, 30));
        for (auto& due : duesOf(id, day(1404, 12, 1), day(1405, 1, 31)))
            dues.push_back(due);
        QVERIFY(dues == expected);
    }
    void oneAidStandsForThePeriodAndPaymentsMakeNoClaim() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 7, 5)), true));
        const auto claimed = *row(id).recordAs<AidId>(field::schedule::claimed_aid);
        const AidId payment = must(schedules().give(id, {1405, 8}, today()));
        QVERIFY(must(claimViewOf(desk(), must(book().aid(claimed)))).wanted);
        QVERIFY(!must(claimViewOf(desk(), must(book().aid(payment)))).wanted);
        QVERIFY(must(book().aid(claimed)).open);
        QVERIFY(schedules().end(id, desk().today(), "ازدواج"));
        const auto view = must(claimViewOf(desk(), must(book().aid(claimed))));
        QVERIFY(view.wanted && view.until == desk().today());
        QVERIFY(!must(book().aid(claimed)).open);
    }
    void anEndBeforeAnyPaymentWithdrawsTheClaim() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 7, 5)), true));
        const auto claimed = *row(id).recordAs<AidId>(field::schedule::claimed_aid);
        QCOMPARE(codeOf(schedules().end(id, desk().today(), {})), ErrorCode::reason_missing);
        QVERIFY(schedules().end(id, desk().today(), "انصراف"));
        QVERIFY(must(book().aid(claimed)).state == AidState::voided);
        QCOMPARE(codeOf(schedules().end(id, desk().today(), "باز")),
                 ErrorCode::schedule_not_active);
    }
    void whatIsDueIsGivenOnce() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 7, 5)), true));
        QCOMPARE(must(schedules().due(day(1405, 7, 1), day(1405, 9, 1))).size(), std::size_t{2});
        const AidId first = must(schedules().give(id, {1405, 7}, today()));
        QCOMPARE(codeOf(schedules().give(id, {1405, 7}, today())), ErrorCode::period_given);
        QCOMPARE(codeOf(schedules().give(id, {1405, 6}, today())), ErrorCode::period_not_planned);
        QCOMPARE(must(book().aid(first)).details.period->iso(), std::string("1405-07"));
        QVERIFY(book().voidAid(first, "برگشت از بانک"));
        QCOMPARE(must(schedules().due(day(1405, 7, 1), day(1405, 9, 1))).size(), std::size_t{2});
    }
    void aWholeMonthIsGivenAtOnce() {
        for (int i = 0; i < 3; ++i) {
            const auto who = must(People(desk()).add({{"مددجو", std::to_string(i)}, {}})).id;
            QVERIFY(schedules().add(idAs<RecordId>(who), monthly(day(1405, 8, 1)), i < 2));
        }
        QCOMPARE(must(schedules().giveMonth({1405, 8}, today())).size(), std::size_t{2});
        QVERIFY(must(schedules().giveMonth({1405, 8}, today())).empty());
    }
    void aPauseHasNoDuesAndKeepsThoseBefore() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 1, 10)), true));
        QCOMPARE(codeOf(schedules().resume(id, day(1405, 4, 1))), ErrorCode::schedule_not_active);
        QVERIFY(schedules().pause(id, day(1405, 3, 1), "سفر"));
        QCOMPARE(duesOf(id, day(1405, 1, 1), day(1405, 9, 1)).size(), std::size_t{2});
        QCOMPARE(codeOf(schedules().resume(id, day(1405, 2, 1))), ErrorCode::day_before_start);
        QVERIFY(schedules().resume(id, day(1405, 8, 1)));
        const std::vector<std::string> expected{"1405-01-10", "1405-02-10", "1405-08-10"};
        QVERIFY(duesOf(id, day(1405, 1, 1), day(1405, 9, 1)) == expected);
    }
    void aNewAmountHoldsFromItsDay() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 7, 1)), true));
        QVERIFY(schedules().changeAmount(id, day(1405, 8, 1), Rial{12'000'000}));
        const auto planned = plannedOf(row(id), day(1405, 7, 1), day(1405, 8, 30));
        QCOMPARE(planned.size(), std::size_t{2});
        QCOMPARE(planned[0].amount.amount, std::int64_t{10'000'000});
        QCOMPARE(planned[1].amount.amount, std::int64_t{12'000'000});
        const auto history = must(Records(desk()).history(RecordType::schedule, id));
        QVERIFY(std::any_of(history.begin(), history.end(), [](const FieldEvent& event) {
            return event.field == field::schedule::amount_rial &&
                   event.before == Value{std::int64_t{10'000'000}};
        }));
    }
    void twoDesksThatGaveOneMonthAreShown() {
        const auto id = must(schedules().add(zahra_, monthly(day(1405, 8, 1)), true));
        QVERIFY(schedules().give(id, {1405, 8}, today()));
        AidDraft other = must(book().draftFor(zahra_)); // as another desk's entry arrives
        other.category = "stipend";
        other.details.schedule = id;
        other.details.period = HijriMonth{1405, 8};
        QVERIFY(book().give(other));
        const auto findings = must(aidFindings(desk()));
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(findings.front().code == "period_twice" && findings.front().record == id);
    }
    void aChildMayHaveSeveralSponsors() {
        const auto first = sponsor("ح-۱۲"), second = sponsor("ح-۱۳");
        QCOMPARE(codeOf(sponsorships().addSponsor({{field::sponsor::code, std::string("ح-12")}})),
                 ErrorCode::code_taken);
        const auto one = must(sponsorships().start(zahra_, sponsorshipBy(first)));
        QVERIFY(sponsorships().start(zahra_, sponsorshipBy(second)));
        QCOMPARE(codeOf(sponsorships().start(zahra_, sponsorshipBy(first))),
                 ErrorCode::sponsorship_exists);
        QVERIFY(!must(sponsorships().lastPayment(one)));
        const AidId paid = must(sponsorships().give(one, {1405, 8}, today()));
        QVERIFY(must(book().aid(paid)).details.sponsorship == one);
        QVERIFY(must(sponsorships().lastPayment(one)) == desk().today());
        QVERIFY(sponsorships().pause(one, desk().today(), "حامی در سفر"));
        desk_->clock.passDays(40);
        QCOMPARE(codeOf(sponsorships().give(one, {1405, 10}, today())),
                 ErrorCode::period_not_planned);
        QVERIFY(sponsorships().resume(one, desk().today()));
        QVERIFY(sponsorships().end(one, desk().today(), "پایان دبستان"));
    }
    void aSponsorSeesFirstNameAndProgressWithConsentOnly() {
        namespace f = field::consent;
        const auto id = must(sponsorships().start(zahra_, sponsorshipBy(sponsor("ح-۱"))));
        QCOMPARE(codeOf(sponsorships().whatSponsorSees(id)), ErrorCode::consent_missing);
        std::vector<FieldValue> consent{{f::purposes, std::string("sponsor_report")},
                                        {f::state, std::string("given")},
                                        {f::signatory, std::string("guardian")},
                                        {f::signed_day, valueOf(desk().today())},
                                        {f::valid_until, valueOf(desk().today().plusDays(30))}};
        QVERIFY(Records(desk()).add({RecordType::consent, zahra_, consent}));
        const SponsorView seen = must(sponsorships().whatSponsorSees(id));
        QVERIFY((seen == SponsorView{"زهرا", "کلاس سوم"}));
        desk_->clock.passDays(31);
        QCOMPARE(codeOf(sponsorships().whatSponsorSees(id)), ErrorCode::consent_missing);
    }
};
PEYVAND_TEST(SchedulesTest)
#include "schedules_test.moc"
