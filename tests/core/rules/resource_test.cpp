// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/category.h"
#include "core/rules/occasion.h"
#include "core/text/fold.h"
#include "tests/core/rules/story.h"
#include "tests/support/registry.h"

#include <map>
#include <set>

using namespace peyvand;
using namespace peyvand::test;

class Categories : public QObject {
    Q_OBJECT

  private slots:
    void numbersNeverChange() {
        const std::map<std::string, int> numbers{{"food_basket", 1},
                                                 {"occasion_basket", 2},
                                                 {"meals", 3},
                                                 {"meat_nazri", 4},
                                                 {"cash", 5},
                                                 {"stipend", 6},
                                                 {"sponsorship", 7},
                                                 {"housing", 8},
                                                 {"rent", 9},
                                                 {"deposit", 10},
                                                 {"housing_repair", 11},
                                                 {"utilities", 12},
                                                 {"fuel", 13},
                                                 {"treatment", 14},
                                                 {"medical_device", 15},
                                                 {"formula_diapers", 16},
                                                 {"layette", 17},
                                                 {"dowry", 18},
                                                 {"home_appliances", 19},
                                                 {"clothing", 20},
                                                 {"education", 21},
                                                 {"stationery", 22},
                                                 {"tuition", 23},
                                                 {"employment", 24},
                                                 {"loan", 25},
                                                 {"funeral", 26},
                                                 {"traveller", 27},
                                                 {"counselling", 28},
                                                 {"legal_aid", 29}};
        for (const auto& [id, number] : numbers) {
            QVERIFY2(findCategory(id), id.c_str());
            QCOMPARE(int(findCategory(id)->number), number);
            QCOMPARE(categoryByNumber(static_cast<std::uint16_t>(number)), findCategory(id));
        }
        QVERIFY(!categoryByNumber(0));
        QVERIFY(!findCategory("nothing"));
    }

    void noTwoCategoriesShareANumberOrASpelling() {
        std::set<int> numbers;
        std::map<std::string, std::string> owners;
        for (const Category& category : allCategories()) {
            QVERIFY2(numbers.insert(category.number).second, category.id.c_str());
            QVERIFY(category.number > 0);
            QVERIFY(category.parent.empty() || findCategory(category.parent));
            QVERIFY2(category.spellings.size() >= 2, category.id.c_str());
            for (const std::string& spelling : category.spellings) {
                const std::string key = text::joinedKey(spelling);
                QVERIFY2(!key.empty(), spelling.c_str());
                const auto owner = owners.try_emplace(key, category.id).first->second;
                QVERIFY2(owner == category.id, spelling.c_str());
                QCOMPARE(readCategory(spelling), &category);
            }
        }
    }

    void readsWhatListsWrite_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("id");
        QTest::newRow("plain") << "سبد غذایی" << "food_basket";
        QTest::newRow("Arabic letters") << "سبد غذايي" << "food_basket";
        QTest::newRow("joined") << "سبدغذایی" << "food_basket";
        QTest::newRow("of he with hamza") << "بستهٔ معیشتی" << "food_basket";
        QTest::newRow("half space") << "قرض\u200cالحسنه" << "loan";
        QTest::newRow("dowry") << " جهيزيه " << "dowry";
        QTest::newRow("cash") << "کمک نقدی" << "cash";
        QTest::newRow("Arabic kaf") << "كمك نقدي" << "cash";
        QTest::newRow("medicine") << "دارو" << "treatment";
        QTest::newRow("school") << "تحصیل" << "education";
        QTest::newRow("housing") << "مسکن" << "housing";
        QTest::newRow("rent") << "اجاره" << "rent";
        QTest::newRow("clothes") << "پوشاک" << "clothing";
        QTest::newRow("appliances") << "لوازم خانگی" << "home_appliances";
        QTest::newRow("law") << "مشاورهٔ حقوقی" << "legal_aid";
        QTest::newRow("work") << "اشتغال" << "employment";
        QTest::newRow("formula") << "شیرخشک" << "formula_diapers";
        QTest::newRow("stationery") << "لوازم‌التحریر" << "stationery";
        QTest::newRow("id") << "food_basket" << "food_basket";
        QTest::newRow("English") << "FOOD  Basket" << "food_basket";
    }
    void readsWhatListsWrite() {
        QFETCH(QString, typed);
        QFETCH(QString, id);
        const Category* category = readCategory(typed.toStdString());
        QVERIFY(category);
        QCOMPARE(QString::fromStdString(category->id), id);
    }

    void unknownWordsAreNoCategory() {
        QVERIFY(!readCategory(""));
        QVERIFY(!readCategory("  "));
        QVERIFY(!readCategory("ناشناخته"));
        QVERIFY(!readCategory(std::string(100000, 'x')));
    }

    void childrenOfHousingAndEducation() {
        for (const char* id : {"rent", "deposit", "housing_repair", "utilities", "fuel"})
            QCOMPARE(findCategory(id)->parent, std::string("housing"));
        for (const char* id : {"stationery", "tuition"})
            QCOMPARE(findCategory(id)->parent, std::string("education"));
    }

    void onlyHelpThatNeedsNoCountIsSensitive() {
        // A claim of a sensitive category hides it, and no rule could count it any more.
        for (const Category& category : allCategories()) {
            const bool has_rule =
                std::any_of(defaultRules().begin(), defaultRules().end(),
                            [&](const Rule& rule) { return rule.category == category.id; });
            QVERIFY2(!(category.sensitive && has_rule), category.id.c_str());
        }
        QVERIFY(findCategory("counselling")->sensitive);
        QVERIFY(!findCategory("treatment")->sensitive);
    }
};
PEYVAND_TEST(Categories)

class DefaultRules : public QObject {
    Q_OBJECT

  private slots:
    void areThoseOfTheTable() {
        const std::string expected = "food_basket household 1 rolling_days 30\n"
                                     "occasion_basket household 1 occasion 1\n"
                                     "cash household 1 rolling_months 3\n"
                                     "stipend household 1 note_only 1\n"
                                     "sponsorship person 1 note_only 1\n"
                                     "rent household 3 hijri_year 1\n"
                                     "deposit household 1 rolling_years 2\n"
                                     "housing_repair household 1 rolling_years 5\n"
                                     "utilities household 2 hijri_year 1\n"
                                     "fuel household 1 winter 1\n"
                                     "treatment person 1 same_invoice 1\n"
                                     "medical_device person 1 rolling_years 2 per item\n"
                                     "formula_diapers person 1 hijri_month 1\n"
                                     "layette person 1 lifetime 1\n"
                                     "dowry person 1 lifetime 1 per item\n"
                                     "home_appliances household 1 rolling_years 5 per item\n"
                                     "clothing person 2 hijri_year 1\n"
                                     "stationery person 1 school_year 1\n"
                                     "tuition person 1 term 1\n"
                                     "employment person 1 rolling_years 3\n"
                                     "loan household 1 one_open 1\n"
                                     "funeral person 1 lifetime 1\n"
                                     "traveller person 1 rolling_days 30\n";
        std::string found;
        for (const Rule& rule : defaultRules())
            found += rule.category + " " + std::string(helpUnitName(rule.unit)) + " " +
                     std::to_string(rule.limit) + " " + std::string(rulePeriodName(rule.period)) +
                     " " + std::to_string(rule.length) + (rule.per_item ? " per item" : "") + "\n";
        QCOMPARE(found, expected);
    }

    void allTellInTheWholeNetwork() {
        std::set<std::string> ids;
        for (const Rule& rule : defaultRules()) {
            QVERIFY2(ids.insert(rule.id).second, rule.id.c_str());
            QCOMPARE(rule.scope, RuleScope::network);
            QCOMPARE(rule.action, RuleAction::tell);
            QVERIFY(rule.active);
            const Category* category = findCategory(rule.category);
            QVERIFY2(category, rule.category.c_str());
            QCOMPARE(rule.unit, category->unit);
        }
    }
};
PEYVAND_TEST(DefaultRules)

class Occasions : public QObject {
    Q_OBJECT

  private slots:
    void twoEidsAlFitrIn1405() {
        QCOMPARE(findOccasion("fitr-1447")->day, day("1405-01-01"));
        QVERIFY(!findOccasion("fitr-1447")->estimate);
        const Occasion* second = findOccasion("fitr-1448");
        QVERIFY(second->estimate);
        QVERIFY(second->day >= day("1405-12-18") && second->day <= day("1405-12-20"));
    }

    void everyLunarKindOfEveryYearIsThere() {
        std::map<std::string, int> count;
        std::set<std::string> keys;
        for (const Occasion& one : allOccasions()) {
            QVERIFY2(keys.insert(one.key).second, one.key.c_str());
            QVERIFY2(one.from <= one.day && one.day <= one.to, one.key.c_str());
            QVERIFY(occasionName(one.key));
            ++count[one.kind];
        }
        for (const char* kind : {"ramadan", "fitr", "qurban", "ghadir", "mid_shaban", "muharram",
                                 "ashura", "arbaeen", "nowruz", "yalda"})
            QVERIFY2(count[kind] >= 7, kind);
    }

    void lunarYearsAreOfOneLength() {
        std::map<std::string, CivilDate> last;
        for (const Occasion& one : allOccasions()) {
            if (one.kind == "nowruz" || one.kind == "yalda")
                continue;
            if (const auto before = last.find(one.kind); before != last.end()) {
                const int days = one.day.days() - before->second.days();
                QVERIFY2(days >= 353 && days <= 356, one.key.c_str());
            }
            last[one.kind] = one.day;
        }
        for (const Occasion& one : allOccasions()) {
            if (one.kind != "ramadan")
                continue;
            const Occasion* fitr = findOccasion("fitr" + one.key.substr(7));
            if (!fitr)
                continue;
            QCOMPARE(one.to.plusDays(1), fitr->day);
            const int days = fitr->day.days() - one.day.days();
            QVERIFY(days == 29 || days == 30);
        }
    }

    void aDayHasTheFirstNamedOccasion() {
        QCOMPARE(occasionOn(day("1405-01-01"))->key, std::string("fitr-1447"));
        QCOMPARE(occasionOn(day("1405-01-05"))->key, std::string("nowruz-1405"));
        QCOMPARE(occasionOn(day("1404-12-20"))->key, std::string("ramadan-1447"));
        QCOMPARE(occasionOn(day("1405-04-04"))->key, std::string("ashura-1448"));
        QCOMPARE(occasionOn(day("1405-04-05"))->key, std::string("muharram-1448"));
        QVERIFY(!occasionOn(day("1405-08-01")));
        QVERIFY(!findOccasion("ramadan-1300"));
    }

    void namesOfAKeyAndOfAKind() {
        QCOMPARE(occasionName("ramadan-1448")->persian, std::string("رمضان"));
        QCOMPARE(occasionName("mid_shaban")->english, std::string("Mid-Sha'ban"));
        QVERIFY(!occasionName("other-1448"));
    }

    void holidays() {
        QCOMPARE(holidayOn(day("1405-01-01"))->name->id, std::string("nowruz"));
        QCOMPARE(holidayOn(day("1405-03-14"))->name->id, std::string("khomeini"));
        QCOMPARE(holidayOn(day("1405-04-04"))->name->id, std::string("ashura"));
        QVERIFY(!holidayOn(day("1405-04-04"))->estimate);
        QVERIFY(holidayOn(day("1406-11-22")));
        QVERIFY(!holidayOn(day("1405-09-01")));
    }
};
PEYVAND_TEST(Occasions)

#include "resource_test.moc"
