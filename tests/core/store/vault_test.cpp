// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault.h"
#include "tests/support/faulty_files.h"
#include "tests/support/registry.h"

#include <filesystem>
#include <QTemporaryDir>
#include <QtTest>
#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace peyvand;

namespace {
constexpr StretchCost cheap{1, 8};
SecretText password() { return SecretText("correct horse"); }
} // namespace

class VaultTest : public QObject {
    Q_OBJECT
    QTemporaryDir home_;
    int folders_ = 0;
    Path folder_;
    test::FaultyFiles files_;
    std::unique_ptr<Clock> clock_ = makeSystemClock();
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    Platform platform() { return {*clock_, *random_, files_}; }

    Result<Vault::Created> make() {
        PEYVAND_LET(auto created, Vault::create(platform(), folder_, "زهرا", password(), cheap));
        PEYVAND_TRY(created.vault->finish());
        return created;
    }
    ErrorCode openingFails(std::string_view user, std::string_view typed) {
        const auto opened = Vault::open(platform(), folder_, user, SecretText(typed));
        return opened ? ErrorCode::internal : opened.error().code;
    }
    void writeOver(const char* name, const Bytes& bytes) {
        QFile file(QString::fromStdString((folder_ / name).string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() {
        folder_ = Path(home_.path().toStdString()) / std::to_string(++folders_);
        files_.failAt(0);
    }
    void opensWithTheNameInAnySpellingAndWithout() {
        QVERIFY(make());
        for (const char* user : {"زهرا", " زهرا ", ""}) {
            auto vault = Vault::open(platform(), folder_, user, password());
            QVERIFY(vault);
            QCOMPARE((*vault)->user(), std::string("زهرا"));
            QVERIFY((*vault)->root(password()));
            QVERIFY(!(*vault)->root(SecretText("something else")));
        }
    }
    void aWrongPasswordOrNameOpensNothing() {
        QVERIFY(make());
        QCOMPARE(openingFails("زهرا", "wrong horse"), ErrorCode::password_wrong);
        QCOMPARE(openingFails("زهرا", ""), ErrorCode::password_missing);
        QCOMPARE(openingFails("مریم", "correct horse"), ErrorCode::user_unknown);
    }
    void aSecondRegisterDoesNotTakeThePlace() {
        QVERIFY(make());
        QCOMPARE(make().error().code, ErrorCode::register_exists);
        QVERIFY(Vault::open(platform(), folder_, {}, password()));
    }
    void aSecondOpenerIsRefused() {
        const auto first = make();
        QVERIFY(first);
        QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_open_elsewhere);
    }
#ifndef _WIN32
    void aSecondProcessIsRefused() {
        const auto first = make();
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(openingFails({}, "correct horse") == ErrorCode::register_open_elsewhere ? 0
                                                                                            : 1);
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }
#endif
    void everyCutOfTheKeysIsFound() {
        QVERIFY(make());
        const Bytes keys = *files_.readAll(folder_ / "keys", 4096);
        for (std::size_t size = 0; size < keys.size(); size += 7) {
            writeOver("keys", {keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(size)});
            QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_keys_damaged);
        }
    }
    void everyFlippedByteOfTheKeysIsFound() {
        QVERIFY(make());
        const Bytes keys = *files_.readAll(folder_ / "keys", 4096);
        for (std::size_t at = 0; at < keys.size(); ++at) {
            Bytes flipped = keys;
            flipped[at] ^= 0x20;
            writeOver("keys", flipped);
            QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_keys_damaged);
        }
    }
    void keysOfAnotherRegisterOpenNothing() {
        QVERIFY(make());
        const Bytes keys = *files_.readAll(folder_ / "keys", 4096);
        init();
        QVERIFY(make());
        writeOver("keys", keys);
        QCOMPARE(openingFails("زهرا", "correct horse"), ErrorCode::register_damaged);
    }
    void missingKeysAreSaid() {
        QVERIFY(make());
        std::filesystem::remove(folder_ / "keys");
        QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_keys_damaged);
    }
    void aFullDiskLeavesRoomForTheNextTry() {
        for (int step = 1; step <= 7; ++step) {
            files_.failAt(step);
            const auto failed = make();
            QVERIFY(!failed);
            QCOMPARE(failed.error().code, ErrorCode::disk_full);
            files_.failAt(0);
            QVERIFY2(make(), qPrintable(QString::number(step)));
            init();
        }
    }
    void anUnfinishedRegisterIsNone() {
        QVERIFY(Vault::create(platform(), folder_, "زهرا", password(), cheap));
        QVERIFY(!Vault::exists(platform(), folder_));
        QCOMPARE(files_.list(folder_)->size(), std::size_t{1}); // the lock
        QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_missing);
        QVERIFY(make());
    }
    void whatACrashLeftOfAnUnfinishedOneIsClearedAway() {
        {
            const auto created = Vault::create(platform(), folder_, "زهرا", password(), cheap);
            QVERIFY(created);
            std::filesystem::copy(folder_, folder_.string() + ".left");
        }
        folder_ += ".left";
        QVERIFY(files_.exists(folder_ / "register.db"));
        QVERIFY(!Vault::exists(platform(), folder_));
        QCOMPARE(openingFails({}, "correct horse"), ErrorCode::register_missing);
        QVERIFY(make());
        QVERIFY(Vault::open(platform(), folder_, {}, password()));
    }
    void aRegisterThatLostItsKeysIsNotMadeAnew() {
        QVERIFY(make());
        std::filesystem::remove(folder_ / "keys");
        QCOMPARE(make().error().code, ErrorCode::register_exists);
    }
    void headsAreOldOrNew() {
        auto created = make();
        Vault& vault = *created->vault;
        const Bytes old_heads(500, 1);
        const Bytes new_heads(700, 2);
        for (int step = 1; step <= 2; ++step) {
            files_.failAt(0);
            QVERIFY(vault.writeHeads(old_heads));
            files_.failAt(step);
            QVERIFY(!vault.writeHeads(new_heads));
            QCOMPARE(*vault.readHeads(), old_heads);
        }
        files_.failAt(0);
        QVERIFY(vault.writeHeads(new_heads));
        QCOMPARE(*vault.readHeads(), new_heads);
    }
};
PEYVAND_TEST(VaultTest)
#include "vault_test.moc"
