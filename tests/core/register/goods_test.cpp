// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_findings.h"
#include "core/register/goods_orders.h"
#include "core/register/people.h"
#include "core/register/stock.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class GoodsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    RecordId zahra_{}, rice_{}, oil_{}, kit_{};

    Register& desk() { return desk_->opened(); }
    Stock stock() { return Stock(desk()); }
    AidBook book() { return AidBook(desk()); }
    GoodsOrders orders() { return GoodsOrders(desk()); }
    template <class T> T must(Result<T> result) {
        if (!result)
            qFatal("%s", errorName(result.error().code).data());
        return std::move(*result);
    }
    template <class T> static ErrorCode codeOf(const Result<T>& result) {
        return result ? ErrorCode::internal : result.error().code;
    }
    RecordId item(const char* name, std::int64_t value_rial) {
        namespace f = field::stock_item;
        return must(Records(desk()).add({RecordType::stock_item,
                                         {},
                                         {{f::name, std::string(name)},
                                          {f::measure, std::string("kilogram")},
                                          {f::low_milli, std::int64_t{5'000}},
                                          {f::value_rial, value_rial}}}));
    }
    void receive(const RecordId& what, std::int64_t quantity_milli) {
        namespace f = field::stock_receipt;
        QVERIFY(stock().receive({{f::stock_item, valueOf(what)},
                                 {f::quantity_milli, quantity_milli},
                                 {f::day, valueOf(desk().today())}}));
    }
    std::int64_t left(const RecordId& what) { return must(stock().level(what)).left_milli; }
    AidDraft kitDraft() {
        AidDraft draft = must(book().draftFor(zahra_));
        draft.details.kit = kit_;
        return draft;
    }
    std::vector<FieldValue> orderOf(std::int64_t quantity_milli) {
        namespace f = field::goods_order;
        return {{f::stock_item, valueOf(rice_)},
                {f::quantity_milli, quantity_milli},
                {f::category, std::string("food_basket")},
                {f::issued_day, valueOf(desk().today())},
                {f::valid_until, valueOf(desk().today().plusDays(10))}};
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        zahra_ = idAs<RecordId>(must(People(desk()).add({{"زهرا", "محمدی"}, {}})).id);
        rice_ = item("برنج", 1'000'000);
        oil_ = item("روغن", 2'000'000);
        receive(rice_, 25'000);
        receive(oil_, 4'000);
        kit_ =
            must(stock().addKit("بستهٔ معیشتی ۱", "food_basket", {{rice_, 10'000}, {oil_, 1'500}}));
    }

    void aKitDrawsTheStockAndKeepsTheValueOfTheDay() {
        const AidId id = must(book().give(kitDraft()));
        QCOMPARE(left(rice_), std::int64_t{15'000});
        QCOMPARE(left(oil_), std::int64_t{2'500});
        QVERIFY(Records(desk()).edit(RecordType::stock_item, rice_,
                                     {{field::stock_item::value_rial, std::int64_t{9'000'000}}}));
        const Aid aid = must(book().aid(id));
        QCOMPARE(aid.category, std::string("food_basket"));
        QCOMPARE(aid.item, std::string("بستهٔ معیشتی ۱"));
        QCOMPARE(aid.amount.amount, std::int64_t{13'000'000});
        QCOMPARE(aid.details.value->amount, std::int64_t{13'000'000});
        QCOMPARE(aid.details.quantity_milli, std::int64_t{1'000});
        desk_->reopen();
        QCOMPARE(left(oil_), std::int64_t{2'500});
    }
    void tooLittleIsToldWithFiguresAndNothingIsWritten() {
        AidDraft draft = kitDraft();
        draft.details.quantity_milli = 3'000;
        const auto entries = desk_->number("SELECT COUNT(*) FROM entry");
        const auto refused = book().give(draft);
        QCOMPARE(codeOf(refused), ErrorCode::stock_short);
        // Whichever of the kit's items is looked at first; both are short.
        using Arguments = std::vector<std::pair<std::string, std::string>>;
        const Arguments rice{{"item", "برنج"}, {"left", "25"}, {"wanted", "30"}};
        const Arguments oil{{"item", "روغن"}, {"left", "4"}, {"wanted", "4.5"}};
        QVERIFY(refused.error().arguments == rice || refused.error().arguments == oil);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM entry"), entries);
        QCOMPARE(left(rice_), std::int64_t{25'000});
        draft.despite_shortage = "پنج کیلو در انبار کوچک بود";
        QVERIFY(book().give(draft));
        QCOMPARE(left(rice_), std::int64_t{-5'000});
        const auto findings = must(aidFindings(desk()));
        QCOMPARE(findings.size(), std::size_t{2});
        QVERIFY(findings.front().code == "stock_below_zero");
    }
    void aVoidedAidGivesTheGoodsBack() {
        const AidId id = must(book().give(kitDraft()));
        QVERIFY(book().voidAid(id, "اشتباه در ثبت"));
        QCOMPARE(left(rice_), std::int64_t{25'000});
        QCOMPARE(left(oil_), std::int64_t{4'000});
        QCOMPARE(codeOf(book().voidAid(id, "دوباره")), ErrorCode::aid_voided);
    }
    void aCountCorrectsWhatIsLeft() {
        const auto today = desk().today();
        QVERIFY(must(stock().counted({rice_, 24'000}, today, "شمارش آبان")));
        QCOMPARE(left(rice_), std::int64_t{24'000});
        QVERIFY(must(stock().counted({rice_, 30'500}, today, {})));
        QCOMPARE(left(rice_), std::int64_t{30'500});
        QVERIFY(!must(stock().counted({rice_, 30'500}, today, {})));
        QCOMPARE(codeOf(stock().counted({rice_, -1}, today, {})), ErrorCode::quantity_missing);
        const auto much = stock().takeOut({rice_, 31'000}, {today, "loss", {}, {}, {}}, {});
        QCOMPARE(codeOf(much), ErrorCode::stock_short);
        QVERIFY(stock().takeOut({rice_, 26'000}, {today, "expired", {}, {}, {}}, {}));
        QVERIFY(must(stock().level(rice_)).isLow());
    }
    void anOrderReservesUntilItIsDelivered() {
        const RecordId order = must(orders().issue(zahra_, orderOf(20'000), {}));
        const auto row = must(Records(desk()).record(RecordType::goods_order, order));
        QVERIFY(row.text(field::goods_order::number).starts_with("1405/"));
        const StockLevel level = must(stock().level(rice_));
        QVERIFY(level.left_milli == 25'000 && level.availableMilli() == 5'000);
        QCOMPARE(codeOf(book().give(kitDraft())), ErrorCode::stock_short);
        QCOMPARE(codeOf(orders().issue(zahra_, orderOf(6'000), {})), ErrorCode::stock_short);
        const auto hold = row.recordAs<AidId>(field::goods_order::hold);
        QVERIFY(must(book().aid(*hold)).state == AidState::held);
        const AidId given = must(orders().deliver(order, {desk().today(), "همسایه", {}, {}}));
        QCOMPARE(left(rice_), std::int64_t{5'000});
        QVERIFY(must(book().aid(*hold)).state == AidState::voided);
        QVERIFY(must(book().aid(given)).details.goods_order == order);
        QCOMPARE(codeOf(orders().deliver(order, {desk().today(), {}, {}, {}})),
                 ErrorCode::order_closed);
    }
    void aVoidedOrRunOutOrderReservesNothing() {
        const RecordId order = must(orders().issue(zahra_, orderOf(20'000), {}));
        QCOMPARE(codeOf(orders().voidOrder(order, {})), ErrorCode::reason_missing);
        QVERIFY(orders().voidOrder(order, "نیامد"));
        QCOMPARE(must(stock().level(rice_)).reserved_milli, std::int64_t{0});
        QVERIFY(orders().issue(zahra_, orderOf(20'000), {}));
        desk_->clock.passDays(11);
        QCOMPARE(must(stock().level(rice_)).reserved_milli, std::int64_t{0});
        auto nothing = orderOf(1'000);
        nothing.erase(nothing.begin());
        QCOMPARE(codeOf(orders().issue(zahra_, nothing, {})), ErrorCode::goods_missing);
        QCOMPARE(codeOf(orders().issue(zahra_, orderOf(0), {})), ErrorCode::quantity_missing);
    }
    void whatIsNotThereIsRefused() {
        AidDraft draft = kitDraft();
        draft.details.kit = RecordId{};
        QCOMPARE(codeOf(book().give(draft)), ErrorCode::record_unknown);
        draft = kitDraft();
        draft.details.delivery = "by_pigeon";
        QCOMPARE(codeOf(book().give(draft)), ErrorCode::choice_unknown);
        draft = kitDraft();
        draft.details.quantity_milli = -1;
        QCOMPARE(codeOf(book().give(draft)), ErrorCode::quantity_missing);
        QCOMPARE(codeOf(stock().addKit("بسته", "food_basket", {{RecordId{}, 1'000}})),
                 ErrorCode::record_unknown);
    }
};
PEYVAND_TEST(GoodsTest)
#include "goods_test.moc"
