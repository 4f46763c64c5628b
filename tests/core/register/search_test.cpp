// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/fields.h"
#include "core/register/people.h"
#include "core/register/people_search.h"
#include "core/register/search_index.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class SearchTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    People people() { return People(desk()); }

    BeneficiaryId added(const NewPerson& person) {
        const auto result = people().add(person);
        return result ? result->id : BeneficiaryId{};
    }
    // Many at once, as an import writes them.
    void addMany(int count, const std::function<PersonFields(int)>& fields) {
        JournalTransaction transaction(desk().journal());
        for (int i = 0; i < count; ++i) {
            const auto id = desk().newId<RecordId>();
            Change change{
                ChangeKind::set_fields, RecordType::beneficiary, id, id, {}, std::nullopt, true};
            change.fields = personFieldValues(fields(i));
            transaction.add(FeedScope::office, std::move(change));
        }
        QVERIFY(transaction.commit());
    }
    std::vector<std::string> families(const PeopleRequest& request) {
        std::vector<std::string> found;
        if (const auto page = people().page(request))
            for (const auto& row : page->rows)
                found.push_back(row.family_name);
        return found;
    }
    std::int64_t total(std::string text) {
        const auto page = people().page({std::move(text)});
        return page ? page->total : -1;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void everyPartOfANameFinds() {
        added({{"سید محمد رضا", "گل\u200Cمحمدی اصل", "نوراله"}, {}});
        added({{"پریسا", "دیگر"}, {}});
        for (const char* text :
             {"سی", "مح", "رضا", "محمدرضا", "محمد رضا", "سیدمحمد", "سیدمحمدرضا", "گل", "گلمحمدی",
              "گل محمدی", "محمدی", "گل\u200Cمحمدی", "اصل رضا", "نوراله اصل", "نور محمدی"})
            QVERIFY2(total(text) == 1, text);
        QCOMPARE(total("رضایی"), std::int64_t{0});
    }
    void everyAlefYeAndKafFinds() {
        added({{"آمنه", "کاظمی‌نیا", "موسی"}, {}});
        for (const char* text : {"امنه", "أمنه", "آمنه", "كاظمي", "کاظمی نیا", "كاظمينيا", "موسى"})
            QVERIFY2(total(text) == 1, text);
    }
    void numbersFindByTheirParts() {
        NewPerson person{{"زهرا", "محمدی"},
                         {{{}, "1234567891"}, {IdentityKind::passport, "P7654321", "AFG"}}};
        person.fields.phones = {"0912 111 2233", "021-44445566"};
        person.fields.file_number = "۱۴۰۲/۱۵";
        added(person);
        for (const char* text : {"1234567891", "۱۲۳۴۵", "7891", "p7654321", "P7654", "09121112233",
                                 "0912 111 2233", "+98912111", "0098912111", "912111", "2233",
                                 "5566", "02144445566", "1402/15", "۱۴۰۲۱۵", "1402 15"})
            QVERIFY2(total(text) == 1, text);
        QCOMPARE(total("9999"), std::int64_t{0});
    }
    void theClosestComeFirst() {
        added({{"رضا", "نوری", "علی"}, {}});
        added({{"پیمان", "رضایی"}, {}});
        added({{"مهدی", "کریمی", "رضا"}, {}});
        QVERIFY((families({"رضا"}) == std::vector<std::string>{"نوری", "رضایی", "کریمی"}));
    }
    void whatMatchesThousandsIsBounded() {
        addMany(700,
                [](int i) { return PersonFields{"محمد", "محمدی " + std::to_string(i), "محمود"}; });
        const auto page = people().page({"مح", 0, 100});
        QVERIFY(page && page->more);
        QCOMPARE(page->total, static_cast<std::int64_t>(most_found));
        QCOMPARE(page->rows.size(), std::size_t{100});
        const auto last = people().page({"مح", static_cast<std::int64_t>(most_found) - 50, 100});
        QVERIFY(last && last->total == -1);
        QCOMPARE(last->rows.size(), std::size_t{50});
        QVERIFY(people().page({"مح", 1000, 100})->rows.empty());
        const auto few = people().page({"محمدی 69", 0, 100});
        QVERIFY(few && !few->more && few->total == 11);
    }
    void anyPlaceOfTheListIsFound() {
        addMany(300, [](int i) {
            return PersonFields{"نام", std::string(i % 3 == 0 ? "آذری " : "یاری ") +
                                           std::to_string(1000 + i)};
        });
        const auto all = families({"", 0, 500});
        QCOMPARE(all.size(), std::size_t{300});
        for (const std::int64_t offset : {0, 1, 99, 100, 150, 299}) {
            const auto some = families({"", offset, 7});
            QVERIFY(!some.empty() && some.front() == all[static_cast<std::size_t>(offset)]);
        }
        QVERIFY(families({"", 300, 7}).empty());
    }
    void theCountFollowsRenaming() {
        const auto id = added({{"زهرا", "آذری"}, {}});
        added({{"", "یاری"}, {}});
        QVERIFY(people().edit(id, {"زهرا", "یوسفی"}));
        QCOMPARE(total(""), std::int64_t{2});
        QVERIFY((families({"", 1, 1}) == std::vector<std::string>{"یوسفی"}));
        desk_->database().execute("DELETE FROM beneficiary");
        QCOMPARE(total(""), std::int64_t{0});
        auto rows = desk_->database().prepare("SELECT COUNT(*) FROM people_stair");
        QVERIFY(rows.step() && rows.integer(0) == 0);
    }
    void anIndexOfAnOlderProgramIsMadeAnew() {
        added({{"زهرا", "گل\u200Cمحمدی"}, {}});
        desk_->database().execute("INSERT INTO person_search (person_search) VALUES ('delete-all');"
                                  "DELETE FROM secret WHERE name = 'search_words'");
        QCOMPARE(total("محمدی"), std::int64_t{0});
        desk_->reopen();
        QCOMPARE(total("محمدی"), std::int64_t{1});
        QCOMPARE(checkRegister(desk())->size(), std::size_t{0});
    }
};

PEYVAND_TEST(SearchTest)
#include "search_test.moc"
