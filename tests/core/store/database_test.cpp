// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace peyvand;

class DatabaseTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    int files_ = 0;
    Path path_;

    static Secret<32> key(std::uint8_t first) {
        ByteArray<32> bytes{};
        bytes[0] = first;
        return Secret<32>::from(bytes);
    }
    std::unique_ptr<Database> made() {
        auto database = Database::open(path_, key(1), Database::Mode::create);
        return database ? std::move(*database) : nullptr;
    }
    static std::int64_t number(Database& database, std::string_view sql) {
        auto row = database.prepare(sql);
        return row.step() ? row.integer(0) : -1;
    }

  private slots:
    void init() { path_ = Path(folder_.path().toStdString()) / (std::to_string(++files_) + ".db"); }
    void aNewFileHasTheNewestSchema() {
        auto database = made();
        QCOMPARE(number(*database, "PRAGMA user_version"), std::int64_t{newestSchema()});
        QVERIFY(database->integrityProblems().empty());
    }
    void anotherKeyIsDamage() {
        made().reset();
        const auto other = Database::open(path_, key(2), Database::Mode::write);
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::register_damaged);
    }
    void aMissingFileIsMissing() {
        const auto opened = Database::open(path_, key(1), Database::Mode::write);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::register_missing);
    }
    void aNewerSchemaIsLeftAlone() {
        made()->execute("PRAGMA user_version = 99");
        const auto opened = Database::open(path_, key(1), Database::Mode::write);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::register_newer_program);
    }
    void aStatementWorksInsideItsOwnRows() {
        auto database = made();
        database->execute("CREATE TABLE n (i INTEGER); INSERT INTO n VALUES (1), (2), (3)");
        const auto* sql = "SELECT i FROM n ORDER BY i";
        std::int64_t sum = 0;
        auto outer = database->prepare(sql);
        while (outer.step()) {
            auto inner = database->prepare(sql);
            while (inner.step())
                sum += outer.integer(0) * inner.integer(0);
        }
        QVERIFY(database->takeFailure());
        QCOMPARE(sum, std::int64_t{36});
    }
    void anIdThatWasMadeInTheCallIsBound() {
        const auto database = made();
        auto row = database->prepare("SELECT ?");
        const auto idOf = [](std::uint8_t byte) {
            RecordId id{};
            id.bytes.fill(byte);
            return id;
        };
        row.bind(idOf(7));
        (void)idOf(9);
        QVERIFY(row.step());
        QVERIFY(row.id<RecordId>(0) == idOf(7));
    }
    void aFailureSticksUntilItIsTaken() {
        auto database = made();
        database->execute("no such language");
        QVERIFY(database->failure());
        database->execute("CREATE TABLE never (i INTEGER)");
        QVERIFY(!database->prepare("SELECT 1").step());
        const auto checked = database->checked(7);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::store_failed);
        QCOMPARE(number(*database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'never'"),
                 std::int64_t{0});
    }
    void whatIsNotCommittedIsRolledBack() {
        auto database = made();
        {
            Transaction transaction(*database);
            database->execute("CREATE TABLE gone (i INTEGER)");
        }
        {
            Transaction transaction(*database);
            database->execute("CREATE TABLE kept (i INTEGER)");
            QVERIFY(transaction.commit());
        }
        QCOMPARE(number(*database, "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('kept',"
                                   " 'gone')"),
                 std::int64_t{1});
    }
    void aFailedStatementFailsTheCommit() {
        auto database = made();
        database->execute("CREATE TABLE n (i INTEGER UNIQUE)");
        Transaction transaction(*database);
        database->execute("INSERT INTO n VALUES (1)");
        database->execute("INSERT INTO n VALUES (1)");
        QVERIFY(!transaction.commit());
        QVERIFY(!database->failure());
        QCOMPARE(number(*database, "SELECT COUNT(*) FROM n"), std::int64_t{0});
    }
    void aTransactionThatIsLeftRollsBackAndKeepsItsFailure() {
        auto database = made();
        database->execute("CREATE TABLE n (i INTEGER)");
        {
            Transaction transaction(*database);
            database->execute("INSERT INTO n VALUES (1)");
            database->execute("nonsense");
        }
        QVERIFY(!database->takeFailure());
        QCOMPARE(number(*database, "SELECT COUNT(*) FROM n"), std::int64_t{0});
        Transaction next(*database);
        QVERIFY(next.commit());
    }
};
PEYVAND_TEST(DatabaseTest)
#include "database_test.moc"
