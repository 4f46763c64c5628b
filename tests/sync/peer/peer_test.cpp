// SPDX-License-Identifier: GPL-3.0-or-later
// Registers over TLS on this computer, and others who knock at the same door.
#include "sync/peer/peer.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"
#include "tests/support/written_feed.h"
#include "tests/sync/peer/raw_client.h"

#include <condition_variable>
#include <mutex>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const CivilDate in_aban = hijri(1405, 8, 20);

/// A charity's register that answers, on a thread of its own.
class Serving {
  public:
    explicit Serving(Charity& charity, PeerOptions options = {}) {
        charity.fixture.clock.is_running = true;
        server_ = must(PeerServer::listen(
            {*charity.network, register_work_, workers_, options, {}, {}}, {"127.0.0.1", 0}));
        thread_ = std::jthread([this] {
            (void)server_->run([this](const PeerResult& result) {
                const std::lock_guard lock(mutex_);
                results_.push_back(result);
                changed_.notify_all();
            });
        });
    }
    ~Serving() { stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable())
            thread_.join();
    }
    PeerAddress address() const { return server_->address(); }
    /// How the next session ended; internal when none did for ten seconds.
    PeerResult next() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(10),
                               [&] { return results_.size() > seen_; }))
            return {{}, {}, {}, Error{ErrorCode::internal, {}}};
        return results_[seen_++];
    }

  private:
    ThreadExecutor register_work_{1};
    InlineExecutor workers_{};
    std::unique_ptr<PeerServer> server_{};
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::vector<PeerResult> results_{};
    std::size_t seen_ = 0;
    std::jthread thread_{};
};

Result<PeerResult> call(Charity& from, const PeerAddress& to, CancelToken cancel = {}) {
    from.fixture.clock.is_running = true;
    ThreadExecutor register_work(1);
    InlineExecutor workers;
    return syncWithPeer({*from.network, register_work, workers, {}, cancel, {}}, to);
}

QString codeOf(const std::optional<Error>& error) {
    return error ? QString::fromUtf8(errorName(error->code).data()) : QString("none");
}
QString codeOf(const Result<PeerResult>& result) {
    return result ? codeOf(result->error) : codeOf(std::optional(result.error()));
}

} // namespace

class PeerTest : public QObject {
    Q_OBJECT
  private slots:
    void aCallMakesBothEqual() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", zahra), "food_basket", in_aban);
        both.b.give(both.b.add("زهرا", zahra), "cash", in_aban);
        Serving serving(both.a);
        // What is due is sealed by the call itself.
        const PeerResult result = must(call(both.b, serving.address()));
        QCOMPARE(codeOf(result.error), QString("none"));
        QCOMPARE(result.charity, std::string("خیریهٔ الف"));
        QVERIFY(result.counts.received.entries > 0 && result.counts.sent.entries > 0);
        QCOMPARE(codeOf(serving.next().error), QString("none"));
        const PeerResult again = must(call(both.b, serving.address()));
        QCOMPARE(again.counts.bytes_sent, std::uint64_t{261});
        serving.stop();
        QCOMPARE(positionsOf(*both.a.network), positionsOf(*both.b.network));
        QCOMPARE(both.a.ask(zahra).claims.size(), std::size_t{1});
        QCOMPARE(both.b.ask(zahra).claims.size(), std::size_t{1});
    }

    void manyCallAtOnce() {
        Charity first("خیریهٔ الف");
        foundNetwork(first);
        std::vector<std::unique_ptr<Charity>> others;
        for (int i = 0; i < 4; ++i) {
            others.push_back(std::make_unique<Charity>("خیریهٔ " + std::to_string(i)));
            admitCharity(first, *others.back());
            WrittenFeed feed(first);
            feed.certify(*others.back());
            for (int j = 0; j < 5; ++j)
                feed.deliver(*others.back(), feed.write(200));
        }
        {
            Serving serving(first);
            std::vector<std::jthread> threads;
            std::atomic<int> failures = 0;
            for (auto& one : others)
                threads.emplace_back([&serving, &failures, charity = one.get()] {
                    const auto result = call(*charity, serving.address());
                    failures += !result || result->error ? 1 : 0;
                });
            threads.clear();
            QCOMPARE(failures.load(), 0);
        }
        QCOMPARE(first.fixture.number("SELECT COUNT(*) FROM entry"
                                      " JOIN feed ON feed.number = entry.feed WHERE scope = 2"),
                 std::int64_t{4000});
    }

    void whoIsNotInTheNetworkIsNotLetIn() {
        TwoCharities both, others;
        Serving serving(both.a);
        // The caller looks first: it does not know this desk either.
        QCOMPARE(codeOf(call(others.b, serving.address())), QString("peer_not_member"));
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_secure"));
        RawClient stranger(serving.address());
        (void)stranger.shake(others.b.fixture.opened().journal().nodeKey(), [](SSL_CTX*) {});
        QVERIFY(stranger.readToEnd().empty());
        const PeerResult refused = serving.next();
        QCOMPARE(codeOf(refused.error), QString("peer_not_member"));
        QCOMPARE(refused.counts.bytes_sent, std::uint64_t{0});
    }

    // The newcomer knows the member that admitted it, and another member does not know it yet.
    void aNewcomerThatIsNotKnownYetIsTold() {
        Charity a("خیریهٔ الف"), b("خیریهٔ ب"), c("خیریهٔ پ");
        foundNetwork(a);
        admitCharity(a, b);
        admitCharity(a, c);
        Serving serving(b);
        QCOMPARE(codeOf(call(c, serving.address())), QString("peer_refused"));
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_member"));
    }

    void olderTlsAndOtherProtocolsAreNotSpoken() {
        TwoCharities both;
        Serving serving(both.a);
        const SigningKey& member = both.b.fixture.opened().journal().nodeKey();
        RawClient old(serving.address());
        QVERIFY(!old.shake(member, [](SSL_CTX* context) {
            SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
            SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
        }));
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_secure"));
        RawClient web(serving.address());
        QVERIFY(!web.shake(member, [](SSL_CTX* context) {
            const std::uint8_t other[] = {2, 'h', '2'};
            SSL_CTX_set_alpn_protos(context, other, sizeof other);
        }));
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_secure"));
        RawClient silent(serving.address());
        (void)silent.shake(member,
                           [](SSL_CTX* context) { SSL_CTX_set_alpn_protos(context, nullptr, 0); });
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_secure"));
        RawClient plain(serving.address());
        QVERIFY(plain.write(bytesOf("GET / HTTP/1.1\r\n\r\n")));
        (void)plain.readToEnd();
        QCOMPARE(codeOf(serving.next().error), QString("peer_not_secure"));
    }

    // Nothing is kept from which a later connection could go on without proving the key again.
    void noTicketsAndNoSecondChannelWithTheSameSecret() {
        TwoCharities both;
        Serving serving(both.a);
        const SigningKey& member = both.b.fixture.opened().journal().nodeKey();
        RawClient one(serving.address()), two(serving.address());
        QVERIFY(one.shake(member, [](SSL_CTX*) {}) && two.shake(member, [](SSL_CTX*) {}));
        const NetworkId network = both.b.network->id();
        const auto first = factsOf(one.connection(), network);
        const auto second = factsOf(two.connection(), network);
        QVERIFY(first && second && first->exporter != second->exporter);
        QVERIFY(first->peer == nodeOf(*both.a.network));
        QVERIFY(factsOf(one.connection(), NetworkId{1})->exporter != first->exporter);
        QVERIFY(!SSL_SESSION_is_resumable(SSL_get0_session(one.connection())));
        // A hello recorded on one channel, sent on the other.
        Hello hello;
        signHello(hello, {ChannelRole::caller, network, first->peer, first->exporter}, member);
        QVERIFY(two.write(encodeFrame(FrameType::hello, encodeHello(hello))));
        QVERIFY(textOf(two.readToEnd()).find("hello_other_channel") != std::string_view::npos);
        QCOMPARE(codeOf(serving.next().error), QString("hello_other_channel"));
    }

    void drippingClientsAreDroppedAndHoldNobodyUp() {
        TwoCharities both;
        PeerOptions options;
        options.handshake_ms = 2'000;
        Serving serving(both.a, options);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 5; ++i) {
            slow.push_back(std::make_unique<RawClient>(serving.address()));
            QVERIFY(slow.back()->write(Bytes{0x16}));
        }
        QCOMPARE(codeOf(call(both.b, serving.address())), QString("none"));
        QCOMPARE(codeOf(serving.next().error), QString("none"));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(codeOf(serving.next().error), QString("peer_slow"));
    }

    void anEndlessFrameIsRefusedInWords() {
        TwoCharities both;
        Serving serving(both.a);
        RawClient hostile(serving.address());
        QVERIFY(hostile.shake(both.b.fixture.opened().journal().nodeKey(), [](SSL_CTX*) {}));
        QVERIFY(hostile.write(Bytes{11, 0xff, 0xff, 0xff, 0xff, 1, 2, 3}));
        const Bytes heard = hostile.readToEnd();
        QVERIFY(textOf(heard).find("frame_too_large") != std::string_view::npos);
        QCOMPARE(codeOf(serving.next().error), QString("frame_too_large"));
    }

    void strangersCannotHoldAllPlaces() {
        TwoCharities both;
        PeerOptions options;
        options.most_peers = 2;
        Serving serving(both.a, options);
        RawClient one(serving.address()), two(serving.address());
        QVERIFY(one.write(Bytes{0x16}) && two.write(Bytes{0x16}));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        QCOMPARE(codeOf(call(both.b, serving.address())), QString("none"));
        QVERIFY(one.readToEnd().empty());
        QCOMPARE(codeOf(serving.next().error), QString("peers_too_many"));
        QCOMPARE(codeOf(serving.next().error), QString("none"));
    }

    void tooManyAtOnceAreTurnedAway() {
        TwoCharities both;
        PeerOptions options;
        options.most_peers = 1;
        Serving serving(both.a, options);
        RawClient member(serving.address());
        QVERIFY(member.shake(both.b.fixture.opened().journal().nodeKey(), [](SSL_CTX*) {}));
        QVERIFY(member.hears());
        RawClient further(serving.address());
        QVERIFY(further.readToEnd().empty());
        QCOMPARE(codeOf(serving.next().error), QString("peers_too_many"));
    }

    void whoBreaksOffGoesOnLater() {
        TwoCharities both;
        WrittenFeed feed(both.a);
        feed.certify(both.a);
        for (int i = 0; i < 60; ++i)
            feed.deliver(both.a, feed.write(500, 1500));
        CancelToken cancel;
        {
            Serving serving(both.a);
            std::jthread breaker([cancel] {
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
                cancel.cancel();
            });
            QCOMPARE(codeOf(call(both.b, serving.address(), cancel)), QString("cancelled"));
            QCOMPARE(codeOf(serving.next().error), QString("peer_broke_off"));
        }
        const auto kept = both.b.fixture.number("SELECT COUNT(*) FROM entry");
        Serving serving(both.a);
        const PeerResult rest = must(call(both.b, serving.address()));
        QCOMPARE(codeOf(serving.next().error), QString("none"));
        QCOMPARE(codeOf(rest.error), QString("none"));
        serving.stop();
        qInfo("kept %lld, fetched %llu", static_cast<long long>(kept),
              static_cast<unsigned long long>(rest.counts.received.entries));
        QCOMPARE(rest.counts.received.already_there, std::uint64_t{0});
        QCOMPARE(positionsOf(*both.a.network), positionsOf(*both.b.network));
    }

    void aServerThatStopsTellsItsSessions() {
        TwoCharities both;
        Serving serving(both.a);
        RawClient waiting(serving.address());
        QVERIFY(waiting.shake(both.b.fixture.opened().journal().nodeKey(), [](SSL_CTX*) {}));
        QVERIFY(waiting.hears());
        serving.stop();
        QCOMPARE(codeOf(serving.next().error), QString("cancelled"));
    }

    void nobodyAnswers() {
        TwoCharities both;
        Serving serving(both.a);
        const PeerAddress there = serving.address();
        serving.stop();
        // The socket goes with the server; the port is free again.
        QCOMPARE(codeOf(call(both.b, there)), QString("peer_not_reached"));
        QCOMPARE(codeOf(call(both.b, {"no such host.invalid", 1})), QString("peer_not_reached"));
        QCOMPARE(codeOf(call(both.b, {"", 0})), QString("address_wrong"));
    }

    void addressesAreReadInAnyDigits() {
        QCOMPARE(must(PeerAddress::parse("127.0.0.1:7171")).port, std::uint16_t{7171});
        QCOMPARE(must(PeerAddress::parse("[::1]:۷۱۷۱")).text(), std::string("[::1]:7171"));
        QCOMPARE(must(PeerAddress::parse(":7171")).host, std::string());
        for (const char* wrong :
             {"", "host", "host:", "host:x", "host:70000", "::1:5", "a b:1", "host:1x", "host:-1"})
            QVERIFY2(!PeerAddress::parse(wrong), wrong);
    }
};
PEYVAND_TEST(PeerTest)
#include "peer_test.moc"
