// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/iban.h"
#include "core/register/people.h"
#include "core/register/records.h"
#include "core/text/words.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

#include <set>

using namespace peyvand;
using namespace peyvand::test;

class RecordsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    Register& desk() { return desk_->opened(); }
    Records records() { return Records(desk()); }

    RecordId person() {
        const auto added = People(desk()).add({{"زهرا", "محمدی"}, {}});
        return added ? idAs<RecordId>(added->id) : RecordId{};
    }
    static std::vector<FieldValue> needOf(const char* category, const char* state = "open") {
        namespace f = field::need;
        return {{f::category, std::string(category)},
                {f::urgency, std::string("ordinary")},
                {f::state, std::string(state)},
                {f::found_day, std::int64_t{20000}}};
    }
    static ErrorCode codeOf(const Result<RecordId>& result) {
        return result ? ErrorCode::internal : result.error().code;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void everyKindHasItsTable() {
        for (const auto& kind : allKinds()) {
            if (kind.table.empty())
                continue;
            std::vector<std::string> expected{"id",     "subject", "made_ms",
                                              "author", "node",    "void_reason"};
            for (const auto& field : kind.fields)
                if (!field.held && field.form != FieldForm::content)
                    expected.emplace_back(field.key);
            std::vector<std::string> columns;
            auto rows = desk_->database().prepare("SELECT name FROM pragma_table_info('" +
                                                  kind.table + "') ORDER BY cid");
            while (rows.step())
                columns.push_back(rows.string(0));
            QVERIFY2(columns == expected, kind.table.c_str());
        }
    }
    void everyListAndNumberIsKnownOnce() {
        for (const auto& kind : allKinds()) {
            std::set<FieldNumber> numbers;
            for (const auto& field : kind.fields) {
                QVERIFY2(numbers.insert(field.number).second, field.key.data());
                if (field.form == FieldForm::choice || field.form == FieldForm::choices)
                    QVERIFY2(!choicesOf(field.list).empty(), field.list.data());
                if (field.form == FieldForm::record)
                    QVERIFY2(kindNamed(field.list) != nullptr, field.list.data());
            }
        }
    }
    void everyKindFieldAndChoiceHasItsWords() {
        for (const Words* words : {&Words::of(Language::persian), &Words::of(Language::english)})
            for (const auto& kind : allKinds()) {
                QVERIFY2(words->has("kind." + std::string(kind.key)), kind.key.data());
                for (const auto& field : kind.fields) {
                    QVERIFY2(words->has("field." + std::string(field.key)), field.key.data());
                    for (const auto& code : choicesOf(field.list)) {
                        const auto key =
                            "choice." + std::string(field.list) + "." + std::string(code);
                        QVERIFY2(words->has(key), key.c_str());
                    }
                }
            }
    }
    void whatWasAddedComesBackAfterReopening() {
        const auto who = person();
        const auto id = records().add({RecordType::need, who, needOf("food_basket")});
        QVERIFY(id);
        desk_->reopen();
        const auto row = records().record(RecordType::need, *id);
        QVERIFY(row);
        QCOMPARE(row->text(field::need::category), std::string("food_basket"));
        QCOMPARE(row->day(field::need::found_day)->days(), 20000);
        QVERIFY(row->subject == who && row->made_ms == desk_->clock.unixMs());
    }
    void whatDoesNotFitIsRefused() {
        const auto who = person();
        const auto with = [&](FieldNumber number, Value value) {
            auto fields = needOf("food_basket");
            std::erase_if(fields, [&](const auto& field) { return field.field == number; });
            fields.push_back({number, std::move(value)});
            return codeOf(records().add({RecordType::need, who, fields}));
        };
        namespace f = field::need;
        QCOMPARE(with(f::urgency, std::string("now")), ErrorCode::choice_unknown);
        QCOMPARE(with(f::urgency, Value{}), ErrorCode::field_missing);
        QCOMPARE(with(f::category, std::string("gold")), ErrorCode::category_unknown);
        QCOMPARE(with(f::amount_rial, std::int64_t{-1}), ErrorCode::amount_negative);
        QCOMPARE(with(f::description, std::string("a\u202Eb")), ErrorCode::text_has_controls);
        QCOMPARE(with(f::description, std::string(20'000, 'x')), ErrorCode::text_too_long);
        QCOMPARE(with(f::found_day, std::string("2026")), ErrorCode::field_unreadable);
        QCOMPARE(with(999, std::int64_t{1}), ErrorCode::field_unknown);
        QCOMPARE(codeOf(records().add({RecordType::need, {}, needOf("cash")})),
                 ErrorCode::subject_missing);
        QCOMPARE(codeOf(records().add({RecordType::need, RecordId{}, needOf("cash")})),
                 ErrorCode::beneficiary_unknown);
        QCOMPARE(codeOf(records().add({RecordType::fund, who, {}})), ErrorCode::subject_unwanted);
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM record_need"), std::int64_t{0});
    }
    void editsKeepTheHistoryOfEveryField() {
        const auto user = desk().newId<RecordId>();
        desk().journal().setAuthor(user);
        const auto id = records().add({RecordType::need, person(), needOf("cash")});
        desk_->clock.passDays(1);
        const auto entries = desk_->number("SELECT COUNT(*) FROM entry");
        QVERIFY(records().edit(RecordType::need, *id, {{field::need::state, std::string("open")}}));
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM entry"), entries);
        QVERIFY(records().edit(RecordType::need, *id, {{field::need::state, std::string("met")}}));
        const auto history = records().history(RecordType::need, *id);
        QCOMPARE(history->size(), std::size_t{5});
        const auto& latest = history->front();
        QVERIFY(latest.field == field::need::state && latest.author == user);
        QCOMPARE(std::get<std::string>(latest.before), std::string("open"));
        QCOMPARE(std::get<std::string>(latest.after), std::string("met"));
        QCOMPARE(latest.time_ms, desk_->clock.unixMs());
        QVERIFY(latest.node == desk().journal().nodeKey().publicKey());
    }
    void factsAreVoidedAndNeverEdited() {
        namespace f = field::fund_movement;
        const auto fund = records().add({RecordType::fund,
                                         {},
                                         {{field::fund::kind, std::string("zakat")},
                                          {field::fund::name, std::string("زکات ۱۴۰۵")}}});
        const auto id = records().add({RecordType::fund_movement,
                                       {},
                                       {{f::fund, valueOf(*fund)},
                                        {f::amount_rial, std::int64_t{-500}},
                                        {f::day, std::int64_t{20000}}}});
        QVERIFY(id);
        QCOMPARE(records().edit(RecordType::fund_movement, *id, {}).error().code,
                 ErrorCode::record_is_fact);
        QCOMPARE(records().voidFact(RecordType::fund_movement, *id, " ").error().code,
                 ErrorCode::reason_missing);
        QVERIFY(records().voidFact(RecordType::fund_movement, *id, "اشتباه"));
        QCOMPARE(records().voidFact(RecordType::fund_movement, *id, "x").error().code,
                 ErrorCode::record_is_void);
        QCOMPARE(*records().record(RecordType::fund_movement, *id)->void_reason,
                 std::string("اشتباه"));
        RecordRequest request{RecordType::fund_movement};
        QCOMPARE(records().page(request)->total, std::int64_t{0});
        request.with_void = true;
        QCOMPARE(records().page(request)->total, std::int64_t{1});
    }
    void pagesAreFilteredAndOrdered() {
        const auto a = person(), b = person();
        for (int i = 0; i < 3; ++i)
            QVERIFY(records().add({RecordType::need, a, needOf("cash")}));
        QVERIFY(records().edit(RecordType::need, records().page({RecordType::need, a})->rows[1].id,
                               {{field::need::state, std::string("met")}}));
        QVERIFY(records().add({RecordType::need, b, needOf("rent")}));
        RecordRequest request{RecordType::need, a};
        QCOMPARE(records().page(request)->total, std::int64_t{3});
        request.conditions = {{field::need::state, Comparison::equals, std::string("open")}};
        QCOMPARE(records().page(request)->total, std::int64_t{2});
        request.subject.reset();
        request.order = field::need::category;
        request.descending = true;
        const auto page = records().page(request);
        QCOMPARE(page->rows.size(), std::size_t{3});
        QCOMPARE(page->rows.front().text(field::need::category), std::string("rent"));
        request.conditions.front().field = 999;
        QCOMPARE(records().page(request).error().code, ErrorCode::field_unknown);
    }
    void statesFollowTheSteps() {
        const auto who = person();
        QCOMPARE(codeOf(records().add({RecordType::need, who, needOf("cash", "met")})),
                 ErrorCode::step_refused);
        const auto id = records().add({RecordType::need, who, needOf("cash")});
        const auto become = [&](const char* state) {
            return records().edit(RecordType::need, *id,
                                  {{field::need::state, std::string(state)}});
        };
        QVERIFY(become("withdrawn"));
        QCOMPARE(become("met").error().code, ErrorCode::step_refused);
        QVERIFY(become("open"));
        // What a use case alone may do.
        const auto batch =
            std::vector<FieldValue>{{field::payment_batch::number, std::string("1")},
                                    {field::payment_batch::day, std::int64_t{20000}},
                                    {field::payment_batch::layout, std::string("plain")},
                                    {field::payment_batch::state, std::string("draft")}};
        QCOMPARE(codeOf(records().add({RecordType::payment_batch, {}, batch})),
                 ErrorCode::step_refused);
        JournalTransaction transaction(desk().journal());
        QVERIFY(records().addIn(transaction, {RecordType::payment_batch, {}, batch}));
    }
    void everyStepNamesStatesThatThereAre() {
        for (const auto& kind : allKinds()) {
            const FieldSpec* state = stateField(kind);
            if (state == nullptr)
                continue;
            bool has_beginning = false;
            for (const auto& to : choicesOf(state->list)) {
                bool is_reached = mayStep(kind.type, "none", to, StepBy::work);
                has_beginning = has_beginning || is_reached;
                for (const auto& from : choicesOf(state->list))
                    is_reached = is_reached || mayStep(kind.type, from, to, StepBy::work);
                QVERIFY2(is_reached, to.data());
            }
            QVERIFY2(has_beginning, kind.key.data());
        }
    }
    void furtherFieldsOfAPersonStandBesideTheFile() {
        const auto who = person();
        QVERIFY(records().record(RecordType::beneficiary, who)->values.empty());
        QVERIFY(records().edit(RecordType::beneficiary, who,
                               {{field::beneficiary::mother_name, std::string("فاطمه")},
                                {field::beneficiary::old_file_number, std::string("۱۲۳/ب")}}));
        QCOMPARE(
            records().record(RecordType::beneficiary, who)->text(field::beneficiary::mother_name),
            std::string("فاطمه"));
        QCOMPARE(People(desk()).page({"123"})->total, std::int64_t{1});
        QCOMPARE(desk_->number("SELECT COUNT(*) FROM record_beneficiary"), std::int64_t{1});
    }
    void typedTextIsReadByTheForm() {
        const auto read = [](RecordType type, FieldNumber number, const char* typed) {
            const FieldSpec& field = *kindOf(type)->field(number);
            const auto value = readValue(field, typed, *CivilDate::fromYmd(2026, 11, 24));
            return value ? plainText(field, *value) : std::string(errorName(value.error().code));
        };
        namespace r = field::stock_receipt;
        const auto receipt = RecordType::stock_receipt;
        QCOMPARE(read(receipt, r::quantity_milli, "۲٫۵"), std::string("2.5"));
        QCOMPARE(read(receipt, r::quantity_milli, "10"), std::string("10"));
        QCOMPARE(read(receipt, r::quantity_milli, "-1"), std::string("field_unreadable"));
        QCOMPARE(read(receipt, r::day, "1405/08/30"), std::string("2026-11-21"));
        QCOMPARE(read(receipt, r::value_rial, "۱۵۰٬۰۰۰ تومان"), std::string("1500000"));
        QCOMPARE(read(RecordType::household, field::household::decile, "11"),
                 std::string("field_unreadable"));
        QCOMPARE(read(RecordType::need, field::need::category, "سبد غذایی"),
                 std::string("food_basket"));
        QCOMPARE(read(RecordType::consent, field::consent::purposes, "referral,picture"),
                 std::string("referral\npicture"));
        QCOMPARE(read(RecordType::payment_line, field::payment_line::period_month, "۱۴۰۵/۰۸"),
                 std::string("1405-08"));
    }
    void anIbanIsChecked() {
        // The example of ISO 13616's registry for Iran.
        QCOMPARE(*readIban("IR58 0540 1051 8002 1273 1130 07"),
                 std::string("IR580540105180021273113007"));
        QCOMPARE(*readIban("۵۸-۰۵۴۰۱۰۵۱۸۰۰۲۱۲۷۳۱۱۳۰۰۷"), std::string("IR580540105180021273113007"));
        QCOMPARE(readIban("IR580540105180021273113008").error().code, ErrorCode::iban_check);
        QCOMPARE(readIban("IR58054010518002127311300").error().code, ErrorCode::iban_length);
        QCOMPARE(readIban("GB58").error().code, ErrorCode::iban_length);
        QCOMPARE(bankOf("IR580540105180021273113007"), std::string_view("054"));
        QCOMPARE(maskedIban("IR580540105180021273113007"), std::string("IR58 •••• 3007"));
    }
};
PEYVAND_TEST(RecordsTest)
#include "records_test.moc"
