// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One connection: handshake, session, end. Everything here runs on the thread of the io_context;
// what touches the register is posted to its own executor and awaited. Owned by its coroutines.

#include "sync/network/network_replica.h"
#include "sync/peer/peer.h"
#include "sync/peer/tls.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace peyvand {

namespace asio = boost::asio;
using asio::ip::tcp;

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(asio::io_context& io, asio::ssl::context& tls, tcp::socket socket, ChannelRole role,
               PeerWork& work, std::string address);

    /// The whole of it.
    asio::awaitable<PeerResult> converse();
    /// Ends it as soon as can be; the first reason stays.
    void drop(Error reason);
    /// The peer proved who it is.
    bool hasSession() const { return has_session_; }

  private:
    using Stream = asio::ssl::stream<tcp::socket>;
    /// What one look at the session on the register's thread gives.
    struct Glance {
        Bytes bytes{};
        std::optional<Error> error{};
        bool is_done = false;
    };

    /// Whether the peer hears "alive" while the register is at work; only from the writing side.
    enum class Keep : std::uint8_t { silent, alive };
    template <class Work>
    asio::awaitable<std::invoke_result_t<Work>> onRegister(Work work, Keep keep = Keep::silent);
    asio::awaitable<void> handshake();
    asio::awaitable<void> begin();
    asio::awaitable<void> readAll();
    asio::awaitable<void> writeAll();
    asio::awaitable<bool> write(const Bytes& bytes);
    asio::awaitable<void> drain();
    asio::awaitable<void> watch();
    asio::awaitable<void> look();
    asio::awaitable<void> finish();
    bool isPinned(bool preverified, asio::ssl::verify_context& context);
    void close();
    void wakeWriter();
    std::int64_t now() const { return work_.network.opened().platform().clock.steadyMs(); }

    asio::io_context& io_;
    Stream stream_;
    ChannelRole role_;
    PeerWork& work_;
    PeerResult result_{};
    NetworkId network_{};
    std::vector<VerifyKey> pins_{};
    bool was_pinned_out_ = false;
    bool was_heard_ = false;
    TlsFacts facts_{};
    // Only on the register's thread.
    std::unique_ptr<NetworkReplica> replica_{};
    std::unique_ptr<Session> session_{};

    asio::steady_timer wake_writer_;
    asio::steady_timer wake_watch_;
    asio::steady_timer writer_ended_;
    bool has_session_ = false;
    bool is_done_ = false;
    bool is_closed_ = false;
    bool is_ended_ = false;
    bool is_broken_ = false;
    bool wake_pending_ = false;
    bool has_writer_ended_ = false;
    /// Of the handshake, or of what is being written; 0 for none.
    std::int64_t deadline_ms_ = 0;
};

} // namespace peyvand
