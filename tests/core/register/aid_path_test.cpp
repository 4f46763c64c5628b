// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_path.h"

#include "core/register/aid_findings.h"
#include "core/register/funds.h"
#include "core/register/letters.h"
#include "core/register/loans.h"
#include "core/register/people.h"
#include "core/register/schedules.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class AidPathTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    RecordId zahra_{};

    Register& desk() { return desk_->opened(); }
    Records records() { return Records(desk()); }
    AidBook book() { return AidBook(desk()); }
    AidPath path() { return AidPath(desk()); }
    Letters letters() { return Letters(desk()); }
    Loans loans() { return Loans(desk()); }
    template <class T> T must(Result<T> result) {
        if (!result)
            qFatal("%s", errorName(result.error().code).data());
        return std::move(*result);
    }
    template <class T> static ErrorCode codeOf(const Result<T>& result) {
        return result ? ErrorCode::internal : result.error().code;
    }
    std::string stateOf(RecordType type, const RecordId& id) {
        return must(records().record(type, id)).text(stateField(*kindOf(type))->number);
    }
    RecordId need(std::int64_t amount_rial) {
        namespace f = field::need;
        return must(records().add({RecordType::need,
                                   zahra_,
                                   {{f::category, std::string("cash")},
                                    {f::urgency, std::string("ordinary")},
                                    {f::state, std::string("open")},
                                    {f::found_day, valueOf(desk().today())},
                                    {f::amount_rial, amount_rial}}}));
    }
    RecordId proposal(std::optional<RecordId> need = {}) {
        namespace f = field::proposal;
        std::vector<FieldValue> fields{{f::category, std::string("cash")},
                                       {f::amount_rial, std::int64_t{10'000'000}},
                                       {f::day, valueOf(desk().today())},
                                       {f::urgency, std::string("ordinary")},
                                       {f::state, std::string("proposed")}};
        if (need)
            fields.push_back({f::need, valueOf(*need)});
        return must(records().add({RecordType::proposal, zahra_, fields}));
    }
    std::vector<FieldValue> decision() {
        namespace f = field::decision;
        return {{f::kind, std::string("council")},
                {f::number, std::string("۱۴۰۵/۳۱")},
                {f::day, valueOf(desk().today())}};
    }
    AidDraft cash(std::optional<RecordId> proposal = {}) {
        AidDraft draft = must(book().draftFor(zahra_));
        draft.category = "cash";
        draft.amount = Rial{10'000'000};
        draft.details.proposal = proposal;
        return draft;
    }
    RecordId fund(const char* kind, std::vector<FieldValue> more = {}) {
        more.push_back({field::fund::kind, std::string(kind)});
        more.push_back({field::fund::name, std::string("محل")});
        return must(records().add({RecordType::fund, {}, more}));
    }
    void move(const RecordId& fund, std::int64_t amount_rial) {
        namespace f = field::fund_movement;
        QVERIFY(records().add({RecordType::fund_movement,
                               {},
                               {{f::fund, valueOf(fund)},
                                {f::amount_rial, amount_rial},
                                {f::day, valueOf(desk().today())}}}));
    }
    std::vector<FieldValue> letterOf(std::int64_t ceiling_rial) {
        namespace f = field::letter;
        return {{f::addressee_kind, std::string("pharmacy")},
                {f::addressee, std::string("داروخانهٔ نمونه")},
                {f::category, std::string("treatment")},
                {f::ceiling_rial, ceiling_rial},
                {f::issued_day, valueOf(desk().today())},
                {f::valid_until, valueOf(desk().today().plusDays(20))}};
    }
    std::vector<FieldValue> loanOf(std::int64_t amount_rial, std::int64_t count) {
        namespace f = field::loan;
        return {{f::amount_rial, amount_rial},
                {f::day, valueOf(desk().today())},
                {f::instalments, count},
                {f::first_due_day, valueOf(desk().today().plusDays(30))},
                {f::every_months, std::int64_t{1}}};
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        zahra_ = idAs<RecordId>(must(People(desk()).add({{"زهرا", "محمدی"}, {}})).id);
    }

    void oneDecisionAnswersSeveralProposals() {
        const auto a = proposal(), b = proposal(), c = proposal();
        QCOMPARE(codeOf(path().decide(decision(), {})), ErrorCode::decision_empty);
        QCOMPARE(codeOf(path().decide(decision(), {{a, true, {}, {}}, {b, false, {}, {}}})),
                 ErrorCode::reason_missing);
        QCOMPARE(stateOf(RecordType::proposal, a), std::string("proposed"));
        const auto id = must(path().decide(
            decision(),
            {{a, true, {}, {}},
             {b,
              false,
              {},
              "فعلاً بودجه نیست؛ ماه آینده باز می‌بینیم"},
             {c, true, Rial{6'000'000}, {}}}));
        QCOMPARE(stateOf(RecordType::proposal, b), std::string("not_now"));
        const auto row = must(records().record(RecordType::proposal, c));
        QVERIFY(row.record(field::proposal::decision) == id);
        QCOMPARE(AidPath::approvedAmount(row).amount, std::int64_t{6'000'000});
        QCOMPARE(codeOf(path().decide(decision(), {{a, true, {}, {}}})),
                 ErrorCode::proposal_decided);
    }
    void noStepIsTakenTwice() {
        const auto id = proposal();
        QCOMPARE(codeOf(book().give(cash(id))), ErrorCode::proposal_undecided);
        const auto decided = must(path().decide(decision(), {{id, true, {}, {}}}));
        const AidId aid = must(book().give(cash(id)));
        QVERIFY(must(book().aid(aid)).details.decision == decided);
        QCOMPARE(stateOf(RecordType::proposal, id), std::string("delivered"));
        QCOMPARE(codeOf(book().give(cash(id))), ErrorCode::proposal_delivered);
        QVERIFY(book().voidAid(aid, "نرسید"));
        QCOMPARE(stateOf(RecordType::proposal, id), std::string("approved"));
        QVERIFY(book().give(cash(id)));
        QVERIFY(book().give(cash()));
    }
    void aSmallOfficeGivesWithoutADecision() {
        namespace f = field::office_setting;
        const auto id = proposal();
        QVERIFY(records().add(
            {RecordType::office_setting,
             {},
             {{f::name, std::string("aid.without_decision")}, {f::value, std::string("yes")}}}));
        QVERIFY(book().give(cash(id)));
        QCOMPARE(codeOf(book().give(cash(id))), ErrorCode::proposal_delivered);
    }
    void theNeedIsPartlyMetAndThenMet() {
        const auto wanted = need(20'000'000);
        AidDraft draft = cash();
        draft.details.need = wanted;
        const AidId first = must(book().give(draft));
        QCOMPARE(stateOf(RecordType::need, wanted), std::string("partly_met"));
        const AidId second = must(book().give(draft));
        QCOMPARE(stateOf(RecordType::need, wanted), std::string("met"));
        QVERIFY(book().voidAid(second, "نرسید"));
        QCOMPARE(stateOf(RecordType::need, wanted), std::string("partly_met"));
        QVERIFY(book().voidAid(first, "نرسید"));
        QCOMPARE(stateOf(RecordType::need, wanted), std::string("open"));
    }
    void twoDesksThatDeliveredOneProposalAreShown() {
        const auto id = proposal();
        QVERIFY(path().decide(decision(), {{id, true, {}, {}}}));
        QVERIFY(book().give(cash(id)));
        JournalTransaction other(desk().journal()); // as another desk's entry arrives
        other.add(FeedScope::office, aidChange(desk().newId<AidId>(), cash(id), HelpUnit::person));
        QVERIFY(other.commit());
        const auto findings = must(aidFindings(desk()));
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(findings.front().code == "proposal_twice" && findings.front().count == 2);
    }
    void aScheduleMayDeliverAProposal() {
        namespace f = field::schedule;
        const auto id = proposal();
        const std::vector<FieldValue> fields{{f::category, std::string("stipend")},
                                             {f::amount_rial, std::int64_t{1'000'000}},
                                             {f::period, std::string("monthly")},
                                             {f::from_day, valueOf(desk().today())},
                                             {f::proposal, valueOf(id)}};
        QCOMPARE(codeOf(Schedules(desk()).add(zahra_, fields, true)),
                 ErrorCode::proposal_undecided);
        QVERIFY(path().decide(decision(), {{id, true, {}, {}}}));
        QVERIFY(Schedules(desk()).add(zahra_, fields, true));
        QCOMPARE(codeOf(Schedules(desk()).add(zahra_, fields, true)),
                 ErrorCode::proposal_delivered);
    }
    void aLetterIsAHoldUntilItsInvoiceComes() {
        const auto id = must(letters().issue(zahra_, letterOf(5'000'000)));
        const auto row = must(records().record(RecordType::letter, id));
        const auto hold = *row.recordAs<AidId>(field::letter::hold);
        QVERIFY(must(book().aid(hold)).state == AidState::held);
        const CivilDate today = desk().today();
        QCOMPARE(codeOf(letters().use(id, {" ", Rial{1}, today, {}})), ErrorCode::invoice_missing);
        QCOMPARE(codeOf(letters().use(id, {"۷۱", Rial{6'000'000}, today, {}})),
                 ErrorCode::letter_over_ceiling);
        const AidId aid = must(letters().use(id, {"۷۱", Rial{4'000'000}, today, {}}));
        QCOMPARE(must(book().aid(aid)).amount.amount, std::int64_t{4'000'000});
        QVERIFY(must(book().aid(hold)).state == AidState::voided);
        QCOMPARE(codeOf(letters().use(id, {"72", Rial{1}, today, {}})), ErrorCode::letter_closed);
        QCOMPARE(codeOf(letters().voidLetter(id, "x")), ErrorCode::letter_closed);
        const auto second = must(letters().issue(zahra_, letterOf(5'000'000)));
        QVERIFY(must(records().record(RecordType::letter, second)).text(field::letter::number) !=
                row.text(field::letter::number));
        QCOMPARE(codeOf(letters().use(second, {"71", Rial{1}, today, {}})),
                 ErrorCode::invoice_used);
        QVERIFY(letters().use(
            second, {"71", Rial{6'000'000}, today, "دو برگ یک صورت‌حساب"}));
    }
    void aLetterRunsOutOrIsVoided() {
        const auto late = must(letters().issue(zahra_, letterOf(5'000'000)));
        const auto gone = must(letters().issue(zahra_, letterOf(5'000'000)));
        QCOMPARE(codeOf(letters().voidLetter(gone, {})), ErrorCode::reason_missing);
        QVERIFY(letters().voidLetter(gone, "گم شد"));
        desk_->clock.passDays(21);
        QVERIFY(
            Letters::isExpired(must(records().record(RecordType::letter, late)), desk().today()));
        const InvoiceDraft invoice{"9", Rial{1'000}, desk().today(), {}};
        QCOMPARE(codeOf(letters().use(late, invoice)), ErrorCode::letter_expired);
        auto backwards = letterOf(1'000);
        backwards.back().value = valueOf(desk().today().plusDays(-60));
        QCOMPARE(codeOf(letters().issue(zahra_, backwards)), ErrorCode::day_before_start);
    }
    void aFundKeepsItsBalanceAndOnlyWarns() {
        const auto id = fund("zakat");
        move(id, 15'000'000);
        move(id, -2'000'000);
        AidDraft draft = cash();
        draft.details.fund = id;
        QVERIFY(must(Funds(desk()).warnings(draft)).empty());
        const AidId aid = must(book().give(draft));
        QCOMPARE(must(Funds(desk()).state(id)).balance().amount, std::int64_t{3'000'000});
        const auto warnings = must(Funds(desk()).warnings(draft));
        QCOMPARE(warnings.size(), std::size_t{1});
        QVERIFY(warnings.front().kind == FundWarningKind::balance_short);
        QVERIFY(book().give(draft));
        QVERIFY(book().voidAid(aid, "نرسید"));
        QCOMPARE(must(Funds(desk()).state(id)).balance().amount, std::int64_t{3'000'000});
    }
    void aFundTellsWhomItIsNotFor() {
        namespace f = field::fund;
        const auto id = fund("sahm_sadat", {{f::recipients, std::string("sayyid")},
                                            {f::categories, std::string("housing")},
                                            {f::deadline_day, std::int64_t{20'000}}});
        move(id, 90'000'000);
        AidDraft draft = cash();
        draft.details.fund = id;
        const auto kinds = [&] {
            std::vector<std::string_view> names;
            for (const auto& warning : must(Funds(desk()).warnings(draft)))
                names.push_back(fundWarningName(warning.kind));
            return names;
        };
        const std::vector<std::string_view> unsure{"deadline_passed", "recipient_unsure",
                                                   "category_outside", "permission_missing"};
        QVERIFY(kinds() == unsure);
        QVERIFY(records().edit(RecordType::beneficiary, zahra_,
                               {{field::beneficiary::sayyid, std::string("no")}}));
        QVERIFY(kinds()[1] == "recipient_outside");
        QVERIFY(records().edit(RecordType::beneficiary, zahra_,
                               {{field::beneficiary::sayyid, std::string("yes")}}));
        QVERIFY(records().edit(
            RecordType::fund, id,
            {{f::permission_number, std::string("۱۲")}, {f::deadline_day, Value{}}}));
        draft.category = "rent"; // below housing
        QVERIFY(kinds().empty());
    }
    void instalmentsAddUpToTheAmount() {
        const auto rows =
            must(instalmentsOf(Rial{10'000'000}, 3, HijriDate{1405, 6, 31}.civil(), 1));
        QCOMPARE(rows[0].amount.amount, std::int64_t{3'333'000});
        QCOMPARE(rows[2].amount.amount, std::int64_t{3'334'000});
        QCOMPARE(HijriDate::fromCivil(rows[1].due).iso(), std::string("1405-07-30"));
        for (const std::int64_t count : {0, -1, 361})
            QCOMPARE(codeOf(instalmentsOf(Rial{10'000'000}, count, {}, 1)),
                     ErrorCode::instalments_wrong);
        QCOMPARE(codeOf(instalmentsOf(Rial{2}, 3, {}, 1)), ErrorCode::instalments_wrong);
    }
    void aLoanIsOpenUntilItIsSettled() {
        const auto id = must(loans().request(zahra_, loanOf(6'000'000, 2)));
        QCOMPARE(codeOf(loans().pay(id, 1, desk().today(), {})), ErrorCode::loan_closed);
        const AidId aid = must(loans().open(id, desk().today()));
        QCOMPARE(codeOf(loans().open(id, desk().today())), ErrorCode::loan_closed);
        QVERIFY(must(book().aid(aid)).open);
        desk_->clock.passDays(40);
        const auto late = must(loans().late(desk().today()));
        QVERIFY(late.size() == 1 && late.front().days_late == 10);
        QVERIFY(loans().pay(id, 1, desk().today(), "ر-۱"));
        QCOMPARE(codeOf(loans().pay(id, 1, desk().today(), {})), ErrorCode::instalment_closed);
        QCOMPARE(codeOf(loans().forgive(id, 2, {})), ErrorCode::reason_missing);
        QVERIFY(loans().forgive(id, 2, "بیماری"));
        QCOMPARE(stateOf(RecordType::loan, id), std::string("settled"));
        QVERIFY(!must(book().aid(aid)).open);
        QVERIFY(loans().takeBack(id, 2, "اشتباه"));
        QVERIFY(must(book().aid(aid)).open);
        QCOMPARE(must(loans().state(id)).left.amount, std::int64_t{3'000'000});
        QCOMPARE(codeOf(loans().request(zahra_, loanOf(6'000'000, 0))),
                 ErrorCode::instalments_wrong);
    }
    void aVoidedLoanOwesNothing() {
        const auto id = must(loans().request(zahra_, loanOf(6'000'000, 2)));
        const auto aid = must(loans().open(id, desk().today(), std::nullopt, {}));
        QVERIFY(book().voidAid(aid, "دوبار ثبت شد"));
        QCOMPARE(stateOf(RecordType::loan, id), std::string("not_now"));
        desk_->clock.passDays(40);
        QVERIFY(must(loans().late(desk().today())).empty());
        QCOMPARE(must(loans().state(id)).left.amount, std::int64_t{0});
        QCOMPARE(codeOf(loans().pay(id, 1, desk().today(), {})), ErrorCode::loan_closed);
    }
    void aLoanComesBackToItsFund() {
        const auto from = fund("general");
        move(from, 6'000'000);
        auto fields = loanOf(6'000'000, 2);
        fields.push_back({field::loan::fund, valueOf(from)});
        const auto id = must(loans().request(zahra_, fields));
        QVERIFY(loans().open(id, desk().today()));
        QCOMPARE(must(Funds(desk()).state(from)).balance().amount, std::int64_t{0});
        QVERIFY(loans().pay(id, 1, desk().today(), {}));
        QCOMPARE(must(Funds(desk()).state(from)).balance().amount, std::int64_t{3'000'000});
    }
};
PEYVAND_TEST(AidPathTest)
#include "aid_path_test.moc"
