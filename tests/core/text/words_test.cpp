// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/words.h"

#include "core/text/fold.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace peyvand;

namespace {

const Words& persian() { return Words::of(Language::persian); }
const Words& english() { return Words::of(Language::english); }

QJsonObject catalogue(const char* name) {
    QFile file(QString(PEYVAND_SOURCE_DIR "/resources/words/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}
/// Both files of a language; a key that stands in both is lost, and its test fails.
QJsonObject catalogues(const char* general, const char* records) {
    QJsonObject texts = catalogue(general);
    const QJsonObject further = catalogue(records);
    for (auto text = further.begin(); text != further.end(); ++text)
        texts[texts.contains(text.key()) ? "twice." + text.key() : text.key()] = text.value();
    return texts;
}
QJsonObject persianTexts() { return catalogues("fa.json", "record_fa.json"); }
QJsonObject englishTexts() { return catalogues("en.json", "record_en.json"); }

/// The names in {braces}, each once, sorted.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern("\\{([a-z_]+)\\}");
    QStringList names;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        names << match.next().captured(1);
    names.removeDuplicates();
    names.sort();
    return names;
}

QString plain(const std::string& text) { return QString::fromStdString(text::stripIsolates(text)); }

} // namespace

class WordsTest : public QObject {
    Q_OBJECT
  private slots:
    void everyErrorHasThreeSentencesInBothLanguages() {
        for (const ErrorCode code : allErrorCodes()) {
            const std::string key = "error." + std::string(errorName(code));
            for (const Words* words : {&persian(), &english()}) {
                QVERIFY2(words->has(key), key.c_str());
                const QString sentence = plain(words->sentence(Error{code}));
                QVERIFY2(sentence.count(QRegularExpression("[.;؛](\\s|$)")) >= 3, key.c_str());
                QVERIFY2(!sentence.contains(QRegularExpression("[{}\\[\\]\\n]|  | [.،:]")),
                         qPrintable(sentence));
            }
        }
    }

    void bothCataloguesHaveTheSameKeysAndPlaceholders() {
        const QJsonObject fa = persianTexts();
        const QJsonObject en = englishTexts();
        QVERIFY(fa.size() > 300);
        QCOMPARE(fa.keys(), en.keys());
        for (const QString& key : fa.keys()) {
            QVERIFY2(!fa[key].toString().isEmpty() && !en[key].toString().isEmpty(),
                     qPrintable(key));
            QCOMPARE(placeholders(fa[key].toString()), placeholders(en[key].toString()));
            for (const QString& text : {fa[key].toString(), en[key].toString()})
                QVERIFY2(text.count('[') == text.count(']') && text.count('{') == text.count('}'),
                         qPrintable(key));
        }
    }

    void persianIsWrittenProperly() {
        static const QRegularExpression arabic("[\\x{064A}\\x{0643}\\x{0660}-\\x{0669}0-9]");
        static const QRegularExpression loose_prefix("(^|\\s)(ن?می|نمی) ");
        static const QRegularExpression loose_plural("\\sها(ی|\\s|$)");
        static const QRegularExpression old_ezafe("ه ی\\s|\\x{06C0}");
        const QJsonObject fa = persianTexts();
        for (const QString& key : fa.keys()) {
            // Names of file formats and options are the only Latin with digits.
            QString text = fa[key].toString();
            text.remove("UTF-8").remove("FAT32");
            for (const auto& wrong : {arabic, loose_prefix, loose_plural, old_ezafe})
                QVERIFY2(!text.contains(wrong), qPrintable(key + ": " + text));
        }
    }

    void nobodyIsRefused() {
        static const QRegularExpression refused_fa("(^|\\s)(رد|ردّ|مردود)(\\s|$|\\.)");
        static const QRegularExpression refused_en("refus|reject|denied",
                                                   QRegularExpression::CaseInsensitiveOption);
        const QJsonObject fa = persianTexts();
        const QJsonObject en = englishTexts();
        for (const QString& key : fa.keys()) {
            // "Returning of wrongs" is a source of funds.
            if (key.endsWith("radd_mazalim"))
                continue;
            QVERIFY2(!fa[key].toString().contains(refused_fa), qPrintable(key));
            QString text = en[key].toString();
            QVERIFY2(!text.remove("{rejected}").contains(refused_en), qPrintable(key));
        }
    }

    void amberSentenceReadsAsDesigned() {
        const WordArguments arguments{{"when", "آبان"},
                                      {"category", "food_basket"},
                                      {"charity", "جمعیت یاران مهر"},
                                      {"next", "آذر"}};
        QCOMPARE(
            plain(persian().text("rule.sentence.taken.household", arguments)),
            QString("این خانوار در آبان سبد غذایی گرفته است (جمعیت یاران مهر). نوبت بعدی: آذر. "
                    "اگر نیاز فوری است، با ذکر دلیل ثبت کنید."));
        QCOMPARE(
            plain(persian().text("rule.sentence.taken.household",
                                 {{"when", "آبان"}, {"category", "food_basket"}})),
            QString("این خانوار در آبان سبد غذایی گرفته است. اگر نیاز فوری است، با ذکر دلیل ثبت "
                    "کنید."));
        QCOMPARE(plain(english().text("rule.sentence.taken.person",
                                      {{"when", "Aban"}, {"category", "dowry"}})),
                 QString("This person received dowry in Aban. If the need is urgent, record it "
                         "with a reason."));
    }

    void nothingKnownNamesWhoIsMissing() {
        QCOMPARE(
            plain(persian().text(
                "rule.sentence.none_yet",
                {{"count", "39"}, {"date", "۲۷ آبان"}, {"missing", "2"}, {"names", "مهر، امید"}})),
            // clang-format off
            QString("در داده‌های ۳۹ خیریهٔ عضو تا ۲۷ آبان کمکی ثبت نشده است؛ از ۲ خیریه خبری نداریم: مهر، امید."));
        // clang-format on
        QCOMPARE(
            plain(persian().text("rule.sentence.none_yet", {{"count", "39"}, {"date", "۲۷ آبان"}})),
            QString("در داده‌های ۳۹ خیریهٔ عضو تا ۲۷ آبان کمکی "
                    "ثبت "
                    "نشده "
                    "است."));
    }

    void argumentsAreIsolated() {
        const auto count = persian().text("result.near_limit", {{"count", "1200"}});
        QCOMPARE(count, std::string("\u2066۱٬۲۰۰\u2069 نوبت مانده"));
        const auto date = persian().text("answer.asked_on", {{"date", "۱۴۰۵/۰۸/۳۰"}});
        QVERIFY(date.find("\u2066۱۴۰۵/۰۸/۳۰\u2069") != std::string::npos);
        const auto file = persian().sentence(Error{ErrorCode::file_missing, {{"file", "l2.csv"}}});
        QVERIFY(file.find("\u2066l2.csv\u2069") != std::string::npos);
        const auto named =
            persian().sentence(Error{ErrorCode::file_missing, {{"file", "لیست.csv"}}});
        QVERIFY(named.find("\u2068لیست.csv\u2069") != std::string::npos);
    }

    void anArgumentIsNeverReadAsAPattern() {
        const auto text =
            english().sentence(Error{ErrorCode::file_missing, {{"file", "a{row}[b].csv"}}});
        QVERIFY(text.find("a{row}[b].csv") != std::string::npos);
    }

    void closedListsAreTranslatedInsideSentences() {
        const Error error{ErrorCode::date_unreadable, {{"field", "birth"}, {"row", "12"}}};
        QVERIFY(plain(persian().sentence(error)).startsWith("تاریخ (تاریخ تولد) در ردیف ۱۲ "));
        QVERIFY(plain(english().sentence(error)).contains("birth date"));
    }

    void anUnknownKeyIsShownAsItIs() {
        QVERIFY(!persian().has("no.such"));
        QCOMPARE(persian().text("no.such", {{"a", "b"}}), std::string("no.such"));
    }

    void datesAndNumbersAreWrittenForReading() {
        const CivilDate date = HijriDate{1405, 8, 3}.civil();
        QCOMPARE(persian().date(date), std::string("۱۴۰۵/۰۸/۰۳"));
        QCOMPARE(english().date(date), std::string("2026-10-25"));
        QCOMPARE(persian().month({1405, 8}), std::string("آبان ۱۴۰۵"));
        QCOMPARE(english().month({1405, 8}), std::string("Aban 1405"));
        QCOMPARE(persian().birth(BirthDate::ofYear(1372)), std::string("۱۳۷۲"));
        QCOMPARE(english().birth(BirthDate::ofYear(1372)), std::string("1372 SH"));
        QCOMPARE(persian().birth(BirthDate::ofDay(date)), std::string("۱۴۰۵/۰۸/۰۳"));
        QCOMPARE(persian().birth({}), std::string("نامعلوم"));
        QCOMPARE(persian().number(1'200'000), std::string("۱٬۲۰۰٬۰۰۰"));
        QCOMPARE(persian().number(0), std::string("۰"));
        QCOMPARE(english().number(999), std::string("999"));
        QCOMPARE(english().number(-1000), std::string("\u22121,000"));
        QCOMPARE(english().number(INT64_MIN), std::string("\u22129,223,372,036,854,775,808"));
        QCOMPARE(persian().rials({1'200'000}), std::string("۱٬۲۰۰٬۰۰۰ ریال"));
        QCOMPARE(persian().tomans({1'200'000}), std::string("۱۲۰٬۰۰۰ تومان"));
        QCOMPARE(persian().tomans({15}), std::string("۱۵ ریال"));
    }

    void amountsInWords_data() {
        QTest::addColumn<qint64>("rials");
        QTest::addColumn<QString>("fa");
        QTest::addColumn<QString>("en");
        QTest::newRow("1.2 million") << qint64{12'000'000} << "یک میلیون و دویست هزار تومان"
                                     << "one million two hundred thousand tomans";
        QTest::newRow("zero") << qint64{0} << "صفر تومان" << "zero tomans";
        QTest::newRow("no whole toman") << qint64{25} << "بیست و پنج ریال" << "twenty-five rials";
        QTest::newRow("all places")
            << qint64{1'111'210} << "یکصد و یازده هزار و یکصد و بیست و یک تومان"
            << "one hundred eleven thousand one hundred twenty-one tomans";
        QTest::newRow("gap") << qint64{1'000'000'050} << "یکصد میلیون و پنج تومان"
                             << "one hundred million five tomans";
        QTest::newRow("negative") << qint64{-190} << "منفی نوزده تومان" << "minus nineteen tomans";
        QTest::newRow("largest") << qint64{INT64_MAX} / 1'000'000'000'000'000'000 * 10 << "نه تومان"
                                 << "nine tomans";
    }
    void amountsInWords() {
        QFETCH(qint64, rials);
        QFETCH(QString, fa);
        QFETCH(QString, en);
        QCOMPARE(QString::fromStdString(persian().amountInWords({rials})), fa);
        QCOMPARE(QString::fromStdString(english().amountInWords({rials})), en);
    }

    void theLargestAmountHasWords() {
        for (const std::int64_t amount : {INT64_MAX, INT64_MIN})
            QVERIFY(!QString::fromStdString(persian().amountInWords({amount})).contains("numeral"));
    }

    void closedListsAreComplete() {
        for (const char* key : {"category.food_basket",
                                "category.traveller",
                                "reason.illness",
                                "reason.other",
                                "state.given",
                                "state.held",
                                "state.void",
                                "state.regular",
                                "source.sadaqa",
                                "source.project",
                                "role.clerk",
                                "role.coordinator",
                                "identity.national_id",
                                "identity.census_slip",
                                "result.overlap",
                                "rule.because.in_question",
                                "confidential_service",
                                "member_charity",
                                "weekday.6",
                                "month.12"}) {
            QVERIFY2(persian().has(key), key);
            QVERIFY2(persian().text(key) != english().text(key), key);
        }
    }
};
PEYVAND_TEST(WordsTest)

#include "words_test.moc"
