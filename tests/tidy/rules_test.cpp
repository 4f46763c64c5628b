// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule catches what it is there for, and lets sound code pass.
#include "tests/support/registry.h"
#include "tests/tidy/rules.h"

#include <QtTest>

namespace peyvand::tidy {

namespace {

using Rule = void (*)(const Source&, Findings&);

int count(Rule rule, const char* path, std::string text) {
    Findings found;
    rule(readSource(path, std::move(text)), found);
    return static_cast<int>(found.size());
}

std::string repeated(const char* line, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += line;
    return text;
}

} // namespace

class TidyRules : public QObject {
    Q_OBJECT
  private slots:
    void includesAgainstTheArrowAreFound() {
        QCOMPARE(count(checkIncludes, "core/text/a.cpp", "#include \"sync/claim/claim.h\"\n"), 1);
        QCOMPARE(count(checkIncludes, "sync/claim/a.h", "#include \"ui/desk/desk.h\"\n"), 1);
        QCOMPARE(count(checkIncludes, "ui/desk/a.h", "#include \"app/desktop/x.h\"\n"), 1);
        QCOMPARE(count(checkIncludes, "core/text/a.cpp", "#include \"tests/support/x.h\"\n"), 1);
        QCOMPARE(count(checkIncludes, "app/cli/a.cpp", "#include \"core/text/fold.h\"\n"), 0);
    }

    void qtAndAsioAndSystemHeadersAreFoundWhereTheyMayNotBe() {
        QCOMPARE(count(checkIncludes, "core/text/a.cpp", "#include <QString>\n"), 1);
        QCOMPARE(count(checkIncludes, "sync/wire/a.cpp", "#include <QtCore/qstring.h>\n"), 1);
        QCOMPARE(count(checkIncludes, "sync/wire/a.cpp", "#include <boost/asio.hpp>\n"), 1);
        QCOMPARE(count(checkIncludes, "sync/peer/a.cpp", "#include <boost/asio.hpp>\n"), 0);
        QCOMPARE(count(checkIncludes, "core/store/a.cpp", "#include <sys/stat.h>\n"), 1);
        QCOMPARE(count(checkIncludes, "core/store/a.cpp", "  #include <windows.h>\n"), 1);
        QCOMPARE(count(checkIncludes, "core/platform/a.cpp", "#include <unistd.h>\n"), 0);
        QCOMPARE(count(checkIncludes, "core/text/a.cpp", "// #include <QString>\n"), 0);
    }

    void aLoopOverATemporaryIsFound() {
        QCOMPARE(count(checkLoops, "core/a.cpp", "for (const auto& x : *book.lines(id))\n"), 1);
        QCOMPARE(count(checkLoops, "core/a.cpp", "for (auto x : *People(a).all()) {\n"), 1);
        QCOMPARE(count(checkLoops, "core/a.cpp", "for (const auto& x : *lines)\n"), 0);
        QCOMPARE(count(checkLoops, "core/a.cpp", "for (const auto& x : lines())\n"), 0);
        QCOMPARE(count(checkLoops, "core/a.cpp", "for (int i = *a(); i < 3; ++i)\n"), 0);
    }

    void longFunctionsAreFound_data() {
        QTest::addColumn<QString>("head");
        QTest::newRow("free") << "static int f(int a) {\n";
        QTest::newRow("template") << "template <class T, class U> T f(U a) {\n";
        QTest::newRow("method") << "namespace x {\nclass A : public B<int> {\n int f() const {\n";
        QTest::newRow("constructor") << "A::A(int x) : B(x), a_{1}, b_{{2}} {\n";
        QTest::newRow("after macro") << "REGISTER(A)\nnamespace {\nvoid f() noexcept {\n";
        QTest::newRow("after array") << "int a[] = {1, 2};\nvoid f() {\n";
    }

    void longFunctionsAreFound() {
        QFETCH(QString, head);
        const std::string open = head.toStdString();
        const std::string close = "}\n};\n}\n";
        const auto sixty = open + repeated("g();\n", 58) + close;
        const auto more = open + repeated("g();\n", 59) + close;
        QCOMPARE(count(checkLengths, "core/a.cpp", sixty), 0);
        QCOMPARE(count(checkLengths, "core/a.cpp", more), 1);
    }

    void bracesInTextAndCommentsAreNoBodies() {
        const auto text = "const char* a = R\"(void f() {)\";\n// void g() {\n" +
                          repeated("int x = 1'000'000; auto c = U'{'; c = '\"';\n", 70);
        QCOMPARE(count(checkLengths, "core/a.cpp", text), 0);
    }

    void longFilesAreFound() {
        QCOMPARE(count(checkLengths, "core/a.cpp", repeated("int a;\n", 500)), 0);
        QCOMPARE(count(checkLengths, "core/a.cpp", repeated("int a;\n", 501)), 1);
    }

    void callsThatDependOnTheLocaleAreFoundInCore() {
        for (const char* call :
             {"setlocale(LC_ALL, \"\");", "double d = strtod(p, q);", "auto d = std::stod(s);",
              "c = std::tolower(c);", "std::tm* t = localtime(&now);", "std::ostringstream out;",
              "if (isalpha(c)) return;", "std::locale::global(l);"})
            QCOMPARE(count(checkLocale, "core/text/a.cpp", call), 1);
        QCOMPARE(count(checkLocale, "core/text/a.cpp", "// std::tolower(c)\n"), 0);
        QCOMPARE(count(checkLocale, "core/text/a.cpp", "foldedtolower_(c); history(1);"), 0);
        QCOMPARE(count(checkLocale, "ui/desk/a.cpp", "std::tolower(c);"), 0);
    }

    void bareBidiControlCharactersAreFound() {
        QCOMPARE(count(checkBidi, "ui/a.cpp", "auto a = \"\xE2\x81\xA6\";\n"), 1);
        QCOMPARE(count(checkBidi, "ui/a.cpp", "// \xE2\x80\x8F\xE2\x80\xAE\n"), 2);
        QCOMPARE(count(checkBidi, "ui/a.cpp", "auto a = \"\\u2066\"; // \xE2\x80\x8C \xE2\x80\xA6"),
                 0);
    }

    void textWithoutTranslationIsFound_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("findings");
        QTest::newRow("plain") << "label->setText(\"Name\");" << 1;
        QTest::newRow("wrapped") << "setWindowTitle(QStringLiteral(\"Desk\"));" << 1;
        QTest::newRow("from bytes") << "setToolTip(QString::fromUtf8(\"Desk\"));" << 1;
        QTest::newRow("constructed") << "auto* l = new QLabel(\"Name:\", this);" << 1;
        QTest::newRow("variable") << "QPushButton save(\"Save\");" << 1;
        QTest::newRow("one branch") << "setText(ok ? tr(\"Yes\") : \"No\");" << 1;
        QTest::newRow("persian") << "setText(u\"\u0646\u0627\u0645\"_s);" << 1;
        QTest::newRow("tab") << "tabs->addTab(page, \"Aid\");" << 1;
        QTest::newRow("translated") << "setText(tr(\"Given by %1\").arg(\"x\"));" << 0;
        QTest::newRow("catalogue") << "setText(words(\"aid.given\"));" << 0;
        QTest::newRow("signs only") << "setText(\"\\u2066%1\\u2069 \u2014\");" << 0;
        QTest::newRow("data") << "box->addItem(tr(\"Cash\"), \"cash\");" << 0;
        QTest::newRow("object name") << "setObjectName(\"desk\");" << 0;
        QTest::newRow("comment") << "// setText(\"Name\")" << 0;
    }

    void textWithoutTranslationIsFound() {
        QFETCH(QString, line);
        QFETCH(int, findings);
        QCOMPARE(count(checkTranslated, "ui/desk/a.cpp", line.toStdString()), findings);
        QCOMPARE(count(checkTranslated, "core/text/a.cpp", line.toStdString()), 0);
    }

    void aMissingLicenceLineIsFound() {
        QCOMPARE(count(checkLicence, "core/a.h", "#pragma once\n"), 1);
        QCOMPARE(count(checkLicence, "core/a.h",
                       "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n"),
                 0);
    }
};

PEYVAND_TEST(TidyRules)

} // namespace peyvand::tidy

#include "rules_test.moc"
