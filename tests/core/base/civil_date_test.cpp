// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/civil_date.h"
#include "tests/support/registry.h"

#include <QCalendar>
#include <QtTest>

using namespace peyvand;

namespace {
CivilDate civil(int year, int month, int day) { return *CivilDate::fromYmd(year, month, day); }
} // namespace

class CivilDateTest : public QObject {
    Q_OBJECT
  private slots:
    void agreesWithQDateForEveryDayOfFourCenturies() {
        const qint64 unix_epoch = QDate(1970, 1, 1).toJulianDay();
        for (QDate day(1800, 1, 1); day.year() < 2200; day = day.addDays(1)) {
            const CivilDate date = civil(day.year(), day.month(), day.day());
            QCOMPARE(qint64{date.days()}, day.toJulianDay() - unix_epoch);
            QVERIFY(date.year() == day.year() && date.month() == day.month() &&
                    date.day() == day.day());
        }
    }

    void refusesDaysThatDoNotExist() {
        QVERIFY(!CivilDate::fromYmd(2023, 2, 29));
        QVERIFY(CivilDate::fromYmd(2024, 2, 29));
        QVERIFY(!CivilDate::fromYmd(2024, 4, 31));
        QVERIFY(!CivilDate::fromYmd(2024, 0, 1));
        QVERIFY(!CivilDate::fromYmd(2024, 13, 1));
        QVERIFY(!CivilDate::fromYmd(0, 1, 1));
        QVERIFY(!CivilDate::fromYmd(10000, 1, 1));
    }

    void readsOnlyWhatItWrites() {
        QCOMPARE(civil(2026, 3, 21).iso(), std::string("2026-03-21"));
        QCOMPARE(CivilDate::parseIso("2026-03-21")->days(), 20533);
        for (const char* text : {"", "2026-3-21", "2026/03/21", "+026-03-21", "2026-03-2x",
                                 " 2026-03-2", "2026-03-21 ", "20260321"})
            QCOMPARE(CivilDate::parseIso(text).error().code, ErrorCode::date_unreadable);
        QCOMPARE(CivilDate::parseIso("2026-02-29").error().code, ErrorCode::date_not_existing);
    }

    void weekBeginsOnSaturday() {
        QCOMPARE(civil(2026, 11, 21).weekday(), 0);
        QCOMPARE(civil(2026, 11, 27).weekday(), 6);
        QCOMPARE(civil(1969, 12, 27).weekday(), 0);
        QCOMPARE(civil(1970, 1, 1).weekday(), 5);
    }
};
PEYVAND_TEST(CivilDateTest)

class HijriDateTest : public QObject {
    Q_OBJECT
  private slots:
    void agreesWithQCalendarWhereThatIsRight() {
        const QCalendar jalali(QCalendar::System::Jalali);
        CivilDate day = HijriDate{1277, 1, 1}.civil();
        const CivilDate end = HijriDate{1436, 12, 29}.civil();
        QCOMPARE(jalali.dateFromParts(1277, 1, 1), QDate(day.year(), day.month(), day.day()));
        QDate expected(day.year(), day.month(), day.day());
        for (; day <= end; day = day.plusDays(1), expected = expected.addDays(1)) {
            const auto parts = jalali.partsFromDate(expected);
            const HijriDate hijri = HijriDate::fromCivil(day);
            QVERIFY(hijri.year == parts.year && hijri.month == parts.month &&
                    hijri.day == parts.day);
            QCOMPARE(hijri.civil(), day);
        }
    }

    void knowsNewYearsOfTheWholeRange_data() {
        QTest::addColumn<int>("year");
        QTest::addColumn<QString>("new_year");
        // The years where common library calendars are a day off stand beside known ones.
        QTest::newRow("1210") << 1210 << "1831-03-21";
        QTest::newRow("1211") << 1211 << "1832-03-21";
        QTest::newRow("1243") << 1243 << "1864-03-20";
        QTest::newRow("1244") << 1244 << "1865-03-21";
        QTest::newRow("1276") << 1276 << "1897-03-20";
        QTest::newRow("1277") << 1277 << "1898-03-21";
        QTest::newRow("1357") << 1357 << "1978-03-21";
        QTest::newRow("1403") << 1403 << "2024-03-20";
        QTest::newRow("1404") << 1404 << "2025-03-21";
        QTest::newRow("1405") << 1405 << "2026-03-21";
        QTest::newRow("1436") << 1436 << "2057-03-20";
        QTest::newRow("1437") << 1437 << "2058-03-21";
        QTest::newRow("1470") << 1470 << "2091-03-21";
    }
    void knowsNewYearsOfTheWholeRange() {
        QFETCH(int, year);
        QFETCH(QString, new_year);
        QCOMPARE(QString::fromStdString(HijriDate{year, 1, 1}.civil().iso()), new_year);
    }

    void everyDayOfTheRangeGoesThereAndBack() {
        CivilDate expected = HijriDate::make(1206, 1, 1)->civil();
        for (int year = 1206; year <= 1498; ++year) {
            for (int month = 1; month <= 12; ++month) {
                for (int day = 1; day <= HijriDate::daysInMonth(year, month); ++day) {
                    const HijriDate date = *HijriDate::make(year, month, day);
                    QCOMPARE(date.civil(), expected);
                    QCOMPARE(HijriDate::fromCivil(expected), date);
                    expected = expected.plusDays(1);
                }
            }
        }
    }

    void leapYearsFollowTheThirtyThreeYearRule() {
        int leap_years = 0;
        for (int year = 1300; year < 1333; ++year)
            leap_years += HijriDate::isLeap(year) ? 1 : 0;
        QCOMPARE(leap_years, 8);
        QVERIFY(HijriDate::isLeap(1399) && HijriDate::isLeap(1403) && HijriDate::isLeap(1408));
        QVERIFY(!HijriDate::isLeap(1404) && !HijriDate::isLeap(1407));
    }

    void refusesDaysThatDoNotExist() {
        QCOMPARE(HijriDate::make(1403, 12, 30)->civil(), civil(2025, 3, 20));
        QVERIFY(!HijriDate::make(1404, 12, 30));
        QVERIFY(!HijriDate::make(1404, 7, 31));
        QVERIFY(HijriDate::make(1404, 6, 31));
        QVERIFY(!HijriDate::make(1404, 0, 1) && !HijriDate::make(1404, 13, 1));
        QVERIFY(!HijriDate::make(1404, 1, 0));
        QVERIFY(!HijriDate::make(1205, 1, 1) && !HijriDate::make(1499, 1, 1));
    }

    void daysFarOutsideTheRangeDoNotBreakAnything() {
        for (const std::int32_t days : {INT32_MIN, -1'000'000, 1'000'000, INT32_MAX}) {
            const HijriDate date = HijriDate::fromCivil(CivilDate::fromDays(days));
            QCOMPARE(date.civil().days(), days);
        }
    }

    void isWrittenWithZeros() {
        QCOMPARE((HijriDate{1405, 8, 3}.iso()), std::string("1405-08-03"));
        QCOMPARE((HijriDate{1405, 8, 3}.isoMonth()), std::string("1405-08"));
    }
};
PEYVAND_TEST(HijriDateTest)

class HijriMonthTest : public QObject {
    Q_OBJECT
  private slots:
    void knowsItsDays() {
        const HijriMonth esfand = HijriMonth::of(civil(2025, 3, 20));
        QCOMPARE(esfand, (HijriMonth{1403, 12}));
        QCOMPARE(esfand.first(), (HijriDate{1403, 12, 1}.civil()));
        QCOMPARE(esfand.last(), civil(2025, 3, 20));
        QCOMPARE(esfand.iso(), std::string("1403-12"));
    }

    void countsOverYears() {
        QCOMPARE((HijriMonth{1403, 12}.plus(1)), (HijriMonth{1404, 1}));
        QCOMPARE((HijriMonth{1404, 1}.plus(-1)), (HijriMonth{1403, 12}));
        QCOMPARE((HijriMonth{1404, 5}.plus(-29)), (HijriMonth{1401, 12}));
        QCOMPARE(HijriMonth::fromOrdinal(HijriMonth{1405, 8}.ordinal()), (HijriMonth{1405, 8}));
    }
};
PEYVAND_TEST(HijriMonthTest)

class BirthDateTest : public QObject {
    Q_OBJECT
  private slots:
    void isADayOrAYear() {
        const BirthDate day = BirthDate::ofDay(civil(1986, 4, 21));
        QCOMPARE(day.hijri_year, 1365);
        QCOMPARE(day.iso(), std::string("1986-04-21"));
        QCOMPARE(BirthDate::ofYear(1372).iso(), std::string("1372"));
        QCOMPARE(*BirthDate::parseIso(day.iso()), day);
        QCOMPARE(*BirthDate::parseIso("1372"), BirthDate::ofYear(1372));
    }

    void refusesOtherText() {
        QCOMPARE(BirthDate::parseIso("").error().code, ErrorCode::date_unreadable);
        QCOMPARE(BirthDate::parseIso("13x2").error().code, ErrorCode::date_unreadable);
        QCOMPARE(BirthDate::parseIso("1986").error().code, ErrorCode::date_out_of_range);
        QCOMPARE(BirthDate::parseIso("1986-02-30").error().code, ErrorCode::date_not_existing);
    }

    void isAdultAfterEighteenFullYears() {
        const BirthDate birth = BirthDate::ofDay(HijriDate{1387, 8, 30}.civil());
        QVERIFY(!birth.isAdultOn(HijriDate{1405, 8, 29}.civil()));
        QVERIFY(birth.isAdultOn(HijriDate{1405, 8, 30}.civil()));
        const BirthDate leap_day = BirthDate::ofDay(HijriDate{1387, 12, 30}.civil());
        QVERIFY(!leap_day.isAdultOn(HijriDate{1405, 12, 29}.civil()));
        QVERIFY(leap_day.isAdultOn(HijriDate{1406, 1, 1}.civil()));
    }

    void countsAsAdultWhenItMayBe() {
        const CivilDate today = HijriDate{1405, 1, 1}.civil();
        QVERIFY(BirthDate::ofYear(1387).isAdultOn(today));
        QVERIFY(!BirthDate::ofYear(1388).isAdultOn(today));
        QVERIFY(BirthDate{}.isAdultOn(today));
    }
};
PEYVAND_TEST(BirthDateTest)

#include "civil_date_test.moc"
