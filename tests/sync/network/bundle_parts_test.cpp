// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles for several charities, and in several files.
#include "tests/support/bundle_desk.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

// A second desk that is closed, and the files of the first one for it.
struct Stick {
    Stick() {
        fillWithHelp(desks.a, 400);
        desks.b.network.reset();
        desks.b.fixture.close();
        const CharityId own = idOf(desks.a);
        whole = exportBy(desks.a, {desks.file("whole.pvb"), {own}, true}).paths;
        parts =
            exportBy(desks.a, {desks.file("part.pvb"), {own}, true, one_chunk_limit_bytes}).paths;
    }
    ImportingCopy copy() { return {desks.b.fixture.platform(), desks.b.fixture.folder()}; }
    TwoDesks desks;
    std::vector<Path> whole, parts;
};

} // namespace

class BundlePartsTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { stick_ = std::make_unique<Stick>(); }
    void cleanupTestCase() { stick_.reset(); }

    void severalCharitiesReadOneBundleAndNobodyElse() {
        TwoCharities both;
        Charity third("خیریهٔ پ"), fourth("خیریهٔ ت");
        admitCharity(both.a, third);
        admitCharity(both.a, fourth);
        both.a.give(both.a.add("زهرا", "0499370899"), "cash", hijri(1405, 8, 20));
        const Path file =
            exportBy(both.a, {both.file("two.pvb"), {idOf(both.b), idOf(third), idOf(both.b)}})
                .path;
        must(importBundle(*both.b.network, file));
        must(importBundle(*third.network, file));
        for (Charity* reader : {&both.b, &third})
            QCOMPARE(reader->ask("0499370899").claims.size(), std::size_t{1});
        QCOMPARE(importBundle(*fourth.network, file).error().code, ErrorCode::bundle_for_other);
    }

    void nothingOfTheOfficeIsInABundleForSeveral() {
        TwoDesks desks;
        Charity other("خیریهٔ پ");
        admitCharity(desks.a, other);
        desks.a.give(desks.a.add("زهرا", "0499370899"), "cash", hijri(1405, 8, 20));
        const Path own = exportBy(desks.a, {desks.file("own.pvb"), {idOf(desks.a)}}).path;
        QVERIFY(recordsOf(desks.b, own, BundleRecord::subject_key) > 0);
        const Path both =
            exportBy(desks.a, {desks.file("both.pvb"), {idOf(other), idOf(desks.a)}}).path;
        for (Charity* reader : {&desks.b, &other}) {
            QCOMPARE(recordsOf(*reader, both, BundleRecord::subject_key), std::uint64_t{0});
            must(importBundle(*reader->network, both));
            QCOMPARE(
                reader->fixture.number("SELECT COUNT(*) FROM feed WHERE scope = 1 AND own = 0"),
                std::int64_t{0});
            QCOMPARE(reader->fixture.number("SELECT COUNT(*) FROM claim"), std::int64_t{1});
        }
    }

    void everyPartIsBelowItsLimitAndSaysWhichItIs() {
        QCOMPARE(stick_->whole.size(), std::size_t{1});
        const std::size_t count = stick_->parts.size();
        QVERIFY(count >= 4);
        ImportingCopy desk = stick_->copy();
        const auto files = makeSystemFiles();
        std::set<BundleSetId> sets;
        std::set<BundleId> ids;
        for (std::size_t i = 0; i < count; ++i) {
            const auto summary = must(
                inspectBundleFile(*files, stick_->parts[i], desk.opened().journal().nodeKey()));
            QVERIFY(summary.file_bytes < one_chunk_limit_bytes);
            QCOMPARE(std::size_t{summary.front.part}, i + 1);
            QCOMPARE(std::size_t{summary.front.parts}, count);
            sets.insert(summary.front.set);
            ids.insert(summary.front.id);
        }
        QCOMPARE(sets.size(), std::size_t{1});
        QCOMPARE(ids.size(), count);
        QCOMPARE(stick_->parts[1].filename(), Path("part-2.pvb"));
    }

    void partsInAnyOrderGiveWhatOneBundleGives() {
        ImportingCopy expected = stick_->copy();
        expected.take(stick_->whole.front());
        std::vector<std::vector<Path>> orders{stick_->parts, stick_->parts, stick_->parts};
        std::reverse(orders[1].begin(), orders[1].end());
        std::rotate(orders[2].begin(), orders[2].begin() + 1, orders[2].end());
        orders[2].push_back(orders[2].front());
        for (const auto& order : orders) {
            ImportingCopy desk = stick_->copy();
            QVERIFY(desk.state() != expected.state());
            std::vector<std::uint16_t> missing;
            for (const Path& part : order)
                missing = desk.take(part).missing_parts;
            // Those that came before their turn come once more, as the person is told.
            for (std::size_t again = 0; !missing.empty() && again < order.size(); ++again)
                missing = desk.take(stick_->parts[missing.front() - 1U]).missing_parts;
            QVERIFY(missing.empty());
            QVERIFY(desk.state() == expected.state());
            QVERIFY(desk.positions() == expected.positions());
            QVERIFY(must(checkRegister(desk.opened())).empty());
        }
    }

    void aMissingPartIsNamedAndStopsNothing() {
        ImportingCopy desk = stick_->copy();
        const auto last = static_cast<std::uint16_t>(stick_->parts.size());
        const auto first = desk.take(stick_->parts.front());
        QCOMPARE(first.gaps, std::uint64_t{0});
        QCOMPARE(first.missing_parts.size(), std::size_t{last} - 1);
        std::uint64_t gaps = 0;
        for (std::size_t i = 2; i < last; ++i) {
            const auto taken = desk.take(stick_->parts[i]);
            QCOMPARE(taken.missing_parts.front(), std::uint16_t{2});
            gaps += taken.gaps;
        }
        QVERIFY(gaps > 0);
        // Nothing of what must wait was taken for the beginning of something.
        QVERIFY(must(checkRegister(desk.opened())).empty());
        for (std::size_t i = 1; i < last; ++i)
            QCOMPARE(desk.take(stick_->parts[i]).gaps, std::uint64_t{0});
        QVERIFY(desk.take(stick_->parts.back()).missing_parts.empty());
        ImportingCopy expected = stick_->copy();
        expected.take(stick_->whole.front());
        QVERIFY(desk.state() == expected.state());
    }

    void aReceiptGoesOutOnceAllPartsAreHere() {
        ImportingCopy desk = stick_->copy();
        BundleBook book(desk.opened().database());
        const std::vector<VerifyKey> senders{nodeOf(*stick_->desks.a.network)};
        for (std::size_t i = 0; i < stick_->parts.size(); ++i) {
            QVERIFY(must(book.receiptsFor(senders)).empty());
            desk.take(stick_->parts[i]);
        }
        QCOMPARE(must(book.receiptsFor(senders)).size(), stick_->parts.size());
        QVERIFY(must(book.receiptsFor({VerifyKey{}})).empty());
    }

    void aFolderGetsGeneratedNames() {
        const Path folder = stick_->desks.file("folder");
        std::filesystem::create_directory(folder);
        const auto exported = exportBy(
            stick_->desks.a, {folder, {idOf(stick_->desks.a)}, true, one_chunk_limit_bytes});
        QCOMPARE(exported.paths.size(), stick_->parts.size());
        for (const Path& path : exported.paths) {
            const std::string name = path.filename().string();
            QVERIFY(name.starts_with("PV-") && name.ends_with(".pvb") && name.size() == 33);
            QVERIFY(std::filesystem::exists(path));
        }
    }

    void progressGoesUpToAllOfItAndCancellingLeavesNoFile() {
        Charity& a = stick_->desks.a;
        const Path folder = stick_->desks.file("cancelled");
        std::filesystem::create_directory(folder);
        std::int64_t calls = 0, last = 0, all = 0;
        ExportRequest request{folder, {idOf(a)}, true, one_chunk_limit_bytes};
        CancelToken cancel;
        std::int64_t cancel_after = 0;
        request.writing = [&](std::int64_t done, std::int64_t total) {
            QVERIFY(done > last && done <= total);
            last = done;
            all = total;
            if (++calls == cancel_after)
                cancel.cancel();
        };
        must(exportBundle(*a.network, request, a.executor));
        QVERIFY(calls > 10);
        QCOMPARE(last, all);
        std::filesystem::remove_all(folder);
        std::filesystem::create_directory(folder);
        cancel_after = calls / 2;
        calls = last = 0;
        const auto cancelled = exportBundle(*a.network, request, a.executor, {}, cancel);
        QCOMPARE(cancelled.error().code, ErrorCode::cancelled);
        QVERIFY(std::filesystem::is_empty(folder));
    }

  private:
    std::unique_ptr<Stick> stick_;
};
PEYVAND_TEST(BundlePartsTest)
#include "bundle_parts_test.moc"
