// SPDX-License-Identifier: GPL-3.0-or-later
// Which aid a list of aid holds, and under whose name.
#include "core/exchange/csv.h"
#include "core/exchange/export.h"
#include "core/register/aid_book.h"
#include "core/register/fields.h"
#include "core/register/households.h"
#include "core/register/loans.h"
#include "core/register/people.h"
#include "core/register/schedules.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <algorithm>
#include <QTemporaryDir>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;
using test::RegisterFixture;

namespace {

template <class T> T must(Result<T> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
    return std::move(*result);
}
void must(Result<void> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
}

BeneficiaryId add(Register& opened, const std::string& given, const std::string& family,
                  std::vector<TypedIdentity> identities = {}) {
    NewPerson person;
    person.fields.given_name = given;
    person.fields.family_name = family;
    person.identities = std::move(identities);
    return must(People(opened).add(person)).id;
}

} // namespace

class ExportAidTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_{};
    int next_ = 0;

    // The lines of an export of aid, each as the cells that were asked for.
    std::vector<std::vector<std::string>> aidLines(Register& opened, bool all_states,
                                                   std::initializer_list<std::size_t> columns) {
        ExportRequest request;
        request.path = Path(folder_.path().toStdString()) / (std::to_string(++next_) + ".csv");
        request.language = Language::english;
        request.all_states = all_states;
        must(exportAid(opened, request));
        const Grid grid =
            must(readCsv(must(opened.platform().files.readAll(request.path, 1 << 20))));
        std::vector<std::vector<std::string>> lines;
        for (std::size_t row = 1; row < grid.rows(); ++row) {
            lines.emplace_back();
            for (const std::size_t column : columns)
                lines.back().emplace_back(grid.cell(row, column));
        }
        // Aid of one moment stands in any order.
        std::sort(lines.begin(), lines.end());
        return lines;
    }

  private slots:
    void regularAidCountsOnceByItsPayments() {
        RegisterFixture from;
        Register& opened = from.opened();
        const auto person = idAs<RecordId>(add(opened, "زهرا", "رستمی"));
        namespace f = field::schedule;
        const CivilDate first = HijriMonth::of(opened.today()).first();
        const auto schedule = must(Schedules(opened).add(person,
                                                         {{f::category, std::string("stipend")},
                                                          {f::amount_rial, std::int64_t{3'000'000}},
                                                          {f::period, std::string("monthly")},
                                                          {f::from_day, valueOf(first)}},
                                                         true));
        must(Schedules(opened).give(schedule, HijriMonth::of(first), {opened.today()}));
        namespace l = field::loan;
        const auto loan =
            must(Loans(opened).request(person, {{l::amount_rial, std::int64_t{9'000'000}},
                                                {l::day, valueOf(opened.today())},
                                                {l::instalments, std::int64_t{3}},
                                                {l::first_due_day, valueOf(opened.today())},
                                                {l::every_months, std::int64_t{1}}}));
        must(Loans(opened).open(loan, opened.today()));
        const auto lines = aidLines(opened, false, {4, 6, 8});
        using Line = std::vector<std::string>;
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0], (Line{"loan", "9000000", "Regular"}));
        QCOMPARE(lines[1], (Line{"stipend", "3000000", "Given"}));
        QCOMPARE(aidLines(opened, true, {4}).size(), std::size_t{3});
    }

    void aHouseholdGoesByItsHeadAndAidByItsFund() {
        RegisterFixture from;
        Register& opened = from.opened();
        Households homes(opened);
        const auto head = add(opened, "زهرا", "رستمی", {{std::nullopt, "0499370899", {}}});
        const auto headed = must(homes.make("خانهٔ یک", {head, add(opened, "رضا", "رستمی")}));
        const auto left = add(opened, "تنها", "رفته");
        const auto headless = must(homes.make("خانهٔ دو", {left}));
        must(homes.leave(left, {}));
        const auto fund =
            must(Records(opened).add({RecordType::fund,
                                      {},
                                      {{field::fund::kind, std::string("zakat")},
                                       {field::fund::name, std::string("صندوق محله")}},
                                      {}}));
        AidDraft draft;
        draft.unit = HelpUnit::household;
        draft.category = "food_basket";
        draft.date = opened.today();
        draft.source_of_funds = "zakat";
        draft.household = headed;
        must(AidBook(opened).give(draft));
        draft.household = headless;
        draft.details.fund = fund;
        must(AidBook(opened).give(draft));
        const auto lines = aidLines(opened, false, {10, 11, 14});
        using Line = std::vector<std::string>;
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0], (Line{"", "خانهٔ دو", "صندوق محله"}));
        QCOMPARE(lines[1], (Line{"0499370899", "زهرا رستمی", "Zakat"}));
    }
};
PEYVAND_TEST(ExportAidTest)

#include "test_export_aid.moc"
