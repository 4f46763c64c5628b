// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/peer/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>

namespace peyvand {
namespace {

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);
constexpr auto never = asio::steady_timer::time_point::max();
constexpr std::size_t read_bytes = 64 * 1024;
constexpr std::chrono::milliseconds watch_every{250};
/// What a peer still sends after it was refused is read so long, so that the refusal arrives.
constexpr std::int64_t drain_ms = 2'000;

} // namespace

Connection::Connection(asio::io_context& io, asio::ssl::context& tls, tcp::socket socket,
                       ChannelRole role, PeerWork& work, std::string address)
    : io_(io), stream_(std::move(socket), tls), role_(role), work_(work), wake_writer_(io, never),
      wake_watch_(io, never), writer_ended_(io, never) {
    result_.address = std::move(address);
}

// The executor may be of another thread: the answer is read after the timer was cancelled by what
// that thread posted, never before.
template <class Work>
asio::awaitable<std::invoke_result_t<Work>> Connection::onRegister(Work work, Keep keep) {
    using Answer = std::invoke_result_t<Work>;
    struct Shared {
        explicit Shared(asio::io_context& io) : ended(io, never) {}
        std::optional<Answer> answer{};
        bool is_answered = false;
        asio::steady_timer ended;
    };
    auto shared = std::make_shared<Shared>(io_);
    auto kept = std::make_shared<Work>(std::move(work));
    work_.register_work.submit([shared, kept, &io = io_] {
        shared->answer.emplace((*kept)());
        asio::post(io, [shared] {
            shared->is_answered = true;
            shared->ended.cancel();
        });
    });
    while (!shared->is_answered) {
        if (keep == Keep::alive)
            shared->ended.expires_after(std::chrono::milliseconds(work_.options.alive_ms));
        co_await shared->ended.async_wait(awaiting);
        if (!shared->is_answered && !is_closed_ && !is_broken_)
            is_broken_ = !co_await write(encodeFrame(FrameType::alive));
    }
    co_return std::move(*shared->answer);
}

void Connection::close() {
    if (is_closed_)
        return;
    is_closed_ = true;
    boost::system::error_code ignored;
    (void)stream_.next_layer().shutdown(tcp::socket::shutdown_both, ignored);
    (void)stream_.next_layer().close(ignored);
    wake_writer_.cancel();
}

void Connection::drop(Error reason) {
    if (!result_.error)
        result_.error = std::move(reason);
    close();
}

bool Connection::isPinned(bool, asio::ssl::verify_context& context) {
    X509_STORE_CTX* const store = context.native_handle();
    const auto key = keyOf(X509_STORE_CTX_get0_cert(store));
    const bool is_pinned = key && std::find(pins_.begin(), pins_.end(), *key) != pins_.end();
    was_pinned_out_ = was_pinned_out_ || !is_pinned;
    return is_pinned;
}

asio::awaitable<PeerResult> Connection::converse() {
    const auto self = shared_from_this();
    asio::co_spawn(
        io_, [self]() -> asio::awaitable<void> { return self->watch(); }, asio::detached);
    co_await handshake();
    if (!result_.error)
        co_await begin();
    if (!result_.error && has_session_) {
        asio::co_spawn(
            io_, [self]() -> asio::awaitable<void> { return self->writeAll(); }, asio::detached);
        co_await readAll();
        if (!has_writer_ended_)
            co_await writer_ended_.async_wait(awaiting);
    }
    if (result_.error && !is_closed_)
        co_await drain();
    if (has_session_)
        co_await finish();
    is_ended_ = true;
    close();
    wake_watch_.cancel();
    co_return std::move(result_);
}

asio::awaitable<void> Connection::handshake() {
    deadline_ms_ = now() + work_.options.handshake_ms;
    auto look_up = [this] { return std::pair(work_.network.id(), peersOf(work_.network)); };
    std::tie(network_, pins_) = co_await onRegister(std::move(look_up));
    stream_.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
    stream_.set_verify_callback([this](bool preverified, asio::ssl::verify_context& context) {
        return isPinned(preverified, context);
    });
    const auto [problem] = co_await stream_.async_handshake(role_ == ChannelRole::caller
                                                                ? asio::ssl::stream_base::client
                                                                : asio::ssl::stream_base::server,
                                                            awaiting);
    deadline_ms_ = 0;
    // Not dropped: the alert that says why is to arrive.
    if (problem && !result_.error)
        result_.error =
            Error{was_pinned_out_ ? ErrorCode::peer_not_member : ErrorCode::peer_not_secure,
                  {{"address", result_.address}}};
}

asio::awaitable<void> Connection::begin() {
    auto facts = factsOf(stream_.native_handle(), network_);
    if (!facts) {
        drop(std::move(facts).error());
        co_return;
    }
    facts_ = *facts;
    // Once more, whatever the callback was asked.
    if (std::find(pins_.begin(), pins_.end(), facts_.peer) == pins_.end()) {
        drop(Error{ErrorCode::peer_not_member, {{"address", result_.address}}});
        co_return;
    }
    auto work = [this]() -> Result<std::string> {
        PEYVAND_LET(replica_,
                    NetworkReplica::make(work_.network, facts_.peer, work_.options.losses));
        const Channel channel{role_, work_.network.id(), facts_.peer, facts_.exporter};
        PEYVAND_LET(session_, Session::begin(*replica_, channel, now(), work_.options.session));
        return replica_->charityName();
    };
    auto begun = co_await onRegister(std::move(work));
    if (!begun) {
        drop(std::move(begun).error());
        co_return;
    }
    result_.charity = std::move(*begun);
    has_session_ = true;
}

asio::awaitable<void> Connection::readAll() {
    Bytes buffer(read_bytes);
    while (!is_closed_ && !is_done_) {
        const auto [problem, count] =
            co_await stream_.async_read_some(asio::buffer(buffer), awaiting);
        if (is_done_ || result_.error)
            break;
        if (problem) {
            // Who has heard the last word may go before this side has looked once more.
            auto look_up = [this] { return session_->isDone(); };
            is_done_ = co_await onRegister(std::move(look_up));
            if (is_done_)
                break;
            // An alert instead of a word: the other side does not know this desk.
            const bool is_refusal =
                !was_heard_ && problem.category() == asio::error::get_ssl_category();
            drop(Error{is_refusal ? ErrorCode::peer_refused : ErrorCode::peer_broke_off, {}});
            break;
        }
        was_heard_ = true;
        auto work = [this, bytes = ByteView(buffer).first(count)] {
            Glance glance;
            if (auto received = session_->receive(bytes, now()); !received)
                glance.error = std::move(received).error();
            session_->waits(now());
            glance.is_done = session_->isDone();
            return glance;
        };
        Glance glance = co_await onRegister(std::move(work));
        is_done_ = is_done_ || glance.is_done;
        if (glance.error && !result_.error)
            result_.error = std::move(glance.error);
        if (result_.error)
            break;
        wakeWriter();
    }
    wakeWriter();
}

void Connection::wakeWriter() {
    wake_pending_ = true;
    wake_writer_.cancel();
}

asio::awaitable<bool> Connection::write(const Bytes& bytes) {
    deadline_ms_ = now() + work_.options.write_ms;
    const auto [problem, count] =
        co_await asio::async_write(stream_, asio::buffer(bytes), awaiting);
    deadline_ms_ = 0;
    // Why it could not be written, the reading side finds out.
    co_return !problem;
}

asio::awaitable<void> Connection::writeAll() {
    const auto self = shared_from_this();
    const Bytes alive = encodeFrame(FrameType::alive);
    while (!is_closed_ && !is_broken_) {
        wake_pending_ = false;
        co_await look();
        if (is_closed_ || is_done_ || is_broken_)
            break;
        if (wake_pending_)
            continue;
        if (result_.error)
            break;
        wake_writer_.expires_after(std::chrono::milliseconds(work_.options.alive_ms));
        const auto [problem] = co_await wake_writer_.async_wait(awaiting);
        if (!problem && !is_closed_ && !is_done_)
            is_broken_ = !co_await write(alive);
    }
    // Whoever waits for a word that will not come waits no longer.
    if ((is_done_ || result_.error) && !is_closed_) {
        boost::system::error_code ignored;
        (void)stream_.next_layer().cancel(ignored);
    }
    has_writer_ended_ = true;
    writer_ended_.cancel();
}

// Writes all that the session has to say now.
asio::awaitable<void> Connection::look() {
    for (;;) {
        auto work = [this] {
            Glance glance;
            auto sent = session_->send();
            if (sent)
                glance.bytes = std::move(*sent);
            else
                glance.error = std::move(sent).error();
            glance.is_done = session_->isDone();
            return glance;
        };
        Glance glance = co_await onRegister(std::move(work), Keep::alive);
        if (is_broken_)
            co_return;
        if (glance.error) {
            if (!result_.error)
                result_.error = std::move(glance.error);
            continue;
        }
        if (glance.bytes.empty() || is_closed_) {
            is_done_ = is_done_ || glance.is_done;
            co_return;
        }
        is_broken_ = !co_await write(glance.bytes);
        if (is_broken_)
            co_return;
    }
}

asio::awaitable<void> Connection::drain() {
    boost::system::error_code ignored;
    (void)stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
    deadline_ms_ = now() + drain_ms;
    Bytes buffer(read_bytes);
    while (!is_closed_) {
        const auto [problem, count] =
            co_await stream_.next_layer().async_read_some(asio::buffer(buffer), awaiting);
        if (problem)
            break;
    }
    deadline_ms_ = 0;
}

asio::awaitable<void> Connection::watch() {
    const auto self = shared_from_this();
    while (!is_ended_) {
        wake_watch_.expires_after(watch_every);
        (void)co_await wake_watch_.async_wait(awaiting);
        if (is_ended_ || is_closed_)
            continue;
        if (work_.cancel.isCancelled())
            drop(Error{ErrorCode::cancelled, {}});
        else if (deadline_ms_ != 0 && now() > deadline_ms_)
            drop(Error{ErrorCode::peer_slow, {}});
        else if (has_session_ && !result_.error && !is_done_) {
            auto work = [this] { return session_->tick(now()); };
            auto ticked = co_await onRegister(std::move(work));
            if (!ticked && !is_ended_)
                drop(std::move(ticked).error());
        }
    }
}

asio::awaitable<void> Connection::finish() {
    struct End {
        Result<void> closed;
        SessionCounts counts;
    };
    auto work = [this] {
        auto closed = session_->close();
        return End{std::move(closed), session_->counts()};
    };
    End end = co_await onRegister(std::move(work));
    result_.counts = end.counts;
    if (!end.closed && !result_.error)
        result_.error = std::move(end.closed).error();
}

} // namespace peyvand
