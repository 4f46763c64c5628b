// SPDX-License-Identifier: GPL-3.0-or-later
// What a charity is known to hold stays out of the next bundle for it, and nothing else does.
#include "tests/support/bundle_desk.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const CivilDate in_aban = hijri(1405, 8, 20);

// A folder of a register at one moment; put back, that register is an older copy of itself.
class OlderCopy {
  public:
    explicit OlderCopy(Charity& charity) : charity_(charity) {
        close();
        std::filesystem::copy(charity.fixture.folder(), folder(),
                              std::filesystem::copy_options::recursive);
        open();
    }
    void putBack() {
        close();
        std::filesystem::remove_all(charity_.fixture.folder());
        std::filesystem::copy(folder(), charity_.fixture.folder(),
                              std::filesystem::copy_options::recursive);
        open();
    }

  private:
    Path folder() const { return Path(kept_.path().toStdString()) / "kept"; }
    void close() {
        charity_.network.reset();
        charity_.fixture.close();
    }
    void open() {
        charity_.fixture.reopen();
        charity_.openNetwork();
        charity_.useCheapVeil();
    }
    Charity& charity_;
    QTemporaryDir kept_{};
};

ExportedBundle send(Charity& from, Charity& to, const Path& file) {
    return exportBy(from, {file, {idOf(to)}});
}

std::int64_t heldRows(Charity& charity) {
    return charity.fixture.number("SELECT COUNT(*) FROM desk_holds");
}

} // namespace

class BundleReceiptsTest : public QObject {
    Q_OBJECT

    // A has given, B has read it, and A knows.
    static void meet(TwoCharities& both) {
        both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        must(importBundle(*both.b.network, send(both.a, both.b, both.file("1.pvb")).path));
        const auto answer = send(both.b, both.a, both.file("2.pvb"));
        QCOMPARE(recordsOf(both.a, answer.path, BundleRecord::receipt), std::uint64_t{1});
        QCOMPARE(must(importBundle(*both.a.network, answer.path)).receipts, std::size_t{1});
    }

  private slots:
    void whatTheAddresseeHasIsLeftOut() {
        TwoCharities both;
        meet(both);
        const auto nothing = send(both.a, both.b, both.file("3.pvb"));
        QCOMPARE(nothing.entries, std::int64_t{0});
        QCOMPARE(recordsOf(both.b, nothing.path, BundleRecord::descriptor), std::uint64_t{0});
        QVERIFY(recordsOf(both.b, nothing.path, BundleRecord::position) > 0);
        both.a.give(both.a.add("مریم", "0602355540"), "cash", in_aban);
        const auto news = send(both.a, both.b, both.file("4.pvb"));
        QCOMPARE(news.entries, std::int64_t{1});
        const auto taken = must(importBundle(*both.b.network, news.path));
        QCOMPARE(taken.entries, std::uint64_t{1});
        QCOMPARE(taken.gaps, std::uint64_t{0});
        QCOMPARE(both.b.ask("0602355540").claims.size(), std::size_t{1});
        QCOMPARE(exportBy(both.a, {both.file("5.pvb"), {idOf(both.b)}, true}).entries,
                 std::int64_t{2});
    }

    void aReceiptIsToldOnce() {
        TwoCharities both;
        meet(both);
        const auto again = send(both.b, both.a, both.file("3.pvb"));
        QCOMPARE(recordsOf(both.a, again.path, BundleRecord::receipt), std::uint64_t{1});
        QCOMPARE(must(importBundle(*both.a.network, again.path)).receipts, std::size_t{0});
    }

    void forSeveralOnlyWhatAllHaveIsLeftOut() {
        TwoCharities both;
        Charity third("خیریهٔ پ");
        admitCharity(both.a, third);
        meet(both);
        QCOMPARE(send(both.a, both.b, both.file("3.pvb")).entries, std::int64_t{0});
        const auto two = exportBy(both.a, {both.file("4.pvb"), {idOf(both.b), idOf(third)}});
        QCOMPARE(two.entries, std::int64_t{1});
        must(importBundle(*third.network, two.path));
        QCOMPARE(third.ask(zahra).claims.size(), std::size_t{1});
        must(importBundle(*both.a.network, send(third, both.a, both.file("5.pvb")).path));
        QCOMPARE(exportBy(both.a, {both.file("6.pvb"), {idOf(both.b), idOf(third)}}).entries,
                 std::int64_t{0});
    }

    void aNewDeskOfAnAddresseeGetsEverything() {
        TwoDesks desks;
        Charity other("خیریهٔ پ"), second("تازه");
        admitCharity(desks.a, other);
        desks.a.give(desks.a.add("زهرا", zahra), "cash", in_aban);
        must(importBundle(*other.network, send(desks.a, other, desks.file("1.pvb")).path));
        must(importBundle(*desks.a.network, send(other, desks.a, desks.file("2.pvb")).path));
        QCOMPARE(send(desks.a, other, desks.file("3.pvb")).entries, std::int64_t{0});
        admitDesk(other, second, "۲");
        must(importBundle(*desks.a.network, send(other, desks.a, desks.file("4.pvb")).path));
        const auto all = send(desks.a, other, desks.file("5.pvb"));
        QCOMPARE(all.entries, std::int64_t{1});
        must(importBundle(*second.network, all.path));
        QCOMPARE(second.ask(zahra).claims.size(), std::size_t{1});
    }

    void anOlderCopyOfTheAddresseeGetsItAgain() {
        TwoCharities both;
        OlderCopy before(both.b);
        meet(both);
        before.putBack();
        both.a.give(both.a.add("مریم", "0602355540"), "cash", in_aban);
        // Nobody could know yet: it comes without its beginning, and breaks nothing.
        const auto news = send(both.a, both.b, both.file("3.pvb"));
        QCOMPARE(news.entries, std::int64_t{1});
        QCOMPARE(must(importBundle(*both.b.network, news.path)).gaps, std::uint64_t{1});
        QVERIFY(must(checkRegister(both.b.fixture.opened())).empty());
        // Now it says what it has.
        const auto answer = send(both.b, both.a, both.file("4.pvb"));
        QCOMPARE(recordsOf(both.a, answer.path, BundleRecord::receipt), std::uint64_t{0});
        both.b.fixture.clock.passMs(100);
        must(importBundle(*both.a.network, answer.path));
        const auto whole = send(both.a, both.b, both.file("5.pvb"));
        QCOMPARE(whole.entries, std::int64_t{2});
        must(importBundle(*both.b.network, whole.path));
        QCOMPARE(both.b.ask(zahra).claims.size(), std::size_t{1});
        QCOMPARE(both.b.ask("0602355540").claims.size(), std::size_t{1});
    }

    void anOlderBundleThatComesLateRaisesNothing() {
        TwoCharities both;
        const Path old = send(both.b, both.a, both.file("0.pvb")).path;
        meet(both);
        QVERIFY(heldRows(both.a) > 0);
        must(importBundle(*both.a.network, old));
        // It says less: in doubt more is sent.
        QCOMPARE(send(both.a, both.b, both.file("3.pvb")).entries, std::int64_t{1});
        must(importBundle(*both.a.network, both.file("2.pvb")));
        QCOMPARE(send(both.a, both.b, both.file("4.pvb")).entries, std::int64_t{1});
        must(importBundle(*both.a.network, send(both.b, both.a, both.file("5.pvb")).path));
        QCOMPARE(send(both.a, both.b, both.file("6.pvb")).entries, std::int64_t{0});
    }

    void whatIsSaidCountsOnlyBehindTheTrailer() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "cash", in_aban);
        must(importBundle(*both.b.network, send(both.a, both.b, both.file("1.pvb")).path));
        const Path answer = send(both.b, both.a, both.file("2.pvb")).path;
        std::filesystem::resize_file(answer, std::filesystem::file_size(answer) - 1);
        QCOMPARE(importBundle(*both.a.network, answer).error().code, ErrorCode::bundle_truncated);
        QCOMPARE(heldRows(both.a), std::int64_t{0});
        QCOMPARE(both.a.fixture.number("SELECT COUNT(*) FROM bundle_read"), std::int64_t{0});
        QCOMPARE(both.a.fixture.number("SELECT COUNT(*) FROM bundle_addressee"
                                       " WHERE receipt_ms IS NOT NULL"),
                 std::int64_t{0});
    }

    void betweenTheDesksOfACharityTheOfficeIsLeftOutToo() {
        TwoDesks desks;
        const auto person = desks.a.add("زهرا", zahra);
        must(importBundle(*desks.b.network, send(desks.a, desks.b, desks.file("1.pvb")).path));
        // A bundle for all members says nothing of the office; its receipt does.
        const Path all = exportBy(desks.b, {desks.file("2.pvb")}).path;
        must(importBundle(*desks.a.network, all));
        QCOMPARE(send(desks.a, desks.b, desks.file("3.pvb")).entries, std::int64_t{0});
        desks.a.give(person, "cash", in_aban);
        const auto news = send(desks.a, desks.b, desks.file("4.pvb"));
        QVERIFY(news.entries > 0);
        QCOMPARE(must(importBundle(*desks.b.network, news.path)).entries,
                 static_cast<std::uint64_t>(news.entries));
        QCOMPARE(desks.b.fixture.number("SELECT COUNT(*) FROM aid"), std::int64_t{1});
    }
};
PEYVAND_TEST(BundleReceiptsTest)

// The book by itself: what it must not believe.
class BundleBookTest : public QObject {
    Q_OBJECT

    struct Desk {
        explicit Desk(std::uint8_t seed) { key.fill(seed); }
        VerifyKey key{};
    };

    static StoredFeed officeFeed(Charity& charity) {
        for (const StoredFeed& feed : carriedFeeds(*charity.network, charity.network->ownCharity()))
            if (feed.position.feed == charity.fixture.opened().journal().ownFeed(FeedScope::office))
                return feed;
        qFatal("no feed");
    }
    static SentExport sentTo(const Desk& desk, std::uint8_t number, const StoredFeed& feed) {
        SentExport sent;
        sent.set.bytes.fill(number);
        sent.desks = {desk.key};
        BundleReceipt part;
        part.bundle.bytes.fill(number);
        part.header_hash.fill(number);
        sent.parts = {part};
        sent.positions = {feed.position};
        return sent;
    }
    static ReadBundle from(const Desk& desk, std::int64_t time_ms,
                           std::vector<BundleReceipt> receipts) {
        ReadBundle read;
        read.front.id.bytes = fixedBytes<16>(bytesOf(std::to_string(time_ms) + "----------------"));
        read.sender = desk.key;
        read.time_ms = time_ms;
        read.receipts = std::move(receipts);
        return read;
    }

  private slots:
    void onlyAFittingReceiptOfAnAddresseeCounts() {
        Charity charity("خیریهٔ الف");
        charity.add("زهرا", zahra);
        const StoredFeed feed = officeFeed(charity);
        BundleBook book(charity.fixture.database());
        const Desk b(1), stranger(2);
        const SentExport sent = sentTo(b, 7, feed);
        must(book.noteSent(sent));
        const BundleReceipt right = sent.parts.front();
        BundleReceipt other_hash = right, unknown = right;
        other_hash.header_hash[0] ^= 1;
        unknown.bundle.bytes[0] ^= 1;
        QCOMPARE(must(book.noteRead(from(stranger, 1, {right}), 1)), std::size_t{0});
        QCOMPARE(must(book.noteRead(from(b, 2, {other_hash, unknown}), 1)), std::size_t{0});
        for (const Desk& desk : {b, stranger})
            QCOMPARE(must(book.heldByAll({desk.key}, feed)), std::uint64_t{0});
        QCOMPARE(must(book.noteRead(from(b, 3, {right}), 1)), std::size_t{1});
        QCOMPARE(must(book.heldByAll({b.key}, feed)), feed.position.seq);
        QCOMPARE(must(book.heldByAll({b.key, stranger.key}, feed)), std::uint64_t{0});
        QCOMPARE(must(book.heldByAll({}, feed)), std::uint64_t{0});
    }

    void aPlaceThatIsNotHereIsNotBelieved() {
        Charity charity("خیریهٔ الف");
        charity.add("زهرا", zahra);
        const StoredFeed feed = officeFeed(charity);
        BundleBook book(charity.fixture.database());
        const Desk b(1);
        std::int64_t time_ms = 0;
        const auto says = [&](const FeedPosition& position) {
            ReadBundle read = from(b, ++time_ms, {});
            read.positions = {position};
            must(book.noteRead(read, 1));
            return must(book.heldByAll({b.key}, feed));
        };
        FeedPosition other_link = feed.position, ahead = feed.position, huge = feed.position;
        other_link.link[5] ^= 1;
        ahead.seq += 1;
        huge.seq = UINT64_MAX;
        for (const FeedPosition& wrong : {other_link, ahead, huge})
            QCOMPARE(says(wrong), std::uint64_t{0});
        QCOMPARE(says(feed.position), feed.position.seq);
        // From now on it is known to hold less.
        QCOMPARE(says(FeedPosition::start(feed.position.feed)), std::uint64_t{0});
    }

    void theOldestBundlesAreForgotten() {
        Charity charity("خیریهٔ الف");
        charity.add("زهرا", zahra);
        const StoredFeed feed = officeFeed(charity);
        BundleBook book(charity.fixture.database());
        const Desk b(1);
        for (std::int64_t i = 0; i < BundleBook::most_bundles + 5; ++i) {
            SentExport sent = sentTo(b, 1, feed);
            sent.set.bytes = fixedBytes<16>(bytesOf(std::to_string(i) + "----------------"));
            sent.parts.front().bundle.bytes = sent.set.bytes;
            must(book.noteSent(sent));
            must(book.noteRead(from(b, i, {}), 1));
        }
        for (const char* table :
             {"bundle_export", "bundle_sent", "bundle_addressee", "bundle_read"})
            QCOMPARE(charity.fixture.number("SELECT COUNT(*) FROM " + std::string(table)),
                     BundleBook::most_bundles);
        QCOMPARE(charity.fixture.number("SELECT MIN(number) FROM bundle_export"), std::int64_t{6});
        QCOMPARE(must(book.receiptsFor({b.key})).size(), BundleBook::most_receipts);
    }
};
PEYVAND_TEST(BundleBookTest)
#include "bundle_receipts_test.moc"
