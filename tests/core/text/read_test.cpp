// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/read.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <random>

using namespace peyvand;
using namespace peyvand::text;

namespace {

const CivilDate today = HijriDate{1405, 8, 30}.civil();

QString name(const Error& error) {
    return QString::fromStdString(std::string(errorName(error.code)));
}

} // namespace

class ReadTest : public QObject {
    Q_OBJECT
  private slots:
    void dates_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* typed, const char* expected) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << expected;
        };
        row("1403/5/1", "1403-05-01");
        row("۱۴۰۳-۰۵-۰۱", "1403-05-01");
        row("١٤٠٣/٠٥/٠١", "1403-05-01");
        row("1403.5.1", "1403-05-01");
        row(" 1403 / 05 / 01 ", "1403-05-01");
        row("1/5/1403", "1403-05-01");
        row("1403/12/30", "1403-12-30");
        row("2024-07-22", "1403-05-01");
        row("03/5/1", "1403-05-01");
        row("۷۳/۵/۳۰", "1373-05-30");
        row("05/08/30", "1405-08-30");
        row("05/09/01", "1305-09-01");
        row("06/01/01", "1306-01-01");
        row("امروز", "1405-08-30");
        row("ديروز", "1405-08-29");
        row("1206/1/1", "1206-01-01");
        row("1498/12/29", "1498-12-29");
        row("1404/12/30", "date_not_existing");
        row("1404/13/1", "date_not_existing");
        row("1404/7/31", "date_not_existing");
        row("1404/0/0", "date_not_existing");
        row("2023-02-29", "date_not_existing");
        row("1205/1/1", "date_out_of_range");
        row("1499/1/1", "date_out_of_range");
        row("1899/1/1", "date_out_of_range");
        row("2999-01-01", "date_out_of_range");
        for (const char* typed :
             {"", "فردا شاید", "1403", "1403/5", "1403/5/1/2", "403/5/1", "1403/5/001",
              "05/07/2024", "3/5/1", "1403/a/1", "99999999999999999999/1/1", "1403*5*1", "\xFF"})
            row(typed, "date_unreadable");
    }
    void dates() {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const auto date = readDate(typed.toStdString(), today);
        QCOMPARE(date ? QString::fromStdString(HijriDate::fromCivil(*date).iso())
                      : name(date.error()),
                 expected);
    }

    void everyDateIsReadAsItIsWritten() {
        for (int day = HijriDate{1306, 1, 1}.civil().days(); day <= today.days(); day += 13) {
            const CivilDate date = CivilDate::fromDays(day);
            const std::string iso = HijriDate::fromCivil(date).iso();
            QCOMPARE(*readDate(iso, today), date);
            QCOMPARE(*readDate(iso.substr(2), today), date);
            QCOMPARE(*readDate(date.iso(), today), date);
        }
    }

    void births_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("day") << "1377-04-24" << "1998-07-15";
        QTest::newRow("two digits") << "۷۳/۵/۳۰" << "1994-08-21";
        QTest::newRow("year") << "۱۳۴۷" << "1347";
        QTest::newRow("year with spaces") << " 1365 " << "1365";
        QTest::newRow("two digits alone") << "65" << "date_unreadable";
        QTest::newRow("Gregorian year alone") << "1986" << "date_unreadable";
        QTest::newRow("year before the range") << "1205" << "date_out_of_range";
        QTest::newRow("no such day") << "1404/12/30" << "date_not_existing";
        QTest::newRow("empty") << "" << "date_unreadable";
    }
    void births() {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const auto birth = readBirth(typed.toStdString(), today);
        QCOMPARE(birth ? QString::fromStdString(birth->iso()) : name(birth.error()), expected);
    }

    void phones_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* typed, const char* expected) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << expected;
        };
        for (const char* typed :
             {"09121234567", "+989121234567", "00989121234567", "989121234567", "9121234567",
              "0912 123 4567", "0912-123-4567", "(0912) 1234567", "+98 (0) 912 123 4567",
              "۰۹۱۲۱۲۳۴۵۶۷", "٠٩١٢١٢٣٤٥٦٧", "\u206609121234567\u2069", "0912\u2013123\u20134567"})
            row(typed, "09121234567");
        row("9757001886", "09757001886");
        row("0951-2868273", "09512868273");
        row("021 33445566", "02133445566");
        row("+93 700 123 456", "+93700123456");
        for (const char* typed :
             {"", "0912123456", "091212345678", "33445566", "0912x234567", "ندارد",
              "09121234567, 09131234567", "+", "00", "++989121234567", "0912+1234567", "+1234567"})
            row(typed, "phone_unreadable");
    }
    void phones() {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const auto phone = readPhone(typed.toStdString());
        QCOMPARE(phone ? QString::fromStdString(*phone) : name(phone.error()), expected);
        if (phone)
            QCOMPARE(*readPhone(*phone), *phone);
    }

    void amounts_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* typed, const char* expected) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << expected;
        };
        for (const char* typed :
             {"1200000", "1,200,000", "۱٬۲۰۰٬۰۰۰", "1.200.000", "1 200 000", "1/200/000",
              "۱،۲۰۰،۰۰۰ ریال", "120000 تومان", "120,000تومان", "120'000 Tomans", "1200000 IRR",
              " ١٢٠٠٠٠٠ ريال ", "۱۲۰٬۰۰۰ تومن"})
            row(typed, "1200000");
        row("0", "0");
        row("-0", "0");
        row("99999999999999999 تومان", "999999999999999990");
        for (const char* typed : {"-5", "-1,200 تومان", "\u22125"})
            row(typed, "amount_negative");
        for (const char* typed :
             {"", "تومان", "12,00,000", "1200.5", "1,20", "1,,200", "1200 دلار", "x1200", "12a00",
              "999999999999999999", "1234,567", "1,200,", "۱۲۰۰ و ۵۰"})
            row(typed, "amount_unreadable");
    }
    void amounts() {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const auto amount = readAmount(typed.toStdString());
        QCOMPARE(amount ? QString::number(amount->amount) : name(amount.error()), expected);
    }

    void randomBytesAreAnsweredAndNeverBreak() {
        std::mt19937 random(5);
        constexpr std::string_view likely = "0123456789/-.+ ,\xDB\xB1\xD9\xA0";
        for (int i = 0; i < 50'000; ++i) {
            std::string typed;
            for (auto n = random() % 24; n > 0; --n)
                typed += random() % 8 == 0 ? static_cast<char>(random() % 256)
                                           : likely[random() % likely.size()];
            const auto amount = readAmount(typed);
            QVERIFY(!amount || amount->amount >= 0);
            const auto phone = readPhone(typed);
            QVERIFY(!phone || (phone->size() <= 16 && *readPhone(*phone) == *phone));
            const auto birth = readBirth(typed, today);
            QVERIFY(!birth || (birth->hijri_year >= 1206 && birth->hijri_year <= 1498));
        }
    }
};
PEYVAND_TEST(ReadTest)

#include "read_test.moc"
