// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/households.h"
#include "core/register/papers.h"
#include "core/register/people.h"
#include "core/register/person_file.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {
const Bytes a_picture{0xff, 0xd8, 0xff, 0xe0, 1, 2, 3};
}

class PersonFileTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    PersonFiles files() { return PersonFiles(desk()); }

    BeneficiaryId person(const char* name = "زهرا", const char* identity = "") {
        NewPerson wanted;
        wanted.fields.given_name = name;
        if (*identity != '\0')
            wanted.identities.push_back({std::nullopt, identity, {}});
        const auto added = People(desk()).add(wanted);
        return added ? added->id : BeneficiaryId{};
    }
    RecordId paper(const RecordId& subject, const char* kind, const char* state,
                   std::optional<CivilDate> until = std::nullopt) {
        namespace f = field::document;
        std::vector<FieldValue> fields{{f::kind, std::string(kind)},
                                       {f::state, std::string(state)}};
        if (until)
            fields.push_back({f::valid_until, valueOf(*until)});
        return Records(desk()).add({RecordType::document, subject, fields, {}}).value();
    }
    std::string missing(const BeneficiaryId& who) {
        std::string text;
        const auto gaps = missingPapers(desk(), who, desk().today());
        for (const auto& gap : *gaps)
            text += gap.kind + (gap.gap == PaperGap::expired ? "! " : " ");
        return text;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void aStateThatEndsHelpAsksForAReason() {
        const auto who = person();
        FileState state{"discharged", "", desk().today(), {}, ""};
        QCOMPARE(files().setState(who, state).error().code, ErrorCode::reason_missing);
        state.day = desk().today().plusDays(1);
        state.reason = "اشتغال";
        QCOMPARE(files().setState(who, state).error().code, ErrorCode::date_in_future);
        state.day = desk().today();
        QVERIFY(files().setState(who, state));
        QCOMPARE(files().setState(who, {"nothing", "", desk().today(), {}, ""}).error().code,
                 ErrorCode::choice_unknown);
        QCOMPARE(
            files().setState(who, {"referred_elsewhere", "x", desk().today(), {}, ""}).error().code,
            ErrorCode::field_missing);
        QVERIFY(files().setState(who, {"referred_elsewhere", "", desk().today(), {}, "خیریهٔ مهر"}));
        const auto row = Records(desk()).record(RecordType::beneficiary, idAs<RecordId>(who));
        QCOMPARE(row->text(field::beneficiary::referred_to), std::string("خیریهٔ مهر"));
        QVERIFY(!row->has(field::beneficiary::file_state_reason));
    }
    void aPersonWithoutPapersHasANumberOfTheDesk() {
        const auto a = person("زهرا"), b = person("مریم");
        const auto number = files().markWithoutPapers(a), other = files().markWithoutPapers(b);
        QVERIFY(number && other && *number != *other);
        QVERIFY(number->starts_with("T-") && number->ends_with("-1") && other->ends_with("-2"));
        QCOMPARE(*files().markWithoutPapers(a), *number);
        QVERIFY(*files().isUnseenInNetwork(a));
        QVERIFY(!*files().isUnseenInNetwork(person("علی", "0499370899")));
        // The other's may be found too (its desk may begin with the same digit), but not before it.
        QVERIFY(People(desk()).page({*number})->rows.at(0).id == a);
    }
    void theModestAreKeptOffListsWithTheirHousehold() {
        const auto a = person("زهرا"), b = person("مریم"), c = person("علی");
        const auto home = *Households(desk()).make("", {a, b});
        QVERIFY(!*files().isKeptOffLists(a));
        QVERIFY(files().setMarks(idAs<RecordId>(home), {std::nullopt, true}));
        QVERIFY(*files().isKeptOffLists(a) && *files().isKeptOffLists(b));
        QVERIFY(!*files().isKeptOffLists(c));
        QVERIFY(files().setMarks(idAs<RecordId>(c), {std::nullopt, true}));
        QVERIFY(*files().isKeptOffLists(c));
        QVERIFY(files().setMarks(idAs<RecordId>(c), {std::nullopt, false}));
        QVERIFY(!*files().isKeptOffLists(c));
    }
    void aMarkMakesTheClaimsDue() {
        const auto who = person();
        desk().database().execute("INSERT INTO aid (id, beneficiary, unit, category, amount_rial,"
                                  " day, state) VALUES (randomblob(16), (SELECT id FROM"
                                  " beneficiary), 1, 'cash', 0, 1, 1)");
        const char* due = "SELECT COUNT(*) FROM claim_due";
        QVERIFY(files().setMarks(idAs<RecordId>(who), {std::nullopt, true}));
        QCOMPARE(desk_->number(due), std::int64_t{0});
        QVERIFY(files().setMarks(idAs<RecordId>(who), {true, std::nullopt}));
        QCOMPARE(desk_->number(due), std::int64_t{1});
        QVERIFY(People(desk()).person(who)->confidential && People(desk()).person(who)->discreet);
    }
    void movesKeepTheirDatesAndReasons() {
        const auto a = person("زهرا"), b = person("مریم");
        Households households(desk());
        const auto one = *households.make("یک", {a, b}), two = *households.make("دو", {});
        QCOMPARE(households.leave(person("علی"), {}).error().code, ErrorCode::member_unknown);
        QCOMPARE(households.move(b, two, Move{"", desk().today().plusDays(1), ""}).error().code,
                 ErrorCode::date_in_future);
        desk_->clock.passDays(30);
        const CivilDate day = desk().today().plusDays(-3);
        QVERIFY(households.move(b, two, Move{"دختر", day, "ازدواج"}));
        const auto lives = households.memberships(idAs<RecordId>(b));
        QCOMPARE(lives->size(), std::size_t{2});
        QVERIFY(lives->front().household == two && lives->front().joined == day);
        QVERIFY(lives->back().household == one && lives->back().left == day);
        QCOMPARE(lives->back().left_reason, std::string("ازدواج"));
        QCOMPARE(households.household(one)->members.size(), std::size_t{1});
        QVERIFY(households.leave(b, {"", std::nullopt, "مهاجرت"}));
        QVERIFY(!People(desk()).person(b)->household);
    }
    void aHouseholdHasOneHeadAndAsksForANewOne() {
        const auto a = person("زهرا"), b = person("مریم");
        Households households(desk());
        const auto home = *households.make("", {a, b});
        QVERIFY(households.setHead(home, b));
        const auto now = households.household(home);
        QVERIFY(now->members[0].id == b && now->members[0].head && !now->members[1].head);
        QVERIFY(*households.headState(home) == HeadState::one);
        QCOMPARE(households.setHead(home, person("علی")).error().code, ErrorCode::member_unknown);
        QVERIFY(files().setState(b, {"deceased", "", desk().today(), {}, ""}));
        QVERIFY(*households.headState(home) == HeadState::deceased);
        QVERIFY(households.setHead(home, a));
        QVERIFY(*households.headState(home) == HeadState::one);
        QVERIFY(households.leave(a, {}));
        QVERIFY(*households.headState(home) == HeadState::none);
    }
    void notesEndAfterNinetyDays() {
        const auto who = idAs<RecordId>(person());
        QCOMPARE(files().note(who, "lazy", std::nullopt).error().code, ErrorCode::choice_unknown);
        QCOMPARE(files().note(who, "cannot_read", desk().today().plusDays(91)).error().code,
                 ErrorCode::note_limit);
        QVERIFY(files().note(who, "cannot_read", std::nullopt));
        // Another desk's program may write a later day; reading knows better.
        QVERIFY(Records(desk()).add({RecordType::file_note,
                                     who,
                                     {{field::file_note::code, std::string("weak_sight")},
                                      {field::file_note::until_day, std::int64_t{90000}}},
                                     {}}));
        QCOMPARE(files().notes(who, desk().today().plusDays(90))->size(), std::size_t{2});
        QCOMPARE(files().notes(who, desk().today().plusDays(91))->size(), std::size_t{0});
    }
    void theSameAccountOfTwoFamiliesIsNoticed() {
        const auto a = person("زهرا"), b = person("مریم"), c = person("علی");
        QVERIFY(Households(desk()).make("", {a, b}));
        namespace f = field::bank_account;
        for (const auto& who : {a, b, c})
            QVERIFY(Records(desk()).add({RecordType::bank_account,
                                         idAs<RecordId>(who),
                                         {{f::iban, std::string("IR580540105180021273113007")},
                                          {f::holder, std::string("زهرا")}},
                                         {}}));
        QVERIFY(*files().sharingAccount(idAs<RecordId>(a)) ==
                std::vector<RecordId>{idAs<RecordId>(c)});
        QCOMPARE(files().sharingAccount(idAs<RecordId>(c))->size(), std::size_t{2});
    }
    void anIntroducerMayBeTheOnlyWay() {
        const auto a = person("زهرا");
        const auto home = *Households(desk()).make("", {a});
        QVERIFY(!*files().onlyThrough(idAs<RecordId>(a)));
        namespace f = field::introducer;
        const auto mosque = Records(desk()).add({RecordType::introducer,
                                                 idAs<RecordId>(home),
                                                 {{f::kind, std::string("mosque")},
                                                  {f::name, std::string("مسجد جامع")},
                                                  {f::only_through, std::int64_t{1}}},
                                                 {}});
        QVERIFY(**files().onlyThrough(idAs<RecordId>(a)) == *mosque);
    }
    void theChecklistGoesByTheKindOfFile() {
        const auto who = person();
        QCOMPARE(missing(who), std::string("birth_certificate national_card "));
        const auto home = *Households(desk()).make("", {who});
        namespace h = field::household;
        QVERIFY(Records(desk()).edit(
            RecordType::household, idAs<RecordId>(home),
            {{h::housing, std::string("rented")}, {h::headship_cause, std::string("death")}}));
        QVERIFY(Records(desk()).edit(RecordType::beneficiary, idAs<RecordId>(who),
                                     {{field::beneficiary::disability_kind, std::string("sight")},
                                      {field::beneficiary::illness, std::string("دیابت")}}));
        QCOMPARE(missing(who), std::string("birth_certificate national_card consent_form"
                                           " commitment_form death_certificate rental_contract"
                                           " disability_card "));
        const auto today = desk().today();
        paper(idAs<RecordId>(home), "rental_contract", "present", today.plusDays(-1));
        paper(idAs<RecordId>(who), "disability_card", "original_seen", today);
        paper(idAs<RecordId>(who), "national_card", "missing");
        paper(idAs<RecordId>(who), "death_certificate", "expired");
        QCOMPARE(missing(who),
                 std::string("birth_certificate national_card consent_form"
                             " commitment_form death_certificate! rental_contract! "));
        QCOMPARE(missingPapers(desk(), BeneficiaryId{}, today).error().code,
                 ErrorCode::beneficiary_unknown);
    }
    void aScanComesBackByteForByteAndIsNotInTheTables() {
        const auto document = paper(idAs<RecordId>(person()), "national_card", "present");
        Bytes large = a_picture;
        large.resize(most_scan_bytes, 7);
        const auto first = Scans(desk()).add(document, "رو.jpg", large);
        QVERIFY(first && Scans(desk()).add(document, "", a_picture));
        desk_->reopen();
        QVERIFY(*Scans(desk()).content(*first) == large);
        const auto pages = Scans(desk()).ofDocument(document);
        QVERIFY(pages->size() == 2 && pages->back().page == 2 && pages->front().name == "رو.jpg");
        QVERIFY(desk().audit().newest(1)->front().deed == AuditDeed::export_);
        QCOMPARE(desk_->number("SELECT MAX(LENGTH(digest)) FROM record_scan"), std::int64_t{32});
        QVERIFY(checkRegister(desk())->empty());
    }
    void whatIsNoScanIsRefused() {
        const auto document = paper(idAs<RecordId>(person()), "national_card", "present");
        Scans scans(desk());
        const Bytes page{'<', 'h', 't', 'm', 'l', '>'};
        QCOMPARE(scans.add(document, "card.jpg", page).error().code, ErrorCode::scan_format);
        QCOMPARE(scans.add(document, "", {}).error().code, ErrorCode::scan_format);
        Bytes large = a_picture;
        large.resize(most_scan_bytes + 1, 7);
        QCOMPARE(scans.add(document, "", large).error().code, ErrorCode::scan_too_large);
        QCOMPARE(scans.add(RecordId{}, "", a_picture).error().code, ErrorCode::record_unknown);
        for (int i = 0; i < most_scans_of_a_document; ++i)
            QVERIFY(scans.add(document, "", a_picture));
        QCOMPARE(scans.add(document, "", a_picture).error().code, ErrorCode::scan_too_many);
        QCOMPARE(scans.content(RecordId{}).error().code, ErrorCode::record_unknown);
    }
    void aScanWhoseEntryWasDestroyedIsNotShown() {
        const auto document = paper(idAs<RecordId>(person()), "national_card", "present");
        const auto scan = Scans(desk()).add(document, "", a_picture);
        auto gone = desk().database().prepare("UPDATE entry SET bytes = NULL WHERE record = ?");
        gone.bind(*scan).run();
        QCOMPARE(Scans(desk()).content(*scan).error().code, ErrorCode::scan_damaged);
    }
};
PEYVAND_TEST(PersonFileTest)
#include "person_file_test.moc"
