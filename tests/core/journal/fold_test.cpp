// SPDX-License-Identifier: GPL-3.0-or-later
// A record is a function of the set of its entries: order and repetition change nothing.
#include "core/journal/fold.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <random>

using namespace peyvand;

namespace {

constexpr int rounds = 400;

// Three nodes write entries that name some of what was written before.
class Story {
  public:
    explicit Story(unsigned seed) : random_(seed) {}

    std::vector<StampedChange> entries(std::size_t count) {
        std::vector<StampedChange> made;
        while (made.size() < count)
            made.push_back(next(made));
        return made;
    }
    std::mt19937& random() { return random_; }

  private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    StampedChange next(const std::vector<StampedChange>& before) {
        StampedChange made;
        for (auto& byte : made.version)
            byte = static_cast<std::uint8_t>(random_());
        made.node[0] = static_cast<std::uint8_t>(pick(3));
        made.stamp.value = static_cast<std::uint64_t>(pick(6));
        const int kind = pick(12);
        made.change.kind = kind < 9    ? ChangeKind::set_fields
                           : kind < 10 ? ChangeKind::add_fact
                           : kind < 11 ? ChangeKind::void_fact
                                       : ChangeKind::erase;
        made.change.kind = kind == 11 && pick(5) > 0 ? ChangeKind::set_fields : made.change.kind;
        made.sealed = pick(10) == 0;
        for (FieldNumber field = 1; field <= 3; ++field)
            if (pick(2) == 0)
                made.change.fields.push_back({field, std::int64_t{pick(3)}});
        if (pick(4) == 0)
            made.change.origin = Origin{{}, {static_cast<std::uint8_t>(pick(2))}, 0, pick(9)};
        for (FieldNumber field = 1; field <= 3 && !before.empty(); ++field)
            if (pick(2) == 0)
                made.bases.push_back({field, {before[random_() % before.size()].version}});
        return made;
    }
    std::mt19937 random_;
};

bool sameField(const FoldedField& a, const FoldedField& b) {
    return a.field == b.field && a.value == b.value && a.heads == b.heads &&
           a.conflict == b.conflict;
}

bool same(const FoldedRecord& a, const FoldedRecord& b) {
    return a.exists == b.exists && a.erased == b.erased && a.voided == b.voided &&
           a.void_fields == b.void_fields && a.origins == b.origins &&
           std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                      sameField);
}

StampedChange setField(std::uint8_t name, std::uint64_t stamp, std::int64_t value,
                       std::vector<std::uint8_t> seen) {
    StampedChange change;
    change.version[0] = name;
    change.stamp.value = stamp;
    change.change.fields = {{1, value}};
    Bases bases{1, {}};
    for (const std::uint8_t version : seen)
        bases.seen.push_back({version});
    change.bases = {bases};
    return change;
}

} // namespace

class FoldTest : public QObject {
    Q_OBJECT
  private slots:
    void orderAndRepetitionChangeNothing() {
        for (unsigned seed = 1; seed <= rounds; ++seed) {
            Story story(seed);
            auto entries = story.entries(1 + seed % 9);
            const FoldedRecord expected = fold(entries);
            for (int shuffle = 0; shuffle < 4; ++shuffle) {
                entries.push_back(entries[story.random()() % entries.size()]);
                std::shuffle(entries.begin(), entries.end(), story.random());
                QVERIFY2(same(fold(entries), expected), qPrintable(QString::number(seed)));
            }
        }
    }
    void oneEntryFoldsLikeASetOfOne() {
        for (unsigned seed = 1; seed <= rounds; ++seed) {
            const auto entry = Story(seed).entries(1).front();
            QVERIFY2(same(foldOne(entry), fold({entry})), qPrintable(QString::number(seed)));
        }
    }
    void whatWasWrittenWithoutKnowingOfEachOtherIsAConflict() {
        const auto folded =
            fold({setField(1, 1, 10, {}), setField(2, 2, 20, {1}), setField(3, 3, 30, {1})});
        QVERIFY(folded.fields.at(0).conflict);
        QCOMPARE(folded.fields.at(0).heads.size(), std::size_t{2});
        QCOMPARE(folded.integerOr(1, 0), std::int64_t{30});
    }
    void equalValuesAreNoConflict() {
        QVERIFY(!fold({setField(1, 1, 7, {}), setField(2, 2, 7, {})}).fields.at(0).conflict);
    }
    void aResolutionThatNamesAllHeadsClearsIt() {
        const std::vector<StampedChange> entries{setField(1, 1, 10, {}), setField(2, 9, 20, {}),
                                                 setField(3, 3, 10, {1, 2})};
        QVERIFY(!fold(entries).fields.at(0).conflict);
        QCOMPARE(fold(entries).integerOr(1, 0), std::int64_t{10});
    }
    void causalityBeatsTheClock() {
        const auto folded = fold({setField(1, 900, 10, {}), setField(2, 5, 20, {1})});
        QCOMPARE(folded.integerOr(1, 0), std::int64_t{20});
    }
    void eraseWinsAndForgetsWhereItCameFrom() {
        auto set = setField(1, 1, 10, {});
        set.change.origin = Origin{};
        StampedChange erase;
        erase.version[0] = 2;
        erase.change.kind = ChangeKind::erase;
        const auto folded = fold({set, erase});
        QVERIFY(folded.erased && !folded.exists);
        QVERIFY(folded.fields.empty() && folded.origins.empty());
    }
};
PEYVAND_TEST(FoldTest)
#include "fold_test.moc"
