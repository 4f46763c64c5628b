// SPDX-License-Identifier: GPL-3.0-or-later
// Two registers in two processes, over TLS on this computer; one of them is killed now and then.
#include "tests/support/registry.h"

#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class SyncConsoleTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_{};

    QString path(const QString& name) const { return folder_.filePath(name); }

    std::unique_ptr<QProcess> begin(const QString& office, const QStringList& words) {
        auto program = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PEYVAND_PASSWORD", "a long password");
        environment.insert("LANG", "C");
        program->setProcessEnvironment(environment);
        program->start(QStringLiteral(PEYVAND_BINARY_DIR "/bin/peyvand-cli"),
                       QStringList{"--json", "--register", path(office)} + words);
        return program;
    }
    /// The objects it printed; a failure fails the test. 3 is done, and something needs a person.
    QList<QJsonObject> run(const QString& office, const QStringList& words) {
        const auto program = begin(office, words);
        [&] { QVERIFY(program->waitForFinished(60'000)); }();
        const QByteArray errors = program->readAllStandardError();
        const bool is_done = program->exitCode() == 0 || program->exitCode() == 3;
        [&] { QVERIFY2(is_done, errors.constData()); }();
        QList<QJsonObject> objects;
        for (const QByteArray& line : program->readAllStandardOutput().split('\n'))
            if (!line.isEmpty())
                objects.append(QJsonDocument::fromJson(line).object());
        return objects;
    }
    /// Begins to serve; its address.
    std::pair<std::unique_ptr<QProcess>, QString> serve(const QString& office) {
        auto program = begin(office, {"serve", "--listen", "127.0.0.1:0"});
        while (!program->canReadLine() && program->waitForReadyRead(30'000)) {
        }
        const auto told = QJsonDocument::fromJson(program->readLine()).object();
        return {std::move(program), told.value("listening").toString()};
    }
    void give(const QString& office, const QString& number) {
        const auto person =
            run(office, {"person", "add", "--given-name", "Zahra", "--identity", number, "--new"});
        QCOMPARE(person.size(), 1);
        QVERIFY(!run(office, {"aid", "give", "--to", number, "--category", "cash", "--amount",
                              "1000000", "--reason", "test"})
                     .isEmpty());
    }

  private slots:
    void initTestCase() {
        run("a", {"create", "--charity", "الف"});
        run("b", {"create", "--charity", "ب"});
        run("a", {"network", "found", "--name", "مجمع"});
        run("a", {"network", "invite", "--out", path("invitation")});
        run("b", {"network", "join", path("invitation"), "--out", path("request")});
        run("a", {"network", "admit", path("request"), "--out", path("welcome")});
        run("b", {"network", "join", path("welcome")});
    }

    void aCallIsEnoughForAnAnswer() {
        give("a", "0499370899");
        const auto [serving, address] = serve("a");
        QVERIFY(!address.isEmpty());
        const auto told = run("b", {"sync", "--peer", address});
        QCOMPARE(told.size(), 1);
        QVERIFY(told.at(0).value("received").toInt() > 0);
        QCOMPARE(told.at(0).value("charity").toString(), QString("الف"));
        for (const char* key : {"sent", "already_there", "bytes_received", "bytes_sent"})
            QVERIFY2(told.at(0).contains(QLatin1String(key)), key);
        const auto answer = run("b", {"enquire", "0499370899"});
        QCOMPARE(answer.at(0).value("claims").toArray().size(), 1);
        serving->terminate();
        QVERIFY(serving->waitForFinished(10'000));
        QCOMPARE(serving->exitCode(), 0);
        QVERIFY(serving->readAllStandardOutput().contains("\"sent\":"));
    }

    void aKilledPeerCostsNothing() {
        for (const int delay_ms : {60, 200}) {
            {
                const auto [serving, address] = serve("a");
                const auto caller = begin("b", {"sync", "--peer", address});
                QTest::qSleep(delay_ms);
                serving->kill();
                QVERIFY(serving->waitForFinished(10'000) && caller->waitForFinished(60'000));
                QVERIFY(caller->exitCode() == 0 || caller->exitCode() == 1);
            }
            const auto [serving, address] = serve("a");
            const auto caller = begin("b", {"sync", "--peer", address});
            QTest::qSleep(delay_ms);
            caller->kill();
            QVERIFY(caller->waitForFinished(10'000));
            run("b", {"sync", "--peer", address});
            serving->terminate();
            QVERIFY(serving->waitForFinished(10'000));
        }
        run("a", {"check"});
        run("b", {"check"});
    }

    void errorsHaveTheirCodes() {
        const auto refused = begin("b", {"sync", "--peer", "127.0.0.1:1"});
        QVERIFY(refused->waitForFinished(60'000));
        QCOMPARE(refused->exitCode(), 1);
        QVERIFY(refused->readAllStandardError().startsWith("error: peer_not_reached: "));
        const auto wrong = begin("b", {"sync", "--peer", "nonsense"});
        QVERIFY(wrong->waitForFinished(60'000));
        QVERIFY(wrong->readAllStandardError().startsWith("error: address_wrong: "));
    }
};
PEYVAND_TEST(SyncConsoleTest)
#include "sync_test.moc"
