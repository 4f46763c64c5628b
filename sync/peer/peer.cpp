// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/peer/peer.h"

#include "sync/peer/connection.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <future>

namespace peyvand {
namespace {

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

using TlsContext = std::unique_ptr<asio::ssl::context>;

Result<TlsContext> makeTls(Network& network) {
    try {
        auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls);
        PEYVAND_TRY(configureTls(tls->native_handle(), network.opened().journal().nodeKey()));
        return tls;
    } catch (const std::exception&) {
        return fail(ErrorCode::internal);
    }
}

// What may be exchanged is settled before anybody is spoken to; where the register is used, so that
// a server and a caller can share one.
Result<TlsContext> prepare(PeerWork& work) {
    std::promise<Result<TlsContext>> prepared;
    work.register_work.submit([&] {
        const auto prepareNow = [&]() -> Result<TlsContext> {
            if (!work.network.isMember())
                return fail(ErrorCode::network_missing);
            PEYVAND_TRY(work.network.opened().need(Deed::exchange));
            PEYVAND_TRY(sealDueClaims(work.network, work.workers, work.progress, work.cancel));
            return makeTls(work.network);
        };
        prepared.set_value(prepareNow());
    });
    return prepared.get_future().get();
}

// A session has its answer a moment before the register's thread lets go of what it asked with, and
// that holds a timer of the connection's context: the context may not end before.
void waitForRegister(Executor& register_work) {
    std::promise<void> idle;
    register_work.submit([&idle] { idle.set_value(); });
    idle.get_future().wait();
}

Error notReached(const PeerAddress& address) {
    return Error{ErrorCode::peer_not_reached, {{"address", address.text()}}};
}

struct Call {
    asio::io_context& io;
    asio::ssl::context& tls;
    PeerWork& work;
    PeerAddress address;
    tcp::socket socket;
    tcp::resolver resolver;
    asio::steady_timer timer;
    bool is_connected = false;
    Result<PeerResult> result = fail(ErrorCode::internal);
};

asio::awaitable<void> giveUpConnecting(std::shared_ptr<Call> call) {
    const std::int64_t step_ms = 100;
    for (std::int64_t waited_ms = 0;
         waited_ms < call->work.options.connect_ms && !call->work.cancel.isCancelled();
         waited_ms += step_ms) {
        call->timer.expires_after(std::chrono::milliseconds(step_ms));
        const auto [problem] = co_await call->timer.async_wait(awaiting);
        if (problem || call->is_connected)
            co_return;
    }
    call->resolver.cancel();
    boost::system::error_code ignored;
    (void)call->socket.close(ignored);
}

asio::awaitable<void> callPeer(std::shared_ptr<Call> call) {
    const auto [unresolved, endpoints] = co_await call->resolver.async_resolve(
        call->address.host, std::to_string(call->address.port), awaiting);
    boost::system::error_code problem = unresolved;
    if (!problem) {
        const auto [failed, endpoint] =
            co_await asio::async_connect(call->socket, endpoints, awaiting);
        problem = failed;
    }
    call->is_connected = true;
    call->timer.cancel();
    if (problem) {
        call->result = fail(call->work.cancel.isCancelled() ? Error{ErrorCode::cancelled, {}}
                                                            : notReached(call->address));
        co_return;
    }
    boost::system::error_code ignored;
    (void)call->socket.set_option(tcp::no_delay(true), ignored);
    const auto connection =
        std::make_shared<Connection>(call->io, call->tls, std::move(call->socket),
                                     ChannelRole::caller, call->work, call->address.text());
    call->result = co_await connection->converse();
}

} // namespace

Result<PeerResult> syncWithPeer(PeerWork work, const PeerAddress& address) {
    if (address.host.empty() || address.port == 0)
        return fail(ErrorCode::address_wrong, "address", address.text());
    PEYVAND_LET(const TlsContext tls, prepare(work));
    try {
        asio::io_context io(1);
        auto call = std::make_shared<Call>(Call{io, *tls, work, address, tcp::socket(io),
                                                tcp::resolver(io), asio::steady_timer(io)});
        asio::co_spawn(io, giveUpConnecting(call), asio::detached);
        asio::co_spawn(io, callPeer(call), asio::detached);
        io.run();
        waitForRegister(work.register_work);
        return std::move(call->result);
    } catch (const std::exception&) {
        return fail(ErrorCode::internal);
    }
}

class PeerServer::Impl {
  public:
    Impl(PeerWork work, std::unique_ptr<asio::ssl::context> tls)
        : work_(std::move(work)), tls_(std::move(tls)), acceptor_(io_), signals_(io_) {}

    Result<void> listen(const PeerAddress& address);
    Result<void> run(const std::function<void(const PeerResult&)>& told);
    void stop() {
        asio::post(io_, [this] { stopNow(); });
    }
    PeerAddress address() const {
        boost::system::error_code problem;
        const auto endpoint = acceptor_.local_endpoint(problem);
        return {endpoint.address().to_string(), endpoint.port()};
    }

  private:
    asio::awaitable<void> acceptAll();
    asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
    asio::awaitable<void> watchCancelling();
    void stopNow();
    void welcome(tcp::socket socket);

    PeerWork work_;
    std::unique_ptr<asio::ssl::context> tls_;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    std::function<void(const PeerResult&)> told_{};
    /// In the order of their coming.
    std::vector<std::shared_ptr<Connection>> connections_{};
    /// With those that were dropped and wait for the register still.
    std::size_t conversing_ = 0;
    bool is_stopping_ = false;
};

Result<void> PeerServer::Impl::listen(const PeerAddress& address) {
    boost::system::error_code problem;
    tcp::resolver resolver(io_);
    const auto endpoints =
        resolver.resolve(address.host.empty() ? "0.0.0.0" : address.host,
                         std::to_string(address.port), tcp::resolver::passive, problem);
    if (!problem && !endpoints.empty()) {
        const tcp::endpoint endpoint = *endpoints.begin();
        (void)acceptor_.open(endpoint.protocol(), problem);
        if (!problem)
            (void)acceptor_.set_option(tcp::acceptor::reuse_address(true), problem);
        if (!problem)
            (void)acceptor_.bind(endpoint, problem);
        if (!problem)
            (void)acceptor_.listen(asio::socket_base::max_listen_connections, problem);
    }
    return problem ? fail(ErrorCode::address_taken, "address", address.text()) : Result<void>();
}

Result<void> PeerServer::Impl::run(const std::function<void(const PeerResult&)>& told) {
    told_ = told;
    boost::system::error_code ignored;
    (void)signals_.add(SIGINT, ignored);
    (void)signals_.add(SIGTERM, ignored);
    signals_.async_wait([this](const boost::system::error_code& problem, int) {
        if (!problem)
            stopNow();
    });
    asio::co_spawn(io_, acceptAll(), asio::detached);
    asio::co_spawn(io_, watchCancelling(), asio::detached);
    try {
        io_.run();
        waitForRegister(work_.register_work);
    } catch (const std::exception&) {
        return fail(ErrorCode::internal);
    }
    return {};
}

void PeerServer::Impl::stopNow() {
    is_stopping_ = true;
    boost::system::error_code ignored;
    (void)acceptor_.close(ignored);
    (void)signals_.cancel(ignored);
    for (const auto& connection : std::vector(connections_))
        connection->drop(Error{ErrorCode::cancelled, {}});
}

asio::awaitable<void> PeerServer::Impl::watchCancelling() {
    asio::steady_timer timer(io_);
    while (!is_stopping_) {
        timer.expires_after(std::chrono::milliseconds(250));
        (void)co_await timer.async_wait(awaiting);
        if (work_.cancel.isCancelled() && !is_stopping_)
            stopNow();
    }
}

asio::awaitable<void> PeerServer::Impl::acceptAll() {
    while (!is_stopping_) {
        tcp::socket socket(io_);
        const auto [problem] = co_await acceptor_.async_accept(socket, awaiting);
        if (problem == asio::error::operation_aborted || !acceptor_.is_open())
            break;
        if (!problem) {
            welcome(std::move(socket));
            continue;
        }
        // Out of descriptors, perhaps: others may end meanwhile.
        asio::steady_timer timer(io_, std::chrono::milliseconds(200));
        (void)co_await timer.async_wait(awaiting);
    }
}

void PeerServer::Impl::welcome(tcp::socket socket) {
    boost::system::error_code problem;
    // Dropped strangers end when the register has answered; beyond this nobody is taken at all.
    if (conversing_ >= 2 * work_.options.most_peers) {
        (void)socket.close(problem);
        return;
    }
    const auto endpoint = socket.remote_endpoint(problem);
    const PeerAddress from{problem ? std::string() : endpoint.address().to_string(),
                           problem ? std::uint16_t{0} : endpoint.port()};
    if (connections_.size() >= work_.options.most_peers) {
        const Error too_many{ErrorCode::peers_too_many, {}};
        // Whoever has not said who it is makes room, so that strangers cannot hold all places.
        const auto unknown =
            std::ranges::find_if(connections_, [](const auto& one) { return !one->hasSession(); });
        if (unknown == connections_.end()) {
            told_({{}, from.text(), {}, too_many});
            return;
        }
        (*unknown)->drop(too_many);
        connections_.erase(unknown);
    }
    (void)socket.set_option(tcp::no_delay(true), problem);
    const auto connection = std::make_shared<Connection>(io_, *tls_, std::move(socket),
                                                         ChannelRole::listener, work_, from.text());
    connections_.push_back(connection);
    ++conversing_;
    asio::co_spawn(io_, serve(connection), asio::detached);
}

asio::awaitable<void> PeerServer::Impl::serve(std::shared_ptr<Connection> connection) {
    const PeerResult result = co_await connection->converse();
    std::erase(connections_, connection);
    --conversing_;
    told_(result);
}

PeerServer::PeerServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PeerServer::~PeerServer() = default;

Result<std::unique_ptr<PeerServer>> PeerServer::listen(PeerWork work, const PeerAddress& address) {
    PEYVAND_LET(TlsContext tls, prepare(work));
    try {
        auto impl = std::make_unique<Impl>(std::move(work), std::move(tls));
        PEYVAND_TRY(impl->listen(address));
        return std::unique_ptr<PeerServer>(new PeerServer(std::move(impl)));
    } catch (const std::exception&) {
        return fail(ErrorCode::address_taken, "address", address.text());
    }
}

PeerAddress PeerServer::address() const { return impl_->address(); }
Result<void> PeerServer::run(const std::function<void(const PeerResult&)>& told) {
    return impl_->run(told);
}
void PeerServer::stop() { impl_->stop(); }

} // namespace peyvand
