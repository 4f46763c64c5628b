// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/fields.h"
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class PeopleTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    People people() { return People(desk()); }

    BeneficiaryId added(const NewPerson& person) {
        const auto result = people().add(person);
        return result ? result->id : BeneficiaryId{};
    }
    // A number that came from an aid list and waits.
    IdentityId proposed(const BeneficiaryId& person, const char* number) {
        const auto id = desk().newId<IdentityId>();
        JournalTransaction transaction(desk().journal());
        transaction.add(FeedScope::office,
                        identityChange(id, person, readIdentity(number), number, true));
        return transaction.commit() ? id : IdentityId{};
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void whatWasTypedComesBack() {
        PersonFields fields{"زهرا",      "محمدی",
                            "علی",       BirthDate::ofYear(1372),
                            Sex::female, {"09121112233", "02144445555"},
                            "یزد",       "میبد",
                            "خیابان ۱",  "8961",
                            "۱۲/الف"};
        const auto id = added({fields, {{{}, "1234567891"}}});
        const auto person = people().person(id);
        QVERIFY(person);
        QVERIFY(person->fields == fields);
        QCOMPARE(person->identities.at(0).confirmed->number, std::string("1234567891"));
    }
    void anIdentityLeadsToItsFile() {
        const auto id = added({{"زهرا", "محمدی"}, {{{}, "1234567891"}}});
        const auto again = people().add({{"ز", "م"}, {{{}, "۱۲۳۴۵۶۷۸۹۱"}}});
        QVERIFY(again->existing && again->id == id);
        QCOMPARE(people().page({})->total, std::int64_t{1});
    }
    void aNameIsNeeded() {
        QCOMPARE(people().add({{"  ", ""}, {}}).error().code, ErrorCode::name_missing);
    }
    void textsThatNoFieldTakesAreRefused() {
        const std::string endless(2'000'000, 'x');
        QCOMPARE(people().add({{endless, "x"}, {}}).error().code, ErrorCode::text_too_long);
        QCOMPARE(people().add({{"x", "x"}, {{{}, endless}}}).error().code,
                 ErrorCode::text_too_long);
        PersonFields fields{"x", "y"};
        fields.phones = {endless};
        const auto refused = people().add({fields, {}});
        QCOMPARE(refused.error().code, ErrorCode::text_too_long);
        fields.phones = std::vector<std::string>(1000, "09121112233");
        QVERIFY(!people().add({fields, {}}));
        fields.phones = {"0912\n0913"};
        QCOMPARE(people().person(added({fields, {}}))->fields.phones.size(), std::size_t{1});
    }
    void editsWriteWhatDiffersAndKeepTheHistory() {
        const auto id = added({{"زهرا", "محمدی", "علی"}, {}});
        auto fields = people().person(id)->fields;
        const auto entries = [&] { return desk_->number("SELECT COUNT(*) FROM entry"); };
        const auto before = entries();
        QVERIFY(people().edit(id, fields));
        QCOMPARE(entries(), before);
        fields.city = "قم";
        fields.father_name.clear();
        QVERIFY(people().edit(id, fields));
        QCOMPARE(entries(), before + 1);
        QVERIFY(people().person(id)->fields == fields);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM conflict"), std::int64_t{0});
        desk_->reopen();
        QVERIFY(people().person(id)->fields == fields);
        QVERIFY(people().edit(BeneficiaryId{}, fields).error().code ==
                ErrorCode::beneficiary_unknown);
    }
    void everySpellingFindsThePerson() {
        PersonFields fields{"محمّدرضا", "كاظمي", "یحیی"};
        fields.phones = {"09121112233"};
        fields.file_number = "۷۷/ب";
        const auto id = added({fields, {{{}, "1234567891"}, {{}, "P12345678"}}});
        added({{"سعید", "دیگر"}, {}});
        for (const char* text : {"محمد رضا", "محمدرضا", "کاظمی", "كاظمي", "کاظ", "یحیی محمد",
                                 "09121112233", "۰۹۱۲۱۱۱", "12345", "۱۲۳۴۵۶۷۸۹۱", "77"}) {
            const auto page = people().page({text});
            QVERIFY2(page && page->total == 1 && page->rows.at(0).id == id, text);
        }
    }
    void noTextBreaksTheSearch() {
        added({{"زهرا", "محمدی"}, {}});
        for (const char* text : {"\"",
                                 "'",
                                 "*",
                                 "+",
                                 "^",
                                 "AND",
                                 "OR NOT",
                                 "NEAR(",
                                 "a:b",
                                 "😀",
                                 "$ €",
                                 "-",
                                 "()",
                                 "%",
                                 "_",
                                 "\\",
                                 "{}",
                                 "؟",
                                 "a\u0903b",
                                 "\u0378",
                                 "x\u0378y z",
                                 "ـــ",
                                 "\xE2\x80\x8C",
                                 "\xFF\xFE",
                                 "1234\"",
                                 "۱۲۳۴*"}) {
            const auto page = people().page({text});
            QVERIFY2(page, text);
            QVERIFY2(people().similar({{text, text}, {{{}, text}}}), text);
        }
    }
    void pagesAreInDictionaryOrder() {
        for (const char* family : {"یاسر", "پارسا", "بهار", "آبان", "چراغی"})
            added({{"نام", family}, {}});
        std::vector<std::string> families;
        for (int offset = 0; offset < 5; offset += 2)
            if (const auto page = people().page({"", offset, 2}))
                for (const auto& row : page->rows)
                    families.push_back(row.family_name);
        QVERIFY((families == std::vector<std::string>{"آبان", "بهار", "پارسا", "چراغی", "یاسر"}));
        QVERIFY(people().page({"", -5, -1}));
    }
    void similarFilesAreShownBeforeANewOne() {
        const auto id = added({{"مریم", "احمدی", "حسن"}, {{{}, "12345"}}});
        QCOMPARE(people().similar({{"مريم", "احمدي", ""}, {}})->at(0).id, id);
        QCOMPARE(people().similar({{"", ""}, {{{}, "12345"}}})->at(0).id, id);
        QVERIFY(people().similar({{"پریسا", "نوری"}, {}})->empty());
    }
    void aFurtherNumberBelongsToOnePerson() {
        const auto first = added({{"الف", "ب"}, {{{}, "1234567891"}}});
        const auto second = added({{"پ", "ت"}, {}});
        QCOMPARE(people().addIdentity(second, {{}, "1234567891"}).error().code,
                 ErrorCode::identity_taken);
        QCOMPARE(people().addIdentity(BeneficiaryId{}, {{}, "12345678901"}).error().code,
                 ErrorCode::beneficiary_unknown);
        QCOMPARE(people().addIdentity(second, {{}, " - "}).error().code, ErrorCode::identity_empty);
        QVERIFY(people().addIdentity(first, {{}, "12345678901"}));
        QVERIFY(people().addIdentity(first, {{}, "1234567891"}));
        QCOMPARE(people().person(first)->identities.size(), std::size_t{2});
    }
    void anAcceptedNumberReplacesTheWrongOne() {
        const auto id = added({{"الف", "ب"}, {{{}, "1234567890"}}});
        QVERIFY(!people().person(id)->identities.at(0).confirmed);
        const auto number = proposed(id, "1234567891");
        QVERIFY(people().holding(*readIdentity("1234567891").identity)->empty());
        QVERIFY(people().acceptProposed(id, number));
        const auto identities = people().person(id)->identities;
        QCOMPARE(identities.size(), std::size_t{1});
        QCOMPARE(identities.at(0).confirmed->number, std::string("1234567891"));
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM identity WHERE removed = 1"), std::int64_t{1});
        QVERIFY(!people().acceptProposed(id, number));
    }
    void aProposedNumberOfSomebodyElseIsNotAccepted() {
        added({{"پ", "ت"}, {{{}, "1234567891"}}});
        const auto id = added({{"الف", "ب"}, {}});
        const auto number = proposed(id, "1234567891");
        QCOMPARE(people().acceptProposed(id, number).error().code, ErrorCode::identity_taken);
        QVERIFY(people().person(id)->identities.at(0).proposed);
    }
};
PEYVAND_TEST(PeopleTest)
#include "people_test.moc"
