// SPDX-License-Identifier: GPL-3.0-or-later
// What a check says: every table against the journal, notes for what is no damage, and nothing
// written while it looks.
#include "core/register/aid_book.h"
#include "core/register/backup.h"
#include "core/register/check.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/store/tombstones.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <algorithm>
#include <filesystem>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class CheckReportTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;

    static bool says(const std::vector<CheckFinding>& findings, std::string_view about) {
        return std::any_of(findings.begin(), findings.end(),
                           [about](const auto& one) { return one.about == about; });
    }
    CheckReport report() { return *checkVault(desk_->opened().vault()); }

  private slots:
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        Register& desk = desk_->opened();
        const auto person = People(desk).add({{"زهرا", "موسوی"}, {{{}, "0499370899"}}})->id;
        QVERIFY(Households(desk).make("خانه", {person}));
        AidDraft draft;
        draft.person = person;
        draft.category = "cash";
        draft.date = desk.today();
        const auto aid = AidBook(desk).give(draft);
        QVERIFY(aid && AidBook(desk).voidAid(*aid, "اشتباه"));
    }
    void aSoundRegisterHasNoProblem() {
        const CheckReport checked = report();
        QVERIFY(checked.problems.empty());
        QVERIFY(says(checked.notes, "backup_none"));
        QCOMPARE(checked.people, std::int64_t{1});
        QVERIFY(checkRows(desk_->opened())->empty());
        QVERIFY(!std::filesystem::exists(desk_->folder() / "check.scratch"));
    }
    void everyTableIsComparedWithTheJournal() {
        struct Tampered {
            const char* table;
            const char* sql;
        };
        const Tampered changes[] = {
            {"beneficiary", "UPDATE beneficiary SET family_name = 'x'"},
            {"identity", "UPDATE identity SET number = '1'"},
            {"household", "DELETE FROM household"},
            {"member", "UPDATE member SET relation = 'x'"},
            {"aid", "UPDATE aid SET amount_rial = 5"},
            {"rule", "INSERT INTO rule (id, body) VALUES (zeroblob(16), '{}')"},
            {"conflict", "INSERT INTO conflict (record, record_type, field)"
                         " VALUES (zeroblob(16), 1, 1)"},
        };
        for (const auto& [table, sql] : changes) {
            init();
            desk_->database().execute(sql);
            const auto findings = checkRows(desk_->opened());
            QVERIFY(findings);
            QCOMPARE(findings->size(), std::size_t{1});
            QCOMPARE(findings->front().detail, std::string(table));
        }
    }
    void aDamagedRegisterIsOnlyRead() {
        desk_->database().execute("UPDATE entry SET bytes = x'00' WHERE number = 1");
        desk_->close();
        auto files = makeSystemFiles();
        const Bytes before = *files->readAll(desk_->folder() / "register.db", 1 << 30);
        {
            const auto vault = *Vault::open(desk_->platform(), desk_->folder(), {},
                                            RegisterFixture::password(), Database::Mode::read);
            QVERIFY(says(checkVault(*vault)->problems, "entry"));
        }
        QCOMPARE(*files->readAll(desk_->folder() / "register.db", 1 << 30), before);
        desk_->reopen();
    }
    void notesAreNoDamage() {
        desk_->database().execute("UPDATE identity SET beneficiary = zeroblob(16)");
        QVERIFY(says(report().notes, "orphan_identity"));
        QVERIFY(report().problems.empty());
        const auto backup = *backUpWhenDue(desk_->opened());
        QVERIFY(backup && !says(report().notes, "backup_none"));
        desk_->clock.passDays(9);
        QVERIFY(says(report().notes, "backup_old"));
        auto files = makeSystemFiles();
        Bytes bytes = *files->readAll(backup->path, 1 << 30);
        bytes[bytes.size() / 2] ^= 1;
        QVERIFY(files->replace(backup->path, bytes));
        QVERIFY(says(report().notes, "backup_unreadable"));
        QVERIFY(files->replace(tombstonesPath(desk_->folder()), Bytes(9, 1)));
        QVERIFY(says(report().notes, "tombstones"));
    }
    void aCancelledComparisonLeavesNothing() {
        QVERIFY(checkRows(desk_->opened(), [](std::int64_t, std::int64_t) { return false; }));
        QVERIFY(!std::filesystem::exists(desk_->folder() / "check.scratch"));
    }
};
PEYVAND_TEST(CheckReportTest)
#include "check_test.moc"
