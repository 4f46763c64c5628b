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

/// Rows of one table as a register has them after it received them: feed, a number, then blobs.
struct BareRow {
    std::int64_t feed = 0;
    std::int64_t number = 0;
    std::vector<Bytes> blobs{};
};
using BareRows = std::vector<BareRow>;

BareRows rowsOf(Database& from, const char* sql, int blobs) {
    BareRows all;
    auto rows = from.prepare(sql);
    while (rows.step()) {
        BareRow row{rows.integer(0), rows.integer(1), {}};
        for (int i = 2; i < 2 + blobs; ++i)
            row.blobs.emplace_back(rows.blob(i).begin(), rows.blob(i).end());
        all.push_back(std::move(row));
    }
    return all;
}

constexpr std::int64_t feeds_apart = 1000;
constexpr std::size_t rows_a_commit = 6'000; // about the 2 MiB of a batch

void insert(Database& into, const char* sql, const BareRow& row) {
    auto statement = into.prepare(sql);
    statement.bind(row.feed + feeds_apart).bind(row.number);
    for (const Bytes& blob : row.blobs)
        statement.bind(ByteView(blob));
    statement.run();
}

// As the journal has them, indexes and all, each batch on the disk before the next.
Elapsed insertBare(const Options& options, Database& from) {
    const BareRows feeds = rowsOf(
        from, "SELECT number, scope, id, descriptor, node, charity FROM feed WHERE own = 0", 4);
    const BareRows entries = rowsOf(from,
                                    "SELECT feed, seq, record, digest, bytes FROM entry WHERE feed"
                                    " IN (SELECT number FROM feed WHERE own = 0) ORDER BY number",
                                    3);
    const BareRows claims = rowsOf(from,
                                   "SELECT claim.feed, revision, claim.id, claim.charity, tag,"
                                   " frame FROM entry JOIN claim ON claim.id = entry.record"
                                   " ORDER BY entry.number",
                                   4);
    BenchRegister bare(options, "خیریهٔ ۰");
    Database& database = bare.database();
    const Stopwatch watch;
    for (const BareRow& feed : feeds)
        insert(database,
               "INSERT INTO feed (number, scope, id, descriptor, node, charity, link)"
               " VALUES (?, ?, ?, ?, ?, ?, ?3)",
               feed);
    for (std::size_t begin = 0; begin < entries.size(); begin += rows_a_commit) {
        Transaction transaction(database);
        for (std::size_t i = begin; i < std::min(begin + rows_a_commit, entries.size()); ++i) {
            insert(database,
                   "INSERT INTO entry (feed, seq, record, digest, bytes) VALUES (?, ?, ?, ?, ?)",
                   entries[i]);
            if (i < claims.size())
                insert(database,
                       "INSERT INTO claim (feed, revision, id, charity, tag, frame, generation,"
                       " drop_after) VALUES (?, ?, ?, ?, ?, ?, 1, 0)",
                       claims[i]);
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
    const Elapsed inserted = insertBare(options, fixture.other.charity.database());
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
