// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection does when its disk fails: says so, takes the step back, and does not go on as
// if nothing had been.
#include "core/store/database.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class DiskFaultTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> home_;
    std::unique_ptr<FaultyDisk> disk_;
    std::unique_ptr<FaultyVfs> vfs_;
    std::unique_ptr<Database> database_;

    Path folder() const { return home_->path().toStdString(); }
    Result<void> open() {
        PEYVAND_LET(database_,
                    Database::open(folder() / "a.db", Secret<32>{}, Database::Mode::create));
        return {};
    }
    Result<void> insert(int count) {
        Transaction transaction(*database_);
        for (int i = 0; i < count; ++i)
            database_->prepare("INSERT INTO n (i, filler) VALUES (?, zeroblob(3000))")
                .bind(i)
                .run();
        return transaction.commit();
    }
    ErrorCode failing(int count) {
        const auto inserted = insert(count);
        return inserted ? ErrorCode::internal : inserted.error().code;
    }
    std::int64_t rows() {
        auto row = database_->prepare("SELECT COUNT(*) FROM n");
        return row.step() ? row.integer(0) : -1;
    }
    void reopen() {
        database_.reset();
        disk_->arm(Fault::none, 0);
        QVERIFY(open());
    }

  private slots:
    void init() {
        home_ = std::make_unique<QTemporaryDir>();
        disk_ = std::make_unique<FaultyDisk>(folder());
        vfs_ = std::make_unique<FaultyVfs>(*disk_);
        QVERIFY(open());
        database_->execute("CREATE TABLE n (i INTEGER, filler BLOB)");
        QVERIFY(insert(3));
    }
    void cleanup() {
        database_.reset();
        vfs_.reset();
    }
    void aFullDiskIsSaidAndTakesOneTransactionOnly() {
        disk_->arm(Fault::disk_full_once, 4);
        QCOMPARE(failing(40), ErrorCode::disk_full);
        QCOMPARE(rows(), std::int64_t{3});
        QVERIFY(insert(40));
        QCOMPARE(rows(), std::int64_t{43});
    }
    void afterAFailedFlushNothingIsTrusted() {
        disk_->arm(Fault::failed_sync, 1);
        QCOMPARE(failing(1), ErrorCode::disk_failed);
        QCOMPARE(failing(1), ErrorCode::disk_failed);
        QCOMPARE(rows(), std::int64_t{-1});
        QCOMPARE(database_->takeFailure().error().code, ErrorCode::disk_failed);
        reopen();
        QVERIFY(rows() == 3 || rows() == 4);
    }
    void aFailedWriteStopsToo() {
        for (const Fault fault : {Fault::io_error, Fault::torn_write}) {
            disk_->arm(fault, 2);
            QCOMPARE(failing(3), ErrorCode::disk_failed);
            QCOMPARE(failing(3), ErrorCode::disk_failed);
            reopen();
            QCOMPARE(rows(), std::int64_t{3});
        }
    }
    // SQLite rolls such a transaction back itself: a statement after it would be one of its own.
    void aSwallowedFailureDoesNotSplitTheTransaction() {
        database_->execute("PRAGMA cache_size = 10");
        disk_->arm(Fault::disk_full_once, 1);
        {
            Transaction transaction(*database_);
            for (int i = 0; i < 100; ++i) {
                database_->prepare("INSERT INTO n (i, filler) VALUES (?, zeroblob(3000))")
                    .bind(i)
                    .run();
                (void)database_->takeFailure();
            }
            QVERIFY(disk_->hasFailed());
            QCOMPARE(transaction.commit().error().code, ErrorCode::disk_full);
        }
        QCOMPARE(rows(), std::int64_t{3});
        QVERIFY(insert(1));
        QCOMPARE(rows(), std::int64_t{4});
    }
    void aDiskThatFailsWhileTheLogIsEmptiedIsTold() {
        QVERIFY(insert(3000));
        // The log is emptied after 4,000 pages: the third flush of that commit is the file's.
        int commits = 0;
        for (; commits < 100 && !disk_->hasFailed(); ++commits) {
            disk_->arm(Fault::failed_sync, 3);
            QVERIFY(insert(40));
        }
        QVERIFY(disk_->hasFailed());
        const auto kept = 3 + 3000 + commits * 40;
        QCOMPARE(failing(1), ErrorCode::disk_failed);
        reopen();
        QCOMPARE(rows(), std::int64_t{kept});
        QVERIFY(database_->integrityProblems().empty());
    }
    void whatWasFlushedOutlivesThePower() {
        for (const std::uint32_t seed : {0U, 1U, 2U, 3U}) {
            QVERIFY(insert(1));
            disk_->arm(Fault::power_loss, 3);
            (void)insert(60);
            database_.reset();
            disk_->losePower(seed);
            vfs_.reset();
            disk_ = std::make_unique<FaultyDisk>(folder());
            vfs_ = std::make_unique<FaultyVfs>(*disk_);
            QVERIFY(open());
            QCOMPARE(rows(), std::int64_t{4 + static_cast<int>(seed)});
            QVERIFY(database_->integrityProblems().empty());
        }
    }
};
PEYVAND_TEST(DiskFaultTest)
#include "disk_fault_test.moc"
