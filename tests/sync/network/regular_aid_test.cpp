// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/loans.h"
#include "core/register/schedules.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";

} // namespace

class RegularAidTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TwoCharities> both_;
    RecordId person_{};
    Register& desk() { return both_->a.fixture.opened(); }

  private slots:
    void init() {
        both_ = std::make_unique<TwoCharities>();
        person_ = idAs<RecordId>(both_->a.add("زهرا", zahra));
    }
    void regularAidIsOneClaimForItsPeriod() {
        namespace f = field::schedule;
        Schedules schedules(desk());
        const auto id = must(schedules.add(person_,
                                           {{f::category, std::string("stipend")},
                                            {f::amount_rial, std::int64_t{10'000'000}},
                                            {f::period, std::string("monthly")},
                                            {f::from_day, valueOf(hijri(1405, 6, 1))}},
                                           true));
        for (const int month : {6, 7, 8})
            must(schedules.give(id, {1405, month}, {desk().today(), {}, {}, {}}));
        both_->sync();
        auto claims = both_->b.ask(zahra).claims;
        QCOMPARE(claims.size(), std::size_t{1});
        QVERIFY(claims.front().state == AidState::regular);
        QCOMPARE(claims.front().month.iso(), std::string("1405-06"));
        QVERIFY(!claims.front().hold_until);
        QVERIFY(schedules.end(id, desk().today(), "ازدواج"));
        both_->sync();
        claims = both_->b.ask(zahra).claims;
        QCOMPARE(claims.size(), std::size_t{1});
        QVERIFY(claims.front().hold_until == desk().today());
    }
    void ofALoanTheNetworkHearsThatOneIsOpen() {
        namespace f = field::loan;
        Loans loans(desk());
        const auto id = must(loans.request(person_, {{f::amount_rial, std::int64_t{6'000'000}},
                                                     {f::day, valueOf(desk().today())},
                                                     {f::instalments, std::int64_t{1}},
                                                     {f::first_due_day, valueOf(desk().today())},
                                                     {f::every_months, std::int64_t{1}}}));
        must(loans.open(id, desk().today()));
        both_->sync();
        const Answer open = both_->b.ask(zahra, "loan");
        QCOMPARE(open.claims.size(), std::size_t{1});
        QVERIFY(open.claims.front().state == AidState::regular);
        QVERIFY(open.rules.front().outcome.because == RuleBecause::open_one);
        QVERIFY(loans.pay(id, 1, desk().today(), {}));
        both_->sync();
        QVERIFY(both_->b.ask(zahra).claims.empty());
        const Answer own = both_->a.ask(zahra, "loan");
        QVERIFY(own.rules.front().outcome.because != RuleBecause::open_one);
    }
    void theSameInvoiceIsTold() {
        AidDraft draft;
        draft.person = idAs<BeneficiaryId>(person_);
        draft.category = "treatment";
        draft.amount = Rial{1'000'000};
        draft.date = desk().today();
        draft.details.invoice_number = "۱۲-۷";
        must(AidBook(desk()).give(draft));
        const auto preview = [&](const char* number) {
            draft.details.invoice_number = number;
            return must(
                Enquiry(*both_->a.network, both_->a.executor).preview(draft, Language::english));
        };
        QVERIFY(preview("12-7").reason_wanted);
        QVERIFY(!preview("12-8").reason_wanted);
    }
};
PEYVAND_TEST(RegularAidTest)
#include "regular_aid_test.moc"
