// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"

#include <QDir>
#include <QJsonArray>
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
};

} // namespace

// The console as a user meets it: one program call after another on a folder.
class ConsoleTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_{};

    QString path(const QString& name) const { return folder_.filePath(name); }

    Ended run(const QString& office, const QStringList& words,
              const QString& password = QStringLiteral("a long password")) {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PEYVAND_PASSWORD"), password);
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

    void expectError(const Ended& ended, const char* code) {
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.errors.startsWith(QByteArray("error: ") + code + ": "),
                 ended.errors.constData());
    }

  private slots:
    void initTestCase() {
        write("people.csv", "ردیف,کد ملی / اتباع,نام,نام خانوادگی,نام پدر,تاریخ تولد\n"
                            "1,۰۴۹۹۳۷۰۸۹۹,زهرا,رستمی,علی,۱۳۶۵/۸/۹\n"
                            "2,0499370898,رضا,محمدی,ناصر,1347\n"
                            "3,,,,,\n");
        write("aid.csv", "ردیف مددجو,کد ملی / اتباع,نوع کمک,مبلغ (ریال),تاریخ تحویل\n"
                         "1,0499370899,سبد غذایی,25000000,1405/06/25\n"
                         "1,0499370899,جهیزیه,10000000,1404/01/02\n");
        for (const char* office : {"a", "b"}) {
            const Ended made = json(office, {"create", "--charity", "خیریه"});
            QCOMPARE(made.status, 0);
            QVERIFY(made.objects().at(0).value("recovery_code").toString().size() > 40);
        }
    }

    void aListIsTakenInAndASecondTimeNothingChanges() {
        const Ended people = json("a", {"import", "people", path("people.csv")});
        QVERIFY2(people.status == 0 || people.status == 3, people.errors.constData());
        QCOMPARE(json("a", {"import", "aid", path("aid.csv")}).status, 0);
        const auto before = json("a", {"person", "list"}).objects().size();
        (void)json("a", {"import", "people", path("people.csv")});
        QCOMPARE(json("a", {"person", "list"}).objects().size(), before);
        QCOMPARE(before, 2);
    }

    void anAnswerHasTheDocumentedShape() {
        const Ended ended = json("a", {"enquire", "0499370899"});
        QCOMPARE(ended.objects().size(), 1);
        const QJsonObject answer = ended.objects().at(0);
        for (const char* key :
             {"identity", "person", "aid", "claims", "rules", "group", "freshness", "duplicates"})
            QVERIFY2(answer.contains(QLatin1String(key)), key);
        QCOMPARE(answer.value("identity").toObject().value("value").toString(),
                 QStringLiteral("0499370899"));
        QCOMPARE(answer.value("aid").toArray().size(), 2);
        QCOMPARE(answer.value("aid").toArray().at(0).toObject().value("date").toString(),
                 QStringLiteral("2026-09-16"));
        QCOMPARE(json("a", {"enquire", "0499370898"}).objects().at(0).value("group"),
                 QJsonValue(QJsonValue::Null));
    }

    void aPastedListIsAnsweredOnceForEachNumber() {
        write("list.txt", "0499370899\n0499370898\n۴۹۹۳۷۰۸۹۹\n");
        const Ended ended = json("a", {"enquire", "--file", path("list.txt")});
        QCOMPARE(ended.objects().size(), 2);
        QCOMPARE(ended.objects().at(0).value("rows").toArray().size(), 2);
        const Ended listed =
            json("a", {"enquire", "--file", path("list.txt"), "--out", path("answers.xlsx")});
        QCOMPARE(listed.status, 3);
        QCOMPARE(listed.objects().at(0).value("unreadable").toInt(), 1);
        QVERIFY(QFile::exists(path("answers.xlsx")));
        expectError(
            run("a", {"enquire", "--file", path("list.txt"), "--out", path("answers.xlsx")}),
            "file_exists");
    }

    void anExportIsWrittenOnceAndComesBack() {
        const Ended done = json("a", {"export", "people", "--out", path("out.csv")});
        QCOMPARE(done.objects().at(0).value("rows").toInt(), 2);
        QVERIFY(QFile::exists(path("out.csv-metadata.json")));
        expectError(run("a", {"export", "people", "--out", path("out.csv")}), "file_exists");
        QCOMPARE(run("a", {"export", "hxl", "--out", path("counts.xlsx")}).status, 0);
    }

    void whatIsMeantIsSaid() {
        expectError(run("new", {"create", "--charity", " "}), "charity_name_missing");
        QProcess nameless;
        nameless.start(QStringLiteral(PEYVAND_BINARY_DIR "/bin/peyvand-cli"),
                       {QStringLiteral("person"), QStringLiteral("list")});
        QVERIFY(nameless.waitForFinished(60'000));
        QVERIFY(nameless.readAllStandardError().startsWith("error: register_not_named: "));
    }

    void charitiesJoinAndSeeEachOthersHelp() {
        QCOMPARE(run("a", {"network", "found", "--name", "مجمع"}).status, 0);
        QCOMPARE(run("a", {"network", "invite", "--out", path("I")}).status, 0);
        QCOMPARE(run("b", {"network", "join", path("I"), "--out", path("R")}).status, 0);
        expectError(run("a", {"network", "admit", path("people.csv"), "--out", path("W")}),
                    "request_other_file");
        QCOMPARE(run("a", {"network", "admit", path("R"), "--out", path("W")}).status, 0);
        QCOMPARE(run("b", {"network", "join", path("W")}).status, 0);
        QCOMPARE(json("b", {"network", "members"}).objects().size(), 2);
        QCOMPARE(run("a", {"bundle", "export", path("x.pvb"), "--for", "all"}).status, 0);
        QCOMPARE(run("b", {"bundle", "import", path("x.pvb")}).status, 0);
        const QJsonArray claims =
            json("b", {"enquire", "0499370899"}).objects().at(0).value("claims").toArray();
        QCOMPARE(claims.size(), 2);
        QCOMPARE(claims.at(0).toObject().value("category").toString(),
                 QStringLiteral("food_basket"));
        QCOMPARE(claims.at(0).toObject().value("month").toString(), QStringLiteral("1405-06"));
    }

    void anOverlapIsToldAndWantsAReason() {
        QVERIFY(json("b", {"person", "add", "--given-name", "زهرا", "--identity", "0499370899"})
                    .status == 0);
        const QStringList give{"aid",        "give",  "--to",     "0499370899",
                               "--category", "dowry", "--amount", "1000000"};
        const Ended told = json("b", give);
        expectError(told, "reason_needed");
        QCOMPARE(told.objects().at(0).value("saved").toBool(), false);
        QCOMPARE(told.objects().at(0).value("result").toString(), QStringLiteral("overlap"));
        QCOMPARE(json("b", {"aid", "list"}).objects().size(), 0);
        const Ended given = json("b", give + QStringList{"--reason", "illness"});
        QCOMPARE(given.status, 3);
        QCOMPARE(json("b", {"aid", "list"}).objects().size(), 1);
    }

    void whatIsReadIsInWords() {
        const Ended added = json("a", {"person", "add", "--given-name", "مریم", "--family-name",
                                       "کاظمی", "--sex", "female", "--phone", "09121234567",
                                       "--phone", "02155667788", "--identity", "0012345679"});
        const QString id = added.objects().at(0).value("id").toString();
        QCOMPARE(run("a", {"person", "edit", id, "--sex", "male"}).status, 0);
        const Ended file = run("a", {"person", "show", id});
        for (const char* part : {"مریم کاظمی", "0012345679", "09121234567", "02155667788", "مرد"})
            QVERIFY2(file.out.contains(part), part);
        QVERIFY(!file.out.contains('{'));
        const Ended history = run("a", {"person", "history", id});
        QVERIFY2(history.out.contains("جنسیت: زن → مرد"), history.out.constData());
        QVERIFY(history.out.contains("manager") && !history.out.contains("→ \n"));
        expectError(run("a", {"person", "history", id, "--field", "foo"}), "field_unknown");
        QCOMPARE(run("a", {"person", "add", "--identity", "1", "--kind", "foo"}).status, 2);
        QVERIFY(!run("a", {"person", "search", "هیچ‌کس"}).out.trimmed().isEmpty());
        QVERIFY(json("a", {"person", "search", "هیچ‌کس"}).out.isEmpty());
    }

    void anErasureNamesWhatARestoreLeft() {
        const Ended added =
            json("a", {"person", "add", "--given-name", "گذرا", "--identity", "0084575948"});
        QVERIFY(QDir(folder_.path()).mkdir(QStringLiteral("a.before-2026-11-24-3600")));
        const QString id = added.objects().at(0).value("id").toString();
        const Ended told = json("a", {"person", "erase", id});
        QCOMPARE(told.status, 3);
        const QJsonArray aside = told.objects().at(0).value("kept_aside").toArray();
        QCOMPARE(aside.size(), 1);
        QVERIFY(run("a", {"person", "erase", id, "--yes"}).out.contains("a.before-2026-11-24"));
        QVERIFY(QDir(folder_.path()).rmdir(QStringLiteral("a.before-2026-11-24-3600")));
    }

    void mistakesHaveCodesOfTheirOwn() {
        expectError(run("a", {"enquire", "1"}, QStringLiteral("another password")),
                    "password_wrong");
        expectError(run("nowhere", {"enquire", "1"}), "register_missing");
        expectError(run("a", {"create", "--charity", "x"}), "register_exists");
        expectError(run("c", {"create", "--charity", "x"}, QStringLiteral("short")),
                    "password_too_short");
        write("noise.pvb", "noise");
        expectError(run("a", {"bundle", "import", path("noise.pvb")}), "bundle_not_a_bundle");
        expectError(run("a", {"import", "people", path("missing.csv")}), "file_missing");
        const Ended nonsense = run("a", {"nonsense"});
        QCOMPARE(nonsense.status, 2);
        QVERIFY(nonsense.errors.startsWith("error: arguments_wrong: "));
        QCOMPARE(run("a", {}).status, 2);
    }

    void everythingIsSoundAtTheEnd() {
        for (const char* office : {"a", "b"}) {
            QCOMPARE(run(office, {"check"}).status, 0);
            QCOMPARE(run(office, {"audit", "verify"}).status, 0);
        }
    }
};
PEYVAND_TEST(ConsoleTest)
#include "console_test.moc"
