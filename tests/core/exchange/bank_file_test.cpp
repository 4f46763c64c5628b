// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/bank_file.h"
#include "core/register/people.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;
using namespace peyvand::exchange;

class BankFileTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    Payments payments() { return Payments(desk()); }
    std::vector<RecordId> accounts_;

    RecordId account(const char* name, const char* iban) {
        const auto who = People(desk()).add({{name, "محمدی"}, {}})->id;
        namespace f = field::bank_account;
        const auto id =
            Records(desk()).add({RecordType::bank_account,
                                 idAs<RecordId>(who),
                                 {{f::iban, std::string(iban)}, {f::holder, std::string(name)}}});
        return id ? *id : RecordId{};
    }
    RecordId draft() {
        PaymentList list;
        list.number = "1405-7";
        list.day = desk().today();
        const auto id = payments().draft(list);
        return id ? *id : RecordId{};
    }
    NewPayment payment(const RecordId& bank_account, std::int64_t rials) {
        NewPayment payment;
        payment.bank_account = bank_account;
        payment.amount = Rial{rials};
        payment.category = "stipend";
        return payment;
    }
    RecordId sentList() {
        const auto list = draft();
        const bool ready = payments().add(list, {payment(accounts_[0], 10'000'000),
                                                 payment(accounts_[1], 20'000'000)}) &&
                           payments().approve(list) && payments().markSent(list);
        return ready ? list : RecordId{};
    }
    Result<BankAnswer> answer(const RecordId& list, const char* csv) {
        return readBankAnswer(bytesOf(std::string_view(csv)), "1405-7", *payments().forBank(list));
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        accounts_ = {account("الف", "IR580540105180021273113007"),
                     account("ب", "IR062960000000100324200001")};
        QVERIFY(!accounts_[0].isNull() && !accounts_[1].isNull());
    }

    void aListGoesToTheBankAndBack() {
        const auto list = sentList();
        const auto lines = payments().forBank(list);
        QCOMPARE(lines->front().state, std::string("sent"));
        const std::string file = bankFile(plainBankLayout(), "1405-7", "مستمری آبان", *lines);
        QVERIFY(file.find("IR580540105180021273113007,10000000,الف,1405-7-1,مستمری آبان\r\n") !=
                std::string::npos);
        const auto told = answer(list, "شماره مرجع,وضعیت,کد پیگیری,علت\n"
                                       "1405-7-1,موفق,998877,\n1405-7-2,برگشت خورده,,حساب مسدود\n");
        QCOMPARE(told->results.size(), std::size_t{2});
        const auto settled = payments().settle(list, told->results, desk().today());
        QCOMPARE(settled->paid, std::int64_t{1});
        QCOMPARE(settled->returned, std::int64_t{1});
        const auto aid = AidBook(desk()).aid(settled->aid.front());
        QCOMPARE(aid->amount.amount, std::int64_t{10'000'000});
        const auto after = payments().lines(list);
        QCOMPARE(after->front().tracking_number, std::string("998877"));
        QCOMPARE(after->back().return_reason, std::string("حساب مسدود"));
        QCOMPARE(payments().figures(list)->paid_total.amount, std::int64_t{10'000'000});
        // Closed: the answer is not taken twice.
        QCOMPARE(payments().settle(list, told->results, desk().today()).error().code,
                 ErrorCode::step_refused);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM aid"), std::int64_t{1});
    }
    void anAnswerInPartsIsTakenOnce() {
        const auto list = sentList();
        const auto first = answer(list, "شبا,نتیجه\nIR580540105180021273113007,paid\n");
        QCOMPARE(first->missing, std::int64_t{1});
        QVERIFY(payments().settle(list, first->results, desk().today()));
        const auto both = answer(list, "IR580540105180021273113007;paid\n"
                                       "IR06-2960-0000-0010-0324-2000-01;paid\n");
        const auto settled = payments().settle(list, both->results, desk().today());
        QCOMPARE(settled->known, std::int64_t{1});
        QCOMPARE(settled->paid, std::int64_t{1});
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM aid"), std::int64_t{2});
    }
    void anotherListsAnswerIsNotTaken() {
        const auto list = sentList();
        const auto told = answer(list, "شبا,نتیجه\nIR580540105180021273113007,paid\n"
                                       "IR390190000000218005998006,paid\n");
        QVERIFY(!told && told.error().code == ErrorCode::bank_result_unknown);
        const auto twofold = answer(list, "1405-7-1,paid\n1405-7-1,failed\n");
        QCOMPARE(twofold.error().code, ErrorCode::bank_result_unknown);
        const auto unsure = answer(list, "1405-7-1,شاید\n");
        QCOMPARE(unsure->unsure_rows.size(), std::size_t{1});
        QVERIFY(unsure->results.empty());
    }
    void stepsAreTakenInTheirOrder() {
        const auto list = draft();
        QCOMPARE(payments().approve(list).error().code, ErrorCode::payment_list_empty);
        QCOMPARE(payments().add(list, {payment(accounts_[0], 0)}).error().code,
                 ErrorCode::amount_missing);
        QVERIFY(payments().add(list, {payment(accounts_[0], 5)}));
        QCOMPARE(payments().markSent(list).error().code, ErrorCode::step_refused);
        QVERIFY(payments().approve(list));
        QCOMPARE(payments().add(list, {payment(accounts_[1], 5)}).error().code,
                 ErrorCode::step_refused);
        QVERIFY(payments().reopen(list));
        QVERIFY(Records(desk()).edit(RecordType::bank_account, accounts_[1],
                                     {{field::bank_account::closed, std::int64_t{1}}}));
        QCOMPARE(payments().add(list, {payment(accounts_[1], 5)}).error().code,
                 ErrorCode::bank_account_closed);
        QCOMPARE(payments().settle(list, {}, desk().today()).error().code, ErrorCode::step_refused);
    }
    void layoutsAreCheckedBeforeTheyAreKept() {
        QVERIFY(
            readBankLayout(R"({"separator":";","columns":["reference","iban","amount_rial"]})"));
        for (const char* wrong :
             {"", "[]", R"({"columns":["iban"]})", R"({"columns":["iban","gold"]})",
              R"({"separator":"x","columns":["iban","amount_rial"]})",
              R"({"headings":["a"],"columns":["iban","amount_rial"]})"})
            QVERIFY2(!readBankLayout(wrong), wrong);
    }
};
PEYVAND_TEST(BankFileTest)
#include "bank_file_test.moc"
