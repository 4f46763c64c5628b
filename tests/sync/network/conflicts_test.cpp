// SPDX-License-Identifier: GPL-3.0-or-later
// What two desks wrote of one field without knowing of each other: kept, shown, resolved, undone.
#include "core/register/conflicts.h"
#include "core/register/users.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr FieldNumber city = field::beneficiary::city;

class Story {
  public:
    Story() {
        person_ = idAs<RecordId>(desks.a.add("زهرا", "0499370899"));
        desks.sync();
        write(desks.a, "ری");
        desks.b.fixture.clock.passMs(60'000);
        write(desks.b, "قم");
        desks.sync();
    }
    void write(Charity& desk, const std::string& value) {
        must(
            Records(desk.fixture.opened()).edit(RecordType::beneficiary, person_, {{city, value}}));
    }
    std::string shown(Charity& desk) {
        return must(People(desk.fixture.opened()).person(idAs<BeneficiaryId>(person_))).fields.city;
    }
    std::vector<Conflict> at(Charity& desk) {
        return must(Conflicts(desk.fixture.opened()).page(0, 100));
    }
    static std::string textOf(const ConflictVersion& version) {
        return std::get<std::string>(version.value);
    }

    TwoDesks desks{};
    RecordId person_{};
};

} // namespace

class ConflictsTest : public QObject {
    Q_OBJECT
  private slots:
    void bothVersionsWaitAtBothDesks() {
        Story story;
        for (Charity* desk : {&story.desks.a, &story.desks.b}) {
            const auto conflicts = story.at(*desk);
            QCOMPARE(conflicts.size(), std::size_t{1});
            QCOMPARE(conflicts[0].field, city);
            QCOMPARE(conflicts[0].versions.size(), std::size_t{2});
            QCOMPARE(Story::textOf(conflicts[0].versions[0]), story.shown(*desk));
            QCOMPARE(story.shown(*desk), std::string("قم"));
            QVERIFY(conflicts[0].versions[0].node != conflicts[0].versions[1].node);
            QCOMPARE(must(Conflicts(desk->fixture.opened()).count()), std::int64_t{1});
        }
    }
    void oneChoiceEndsItEverywhere() {
        Story story;
        const auto conflict = story.at(story.desks.a).front();
        must(Conflicts(story.desks.a.fixture.opened()).resolve(conflict, 1));
        QVERIFY(story.at(story.desks.a).empty());
        QCOMPARE(story.shown(story.desks.a), std::string("ری"));
        story.desks.sync();
        QVERIFY(story.at(story.desks.b).empty());
        QCOMPARE(story.shown(story.desks.b), std::string("ری"));
        QVERIFY(story.desks.areEqual());
    }
    void keepingWhatIsShownEndsItToo() {
        Story story;
        must(Conflicts(story.desks.b.fixture.opened()).resolve(story.at(story.desks.b).front(), 0));
        story.desks.sync();
        QVERIFY(story.at(story.desks.a).empty());
        QCOMPARE(story.shown(story.desks.a), std::string("قم"));
    }
    void aChoiceIsTakenBack() {
        Story story;
        auto conflict = story.at(story.desks.a).front();
        Conflicts conflicts(story.desks.a.fixture.opened());
        must(conflicts.resolve(conflict, 1));
        must(conflicts.resolve(conflict, 0));
        QCOMPARE(story.shown(story.desks.a), std::string("قم"));
        QVERIFY(story.at(story.desks.a).empty());
    }
    void twoChoicesAtOnceAreAConflictAgain() {
        Story story;
        must(Conflicts(story.desks.a.fixture.opened()).resolve(story.at(story.desks.a).front(), 1));
        must(Conflicts(story.desks.b.fixture.opened()).resolve(story.at(story.desks.b).front(), 0));
        story.desks.sync();
        QCOMPARE(story.at(story.desks.a).size(), std::size_t{1});
        QVERIFY(story.desks.areEqual());
    }
    void equalValuesAreNone() {
        Story story;
        must(Conflicts(story.desks.a.fixture.opened()).resolve(story.at(story.desks.a).front(), 0));
        story.desks.sync();
        story.write(story.desks.a, "یزد");
        story.write(story.desks.b, "یزد");
        story.desks.sync();
        QVERIFY(story.at(story.desks.a).empty());
    }
    void whatIsNoneIsUnknown() {
        Story story;
        Conflicts conflicts(story.desks.a.fixture.opened());
        QCOMPARE(conflicts.conflict(RecordType::beneficiary, story.person_, 1).error().code,
                 ErrorCode::conflict_unknown);
        QCOMPARE(conflicts.conflict(RecordType::need, story.person_, city).error().code,
                 ErrorCode::conflict_unknown);
        QCOMPARE(conflicts.resolve(story.at(story.desks.a).front(), 2).error().code,
                 ErrorCode::conflict_unknown);
    }
};
PEYVAND_TEST(ConflictsTest)
#include "conflicts_test.moc"
