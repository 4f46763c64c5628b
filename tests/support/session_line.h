// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A connection between two registers in one process: what TLS gives (both keys and an exporter that
// only these two have) is simply so. Only for tests.

#include "sync/network/network_replica.h"
#include "sync/reconcile/session.h"
#include "tests/support/two_charities.h"

namespace peyvand::test {

inline VerifyKey nodeOf(Network& network) {
    return network.opened().journal().nodeKey().publicKey();
}

/// One side of it.
struct SessionEnd {
    SessionEnd(Network& network, ChannelRole role, const VerifyKey& peer,
               const ByteArray<32>& exporter, Losses losses = Losses::held_back)
        : replica(must(NetworkReplica::make(network, peer, losses))),
          session(must(Session::begin(*replica, {role, {}, peer, exporter}, 0))) {}

    std::unique_ptr<NetworkReplica> replica;
    std::unique_ptr<Session> session;
    std::optional<Error> error{};
};

class SessionLine {
  public:
    SessionLine(Network& caller, Network& listener, Losses losses = Losses::held_back)
        : a(caller, ChannelRole::caller, nodeOf(listener), {1}, losses),
          b(listener, ChannelRole::listener, nodeOf(caller), {1}, losses) {}

    /// Carries until both are done, one fails, or so many pieces were carried. True when done.
    bool run(std::size_t most_pieces = SIZE_MAX) {
        for (;;) {
            const bool moved_a = carry(a, b, most_pieces);
            const bool moved_b = carry(b, a, most_pieces);
            if (!moved_a && !moved_b)
                break;
        }
        const bool done = a.session->isDone() && b.session->isDone();
        for (SessionEnd* end : {&a, &b})
            if (auto closed = end->session->close(); !closed && !end->error)
                end->error = closed.error();
        return done;
    }

    SessionEnd a;
    SessionEnd b;
    std::size_t pieces = 0;
    /// Told of everything that is carried.
    std::function<void(bool from_a, ByteView bytes)> seen{};

  private:
    bool carry(SessionEnd& from, SessionEnd& to, std::size_t most_pieces) {
        if (pieces >= most_pieces)
            return false;
        auto bytes = from.session->send();
        if (!bytes) {
            from.error = bytes.error();
            return true;
        }
        if (bytes->empty())
            return false;
        ++pieces;
        if (seen)
            seen(&from == &a, *bytes);
        if (auto received = to.session->receive(*bytes, 0); !received && !to.error)
            to.error = received.error();
        return true;
    }
};

/// Both registers hold the same afterwards, or the test fails.
inline SessionCounts syncBy(Network& a, Network& b, Losses losses = Losses::held_back) {
    SessionLine line(a, b, losses);
    const bool done = line.run();
    if (line.a.error || line.b.error)
        qFatal("session: %s, %s", line.a.error ? errorName(line.a.error->code).data() : "-",
               line.b.error ? errorName(line.b.error->code).data() : "-");
    if (!done)
        qFatal("session stands still");
    return line.a.session->counts();
}

inline void admitCharity(Charity& founder, Charity& newcomer) {
    const auto attempt = must(newcomer.network->requestToJoin(
        must(founder.network->inviteCharity()), RegisterFixture::password()));
    must(newcomer.network->acceptWelcome(
        must(founder.network->admitCharity(attempt.request)).welcome));
    newcomer.useCheapVeil();
}
/// Of the charity that holds the root key.
inline void admitDesk(Charity& first, Charity& newcomer, const std::string& name) {
    const auto attempt = must(newcomer.network->requestToJoin(must(first.network->inviteDesk()),
                                                              RegisterFixture::password(), name));
    must(newcomer.network->acceptWelcome(
        must(first.network->admitDesk(attempt.request, RegisterFixture::password())).welcome));
    newcomer.useCheapVeil();
}
inline void foundNetwork(Charity& founder) {
    must(founder.network->foundNetwork("مجمع آزمون", RegisterFixture::password()));
    founder.useCheapVeil();
}

/// Every feed of the network, and where it is.
inline std::vector<Bytes> positionsOf(Network& network, FeedScope scope = FeedScope::network) {
    std::vector<Bytes> positions;
    auto rows = network.opened().database().prepare(
        "SELECT id, position, link FROM feed WHERE scope = ? AND position > 0 ORDER BY id, link");
    rows.bind(static_cast<std::int64_t>(scope));
    while (rows.step()) {
        Writer writer;
        writer.fixed(rows.blob(0)).u64(static_cast<std::uint64_t>(rows.integer(1)));
        writer.fixed(rows.blob(2));
        positions.push_back(writer.take());
    }
    return positions;
}

} // namespace peyvand::test
