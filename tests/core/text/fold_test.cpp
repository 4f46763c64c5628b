// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/fold.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tests/support/registry.h"

#include <algorithm>
#include <chrono>
#include <QFile>
#include <QtTest>
#include <random>

using namespace peyvand;
using namespace peyvand::text;

namespace {

/// Keys by utf8proc alone: what the table of common letters must not differ from.
std::string slowSearchKey(std::string_view utf8) {
    std::string folded;
    for (std::size_t place = 0; place < utf8.size();)
        folded += foldCodePoint(nextCodePoint(utf8, place));
    std::string key;
    for (const char byte : folded) {
        if (byte != ' ' || (!key.empty() && key.back() != ' '))
            key += byte;
    }
    if (key.ends_with(' '))
        key.pop_back();
    return key;
}

/// The fixture of this test, and the sample lists where a checkout has them beside it.
std::vector<std::string> sampleTexts() {
    const QString root = PEYVAND_SOURCE_DIR;
    std::vector<std::string> texts;
    for (const char* path :
         {"/tests/data/text/names.txt", "/../shared/data/two-charities/a_people.csv",
          "/../shared/data/two-charities/b_people.csv"}) {
        QFile file(root + path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& line : file.readAll().split('\n')) {
            for (const QByteArray& field : line.split(','))
                texts.push_back(field.toStdString());
        }
    }
    return texts;
}

std::string randomText(std::mt19937& random) {
    // Blocks in which folding has something to do, and any byte at all.
    constexpr std::pair<char32_t, char32_t> blocks[] = {
        {0x20, 0x7E},     {0xA0, 0x24F},    {0x300, 0x36F},   {0x600, 0x6FF},    {0x600, 0x6FF},
        {0x750, 0x77F},   {0x900, 0x97F},   {0x1100, 0x11FF}, {0x2000, 0x206F},  {0x3000, 0x30FF},
        {0xFB50, 0xFDFF}, {0xFE70, 0xFEFF}, {0xFF00, 0xFFEF}, {0x1D7CE, 0x1D7FF}};
    std::string text;
    for (auto n = random() % 30; n > 0; --n) {
        const auto& [first, last] = blocks[random() % std::size(blocks)];
        if (random() % 20 == 0)
            text += static_cast<char>(random() % 256);
        else
            appendCodePoint(text, first + static_cast<char32_t>(random() % (last - first + 1)));
    }
    return text;
}

} // namespace

class FoldTest : public QObject {
    Q_OBJECT
  private slots:
    void oneNameHasOneKey_data() {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("yeh and kaf") << "علي كريمي" << "علی کریمی";
        QTest::newRow("marks") << "مُحَمَّد" << "محمد";
        QTest::newRow("tatweel") << "علـــی" << "علی";
        QTest::newRow("joiner") << "علی‌رضا" << "علیرضا";
        QTest::newRow("alefs") << "أإآٱا" << "ااااا";
        QTest::newRow("hamzas") << "مؤمن رئوف" << "مومن ریوف";
        QTest::newRow("heh with yeh") << "فاطمۀ" << "فاطمهٔ";
        QTest::newRow("teh marbuta") << "فاطمة" << "فاطمه";
        QTest::newRow("digits") << "۱۲٣4" << "1234";
        QTest::newRow("presentation forms") << "ﻋﻠﻲ" << "علی";
        QTest::newRow("full width") << "Ａｌｉ １" << "ali 1";
        QTest::newRow("Latin") << "Zoë ÅNGSTRÖM" << "zoe angstrom";
        QTest::newRow("punctuation") << "  قم،(خ. آزادی)/۲ " << "قم خ ازادی 2";
        QTest::newRow("isolates") << "\u2068علی\u2069" << "علی";
        QTest::newRow("spaces") << "علی\u00A0\t\n رضا" << "علی رضا";
    }
    void oneNameHasOneKey() {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QCOMPARE(QString::fromStdString(searchKey(left.toStdString())),
                 QString::fromStdString(searchKey(right.toStdString())));
    }

    void keyIsReadable() {
        QCOMPARE(searchKey(" مُحمّد‌رضا  كريمي ۱۲ "),
                 std::string("محمدرضا کریمی 12"));
        QCOMPARE(joinedKey("محمد رضا"), searchKey("محمدرضا"));
        QCOMPARE(searchKey(""), std::string());
        QCOMPARE(searchKey(" ‌ـ . "), std::string());
    }

    void differentNamesKeepDifferentKeys() {
        QVERIFY(searchKey("حسن") != searchKey("حسین"));
        QVERIFY(searchKey("علی رضا") != searchKey("علیرضا"));
        QVERIFY(searchKey("پری") != searchKey("بری"));
        QVERIFY(searchKey("گل") != searchKey("کل"));
    }

    void everyCodePointIsStable() {
        for (char32_t c = 0; c < 0x110000; ++c) {
            std::string text;
            appendCodePoint(text, c);
            const std::string key = searchKey(text);
            QVERIFY2(searchKey(key) == key, qPrintable(QString::number(c, 16)));
            if (c < table_end)
                QCOMPARE(std::string(foldTable()[c].view()), foldCodePoint(c));
        }
    }

    void keysAreStableAndTheTableAgreesWithUtf8proc() {
        std::vector<std::string> texts = sampleTexts();
        QVERIFY(texts.size() >= 14);
        std::mt19937 random(20261121);
        for (int i = 0; i < 50'000; ++i)
            texts.push_back(randomText(random));
        for (const std::string& text : texts) {
            const std::string key = searchKey(text);
            QCOMPARE(key, slowSearchKey(text));
            QCOMPARE(searchKey(key), key);
            QCOMPARE(joinedKey(key), joinedKey(text));
            QCOMPARE(joinedKey(joinedKey(text)), joinedKey(text));
            QVERIFY(isValidUtf8(key));
        }
    }

    void brokenUtf8SeparatesWords() {
        QCOMPARE(searchKey("ab\xFF"
                           "cd"),
                 std::string("ab cd"));
        QCOMPARE(searchKey("\xD8"), std::string());
        QCOMPARE(searchKey("a\xC0\xAF\xED\xA0\x80z"), std::string("a z"));
    }

    void digitsAreFoldedAndNothingElse() {
        QCOMPARE(foldDigits("۰۱۹ ٠٩ ５ ab ی\xFF"), std::string("019 09 5 ab ی\xFF"));
        QCOMPARE(persianDigits("0912-ی"), std::string("۰۹۱۲-ی"));
        QCOMPARE(foldDigits(persianDigits("9876543210")), std::string("9876543210"));
    }

    void sortsLikeAPersianDictionary() {
        const std::vector<std::string> sorted{
            "۲",      "۱۲",   "آبان",  "آزاد", "ابر",  "احمد", "باران", "پری",  "تقی",
            "ثریا",   "جعفر", "چمن",   "حسن",  "خسرو", "دانا", "ذبیح",  "رضا",  "زهرا",
            "ژاله",   "سارا", "شیدا",  "صابر", "ضیا",  "طاهر", "ظریف",  "علی",  "علی رضا",
            "علیرضا", "غلام", "فرهاد", "قاسم", "کریم", "گیتی", "لاله",  "مریم", "نادر",
            "وحید",   "هادی", "یاسر",  "ali",  "Zahra"};
        std::vector<std::string> mixed(sorted.rbegin(), sorted.rend());
        std::sort(mixed.begin(), mixed.end(), [](const auto& left, const auto& right) {
            return sortKey(left) < sortKey(right);
        });
        // Digits are compared one by one, so 12 stands before 2.
        std::vector<std::string> expected = sorted;
        std::swap(expected[0], expected[1]);
        QCOMPARE(mixed, expected);
    }

    void sortKeyIgnoresKeyboards() {
        QCOMPARE(sortKey("علي كريمي"), sortKey("علی کریمی"));
        QCOMPARE(sortKey("آرزو"), sortKey("ا\u0653رزو"));
        QVERIFY(sortKey("آرزو") != sortKey("ارزو"));
        QVERIFY(sortKey("ی") < sortKey("ێ"));
        QVERIFY(sortKey("ێ") < sortKey("a"));
        QVERIFY(sortKey("z") < sortKey("я"));
        QVERIFY(sortKey("") < sortKey("۰"));
    }
};
PEYVAND_TEST(FoldTest)

class CleanInputTest : public QObject {
    Q_OBJECT
  private slots:
    void keepsWhatWasTyped() {
        QCOMPARE(*cleanInput("  علي \t كريمي\r\n۱۲  "), std::string("علي كريمي ۱۲"));
        QCOMPARE(*cleanInput("علی‌رضا"), std::string("علی‌رضا"));
        QCOMPARE(*cleanInput(""), std::string());
        QCOMPARE(*cleanInput("\u00A0\u2028"), std::string());
    }

    void refusesHiddenCharacters() {
        for (const char* text : {"a\u200Eb", "\u202Eabc", "\u2066a\u2069", "a\x01", "a\x7F",
                                 "a\u061C", "\uFEFFa", "a\u0085"})
            QCOMPARE(cleanInput(text).error().code, ErrorCode::text_has_controls);
        QCOMPARE(cleanInput(std::string_view("a\0b", 3)).error().code,
                 ErrorCode::text_has_controls);
    }

    void refusesBrokenUtf8() {
        for (const char* text : {"\xFF", "a\xD8", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80"})
            QCOMPARE(cleanInput(text).error().code, ErrorCode::text_not_utf8);
    }

    void hasALimitInBytes() {
        QVERIFY(cleanInput("علی", 6).has_value());
        QCOMPARE(cleanInput("علی", 5).error(), (Error{ErrorCode::text_too_long, {{"limit", "5"}}}));
        QVERIFY(cleanInput("a" + std::string(3000, ' '), 1).has_value());
    }
};
PEYVAND_TEST(CleanInputTest)

class IsolateTest : public QObject {
    Q_OBJECT
  private slots:
    void surroundAndAreTakenAway() {
        QCOMPARE(isolateLtr("0912"), std::string("\u20660912\u2069"));
        QCOMPARE(isolateAuto("علی"), std::string("\u2068علی\u2069"));
        QCOMPARE(stripIsolates(isolateLtr("0912")), std::string("0912"));
        QCOMPARE(stripIsolates("\u200Ea\u2067b\u200F"), std::string("ab"));
        QCOMPARE(isolateLtr(""), std::string());
    }

    void textCannotBreakOutOfItsIsolate() {
        QCOMPARE(isolateAuto("a\u2069b"), std::string("\u2068ab\u2069"));
        QCOMPARE(isolateLtr(isolateAuto("a")), isolateLtr("a"));
    }
};
PEYVAND_TEST(IsolateTest)

class FoldSpeedTest : public QObject {
    Q_OBJECT
  private slots:
    void searchKeyOfAName() {
        const std::string name = "محمدرضا كريمي‌نژاد";
        std::size_t bytes = 0;
        QBENCHMARK { bytes += searchKey(name).size(); }
        QVERIFY(bytes > 0);
    }
};
PEYVAND_TEST(FoldSpeedTest)

#include "fold_test.moc"
