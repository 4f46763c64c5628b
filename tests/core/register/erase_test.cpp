// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing people: nothing of them is left in any file of the folder, what must remain remains, and
// no older copy, late entry or late key brings them back.
#include "core/register/aid_book.h"
#include "core/register/backup.h"
#include "core/register/erase.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/records.h"
#include "core/store/tombstones.h"
#include "tests/support/decrypted_pages.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr const char* name = "Zaunkoenig";
constexpr const char* family = "Nachtigallenschlag";
constexpr const char* number = "1234567891";
constexpr std::string_view canaries[] = {"Zaunkoenig",         "zaunkoenig", "Nachtigallenschlag",
                                         "nachtigallenschlag", "1234567891", "Rotkehlchen"};

/// What can be read in a file by somebody who has the password.
std::string inClear(RegisterFixture& desk, const Path& file) {
    auto files = makeSystemFiles();
    return decryptedFile(*files, file,
                         registerKey(*files, desk.folder(), RegisterFixture::password()));
}

int canariesIn(const std::string& text) {
    int found = 0;
    for (const auto canary : canaries)
        found += text.find(canary) == std::string::npos ? 0 : 1;
    return found;
}

struct Story {
    BeneficiaryId person{};
    BeneficiaryId other{};
    HouseholdId home{};
    AidId own_aid{};
};

AidId give(Register& desk, const BeneficiaryId& person, std::optional<HouseholdId> household) {
    AidDraft draft;
    draft.person = person;
    draft.household = household;
    if (household)
        draft.unit = HelpUnit::household;
    draft.category = "food_basket";
    draft.amount = Rial{7'000'000};
    draft.note = "Rotkehlchen";
    draft.date = desk.today();
    return *AidBook(desk).give(draft);
}

Story tell(Register& desk) {
    Story story;
    story.person = People(desk).add({{name, family}, {{{}, number}}})->id;
    story.other = People(desk).add({{"دیگری", "ماندگار"}, {}})->id;
    story.home = *Households(desk).make("Nachtigallenschlag", {story.person});
    story.own_aid = give(desk, story.person, std::nullopt);
    (void)*Records(desk).add(
        {RecordType::bank_account,
         idAs<RecordId>(story.person),
         {{field::bank_account::iban, std::string("IR062960000000100324200001")},
          {field::bank_account::holder, std::string(family)}},
         std::nullopt});
    return story;
}

} // namespace

class EraseTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Story story_{};

    std::int64_t count(std::string_view sql) { return desk_->number(sql); }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        story_ = tell(desk_->opened());
    }
    void nothingIsLeftInAnyFile() {
        Register& desk = desk_->opened();
        const Path database = desk_->folder() / "register.db";
        QVERIFY(desk.vault().emptyLog());
        // The test can see: before, all of them are there.
        QCOMPARE(canariesIn(inClear(*desk_, database)), int(std::size(canaries)));
        const auto erased = erasePerson(desk, story_.person);
        QVERIFY(erased);
        QCOMPARE(erased->people, std::int64_t{1});
        QCOMPARE(erased->households, std::int64_t{1});
        QCOMPARE(erased->remaining, std::int64_t{1});
        QVERIFY(erased->log_emptied);
        QCOMPARE(canariesIn(inClear(*desk_, database)), 0);
        QCOMPARE(canariesIn(inClear(*desk_, desk_->folder() / "register.db-wal")), 0);
        // The other person is still found.
        QCOMPARE(People(desk).page({"ماندگار"})->total, std::int64_t{1});
        QCOMPARE(People(desk).page({family})->total, std::int64_t{0});
        const auto backup = writeBackup(desk, {desk_->folder() / "after.pvk"});
        QVERIFY(backup);
        auto files = makeSystemFiles();
        const Path copy = desk_->folder() / "unpacked.db";
        QVERIFY(unpackBackup(*files, backup->path, copy, {}, {}));
        const std::string clear = inClear(*desk_, copy);
        QVERIFY(clear.find("beneficiary") != std::string::npos);
        QCOMPARE(canariesIn(clear), 0);
    }
    void whatWasGivenRemainsWithoutThem() {
        QVERIFY(erasePerson(desk_->opened(), story_.person));
        QCOMPARE(count("SELECT COUNT(*) FROM aid"), std::int64_t{1});
        QCOMPARE(count("SELECT COUNT(*) FROM aid WHERE beneficiary IS NULL AND household IS NULL"
                       " AND category = 'food_basket' AND amount_rial = 7000000 AND note IS NULL"),
                 std::int64_t{1});
        QCOMPARE(AidBook(desk_->opened()).aid(story_.own_aid).error().code, ErrorCode::aid_unknown);
        for (const char* table : {"identity", "member", "household", "record_bank_account"})
            QCOMPARE(count("SELECT COUNT(*) FROM " + std::string(table)), std::int64_t{0});
        QCOMPARE(count("SELECT COUNT(*) FROM claim_due"), std::int64_t{1});
        QVERIFY(checkRegister(desk_->opened())->empty());
        QCOMPARE(People(desk_->opened()).person(story_.person).error().code,
                 ErrorCode::beneficiary_unknown);
    }
    void aHouseholdThatLivesOnKeepsItsHelp() {
        Register& desk = desk_->opened();
        const auto home = *Households(desk).make("خانه", {story_.person, story_.other});
        (void)give(desk, story_.person, home);
        QVERIFY(erasePerson(desk, story_.person));
        QCOMPARE(Households(desk).household(home)->members.size(), std::size_t{1});
        const auto kept = AidBook(desk).concerning(story_.other);
        QCOMPARE(kept->size(), std::size_t{1});
        QVERIFY(!kept->front().person);
        QVERIFY(kept->front().note.empty());
    }
    void aHouseholdGoesAndItsPeopleStay() {
        Register& desk = desk_->opened();
        QVERIFY(eraseHousehold(desk, story_.home));
        QCOMPARE(count("SELECT COUNT(*) FROM member"), std::int64_t{0});
        QVERIFY(!People(desk).person(story_.person)->household);
        QCOMPARE(eraseHousehold(desk, story_.home).error().code, ErrorCode::household_unknown);
        QVERIFY(checkRegister(desk)->empty());
    }
    void theOfficeKeyIsRenewedAndWritingGoesOn() {
        const auto before = officeKey(desk_->opened());
        QVERIFY(erasePerson(desk_->opened(), story_.person));
        QVERIFY(!(keyId(officeKey(desk_->opened())) == keyId(before)));
        QVERIFY(People(desk_->opened()).add({{"تازه", "وارد"}, {}}));
        desk_->reopen();
        QVERIFY(People(desk_->opened()).add({{"تازه", "دیگر"}, {}}));
        QVERIFY(checkRegister(desk_->opened())->empty());
    }
    void nothingIsWrittenAboutThemAnyMore() {
        Register& desk = desk_->opened();
        QVERIFY(erasePerson(desk, story_.person));
        JournalTransaction transaction(desk.journal());
        transaction.add(FeedScope::office,
                        aidChange(desk.newId<AidId>(), {story_.person}, HelpUnit::person));
        QCOMPARE(transaction.commit().error().code, ErrorCode::subject_erased);
    }
    void theTombstoneOutlivesTheDatabase() {
        desk_->close();
        auto files = makeSystemFiles();
        const auto older = *files->readAll(desk_->folder() / "register.db", 1 << 30);
        desk_->reopen();
        QVERIFY(erasePerson(desk_->opened(), story_.person));
        desk_->close();
        // Somebody puts the older file back.
        QVERIFY(files->replace(desk_->folder() / "register.db", older));
        desk_->reopen();
        QVERIFY(desk_->opened().journal().wasRolledBack());
        QCOMPARE(People(desk_->opened()).page({family})->total, std::int64_t{0});
        QCOMPARE(canariesIn(inClear(*desk_, desk_->folder() / "register.db")), 0);
        QCOMPARE(count("SELECT COUNT(*) FROM aid"), std::int64_t{1});
        QVERIFY(checkRegister(desk_->opened())->empty());
    }
    void aLostTombstonesFileIsMadeAgain() {
        QVERIFY(erasePerson(desk_->opened(), story_.person));
        desk_->close();
        auto files = makeSystemFiles();
        QVERIFY(files->remove(tombstonesPath(desk_->folder())));
        desk_->reopen();
        QVERIFY(readTombstones(*files, tombstonesPath(desk_->folder()))
                    ->ids.contains(idAs<RecordId>(story_.person)));
    }
    void theOtherDesksForgetToo() {
        RegisterFixture second;
        Register& a = desk_->opened();
        Register& b = second.opened();
        QVERIFY(shareOffice({&a, &b}));
        // What was written before the desks shared a key stays where it is.
        const Story story = tell(a);
        shareSubjects(b, a);
        QVERIFY(handAll(b, a));
        QCOMPARE(People(b).page({family})->total, std::int64_t{1});
        (void)give(b, story.person, std::nullopt); // a has not heard of it
        QVERIFY(erasePerson(a, story.person));
        QVERIFY(handAll(b, a));
        QCOMPARE(People(b).page({family})->total, std::int64_t{0});
        QCOMPARE(canariesIn(inClear(second, second.folder() / "register.db")), 0);
        QCOMPARE(second.number("SELECT COUNT(*) FROM aid WHERE beneficiary IS NULL"),
                 std::int64_t{3}); // two of a's, one of its own
        // What b wrote before it heard comes to a: never applied, the aid remains at both.
        QVERIFY(b.journal().addKey(FeedScope::office, officeKey(a), 9));
        QVERIFY(a.journal().addKey(FeedScope::office, officeKey(b), 9));
        QVERIFY(handAll(a, b));
        QCOMPARE(People(a).page({family})->total, std::int64_t{0});
        QVERIFY(checkRegister(a)->empty());
        QVERIFY(checkRegister(b)->empty());
    }
    void aKeyThatComesLateIsReadAndADestroyedOneIsNot() {
        RegisterFixture second;
        Register& a = desk_->opened();
        Register& b = second.opened();
        QVERIFY(shareOffice({&a, &b}));
        const Story story = tell(a);
        QVERIFY(handAll(b, a));
        QCOMPARE(People(b).page({family})->total, std::int64_t{0});
        const auto subject = idAs<RecordId>(story.person);
        const auto key = [&] {
            auto row = a.database().prepare("SELECT key FROM subject_key WHERE subject = ?");
            row.bind(subject);
            return row.step() ? SubjectKey::from(row.blob(0)) : SubjectKey{};
        }();
        QVERIFY(*b.journal().addSubjectKey(subject, key) > 0);
        QCOMPARE(People(b).page({family})->total, std::int64_t{1});
        QCOMPARE(second.number("SELECT COUNT(*) FROM identity"), std::int64_t{1});
        QVERIFY(erasePerson(b, story.person));
        QCOMPARE(*b.journal().addSubjectKey(subject, key), std::uint64_t{0});
        QVERIFY(b.journal().isErased(subject));
        QCOMPARE(People(b).page({family})->total, std::int64_t{0});
    }
};
PEYVAND_TEST(EraseTest)
#include "erase_test.moc"
