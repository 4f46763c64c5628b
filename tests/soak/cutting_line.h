// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A line between processes of this machine that breaks again and again: what arrives at one port
// is carried to another, and every connection is cut at a moment that the seed chooses. A thread of
// its own carries; the port is known once it is made. Only for tests.

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace peyvand::test {

namespace asio = boost::asio;

class CuttingLine {
  public:
    CuttingLine(std::uint16_t to_port, std::uint32_t seed)
        : to_(asio::ip::address_v4::loopback(), to_port), random_(seed),
          acceptor_(io_, {asio::ip::address_v4::loopback(), 0}) {
        asio::co_spawn(io_, acceptAll(), asio::detached);
        thread_ = std::thread([this] { io_.run(); });
    }
    ~CuttingLine() {
        io_.stop();
        thread_.join();
    }
    CuttingLine(const CuttingLine&) = delete;
    CuttingLine& operator=(const CuttingLine&) = delete;

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    int cuts() const { return cuts_; }

  private:
    using tcp = asio::ip::tcp;
    static constexpr int longest_ms = 900;
    static constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);
    struct Pair {
        tcp::socket a;
        tcp::socket b;
        void cut() {
            boost::system::error_code ignored;
            (void)a.close(ignored);
            (void)b.close(ignored);
        }
    };

    asio::awaitable<void> acceptAll() {
        for (;;) {
            tcp::socket socket(io_);
            const auto [problem] = co_await acceptor_.async_accept(socket, awaiting);
            if (problem)
                co_return;
            auto pair = std::make_shared<Pair>(Pair{std::move(socket), tcp::socket(io_)});
            const auto [unreached] = co_await pair->b.async_connect(to_, awaiting);
            if (unreached)
                continue;
            asio::co_spawn(io_, carry(pair, pair->a, pair->b), asio::detached);
            asio::co_spawn(io_, carry(pair, pair->b, pair->a), asio::detached);
            asio::co_spawn(io_, cutLater(pair), asio::detached);
        }
    }
    static asio::awaitable<void> carry(std::shared_ptr<Pair> pair, tcp::socket& from,
                                       tcp::socket& to) {
        std::vector<char> buffer(16'384);
        for (;;) {
            const auto [ended, count] =
                co_await from.async_read_some(asio::buffer(buffer), awaiting);
            if (ended)
                break;
            const auto [problem, written] =
                co_await asio::async_write(to, asio::buffer(buffer.data(), count), awaiting);
            if (problem)
                break;
        }
        pair->cut();
    }
    asio::awaitable<void> cutLater(std::shared_ptr<Pair> pair) {
        const auto after = std::chrono::milliseconds(random_() % longest_ms);
        asio::steady_timer timer(io_, after);
        (void)co_await timer.async_wait(awaiting);
        cuts_ += pair->a.is_open() ? 1 : 0;
        pair->cut();
    }

    asio::io_context io_{1};
    tcp::endpoint to_;
    std::mt19937 random_;
    tcp::acceptor acceptor_;
    std::atomic<int> cuts_ = 0;
    std::thread thread_{};
};

} // namespace peyvand::test
