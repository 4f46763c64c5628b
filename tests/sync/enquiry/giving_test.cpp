// SPDX-License-Identifier: GPL-3.0-or-later
// Whichever way help begins, what others gave is asked for.
#include "core/register/distributions.h"
#include "core/register/goods_orders.h"
#include "core/register/letters.h"
#include "core/register/loans.h"
#include "core/register/schedules.h"
#include "core/register/stock.h"
#include "sync/enquiry/giving_rules.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class GivingTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TwoCharities> both_;
    std::unique_ptr<GivingRules> rules_;
    BeneficiaryId zahra_{};
    HouseholdId home_{};
    const std::string number_ = "0499370899";
    const std::string reason_ = "council";

    Register& desk() { return both_->b.fixture.opened(); }
    RecordId subject() const { return idAs<RecordId>(zahra_); }
    std::int64_t written() { return both_->b.fixture.number("SELECT COUNT(*) FROM entry"); }
    std::int64_t asked() {
        return both_->b.fixture.number("SELECT COUNT(*) FROM audit WHERE deed = " +
                                       std::to_string(static_cast<int>(AuditDeed::enquiry)));
    }
    /// Refused without a reason, with nothing written; done with one; told and audited either way.
    template <class Way> void asksFor(Way way) {
        const auto before = written();
        const auto audit_before = asked();
        const auto refused = way(std::string());
        QCOMPARE(refused ? ErrorCode::internal : refused.error().code, ErrorCode::reason_needed);
        QCOMPARE(written(), before);
        const auto told = must(rules_->told());
        QVERIFY(told && told->reason_wanted);
        QCOMPARE(asked(), audit_before + 1);
        const auto done = way(reason_);
        QVERIFY2(done.has_value(), done ? "" : errorName(done.error().code).data());
        QVERIFY(written() > before);
        QCOMPARE(asked(), audit_before + 2);
        QCOMPARE(both_->b.fixture.number("SELECT COUNT(*) FROM aid WHERE reason = 'council'"), 1);
    }

  private slots:
    void init() {
        both_ = std::make_unique<TwoCharities>();
        const CivilDate day = hijri(1405, 8, 28);
        both_->a.fixture.clock.setDay(day);
        both_->b.fixture.clock.setDay(day);
        const auto theirs = both_->a.add("زهرا", number_);
        for (const char* category : {"food_basket", "cash", "loan"})
            both_->a.give(theirs, category, hijri(1405, 8, 20));
        zahra_ = both_->b.add("زهرا", number_);
        home_ = must(Households(desk()).make("محمدی", {zahra_}));
        both_->sync();
        rules_ =
            std::make_unique<GivingRules>(*both_->b.network, both_->b.executor, Language::persian);
    }
    void cleanup() {
        rules_.reset();
        both_.reset();
    }

    void aHandover() {
        asksFor([&](const std::string& reason) {
            AidDraft draft;
            draft.person = zahra_;
            draft.category = "food_basket";
            draft.date = desk().today();
            draft.reason = reason;
            return AidBook(desk()).give(draft);
        });
    }
    void aHouseholdAlone() {
        asksFor([&](const std::string& reason) {
            AidDraft draft;
            draft.household = home_;
            draft.category = "food_basket";
            draft.date = desk().today();
            draft.reason = reason;
            return AidBook(desk()).give(draft);
        });
    }
    void aLetterAndNotItsInvoice() {
        namespace f = field::letter;
        std::optional<RecordId> letter;
        asksFor([&](const std::string& reason) {
            auto issued =
                Letters(desk()).issue(subject(),
                                      {{f::addressee_kind, std::string("shop")},
                                       {f::addressee, std::string("فروشگاه")},
                                       {f::category, std::string("food_basket")},
                                       {f::ceiling_rial, std::int64_t{9'000'000}},
                                       {f::issued_day, valueOf(desk().today())},
                                       {f::valid_until, valueOf(desk().today().plusDays(9))}},
                                      reason);
            if (issued)
                letter = *issued;
            return issued;
        });
        const auto before = asked();
        QVERIFY(Letters(desk()).use(*letter, {"۷۱", Rial{8'000'000}, desk().today(), {}}));
        QCOMPARE(asked(), before);
    }
    void anOrderOfGoods() {
        namespace i = field::stock_item;
        namespace r = field::stock_receipt;
        namespace f = field::goods_order;
        const auto rice = must(Records(desk()).add(
            {RecordType::stock_item,
             {},
             {{i::name, std::string("برنج")}, {i::measure, std::string("kilogram")}}}));
        must(Stock(desk()).receive({{r::stock_item, valueOf(rice)},
                                    {r::quantity_milli, std::int64_t{10'000}},
                                    {r::day, valueOf(desk().today())}}));
        asksFor([&](const std::string& reason) {
            return GoodsOrders(desk()).issue(subject(),
                                             {{f::stock_item, valueOf(rice)},
                                              {f::quantity_milli, std::int64_t{5'000}},
                                              {f::category, std::string("food_basket")},
                                              {f::issued_day, valueOf(desk().today())}},
                                             {}, reason);
        });
    }
    void aPlanAndNotItsPayments() {
        namespace f = field::schedule;
        std::optional<RecordId> schedule;
        asksFor([&](const std::string& reason) {
            auto added = Schedules(desk()).add(subject(),
                                               {{f::category, std::string("cash")},
                                                {f::amount_rial, std::int64_t{5'000'000}},
                                                {f::period, std::string("monthly")},
                                                {f::from_day, valueOf(hijri(1405, 8, 1))}},
                                               true, reason);
            if (added)
                schedule = *added;
            return added;
        });
        const auto before = asked();
        QVERIFY(Schedules(desk()).give(*schedule, HijriMonth{1405, 8}, {desk().today()}));
        QCOMPARE(asked(), before);
    }
    void aLoan() {
        namespace f = field::loan;
        const auto loan = must(
            Loans(desk()).request(subject(), {{f::amount_rial, std::int64_t{90'000'000}},
                                              {f::day, valueOf(desk().today())},
                                              {f::instalments, std::int64_t{9}},
                                              {f::every_months, std::int64_t{1}},
                                              {f::first_due_day, valueOf(hijri(1405, 9, 30))}}));
        asksFor([&](const std::string& reason) {
            return Loans(desk()).open(loan, desk().today(), std::nullopt, reason);
        });
    }
    void aTickAtTheDoor() {
        Distributions distributions(desk());
        const auto list = must(distributions.plan(
            {"سبد آبان", "food_basket", {}, {}, desk().today(), {}, Rial{5'000'000}}));
        must(distributions.list(list, {zahra_}));
        const auto line = must(distributions.lineOf(list, zahra_));
        asksFor([&](const std::string& reason) { return distributions.tick(line, {}, reason); });
    }
    void aSeedThatIsNotThereYetIsMadeOnTheWay() {
        both_->b.fixture.database().execute("DELETE FROM veil_seed");
        aHandover();
    }
    void withoutAskingNothingIsAsked() {
        rules_.reset();
        AidDraft draft;
        draft.person = zahra_;
        draft.category = "food_basket";
        draft.date = desk().today();
        QVERIFY(AidBook(desk()).give(draft));
    }
    void whatNoRuleMindsIsToldAsWell() {
        AidDraft draft;
        draft.person = zahra_;
        draft.category = "clothing";
        draft.date = desk().today();
        QVERIFY(AidBook(desk()).give(draft));
        const auto told = must(rules_->told());
        QVERIFY(told && !told->reason_wanted);
    }
};

PEYVAND_TEST(GivingTest)

#include "giving_test.moc"
