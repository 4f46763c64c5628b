// SPDX-License-Identifier: GPL-3.0-or-later
// Two desks of one charity hand each other their feeds: the same entries give the same state,
// whatever the order, the pieces and the repetition.
#include "core/register/aid_book.h"
#include "core/register/fields.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/rule_book.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <random>

using namespace peyvand;
using namespace peyvand::test;

namespace {

BeneficiaryId addPerson(Register& desk, const std::string& given) {
    const auto added = People(desk).add({{given, "رضایی"}, {}});
    return added ? added->id : BeneficiaryId{};
}

void work(Register& desk, const std::string& name) {
    const auto person = addPerson(desk, name);
    const auto child = addPerson(desk, name + " کوچک");
    auto fields = People(desk).person(person)->fields;
    fields.city = "یزد";
    QVERIFY(People(desk).edit(person, fields));
    const auto home = Households(desk).make(name, {person});
    QVERIFY(home && Households(desk).move(child, *home, "فرزند"));
    AidDraft draft;
    draft.person = person;
    draft.category = "cash";
    draft.date = desk.today();
    const auto aid = AidBook(desk).give(draft);
    QVERIFY(aid && AidBook(desk).give(draft));
    QVERIFY(AidBook(desk).voidAid(*aid, "اشتباه"));
}

} // namespace

class ExchangeTest : public QObject {
    Q_OBJECT
    RegisterFixture a_, b_, c_;
    Register& a() { return a_.opened(); }
    Register& b() { return b_.opened(); }

    void shareAllSubjects() {
        for (auto* to : {&a(), &b(), &c_.opened()})
            for (auto* from : {&a(), &b()})
                if (to != from)
                    shareSubjects(*to, *from);
    }

  private slots:
    void initTestCase() {
        QVERIFY(initialiseCrypto());
        QVERIFY(shareOffice({&a(), &b(), &c_.opened()}));
        work(a(), "زهرا");
        work(b(), "مریم");
        Rule rule = RuleBook(a()).rules()->front();
        rule.limit = 3;
        QVERIFY(RuleBook(a()).set(rule));
        rule.limit = 4;
        QVERIFY(RuleBook(b()).set(rule));
        shareAllSubjects();
    }
    void twoDesksComeToOneState() {
        QVERIFY(stateOf(a()) != stateOf(b()));
        QVERIFY(handAll(a(), b()) && handAll(b(), a()));
        QCOMPARE(stateOf(a()), stateOf(b()));
        QCOMPARE(a_.number("SELECT COUNT(*) FROM beneficiary"), std::int64_t{4});
        QCOMPARE(a_.number("SELECT COUNT(*) FROM person_search"), std::int64_t{4});
        QCOMPARE(a_.number("SELECT COUNT(*) FROM conflict"), std::int64_t{1});
    }
    void aLaterChangeOfBothIsAConflictUntilSomebodyDecides() {
        const auto person = addPerson(a(), "سارا");
        shareAllSubjects();
        QVERIFY(handAll(b(), a()));
        auto fields = People(a()).person(person)->fields;
        fields.city = "قم";
        QVERIFY(People(a()).edit(person, fields));
        fields.city = "ری";
        QVERIFY(People(b()).edit(person, fields));
        QVERIFY(handAll(a(), b()) && handAll(b(), a()));
        QCOMPARE(stateOf(a()), stateOf(b()));
        const auto* open = "SELECT COUNT(*) FROM conflict WHERE record_type = 1";
        QCOMPARE(a_.number(open), std::int64_t{1});
        fields.city = "کرج";
        QVERIFY(People(a()).edit(person, fields));
        QVERIFY(handAll(b(), a()));
        QCOMPARE(b_.number(open), std::int64_t{0});
        QCOMPARE(People(b()).person(person)->fields.city, std::string("کرج"));
    }
    void anyOrderInPiecesAndTwiceGivesTheSame() {
        auto feeds = carriedFeeds(a().database());
        std::mt19937 random(7);
        std::vector<std::size_t> next(feeds.size());
        std::size_t left = 0;
        for (const auto& feed : feeds)
            left += feed.segments.size();
        while (left > 0) {
            const std::size_t feed = random() % feeds.size();
            if (next[feed] >= feeds[feed].segments.size())
                continue;
            // The one before comes along again.
            const std::size_t from = next[feed] == 0 ? 0 : next[feed] - 1;
            QVERIFY(hand(c_.opened(), feeds[feed], from, next[feed] - from + 1));
            ++next[feed];
            --left;
        }
        QCOMPARE(stateOf(c_.opened()), stateOf(a()));
        const auto again = hand(c_.opened(), feeds.front());
        QVERIFY(again);
        QCOMPARE(again->entries, std::uint64_t{0});
    }
    void whatHasNoKeyWaitsForIt() {
        RegisterFixture late;
        QVERIFY(handAll(late.opened(), a()));
        QCOMPARE(late.number("SELECT COUNT(*) FROM beneficiary"), std::int64_t{0});
        shareSubjects(late.opened(), a());
        QVERIFY(late.opened().journal().addKey(FeedScope::office, officeKey(a()), 2));
        QVERIFY(*late.opened().journal().applyWaiting() > 0);
        QCOMPARE(*late.opened().journal().applyWaiting(), std::uint64_t{0});
        QCOMPARE(stateOf(late.opened()), stateOf(a()));
    }
    void whatANewerProgramWroteIsKeptAndPassedOn() {
        const auto id = a().newId<RecordId>();
        JournalTransaction transaction(a().journal());
        transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                            RecordType{90},
                                            id,
                                            std::nullopt,
                                            {{9, "x"}},
                                            std::nullopt,
                                            true});
        const auto person = a().newId<RecordId>();
        transaction.add(FeedScope::office,
                        {ChangeKind::set_fields,
                         RecordType::beneficiary,
                         person,
                         person,
                         {{field::beneficiary::given_name, "نو"}, {999, std::int64_t{5}}},
                         std::nullopt,
                         true});
        QVERIFY(transaction.commit());
        shareAllSubjects();
        QVERIFY(handAll(b(), a()));
        RegisterFixture third;
        QVERIFY(shareOffice({&a(), &third.opened()}));
        shareSubjects(third.opened(), a());
        QVERIFY(handAll(third.opened(), b()));
        QCOMPARE(stateOf(third.opened()), stateOf(a()));
        auto entry = third.database().prepare("SELECT COUNT(*) FROM entry WHERE record = ?");
        entry.bind(id);
        QVERIFY(entry.step() && entry.integer(0) == 1);
    }
    void moreConcurrentVersionsThanOneEntryNamesAreResolvedInSteps() {
        Rule rule = RuleBook(a()).rules()->back();
        const RecordId record{LabelledHash("rule").variable(bytesOf(rule.id)).digest<16>()};
        JournalTransaction transaction(a().journal());
        for (int i = 1; i <= 100; ++i) {
            rule.limit = i;
            transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                                RecordType::rule,
                                                record,
                                                std::nullopt,
                                                {{field::rule::body, ruleJson(rule)}},
                                                std::nullopt,
                                                true});
        }
        QVERIFY(transaction.commit());
        for (int limit = 7; limit <= 9; ++limit) {
            rule.limit = limit;
            QVERIFY(RuleBook(a()).set(rule));
            QCOMPARE(RuleBook(a()).rules()->back().limit, limit);
        }
        auto row = a().database().prepare("SELECT COUNT(*) FROM conflict WHERE record = ?");
        row.bind(record);
        QVERIFY(row.step() && row.integer(0) == 0);
    }
};
PEYVAND_TEST(ExchangeTest)
#include "exchange_test.moc"
