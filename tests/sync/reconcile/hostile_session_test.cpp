// SPDX-License-Identifier: GPL-3.0-or-later
// A member's desk with another program: each thing it tries has its own answer, and nothing is
// stored but what verifies.
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"
#include "tests/support/session_line.h"
#include "tests/support/written_feed.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr ByteArray<32> exporter{1};

/// The honest side is b; a's node key is in the hands of the other program.
struct Attack {
    Attack() : Attack(nullptr) {}
    explicit Attack(std::function<void(TwoCharities&)> before) {
        if (before)
            before(both);
        honest.emplace(*both.b.network, ChannelRole::listener, nodeOf(*both.a.network), exporter);
        own_hello = must(honest->session->send());
    }
    const SigningKey& stolen() { return both.a.fixture.opened().journal().nodeKey(); }
    Channel channel() {
        return {ChannelRole::caller, both.b.network->id(), nodeOf(*both.b.network), exporter};
    }
    /// As an honest a would greet, but with these digests in place of its own.
    Bytes hello(const Channel& on, std::vector<ClassDigest> classes = {}) {
        Hello hello;
        hello.decisions = both.a.network->membership().head;
        hello.classes = std::move(classes);
        signHello(hello, on, stolen());
        return encodeFrame(FrameType::hello, encodeHello(hello));
    }
    /// What honest b says of a class itself.
    ClassDigest digestOf(ItemClass kind) {
        const auto body = ByteView(own_hello).subspan(frame_head_bytes);
        return *must(decodeHello(body)).find(static_cast<std::uint8_t>(kind));
    }
    void greet(std::uint32_t feeds = 1) {
        ClassDigest other{static_cast<std::uint8_t>(ItemClass::network_feeds), feeds, {7}};
        must(honest->session->receive(hello(channel(), {digestOf(ItemClass::records), other}), 0));
    }
    Result<void> say(FrameType type, ByteView body = {}) {
        return honest->session->receive(encodeFrame(type, body), 0);
    }
    Result<void> sayBytes(ByteView bytes) { return honest->session->receive(bytes, 0); }
    /// One position, as an item of the network's feeds.
    static Bytes position(std::uint8_t feed, std::uint64_t seq) {
        FeedPosition position{{feed}, seq, {feed}};
        Writer body;
        body.u8(static_cast<std::uint8_t>(ItemClass::network_feeds))
            .fixed(encodePosition(position));
        return body.take();
    }
    /// To where segments may be sent.
    void settle() {
        const auto kind = static_cast<std::uint8_t>(ItemClass::network_feeds);
        must(say(FrameType::items_end, ByteView(&kind, 1)));
        must(say(FrameType::wants));
    }

    TwoCharities both{};
    std::optional<SessionEnd> honest{};
    Bytes own_hello{};
};

const auto with_feed = [](TwoCharities& both) {
    WrittenFeed feed(both.b);
    feed.certify(both.b);
    feed.deliver(both.b, feed.write(2));
};

} // namespace

#define REFUSED(result, expected)                                                                  \
    do {                                                                                           \
        const Result<void> refused_(result);                                                       \
        QVERIFY(!refused_);                                                                        \
        QCOMPARE(QString::fromUtf8(errorName(refused_.error().code).data()),                       \
                 QString::fromUtf8(errorName(ErrorCode::expected).data()));                        \
    } while (false)

class HostileSessionTest : public QObject {
    Q_OBJECT
  private slots:
    void theOwnHelloThatComesBackIsKnown() {
        Attack attack;
        REFUSED(attack.sayBytes(attack.own_hello), hello_reflected);
    }
    void aHelloOfAnotherChannelIsNotBelieved() {
        Attack attack;
        Channel relayed = attack.channel();
        relayed.exporter = {2};
        REFUSED(attack.sayBytes(attack.hello(relayed)), hello_other_channel);
    }
    void aHelloFromYesterdayIsNotBelieved() {
        Attack attack;
        const Bytes recorded = attack.hello(attack.channel());
        SessionEnd today(*attack.both.b.network, ChannelRole::listener,
                         nodeOf(*attack.both.a.network), {9});
        const auto told = today.session->receive(recorded, 0);
        REFUSED(told, hello_other_channel);
        const Bytes refusal = must(today.session->send());
        QVERIFY(textOf(refusal).find("hello_other_channel") != std::string_view::npos);
    }
    void theSameRoleTwiceIsNotBelieved() {
        Attack attack;
        Channel same = attack.channel();
        same.role = ChannelRole::listener;
        REFUSED(attack.sayBytes(attack.hello(same)), hello_other_channel);
    }
    void aHelloOfAnotherNodeIsNotBelieved() {
        Attack attack;
        Hello hello;
        const auto random = makeSystemRandom();
        signHello(hello, attack.channel(), SigningKey::generate(*random));
        REFUSED(attack.say(FrameType::hello, encodeHello(hello)), hello_other_node);
    }
    void aLaterVersionIsToldAsSuch() {
        Attack attack;
        Bytes hello = attack.hello(attack.channel());
        hello[frame_head_bytes] = 2;
        REFUSED(attack.sayBytes(hello), peer_version);
    }
    void aSecondHelloIsUnexpected() {
        Attack attack(with_feed);
        attack.greet();
        REFUSED(attack.sayBytes(attack.hello(attack.channel())), frame_unexpected);
    }
    void anOversizedFrameIsRefusedByItsHead() {
        Attack attack;
        REFUSED(attack.sayBytes(Bytes{11, 0xff, 0xff, 0xff, 0xff}), frame_too_large);
    }
    void anUnknownFrameIsRefusedByItsFirstByte() {
        Attack attack;
        REFUSED(attack.sayBytes(Bytes{99}), frame_unknown);
    }
    void aPositionThatCannotBeIsRefused() {
        Attack attack(with_feed);
        attack.greet();
        REFUSED(attack.say(FrameType::items, Attack::position(9, std::uint64_t{1} << 63)),
                position_impossible);
        Attack zero(with_feed);
        zero.greet();
        REFUSED(zero.say(FrameType::items, Attack::position(9, 0)), position_impossible);
    }
    void aListInDisorderIsRefused() {
        Attack attack(with_feed);
        attack.greet();
        must(attack.say(FrameType::items, Attack::position(9, 5)));
        REFUSED(attack.say(FrameType::items, Attack::position(9, 5)), items_unsorted);
    }
    void anEndlessListIsRefused() {
        Attack attack(with_feed);
        attack.greet();
        Result<void> told;
        for (std::uint64_t at = 0; at < 80'000 && told; at += 900) {
            Writer body;
            body.u8(static_cast<std::uint8_t>(ItemClass::network_feeds));
            for (std::uint64_t i = at; i < at + 900; ++i) {
                FeedPosition position{{}, 1, {}};
                putBigEndian(position.feed.data(), i);
                body.fixed(encodePosition(position));
            }
            told = attack.say(FrameType::items, body.bytes());
        }
        REFUSED(told, frame_too_many);
    }
    void halfAnItemIsMalformed() {
        Attack attack(with_feed);
        attack.greet();
        Bytes body = Attack::position(9, 5);
        body.pop_back();
        REFUSED(attack.say(FrameType::items, body), frame_malformed);
    }
    void entriesBeforeTheComparisonAreUnexpected() {
        Attack attack(with_feed);
        attack.greet();
        WrittenFeed feed(attack.both.a);
        REFUSED(attack.say(FrameType::segment, feed.write(1)), frame_unexpected);
    }
    void keysOfAnotherCharityAreUnexpected() {
        Attack attack(with_feed);
        attack.greet();
        attack.settle();
        REFUSED(attack.say(FrameType::subject_key, Bytes(96)), frame_unexpected);
    }
    void aFeedNobodyDescribedIsUnknown() {
        Attack attack(with_feed);
        attack.greet();
        attack.settle();
        WrittenFeed feed(attack.both.a);
        REFUSED(attack.say(FrameType::segment, feed.write(1)), feed_unknown);
    }
    void aStrangersFeedIsPassedOver() {
        Attack attack(with_feed);
        attack.greet();
        attack.settle();
        WrittenFeed feed(attack.both.a);
        must(attack.say(FrameType::descriptor, feed.descriptor));
        must(attack.say(FrameType::segment, feed.write(1)));
        must(attack.say(FrameType::sent));
        QCOMPARE(attack.honest->session->counts().received.strangers, std::uint64_t{1});
        QCOMPARE(positionsOf(*attack.both.b.network).size(), std::size_t{1});
    }
    void anOfficeFeedFromAnotherCharityIsPassedOver() {
        Attack attack(with_feed);
        WrittenFeed feed(attack.both.b, FeedScope::office);
        feed.certify(attack.both.b);
        attack.greet();
        attack.settle();
        must(attack.say(FrameType::descriptor, feed.descriptor));
        must(attack.say(FrameType::segment, feed.write(1)));
        must(attack.say(FrameType::sent));
        QCOMPARE(attack.honest->session->counts().received.strangers, std::uint64_t{1});
    }
    void aGapIsABrokenChainAndWhatWasWholeBeforeStays() {
        Attack attack(with_feed);
        WrittenFeed feed(attack.both.a);
        feed.certify(attack.both.b);
        attack.greet();
        attack.settle();
        must(attack.say(FrameType::descriptor, feed.descriptor));
        must(attack.say(FrameType::segment, feed.write(1)));
        must(attack.honest->session->close());
        QCOMPARE(attack.honest->session->counts().received.entries, std::uint64_t{1});
        Attack gap(with_feed);
        WrittenFeed other(gap.both.a);
        other.certify(gap.both.b);
        gap.greet();
        gap.settle();
        (void)other.write(1);
        must(gap.say(FrameType::descriptor, other.descriptor));
        must(gap.say(FrameType::segment, other.write(1)));
        REFUSED(gap.say(FrameType::sent), chain_broken);
    }
    void theSameEntriesOverAndOverAreRefused() {
        Attack attack(with_feed);
        WrittenFeed feed(attack.both.a);
        feed.certify(attack.both.b);
        attack.greet();
        attack.settle();
        must(attack.say(FrameType::descriptor, feed.descriptor));
        const Bytes segment = feed.write(1);
        Result<void> told;
        for (int i = 0; i < 1000 && told; ++i)
            told = attack.say(FrameType::segment, segment);
        REFUSED(told, segment_repeated);
    }
    void whoIsNoMemberGetsNothing() {
        TwoCharities both;
        const auto random = makeSystemRandom();
        const SigningKey stranger = SigningKey::generate(*random);
        const auto replica = must(NetworkReplica::make(*both.b.network, stranger.publicKey()));
        const auto begun = Session::begin(
            *replica, {ChannelRole::listener, {}, stranger.publicKey(), exporter}, 0);
        QVERIFY(!begun && begun.error().code == ErrorCode::peer_not_member);
    }
    void anExpelledCharityGetsNothingNew() {
        TwoCharities both;
        both.a.give(both.a.add("زهرا", "0499370899"), "cash", hijri(1405, 8, 20));
        both.a.seal();
        const Bytes seat = must(both.a.fixture.opened().setting("seat"));
        const SignedRecord expulsion =
            must(propose(both.a.network->membership(),
                         ExpulsionBody{both.b.fixture.opened().journal().charity(), {}},
                         SigningKey::fromSeed(Secret<32>::from(seat)), 1'796'000'000'000));
        SessionLine before(*both.a.network, *both.b.network);
        must(both.a.network->takeRecords({expulsion.encode()}));
        // Known before the session, and learnt while one was about to begin.
        const auto replica = must(NetworkReplica::make(*both.a.network, nodeOf(*both.b.network)));
        const auto begun = Session::begin(
            *replica, {ChannelRole::listener, {}, nodeOf(*both.b.network), exporter}, 0);
        QVERIFY(!begun && begun.error().code == ErrorCode::peer_not_member);
        (void)before.run();
        QCOMPARE(before.a.session->counts().sent.entries, std::uint64_t{0});
        QVERIFY(positionsOf(*both.b.network).empty());
    }
    // The revocation itself is the last thing that a session with it carries.
    void whoIsRevokedMeanwhileGetsNothingMore() {
        Attack attack(with_feed);
        WrittenFeed desk(attack.both.a);
        desk.certify(attack.both.b);
        SessionEnd honest(*attack.both.b.network, ChannelRole::listener, desk.node().publicKey(),
                          exporter);
        (void)must(honest.session->send());
        Hello hello;
        hello.classes = {{static_cast<std::uint8_t>(ItemClass::records), 1, {1}},
                         {static_cast<std::uint8_t>(ItemClass::network_feeds), 0, {1}}};
        signHello(hello, attack.channel(), desk.node());
        const auto say = [&](FrameType type, ByteView body = {}) {
            return honest.session->receive(encodeFrame(type, body), 0);
        };
        must(say(FrameType::hello, encodeHello(hello)));
        const Bytes revocation = desk.revocation(attack.both.a);
        const auto kind = static_cast<std::uint8_t>(ItemClass::records);
        Writer items;
        items.u8(kind).fixed(sha256(revocation));
        must(say(FrameType::items, items.bytes()));
        must(say(FrameType::items_end, ByteView(&kind, 1)));
        must(say(FrameType::record, revocation));
        while (!must(honest.session->send()).empty()) {
        }
        REFUSED(say(FrameType::sent), peer_not_member);
        QCOMPARE(honest.session->counts().sent.entries, std::uint64_t{0});
    }
    void silenceAndDripsEndASession() {
        Attack silent;
        REFUSED(silent.honest->session->tick(61'000), peer_silent);
        Attack slow;
        std::int64_t now = 0;
        for (const std::uint8_t byte : Bytes{1, 0, 0}) {
            must(slow.honest->session->receive(ByteView(&byte, 1), now));
            now += 50'000;
            if (now < 120'000)
                must(slow.honest->session->tick(now));
        }
        REFUSED(slow.honest->session->tick(now), peer_slow);
        Attack alive(with_feed);
        alive.greet();
        Result<void> told;
        for (now = 0; now < 3'600'000 && told; now += 10'000) {
            must(alive.honest->session->receive(encodeFrame(FrameType::alive), now));
            told = alive.honest->session->tick(now);
        }
        REFUSED(told, peer_silent);
    }
};
PEYVAND_TEST(HostileSessionTest)
#include "hostile_session_test.moc"
