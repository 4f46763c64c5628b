// SPDX-License-Identifier: GPL-3.0-or-later
// What a desk types by mistake and what follows from taking something back: days that cannot be,
// amounts that were agreed, needs and letters of voided aid. Each was met by a clerk at the
// console.
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/person_file.h"
#include "core/register/schedules.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class PlausibleTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    BeneficiaryId person_{};
    RecordId subject_{};
    Register& desk() { return desk_->opened(); }
    Records records() { return Records(desk()); }
    CivilDate today() { return desk().today(); }

    RecordId added(RecordType type, const std::vector<FieldValue>& fields) {
        const auto id = records().add({type, subject_, fields, {}});
        if (!id)
            qFatal("not added: %s", errorName(id.error().code).data());
        return *id;
    }
    ErrorCode refusal(RecordType type, const std::vector<FieldValue>& fields) {
        const auto id = records().add({type, subject_, fields, {}});
        return id ? ErrorCode::internal : id.error().code;
    }
    AidDraft draft() {
        AidDraft one;
        one.person = person_;
        one.category = "cash";
        one.amount = Rial{1'000'000};
        one.date = today();
        return one;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        person_ = People(desk()).add({{"زهرا", "محمدی"}, {}})->id;
        subject_ = idAs<RecordId>(person_);
    }

    void whatHappenedDidNotHappenTomorrow() {
        const Value tomorrow = valueOf(today().plusDays(1));
        namespace n = field::need;
        QCOMPARE(refusal(RecordType::need, {{n::category, std::string("cash")},
                                            {n::urgency, std::string("ordinary")},
                                            {n::state, std::string("open")},
                                            {n::found_day, tomorrow}}),
                 ErrorCode::date_in_future);
        namespace d = field::document;
        QCOMPARE(refusal(RecordType::document, {{d::kind, std::string("national_card")},
                                                {d::state, std::string("present")},
                                                {d::seen_day, tomorrow}}),
                 ErrorCode::date_in_future);
        QCOMPARE(records()
                     .edit(RecordType::beneficiary, subject_,
                           {{field::beneficiary::death_day, tomorrow}})
                     .error()
                     .code,
                 ErrorCode::date_in_future);
        NewPerson unborn{{"نو", "رسیده"}, {}};
        unborn.fields.birth = BirthDate::ofYear(1450);
        QCOMPARE(People(desk()).add(unborn).error().code, ErrorCode::date_in_future);
        AidDraft hold = draft();
        hold.state = AidState::held;
        hold.hold_until = today().plusDays(-1);
        QCOMPARE(AidBook(desk()).give(hold).error().code, ErrorCode::day_before_start);
    }
    void nobodyLeavesBeforeComing() {
        QVERIFY(Households(desk()).make("خانوار", {person_}));
        Move move;
        move.day = today().plusDays(-5);
        QCOMPARE(Households(desk()).leave(person_, move).error().code, ErrorCode::day_before_start);
    }
    void theDayOfDeathThatIsKnownStays() {
        namespace f = field::beneficiary;
        const CivilDate day = today().plusDays(-7);
        QVERIFY(records().edit(RecordType::beneficiary, subject_, {{f::death_day, valueOf(day)}}));
        PersonFiles files(desk());
        QVERIFY(files.setState(person_, {"deceased", "", today(), {}, ""}));
        QCOMPARE(*records().record(RecordType::beneficiary, subject_)->day(f::death_day), day);
        QVERIFY(files.setState(person_, {"covered", "", today(), {}, ""}));
        QVERIFY(!records().record(RecordType::beneficiary, subject_)->has(f::death_day));
    }
    void aNeedThatWasMetByHandOpensAgainWithItsAid() {
        namespace n = field::need;
        const RecordId need = added(RecordType::need, {{n::category, std::string("cash")},
                                                       {n::urgency, std::string("ordinary")},
                                                       {n::state, std::string("open")},
                                                       {n::found_day, valueOf(today())}});
        const auto aid = AidBook(desk()).give(draft());
        QVERIFY(records().edit(RecordType::need, need,
                               {{n::state, std::string("met")}, {n::met_by, valueOf(*aid)}}));
        QVERIFY(AidBook(desk()).voidAid(*aid, "اشتباه"));
        QCOMPARE(records().record(RecordType::need, need)->text(n::state), std::string("open"));
    }
    void whatWasAgreedIsNotEdited() {
        namespace s = field::schedule;
        const auto schedule = Schedules(desk()).add(subject_,
                                                    {{s::category, std::string("stipend")},
                                                     {s::unit, std::string("person")},
                                                     {s::amount_rial, std::int64_t{5'000'000}},
                                                     {s::period, std::string("monthly")},
                                                     {s::from_day, valueOf(today())}},
                                                    true);
        QVERIFY2(schedule, schedule ? "" : errorName(schedule.error().code).data());
        QCOMPARE(records()
                     .edit(RecordType::schedule, *schedule, {{s::amount_rial, std::int64_t{5}}})
                     .error()
                     .code,
                 ErrorCode::step_refused);
    }
    void anOpenFileIsFoundByItsPaperNumber() {
        QVERIFY(records().edit(RecordType::beneficiary, subject_,
                               {{field::beneficiary::old_file_number, std::string("88/12")}}));
        QCOMPARE(People(desk()).withFileNumber("۸۸/۱۲")->size(), std::size_t{1});
        QVERIFY(People(desk()).withFileNumber("")->empty());
        QVERIFY(People(desk()).withFileNumber("88")->empty());
    }
    void twoRightNumbersAreTwoPeople() {
        NewPerson first{{"کریم", "صادقی"}, {{std::nullopt, "0499370899", {}}}};
        QVERIFY(People(desk()).add(first));
        NewPerson second{{"کریم", "صادقی"}, {{std::nullopt, "1234567891", {}}}};
        QVERIFY(People(desk()).similar(second)->empty());
        second.identities.clear();
        QCOMPARE(People(desk()).similar(second)->size(), std::size_t{1});
    }
};
PEYVAND_TEST(PlausibleTest)
#include "plausible_test.moc"
