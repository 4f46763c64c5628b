// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_book.h"
#include "core/register/consents.h"
#include "core/register/due.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

#include <algorithm>

using namespace peyvand;
using namespace peyvand::test;

class DueTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    RecordId who_{};
    Register& desk() { return desk_->opened(); }
    CivilDate today() { return desk().today(); }
    Value in(int days) { return valueOf(today().plusDays(days)); }
    static Value code(const char* text) { return std::string(text); }

    RecordId add(RecordType type, std::vector<FieldValue> fields) {
        JournalTransaction transaction(desk().journal());
        const auto id = Records(desk()).addIn(transaction, {type, who_, std::move(fields), {}});
        if (!id || !transaction.commit())
            qFatal("%s", id ? "commit" : errorName(id.error().code).data());
        return *id;
    }
    /// What is due, as "kind kind …"; files_incomplete is asked apart.
    std::string due(int days = 0) {
        std::string text;
        const auto list = dueToday(desk(), today().plusDays(days));
        for (const auto& item : list->items)
            if (item.kind != DueKind::files_incomplete)
                text.append(text.empty() ? "" : " ").append(nameOf(item.kind));
        return text;
    }
    RecordId contact(const char* state, int planned, int done, int review) {
        namespace f = field::contact;
        std::vector<FieldValue> fields{{f::kind, code("home_visit")}, {f::state, code(state)}};
        if (planned != 0)
            fields.push_back({f::planned_day, in(planned)});
        if (done != 0)
            fields.push_back({f::done_day, in(done)});
        if (review != 0)
            fields.push_back({f::next_review_day, in(review)});
        return add(RecordType::contact, fields);
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        who_ = idAs<RecordId>(People(desk()).add({{"زهرا"}, {}})->id);
    }

    void visitsAndReviewsWaitUntilTheyAreDone() {
        const auto visit = contact("planned", 2, 0, 0);
        QCOMPARE(due(), std::string());
        QCOMPARE(due(2), std::string("visit_planned"));
        QCOMPARE(due(60), std::string("visit_planned"));
        namespace f = field::contact;
        QVERIFY(Records(desk()).edit(
            RecordType::contact, visit,
            {{f::state, code("done")}, {f::done_day, in(-1)}, {f::next_review_day, in(10)}}));
        QCOMPARE(due(9), std::string());
        QCOMPARE(due(10), std::string("review_due"));
        contact("planned", 20, 0, 0);
        QCOMPARE(due(10), std::string());
    }
    void urgentNeedsStandUntilTheyAreMet() {
        namespace f = field::need;
        const auto need = add(RecordType::need, {{f::category, code("treatment")},
                                                 {f::urgency, code("within_three_days")},
                                                 {f::state, code("open")},
                                                 {f::found_day, in(0)}});
        add(RecordType::need, {{f::category, code("rent")},
                               {f::urgency, code("ordinary")},
                               {f::state, code("open")},
                               {f::found_day, in(0)},
                               {f::review_day, in(5)}});
        const auto list = dueToday(desk(), today());
        QCOMPARE(list->items.size(), std::size_t{1});
        QVERIFY(list->items[0].day == today().plusDays(3) && list->items[0].code == "treatment");
        QVERIFY(list->items[0].subject == who_ && list->items[0].record == need);
        QCOMPARE(due(5), std::string("need_urgent need_review"));
        QVERIFY(Records(desk()).edit(RecordType::need, need, {{f::state, code("met")}}));
        QCOMPARE(due(), std::string());
    }
    void papersAreToldBeforeTheyEnd() {
        namespace d = field::document;
        add(RecordType::document, {{d::kind, code("disability_card")},
                                   {d::state, code("present")},
                                   {d::valid_until, in(31)}});
        namespace c = field::consent;
        add(RecordType::consent, {{c::purposes, code("network_claims")},
                                  {c::state, code("given")},
                                  {c::signed_day, in(-300)},
                                  {c::valid_until, in(31)}});
        QCOMPARE(due(), std::string());
        QCOMPARE(due(1), std::string("consent_ending document_ending"));
        QCOMPARE(due(60), std::string("consent_ending document_ending"));
        add(RecordType::document,
            {{d::kind, code("disability_card")}, {d::state, code("present")}});
        add(RecordType::consent, {{c::purposes, code("network_claims")},
                                  {c::state, code("given")},
                                  {c::signed_day, in(0)}});
        QCOMPARE(due(1), std::string());
    }
    void householdsHaveADecileOfSixMonthsAndAGuardianForATime() {
        const auto home = idAs<RecordId>(*Households(desk()).make("", {idAs<BeneficiaryId>(who_)}));
        namespace f = field::household;
        QVERIFY(Records(desk()).edit(RecordType::household, home,
                                     {{f::decile, std::int64_t{3}},
                                      {f::decile_day, in(0)},
                                      {f::guardianship_until, in(200)}}));
        // 1405/09/01 and 1406/03/01.
        QCOMPARE(due(180), std::string("guardianship_ending"));
        QCOMPARE(due(181), std::string("guardianship_ending decile_old"));
        QCOMPARE(due(169), std::string());
    }
    void holdsLettersSchedulesAndInstalmentsAreAsked() {
        AidDraft hold;
        hold.person = idAs<BeneficiaryId>(who_);
        hold.category = "cash";
        hold.date = today();
        hold.state = AidState::held;
        hold.hold_until = today().plusDays(10);
        QVERIFY(AidBook(desk()).give(hold));
        namespace l = field::letter;
        add(RecordType::letter, {{l::number, code("12")},
                                 {l::addressee_kind, code("pharmacy")},
                                 {l::addressee, code("داروخانهٔ مهر")},
                                 {l::category, code("treatment")},
                                 {l::ceiling_rial, std::int64_t{1'000'000}},
                                 {l::issued_day, in(0)},
                                 {l::valid_until, in(10)},
                                 {l::state, code("issued")}});
        namespace i = field::instalment;
        add(RecordType::instalment, {{i::loan, valueOf(desk().newId<RecordId>())},
                                     {i::number, std::int64_t{1}},
                                     {i::due_day, in(9)},
                                     {i::amount_rial, std::int64_t{1000}},
                                     {i::state, code("due")}});
        QCOMPARE(due(), std::string());
        QCOMPARE(due(3), std::string("letter_ending"));
        QCOMPARE(due(10), std::string("letter_ending hold_ending instalment_late"));
    }
    void aScheduleIsDueOnceAPeriod() {
        namespace s = field::schedule;
        const auto schedule = add(RecordType::schedule, {{s::category, code("stipend")},
                                                         {s::amount_rial, std::int64_t{1000}},
                                                         {s::period, code("two_monthly")},
                                                         {s::from_day, in(-5)},
                                                         {s::state, code("active")},
                                                         {s::next_review_day, in(30)}});
        QCOMPARE(due(), std::string("schedule_due"));
        AidDraft draft;
        draft.person = idAs<BeneficiaryId>(who_);
        draft.category = "stipend";
        draft.date = today();
        const auto id = desk().newId<AidId>();
        JournalTransaction transaction(desk().journal());
        Change change = aidChange(id, draft, HelpUnit::person);
        change.fields.push_back({field::aid::schedule, valueOf(schedule)});
        change.fields.push_back(
            {field::aid::period_month, std::int64_t{HijriMonth::of(today()).ordinal()}});
        transaction.add(FeedScope::office, change);
        QVERIFY(transaction.commit());
        QCOMPARE(due(), std::string());
        QCOMPARE(due(29), std::string());
        QCOMPARE(due(31), std::string("schedule_review"));
        QCOMPARE(due(65), std::string("schedule_due schedule_review"));
    }
    void aLongListIsCutAndSaysSo() {
        for (int i = 0; i < 5; ++i)
            contact("planned", 1, 0, 0);
        DueLimits limits;
        limits.per_kind = 4;
        auto list = dueToday(desk(), today().plusDays(1), limits);
        QCOMPARE(list->items.size(), std::size_t{4});
        QVERIFY(list->cut == std::vector<DueKind>{DueKind::visit_planned});
        limits.per_kind = 5;
        list = dueToday(desk(), today().plusDays(1), limits);
        QVERIFY(list->items.size() == 5 && list->cut.empty());
    }
    void filesThatMissPapersAreCounted() {
        QVERIFY(Records(desk()).edit(RecordType::beneficiary, who_,
                                     {{field::beneficiary::file_state, code("covered")}}));
        const auto list = dueToday(desk(), today());
        QCOMPARE(list->items.size(), std::size_t{1});
        QVERIFY(list->items[0].kind == DueKind::files_incomplete && list->items[0].count == 1);
    }
    void aClosedDayShowsTheNextOpenOne() {
        // 1405/09/06 is a Friday.
        const CivilDate friday = *CivilDate::fromYmd(2026, 11, 27);
        QVERIFY(nextOpenDay(friday, *closedWeekdays(desk())) == friday.plusDays(1));
        QVERIFY(setClosedWeekdays(desk(), {6, 0}));
        QVERIFY(nextOpenDay(friday, *closedWeekdays(desk())) == friday.plusDays(2));
        contact("planned", 5, 0, 0);
        QVERIFY(dueToday(desk(), friday)->items.at(0).open_day == friday.plusDays(2));
        QVERIFY(setClosedWeekdays(desk(), {}));
        QVERIFY(nextOpenDay(friday, *closedWeekdays(desk())) == friday);
        QCOMPARE(setClosedWeekdays(desk(), {0, 1, 2, 3, 4, 5, 6}).error().code,
                 ErrorCode::field_unreadable);
    }
    void twoDesksThatContradictEachOtherMeanARefusal() {
        RegisterFixture other;
        QVERIFY(shareOffice({&desk(), &other.opened()}));
        shareSubjects(other.opened(), desk());
        namespace f = field::consent;
        const auto paper = add(RecordType::consent, {{f::purposes, code("network_claims")},
                                                     {f::state, code("given")},
                                                     {f::signed_day, in(-5)}});
        QVERIFY(handAll(other.opened(), desk()));
        const auto verdict = [&](Register& at) {
            return *Consents(at).verdict(who_, "network_claims", today());
        };
        QVERIFY(verdict(other.opened()) == ConsentVerdict::given);
        // One desk writes a new consent of today, the other a refusal of today.
        add(RecordType::consent, {{f::purposes, code("network_claims")},
                                  {f::state, code("given")},
                                  {f::signed_day, in(0)}});
        QVERIFY(Consents(other.opened()).withdraw(paper, today()));
        QVERIFY(verdict(desk()) == ConsentVerdict::given);
        QVERIFY(handAll(other.opened(), desk()) && handAll(desk(), other.opened()));
        QVERIFY(verdict(desk()) == ConsentVerdict::refused);
        QVERIFY(verdict(other.opened()) == ConsentVerdict::refused);
        QCOMPARE(stateOf(desk()), stateOf(other.opened()));
    }
};
PEYVAND_TEST(DueTest)
#include "due_test.moc"
