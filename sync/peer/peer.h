// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Synchronising with other registers over TLS: calling one, and answering those that call. The
// sessions themselves stand in sync/reconcile; here bytes are carried and time is kept.
//
// The calling thread carries the bytes. The register is used on another one (register_work, one
// worker; or an InlineExecutor, then everything is on the calling thread), and by nobody else while
// a call lasts; a server and calls may share one worker. Errors: address_wrong, address_taken,
// peer_not_reached, peer_not_secure, peer_not_member, peers_too_many, cancelled, those of a session
// and of sealing claims.

#include "core/base/executor.h"
#include "sync/network/arriving_feeds.h"
#include "sync/network/claims_worker.h"
#include "sync/peer/address.h"
#include "sync/reconcile/session.h"

namespace peyvand {

struct PeerOptions {
    std::int64_t connect_ms = 15'000;
    std::int64_t handshake_ms = 10'000;
    /// For 64 KiB to be taken by the other side.
    std::int64_t write_ms = 120'000;
    /// The other side is told so often that this one is at work.
    std::int64_t alive_ms = 15'000;
    SessionPatience session{};
    /// At once, for who answers; each holds less than 64 MiB.
    std::size_t most_peers = 32;
    Losses losses = Losses::held_back;
};

struct PeerWork {
    Network& network;
    /// Exactly one worker: where the register is used.
    Executor& register_work;
    /// For sealing what is due before anything is exchanged.
    Executor& workers;
    PeerOptions options{};
    CancelToken cancel{};
    Progress progress{};
};

/// How a session ended.
struct PeerResult {
    /// As the membership names it; empty when it came to no session.
    std::string charity{};
    std::string address{};
    SessionCounts counts{};
    /// What came whole before is kept all the same.
    std::optional<Error> error{};
};

/// One session with the register at an address. An error is in the result too, with what was
/// exchanged until then; a failure before there was a connection is the error alone.
Result<PeerResult> syncWithPeer(PeerWork work, const PeerAddress& address);

/// Answers whoever calls and is a desk of the network, several at once.
class PeerServer {
  public:
    /// Listens from now on; answers once run() is called.
    static Result<std::unique_ptr<PeerServer>> listen(PeerWork work, const PeerAddress& address);
    ~PeerServer();
    PeerServer(const PeerServer&) = delete;
    PeerServer& operator=(const PeerServer&) = delete;

    /// Where it listens; with the port that the system chose.
    PeerAddress address() const;
    /// Until stop(), an interrupt or termination signal, or the cancelling. told hears the end of
    /// every session, on the calling thread.
    Result<void> run(const std::function<void(const PeerResult&)>& told);
    /// Any thread. Sessions that are under way end with "cancelled"; what came whole is stored.
    void stop();

  private:
    class Impl;
    explicit PeerServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace peyvand
