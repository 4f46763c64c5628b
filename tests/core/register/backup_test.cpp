// SPDX-License-Identifier: GPL-3.0-or-later
// Backups and restoring: what was backed up comes back and can be used, every damage is told by its
// own code, and nothing that stood there before is lost.
#include "core/register/aid_book.h"
#include "core/register/backup.h"
#include "core/register/erase.h"
#include "core/register/people.h"
#include "core/register/restore.h"
#include "core/store/tombstones.h"
#include "tests/support/faulty_files.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {
constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;

BackupFile onDay(std::uint64_t number, CivilDate day) {
    return {Path(std::to_string(number)), std::int64_t{day.days()} * day_ms + day_ms / 2, number,
            1};
}
} // namespace

class BackupTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    QTemporaryDir elsewhere_;
    int files_made_ = 0;
    std::unique_ptr<Files> files_ = makeSystemFiles();
    BeneficiaryId person_{};

    Path newPlace(const char* ending = "") {
        return Path(elsewhere_.path().toStdString()) / (std::to_string(++files_made_) + ending);
    }
    Path backUp() {
        const auto made = writeBackup(desk_->opened(), {newPlace(".pvk")});
        return made ? made->path : Path();
    }
    RestoreRequest request(const Path& file, const Path& folder) {
        return {file, folder, {}, RegisterFixture::password(), false, std::nullopt};
    }
    ErrorCode restoringFails(const RestoreRequest& asked) {
        const auto restored = restoreBackup(desk_->platform(), asked);
        return restored ? ErrorCode::internal : restored.error().code;
    }
    void writeOver(const Path& file, const Bytes& bytes) { QVERIFY(files_->replace(file, bytes)); }
    Bytes bytesAt(const Path& file) { return *files_->readAll(file, 1 << 30); }
    int leftovers() const {
        int count = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(elsewhere_.path().toStdString()))
            for (const char* ending : {".part", ".copy", ".restoring", ".restored"})
                count += entry.path().string().ends_with(ending) ? 1 : 0;
        return count;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        person_ = People(desk_->opened()).add({{"زهرا", "موسوی"}, {{{}, "0499370899"}}})->id;
    }
    void whatWasBackedUpComesBackAndIsUsed() {
        const Path file = backUp();
        QVERIFY(!file.empty());
        const Digest state = stateOf(desk_->opened());
        QVERIFY(People(desk_->opened()).add({{"بعدی", "نیست"}, {}}));
        const Path place = newPlace();
        const auto restored = restoreBackup(desk_->platform(), request(file, place));
        QVERIFY(restored);
        QVERIFY(restored->findings.empty());
        QCOMPARE(restored->people, std::int64_t{1});
        auto opened = *Register::open(desk_->platform(), place, {}, RegisterFixture::password());
        QCOMPARE(stateOf(*opened), state);
        const auto identity = readIdentity("0499370899").identity;
        QCOMPARE(People(*opened).holding(*identity)->front(), person_);
        QVERIFY(AidBook(*opened).give({person_, {}, {}, "cash", {}, Rial{1}, opened->today()}));
        QVERIFY(opened->vault().root(RegisterFixture::password()));
        QCOMPARE(leftovers(), 0);
    }
    void aRestoredRegisterGoesOnInANewFeed() {
        const FeedId old = desk_->opened().journal().ownFeed(FeedScope::office);
        const Path place = newPlace();
        QVERIFY(restoreBackup(desk_->platform(), request(backUp(), place)));
        auto opened = *Register::open(desk_->platform(), place, {}, RegisterFixture::password());
        QVERIFY(opened->journal().ownFeed(FeedScope::office) != old);
        QVERIFY(People(*opened).add({{"در", "نسخه"}, {}}));
        // The first desk went on; both meet, and nothing is a fork.
        QVERIFY(People(desk_->opened()).add({{"در", "اصل"}, {}}));
        shareSubjects(desk_->opened(), *opened);
        for (const auto& feed : carriedFeeds(opened->database()))
            QVERIFY(!hand(desk_->opened(), feed)->forked);
        QCOMPARE(People(desk_->opened()).page({})->total, std::int64_t{3});
    }
    void theCopyIsOfOneMomentWhileOthersWrite() {
        Register& desk = desk_->opened();
        int written = 0;
        const auto busy = [&](std::int64_t, std::int64_t) {
            if (written++ < 5)
                QVERIFY(People(desk).add({{"در", "میانه"}, {}}));
        };
        const auto made = writeBackup(desk, {newPlace(".pvk")}, busy);
        QVERIFY(made && written > 0);
        const auto restored = restoreBackup(desk_->platform(), request(made->path, newPlace()));
        QVERIFY(restored && restored->findings.empty());
        QCOMPARE(restored->people, std::int64_t{1});
    }
    void everyDamageHasItsOwnCode() {
        const Path file = backUp();
        const Bytes sound = bytesAt(file);
        const auto told = [&](Bytes bytes) {
            const Path damaged = newPlace(".pvk");
            writeOver(damaged, bytes);
            return restoringFails(request(damaged, newPlace()));
        };
        for (const std::size_t size : {std::size_t{9}, std::size_t{60}, std::size_t{500},
                                       sound.size() / 2, sound.size() - 1})
            QCOMPARE(told(Bytes(sound.begin(), sound.begin() + std::ptrdiff_t(size))),
                     ErrorCode::backup_truncated);
        QCOMPARE(told({}), ErrorCode::backup_not_a_backup);
        QCOMPARE(told(Bytes(5000, 'x')), ErrorCode::backup_not_a_backup);
        Bytes longer = sound;
        longer.push_back(0);
        QCOMPARE(told(longer), ErrorCode::backup_damaged);
        for (std::size_t at = 10; at < sound.size(); at += sound.size() / 23) {
            Bytes flipped = sound;
            flipped[at] ^= 1;
            QCOMPARE(told(flipped), ErrorCode::backup_damaged);
        }
        Bytes newer = sound;
        newer[9] = 2;
        QCOMPARE(told(newer), ErrorCode::backup_version);
        QCOMPARE(restoringFails(request(newPlace(), newPlace())), ErrorCode::file_missing);
        QCOMPARE(leftovers(), 0);
    }
    void aWrongPasswordRestoresNothing() {
        const Path place = newPlace();
        auto asked = request(backUp(), place);
        asked.password = SecretText("something else");
        QCOMPARE(restoringFails(asked), ErrorCode::password_wrong);
        asked.user = "nobody";
        QCOMPARE(restoringFails(asked), ErrorCode::user_unknown);
        QVERIFY(!files_->exists(place));
        QCOMPARE(leftovers(), 0);
    }
    void whatStoodThereIsKeptAside() {
        const Path file = backUp();
        QCOMPARE(restoringFails(request(file, desk_->folder())), ErrorCode::register_exists);
        auto asked = request(file, desk_->folder());
        asked.replace = true;
        QCOMPARE(restoringFails(asked), ErrorCode::register_open_elsewhere);
        desk_->close();
        writeOver(desk_->folder() / "register.db", Bytes(9000, 7));
        const auto restored = restoreBackup(desk_->platform(), asked);
        QVERIFY(restored && restored->kept_aside);
        QCOMPARE(bytesAt(*restored->kept_aside / "register.db"), Bytes(9000, 7));
        // Erasing tells of it, and of nothing else that stands beside the register.
        Path noise = desk_->folder();
        noise += ".before-long";
        writeOver(noise, {1});
        const auto copies = asideCopies(desk_->platform(), desk_->folder());
        QVERIFY(copies && copies->size() == 1);
        QCOMPARE(copies->front().filename(), restored->kept_aside->filename());
        desk_->reopen();
        QVERIFY(People(desk_->opened()).person(person_));
    }
    void whoWasErasedSinceDoesNotComeBack() {
        const Path file = backUp();
        QVERIFY(erasePerson(desk_->opened(), person_));
        desk_->close();
        auto asked = request(file, desk_->folder());
        asked.replace = true;
        const auto restored = restoreBackup(desk_->platform(), asked);
        QVERIFY(restored);
        QCOMPARE(restored->erased_again, std::int64_t{1});
        QCOMPARE(restored->people, std::int64_t{0});
        // On another computer, with the file of tombstones.
        auto carried = request(file, newPlace());
        carried.tombstones = tombstonesPath(desk_->folder());
        QCOMPARE(restoreBackup(desk_->platform(), carried)->people, std::int64_t{0});
        carried.folder = newPlace();
        carried.tombstones = newPlace();
        QCOMPARE(restoringFails(carried), ErrorCode::file_missing);
        desk_->reopen();
    }
    void aRestoreThatWasKilledBetweenTheRenamesIsFinished() {
        const Path place = newPlace();
        QVERIFY(restoreBackup(desk_->platform(), request(backUp(), place)));
        Path made = place;
        made += ".restored";
        QVERIFY(files_->rename(place, made));
        QVERIFY(Register::open(desk_->platform(), place, {}, RegisterFixture::password()));
    }
    void aFullDiskLeavesNoFile() {
        FaultyFiles faulty;
        const Path folder = desk_->folder();
        desk_->close();
        const Platform platform{desk_->clock, desk_->platform().random, faulty};
        auto opened = *Register::open(platform, folder, {}, RegisterFixture::password());
        bool done = false;
        for (int step = 1; !done && step < 100; ++step) {
            const Path target = newPlace(".pvk");
            faulty.failAt(step);
            const auto made = writeBackup(*opened, {target});
            faulty.failAt(0);
            done = made.has_value();
            QVERIFY(done || made.error().code == ErrorCode::disk_full);
            QCOMPARE(files_->exists(target), done);
        }
        QVERIFY(done);
        QCOMPARE(leftovers(), 0);
        opened.reset();
        desk_->reopen();
    }
    void aFileTooLargeForAStickIsToldAndNotWritten() {
        const Path target = newPlace(".pvk");
        const auto made = writeBackup(desk_->opened(), {target, 20'000});
        QCOMPARE(made.error().code, ErrorCode::backup_too_large);
        QVERIFY(!files_->exists(target));
        QCOMPARE(writeBackup(desk_->opened(), {newPlace() / "no" / "folder.pvk", {}}).error().code,
                 ErrorCode::file_missing);
        CancelToken cancel;
        cancel.cancel();
        QCOMPARE(writeBackup(desk_->opened(), {target, {}}, {}, cancel).error().code,
                 ErrorCode::cancelled);
        QVERIFY(backUp() != Path());
        QCOMPARE(leftovers(), 0);
    }
    void aDayADayAndNoMore() {
        Register& desk = desk_->opened();
        QVERIFY(backUpWhenDue(desk)->has_value());
        QVERIFY(!backUpWhenDue(desk)->has_value());
        desk_->clock.passMs(day_ms - 1);
        QVERIFY(!backUpWhenDue(desk)->has_value());
        desk_->clock.passMs(1);
        QVERIFY(backUpWhenDue(desk)->has_value());
        QCOMPARE(**lastBackupMs(desk), desk_->clock.unixMs());
        // The clock was ahead and is set back by a year: one is made, and again in a day.
        desk_->clock.passDays(-365);
        QVERIFY(backUpWhenDue(desk)->has_value());
        QVERIFY(!backUpWhenDue(desk)->has_value());
        QVERIFY(setAutomaticBackups(desk, false));
        desk_->clock.passDays(3);
        QVERIFY(!backUpWhenDue(desk)->has_value());
        QCOMPARE(automaticBackups(desk_->platform(), desk_->folder())->size(), std::size_t{3});
    }
    void aDamagedRegisterPushesNoBackupOut() {
        QVERIFY(backUpWhenDue(desk_->opened())->has_value());
        for (int i = 0; i < 60; ++i)
            QVERIFY(People(desk_->opened()).add({{"ن" + std::to_string(i), "خ"}, {}}));
        desk_->close();
        Bytes database = bytesAt(desk_->folder() / "register.db");
        for (std::size_t at = database.size() / 2; at < database.size() - 4096; at += 4096)
            database[at] ^= 1;
        writeOver(desk_->folder() / "register.db", database);
        desk_->clock.passDays(2);
        auto opened =
            Register::open(desk_->platform(), desk_->folder(), {}, RegisterFixture::password());
        if (opened) {
            const auto made = backUpWhenDue(**opened);
            QVERIFY(!made);
            QVERIFY(made.error().code == ErrorCode::backup_not_sound ||
                    made.error().code == ErrorCode::register_damaged);
        }
        QCOMPARE(automaticBackups(desk_->platform(), desk_->folder())->size(), std::size_t{1});
    }
    void daysWeeksAndMonthsAreKept() {
        std::vector<BackupFile> kept;
        CivilDate day = *CivilDate::fromYmd(2026, 3, 21);
        for (std::uint64_t number = 1; number <= 400; ++number, day = day.plusDays(1)) {
            kept.insert(kept.begin(), onDay(number, day));
            for (const auto& old : outlivedBackups(kept))
                std::erase_if(kept, [&](const auto& one) { return one.number == old.number; });
        }
        QCOMPARE(kept.front().number, std::uint64_t{400});
        for (std::size_t i = 0; i < 7; ++i)
            QCOMPARE(kept[i].number, std::uint64_t{400 - i});
        QVERIFY2(kept.size() >= 18 && kept.size() <= 7 + 4 + 13,
                 qPrintable(QString::number(kept.size())));
        // The oldest is about a year old.
        QVERIFY(kept.back().number <= 75);
        // The clock goes back two years: what is made then is not thrown away.
        kept.insert(kept.begin(), onDay(401, day.plusDays(-730)));
        for (const auto& old : outlivedBackups(kept))
            QVERIFY(old.number != 401 && old.number != 400);
    }
};
PEYVAND_TEST(BackupTest)
#include "backup_test.moc"
