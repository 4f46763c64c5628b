// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Ended {
    int status = -1;
    QByteArray out{};
    QByteArray errors{};
    QList<QJsonObject> objects() const {
        QList<QJsonObject> lines;
        for (const QByteArray& line : out.split('\n'))
            if (!line.isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        return lines;
    }
    /// Of the first line that has it.
    QString value(const char* name) const {
        for (const QJsonObject& line : objects())
            if (line.contains(QLatin1String(name)))
                return line.value(QLatin1String(name)).toString();
        return {};
    }
};

} // namespace

// A council of two desks and a sheet of paper, as its coordinators meet it at the console.
class CouncilConsoleTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_{};
    QString code_{};

    QString path(const QString& name) const { return folder_.filePath(name); }

    Ended run(const QString& office, QStringList words) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PEYVAND_PASSWORD"), QStringLiteral("a long password"));
        environment.insert(QStringLiteral("LANG"), QStringLiteral("fa_IR.UTF-8"));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PEYVAND_BINARY_DIR "/bin/peyvand-cli"),
                      QStringList{QStringLiteral("--register"), path(office)} + words);
        if (!program.waitForFinished(120'000))
            return {};
        return {program.exitCode(), program.readAllStandardOutput(),
                program.readAllStandardError()};
    }
    Ended json(const QString& office, QStringList words) {
        return run(office, words << QStringLiteral("--json"));
    }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    void bring(const QString& from, const QString& to) {
        QCOMPARE(run(from, {"bundle", "export", path("stick"), "--for", "all"}).status, 0);
        QVERIFY(run(to, {"bundle", "import", path("stick")}).status != 1);
        QVERIFY(QFile::remove(path("stick")));
    }
    void expectError(const Ended& ended, const char* code) {
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.errors.startsWith(QByteArray("error: ") + code + ": "),
                 ended.errors.constData());
    }

  private slots:
    void initTestCase() {
        for (const char* office : {"a", "b", "c"})
            QCOMPARE(run(office, {"create", "--charity", QStringLiteral("خیریهٔ ") + office}).status,
                     0);
        const Ended founded = json("a", {"network", "found", "--name", "مجمع"});
        QCOMPARE(founded.status, 0);
        code_ = founded.value("printed_seat");
        write("code", code_.toUtf8() + "\n");
        QCOMPARE(run("a", {"network", "invite", "--out", path("I")}).status, 0);
        QCOMPARE(run("b", {"network", "join", path("I"), "--out", path("R")}).status, 0);
        QCOMPARE(run("a", {"network", "admit", path("R"), "--out", path("W")}).status, 0);
        QCOMPARE(run("b", {"network", "join", path("W")}).status, 0);
    }

    void theCodeOfThePrintedSeatIsShownOnce() {
        QCOMPARE(code_.size(), 55);
        for (const QStringList& words :
             {QStringList{"network", "council", "list"}, {"network", "members"}, {"audit", "list"}})
            QVERIFY(!run("a", words).out.contains(code_.left(6).toUtf8()));
        const Ended list = run("a", {"network", "council", "list"});
        QCOMPARE(list.status, 0);
        QVERIFY(list.out.contains("کلید کاغذی") && list.out.contains("(این رایانه)"));
    }

    void aSecondDeskGetsASeatAndBothSign() {
        QCOMPARE(run("b", {"network", "council", "request", "--out", path("S")}).status, 0);
        expectError(run("a", {"network", "council", "add", path("R")}), "seat_request_damaged");
        const Ended added = json("a", {"network", "council", "add", path("S")});
        QCOMPARE(added.status, 0);
        QCOMPARE(added.value("charity"), QStringLiteral("خیریهٔ b"));
        bring("a", "b");
        const Ended rotated = json("a", {"network", "rotate"});
        QCOMPARE(rotated.status, 3);
        bring("a", "b");
        const Ended waiting = run("b", {"network", "waiting"});
        QCOMPARE(waiting.status, 3);
        QVERIFY2(waiting.out.contains("کلید تازهٔ شبکه"), waiting.out.constData());
        const QString decision = rotated.value("decision");
        expectError(run("b", {"network", "sign", decision.left(7)}), "decision_unknown");
        QCOMPARE(run("b", {"network", "sign", decision.left(8)}).status, 0);
        bring("b", "a");
        QCOMPARE(run("a", {"network", "waiting"}).status, 0);
    }

    void thePrintedSeatSignsFromAFile() {
        const Ended proposed = json("b", {"network", "council", "admit-count", "2"});
        QCOMPARE(proposed.status, 3);
        const QString decision = proposed.value("decision");
        write("wrong", "12345\n");
        expectError(
            run("b", {"network", "sign", decision, "--printed-seat", "--code-file", path("wrong")}),
            "seat_code_wrong");
        // Without a terminal nobody can be asked for it, and it is never an argument.
        expectError(run("b", {"network", "sign", decision, "--printed-seat"}), "seat_code_wrong");
        QCOMPARE(run("b", {"network", "sign", decision, "--printed-seat", code_}).status, 2);
        QCOMPARE(
            run("b", {"network", "sign", decision, "--printed-seat", "--code-file", path("code")})
                .status,
            0);
        bring("b", "a");
    }

    void anAdmissionWaitsForTheSecondSeat() {
        QCOMPARE(run("a", {"network", "invite", "--out", path("I")}).status, 0);
        QCOMPARE(run("c", {"network", "join", path("I"), "--out", path("R")}).status, 0);
        QVERIFY(QFile::remove(path("W")));
        const Ended waits = json("a", {"network", "admit", path("R"), "--out", path("W")});
        QCOMPARE(waits.status, 3);
        QVERIFY(!QFile::exists(path("W")));
        QCOMPARE(waits.value("comparison").size(), 24);
        bring("a", "b");
        const Ended shown = run("b", {"network", "waiting"});
        QVERIFY2(shown.out.contains("خیریهٔ c"), shown.out.constData());
        QCOMPARE(run("b", {"network", "sign", waits.value("decision")}).status, 0);
        QCOMPARE(run("b", {"network", "admit", path("R"), "--out", path("W")}).status, 0);
        QCOMPARE(run("c", {"network", "join", path("W")}).status, 0);
        QCOMPARE(json("c", {"network", "members"}).objects().size(), 3);
    }

    void aSeatIsRemovedByTheBeginningOfItsKey() {
        bring("b", "a");
        QString of_b;
        for (const QJsonObject& line : json("b", {"network", "council", "list"}).objects())
            if (line.value("own").toBool())
                of_b = line.value("seat").toString();
        expectError(run("a", {"network", "council", "remove", "00000000"}), "seat_unknown");
        const Ended removed = json("a", {"network", "council", "remove", of_b.left(8)});
        QCOMPARE(removed.status, 3);
        QCOMPARE(run("a", {"network", "sign", removed.value("decision"), "--printed-seat",
                           "--code-file", path("code")})
                     .status,
                 0);
        bring("a", "b");
        expectError(run("b", {"network", "rotate"}), "not_on_council");
    }

    void aSeatThatSignedTwiceIsTold() {
        // The desk is put back to what it was before it signed, and signs again.
        QCOMPARE(run("a", {"backup", path("before.pvk")}).status, 0);
        QCOMPARE(run("a", {"network", "rotate"}).status, 0);
        bring("a", "c");
        QCOMPARE(run("a", {"restore", path("before.pvk"), "--replace"}).status, 0);
        QCOMPARE(run("a", {"network", "rotate"}).status, 0);
        bring("a", "c");
        const Ended told = run("c", {"network", "council", "list"});
        QCOMPARE(told.status, 3);
        QVERIFY2(told.out.contains("دو تصمیم را با شمارهٔ"), told.out.constData());
        QVERIFY(run("c", {"network", "members"}).out.contains("دو تصمیم را با شمارهٔ"));
    }
};
PEYVAND_TEST(CouncilConsoleTest)
#include "council_console_test.moc"
