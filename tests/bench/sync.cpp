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
    return is_short && equal.result.counts.bytes_sent <= equal_bytes_bound &&
           equal.result.counts.bytes_received <= equal_bytes_bound;
}

} // namespace peyvand::bench
