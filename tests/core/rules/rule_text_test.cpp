// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_text.h"
#include "core/text/fold.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;

namespace {

Rule basket() {
    for (const auto& rule : defaultRules())
        if (rule.category == "food_basket")
            return rule;
    return {};
}

QString effect(const Rule& rule, Language language = Language::persian) {
    return QString::fromStdString(text::stripIsolates(ruleEffect(rule, Words::of(language))));
}

} // namespace

class RuleTextTest : public QObject {
    Q_OBJECT
  private slots:
    void aRuleSaysWhatItDoes() {
        QCOMPARE(
            effect(basket()),
            QStringLiteral(
                "سبد غذایی: هر خانوار یک بار در ۳۰ روز، با شمردن "
                "کمک همهٔ خیریه‌ها."
                " زودتر از آن فقط گفته می‌شود و جلوی کمک گرفته "
                "نمی‌شود."));
        Rule rule = basket();
        rule.per_item = true;
        rule.limit = 3;
        rule.period = RulePeriod::hijri_year;
        rule.scope = RuleScope::own;
        QVERIFY(effect(rule, Language::english)
                    .contains(QStringLiteral("household 3 times in each year, each item")));
        rule.active = false;
        QVERIFY(effect(rule).contains(QStringLiteral("خاموش")));
    }

    void everyRuleAndPeriodHasItsWords() {
        for (Rule rule : defaultRules())
            for (int period = 1; period <= 13; ++period)
                for (const Language language : {Language::persian, Language::english}) {
                    rule.period = static_cast<RulePeriod>(period);
                    QVERIFY2(!effect(rule, language).contains(QStringLiteral("rule.effect")),
                             rule.id.c_str());
                    QVERIFY(effect(rule, language).endsWith('.'));
                }
    }

    void periodsAreReadAsTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("period");
        QTest::addColumn<int>("length");
        const auto row = [](const char* typed, RulePeriod period, int length) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << int(period) << length;
        };
        row("45 days", RulePeriod::rolling_days, 45);
        row("۴۵ روز", RulePeriod::rolling_days, 45);
        row("3months", RulePeriod::rolling_months, 3);
        row("۲ سال", RulePeriod::rolling_years, 2);
        row("month", RulePeriod::hijri_month, 1);
        row("hijri_year", RulePeriod::hijri_year, 1);
        row("سال تحصیلی", RulePeriod::school_year, 1);
        row("مناسبت", RulePeriod::occasion, 1);
        row("one_open", RulePeriod::one_open, 1);
    }
    void periodsAreReadAsTyped() {
        QFETCH(QString, typed);
        QFETCH(int, period);
        QFETCH(int, length);
        RuleChange change;
        change.period = typed.toStdString();
        const auto rule = changedRule(basket(), change);
        QVERIFY(rule);
        QCOMPARE(int(rule->period), period);
        QCOMPARE(rule->length, length);
        QCOMPARE(rule->category, std::string("food_basket"));
    }

    void whatIsNotUnderstoodIsNamed() {
        const auto fieldOf = [](const RuleChange& change) -> std::string {
            const auto rule = changedRule(basket(), change);
            return rule || rule.error().arguments.empty() ? std::string()
                                                          : rule.error().arguments[0].second;
        };
        RuleChange change;
        for (const char* period : {"", "30", "days", "-3 days", "30 weeks", "0 days", "4000 days",
                                   "99999999999 days", "rolling_days", "30 days 2"}) {
            change = {};
            change.period = period;
            QVERIFY2(fieldOf(change) == "period" || fieldOf(change) == "length", period);
        }
        for (const char* count : {"", "0", "-1", "101", "1.5", "two", "1 2", "9999999999999"}) {
            change = {};
            change.count = count;
            QCOMPARE(fieldOf(change), std::string("limit"));
        }
        change = {};
        change.unit = "village";
        QCOMPARE(fieldOf(change), std::string("unit"));
        change = {};
        change.action = "stop";
        QCOMPARE(fieldOf(change), std::string("action"));
        change = {};
        change.category = "yacht";
        QCOMPARE(changedRule(basket(), change).error().code, ErrorCode::category_unknown);
    }
};
PEYVAND_TEST(RuleTextTest)

#include "rule_text_test.moc"
