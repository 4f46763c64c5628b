// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/category.h"
#include "sync/peer/peer.h"
#include "tests/bench/fixture.h"
#include "tests/bench/tls_copy.h"
#include "tests/support/cheap_veil.h"
#include "tools/generate/claim_feed.h"

#include <thread>

namespace peyvand::bench {
namespace {

constexpr std::size_t full_entries = 7'500;
constexpr std::size_t feed_count = 20;
constexpr std::size_t further_entries = 5;
constexpr double bytes_bound = 1.25;
constexpr double time_bound = 2;
constexpr std::uint64_t equal_bytes_bound = 512;

struct Member {
    Member(const Options& options, const std::string& name)
        : charity(options, name), network(must(Network::open(charity.opened()))) {}
    void join(Network& founder) {
        const auto attempt =
            must(network->requestToJoin(must(founder.inviteCharity()), BenchRegister::password()));
        must(network->acceptWelcome(must(founder.admitCharity(attempt.request)).welcome));
    }
    std::size_t entries() {
        auto row = charity.database().prepare("SELECT COUNT(*) FROM entry");
        return row.step() ? static_cast<std::size_t>(row.integer(0)) : 0;
    }
    BenchRegister charity;
    std::unique_ptr<Network> network;
};

/// One charity holds the feeds of twenty others; a further one holds nothing yet.
class SyncFixture {
  public:
    explicit SyncFixture(const Options& options)
        : own(options, "خیریهٔ ۱"), other(options, "خیریهٔ ۲") {
        must(own.network->foundNetwork("مجمع سنجش", BenchRegister::password()));
        other.join(*own.network);
        for (std::size_t i = 0; i < feed_count; ++i) {
            authors_.push_back(std::make_unique<Member>(options, fmt::format("خیریهٔ {}", i + 3)));
            authors_.back()->join(*own.network);
            feeds_.push_back(
                std::make_unique<generate::ClaimFeed>(*authors_.back()->network, std::nullopt));
        }
        other.network->replaceVeil(veil());
        own.network->replaceVeil(veil());
    }
    /// So many claims more in each feed.
    void write(std::size_t entries) {
        for (auto& feed : feeds_) {
            for (std::size_t i = 0; i < entries; ++i) {
                ClaimContent content;
                content.category = findCategory("cash")->number;
                content.month = HijriMonth::of(own.charity.opened().today());
                feed->add(Seed::from(makeSystemRandom()->take<32>()), content,
                          own.charity.opened().today().plusDays(700));
            }
            feed->close();
            must(feed->deliver(own.charity.opened().journal()));
        }
    }
    std::size_t newestBytes(std::size_t after) {
        auto row =
            own.charity.database().prepare("SELECT SUM(length(bytes)) FROM entry WHERE number > ?");
        row.bind(static_cast<std::int64_t>(after));
        return row.step() ? static_cast<std::size_t>(row.integer(0)) : 0;
    }
    const SigningKey& ownKey() { return own.charity.opened().journal().nodeKey(); }
    const SigningKey& otherKey() { return other.charity.opened().journal().nodeKey(); }

    Member own;
    Member other;

  private:
    std::unique_ptr<Veil> veil() {
        return std::make_unique<test::CheapVeil>(own.network->id(), 1,
                                                 VeilSecret::from(ByteArray<32>{7}));
    }
    std::vector<std::unique_ptr<Member>> authors_{};
    std::vector<std::unique_ptr<generate::ClaimFeed>> feeds_{};
};

struct Called {
    PeerResult result{};
    Elapsed elapsed{};
};

/// The other one calls; the connection and the handshake are in the time.
Called call(SyncFixture& fixture) {
    ThreadExecutor serving_work(1), calling_work(1);
    InlineExecutor workers;
    const auto server = must(PeerServer::listen(
        {*fixture.own.network, serving_work, workers, {}, {}, {}}, {"127.0.0.1", 0}));
    std::thread serving([&] { must(server->run([](const PeerResult&) {})); });
    Called called;
    const Stopwatch watch;
    called.result = must(syncWithPeer({*fixture.other.network, calling_work, workers, {}, {}, {}},
                                      server->address()));
    called.elapsed = watch.elapsed();
    server->stop();
    serving.join();
    if (called.result.error) {
        say("failed: {}", errorName(called.result.error->code));
        std::exit(2);
    }
    return called;
}

std::uint64_t bytesOf(const Called& called) {
    return called.result.counts.bytes_received + called.result.counts.bytes_sent;
}

/// The rows that a register has after it received them, ready to be written once more.
struct BareRows {
    struct Row {
        std::int64_t feed = 0, number = 0;
        Bytes a{}, b{}, c{}, d{};
    };
    explicit BareRows(Database& from) {
        read(from, feeds,
             "SELECT number, scope, id, descriptor, node, charity FROM feed WHERE own = 0");
        read(from, entries,
             "SELECT feed, seq, record, digest, bytes, bytes FROM entry WHERE feed IN"
             " (SELECT number FROM feed WHERE own = 0) ORDER BY number");
        read(from, claims,
             "SELECT claim.feed, revision, claim.id, claim.charity, tag, frame FROM entry"
             " JOIN claim ON claim.id = entry.record ORDER BY entry.number");
    }
    std::vector<Row> feeds{}, entries{}, claims{};

  private:
    static Bytes bytesOf(const Statement& row, int column) {
        return {row.blob(column).begin(), row.blob(column).end()};
    }
    static void read(Database& from, std::vector<Row>& into, const char* sql) {
        auto rows = from.prepare(sql);
        while (rows.step())
            into.push_back({rows.integer(0), rows.integer(1), bytesOf(rows, 2), bytesOf(rows, 3),
                            bytesOf(rows, 4), bytesOf(rows, 5)});
    }
};

constexpr std::int64_t feeds_apart = 1000;
constexpr std::size_t rows_a_commit = 6'000; // about the 2 MiB of a batch

// As the journal has them, indexes and all, each batch on the disk before the next.
Elapsed insertBare(const Options& options, const BareRows& rows) {
    BenchRegister bare(options, "خیریهٔ ۰");
    Database& database = bare.database();
    const Stopwatch watch;
    for (std::size_t begin = 0; begin < rows.entries.size(); begin += rows_a_commit) {
        Transaction transaction(database);
        for (const auto& feed : rows.feeds)
            if (begin == 0)
                database
                    .prepare("INSERT INTO feed (number, scope, id, descriptor, node, charity, link)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?3)")
                    .bind(feed.feed + feeds_apart)
                    .bind(feed.number)
                    .bind(ByteView(feed.a))
                    .bind(ByteView(feed.b))
                    .bind(ByteView(feed.c))
                    .bind(ByteView(feed.d))
                    .run();
        for (std::size_t i = begin; i < std::min(begin + rows_a_commit, rows.entries.size()); ++i) {
            const auto& entry = rows.entries[i];
            database
                .prepare("INSERT INTO entry (feed, seq, record, digest, bytes)"
                         " VALUES (?, ?, ?, ?, ?)")
                .bind(entry.feed + feeds_apart)
                .bind(entry.number)
                .bind(ByteView(entry.a))
                .bind(ByteView(entry.b))
                .bind(ByteView(entry.c))
                .run();
            if (i >= rows.claims.size())
                continue;
            const auto& claim = rows.claims[i];
            database
                .prepare("INSERT INTO claim (feed, revision, id, charity, tag, frame, generation,"
                         " drop_after) VALUES (?, ?, ?, ?, ?, ?, 1, 0)")
                .bind(claim.feed + feeds_apart)
                .bind(claim.number)
                .bind(ByteView(claim.a))
                .bind(ByteView(claim.b))
                .bind(ByteView(claim.c))
                .bind(ByteView(claim.d))
                .run();
        }
        must(transaction.commit());
    }
    return watch.elapsed();
}

} // namespace

bool benchSync(const Options& options) {
    const std::size_t each = full_entries * static_cast<std::size_t>(options.percent) / 100;
    say("sync: {} feeds of {} claims over TLS on this computer; filling", feed_count, each);
    SyncFixture fixture(options);
    fixture.write(each);
    const Called first = call(fixture);
    const Elapsed bare = copyOverTls(fixture.ownKey(), fixture.otherKey(), bytesOf(first));
    say("  {} entries to an empty register: {:.2f} s, {:.1f} MB, {:.0f} entries a second; a bare"
        " copy of as many bytes over TLS {:.3f} s (it stores nothing)",
        first.result.counts.received.entries, first.elapsed.wall_us / 1e6,
        static_cast<double>(bytesOf(first)) / 1e6,
        static_cast<double>(first.result.counts.received.entries) / first.elapsed.wall_us * 1e6,
        bare.wall_us / 1e6);
    const Elapsed inserted = insertBare(options, BareRows(fixture.other.charity.database()));
    const double times = first.elapsed.wall_us / std::max(inserted.wall_us, bare.wall_us);
    say("  bare inserts of the same rows, encrypted, indexed, durable: {:.2f} s",
        inserted.wall_us / 1e6);
    const bool is_fast =
        judge(options, "sync, time beside the slower of the two", {times, times}, time_bound);
    const std::size_t before = fixture.own.entries();
    fixture.write(further_entries);
    const std::size_t encoded = fixture.newestBytes(before);
    const Called more = call(fixture);
    const double share = static_cast<double>(bytesOf(more)) / static_cast<double>(encoded);
    say("  {} more entries in all feeds: {:.0f} ms, {} bytes for {} bytes of entries",
        more.result.counts.received.entries, more.elapsed.wall_us / 1e3, bytesOf(more), encoded);
    const bool is_short = judge(options, "sync, bytes", {share, share}, bytes_bound);
    Samples equal_times, bare_times;
    Called equal;
    for (int pair = 0; pair < options.pairs; ++pair) {
        equal = call(fixture);
        equal_times.add(equal.elapsed);
        bare_times.add(copyOverTls(fixture.ownKey(), fixture.otherKey(), bytesOf(equal)));
    }
    say("  equal registers: {:.1f} ms, {} bytes out and {} in; connection, handshake and as many"
        " bytes alone {:.1f} ms (medians of {}, wall)",
        equal_times.at(0.5).wall_us / 1e3, equal.result.counts.bytes_sent,
        equal.result.counts.bytes_received, bare_times.at(0.5).wall_us / 1e3, equal_times.count());
    return is_short && is_fast && equal.result.counts.bytes_sent <= equal_bytes_bound &&
           equal.result.counts.bytes_received <= equal_bytes_bound;
}

} // namespace peyvand::bench
