// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/peer/near.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

namespace peyvand {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;
using boost::system::error_code;

constexpr auto shortest_pause = std::chrono::milliseconds(100);
constexpr auto cancel_pause = std::chrono::milliseconds(50);
constexpr std::size_t most_found = 256;

// One byte more than a beacon, so that a longer packet is seen to be none.
using Packet = std::array<std::uint8_t, beacon_bytes + 1>;

Result<asio::ip::address_v4> address4(const std::string& text) {
    error_code failed;
    const auto address = asio::ip::make_address_v4(text, failed);
    return failed ? fail(ErrorCode::address_wrong, "address", text)
                  : Result<asio::ip::address_v4>(address);
}

Result<void> goThrough(udp::socket& socket, const BeaconPlace& place) {
    error_code failed;
    socket.set_option(asio::ip::multicast::hops(1), failed);
    socket.set_option(asio::ip::multicast::enable_loopback(true), failed);
    if (place.through.empty())
        return {};
    PEYVAND_LET(const auto through, address4(place.through));
    socket.set_option(asio::ip::multicast::outbound_interface(through), failed);
    return failed ? fail(ErrorCode::address_wrong, "address", place.through) : Result<void>();
}

/// Gathers answers to one question.
class Asking {
  public:
    Asking(const BeaconVoice& voice, const CancelToken& cancel) : voice_(voice), cancel_(cancel) {}

    Result<std::vector<PeerAddress>> run(std::int64_t wait_ms, const BeaconPlace& place) {
        PEYVAND_LET(const auto group, address4(place.group));
        error_code failed;
        socket_.open(udp::v4(), failed);
        if (failed)
            return found_; // no network at all
        PEYVAND_TRY(goThrough(socket_, place));
        const auto random = makeSystemRandom();
        const Bytes question =
            sealBeacon({BeaconKind::question, 0, voice_.own}, voice_.keys.front(), *random);
        socket_.send_to(asio::buffer(question), udp::endpoint(group, place.port), 0, failed);
        if (failed)
            return found_;
        until_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
        hear();
        watch();
        io_.run();
        return found_;
    }

  private:
    void hear() {
        socket_.async_receive_from(asio::buffer(packet_), from_,
                                   [this](error_code failed, std::size_t size) {
                                       if (failed)
                                           return;
                                       take(ByteView(packet_).first(size));
                                       hear();
                                   });
    }
    void take(ByteView bytes) {
        const auto beacon = openBeacon(bytes, voice_.keys);
        if (!beacon || beacon->kind != BeaconKind::answer || beacon->voice == voice_.own ||
            found_.size() >= most_found)
            return;
        PeerAddress address{from_.address().to_string(), beacon->port};
        const auto is_same = [&address](const PeerAddress& one) {
            return one.host == address.host && one.port == address.port;
        };
        if (std::none_of(found_.begin(), found_.end(), is_same))
            found_.push_back(std::move(address));
    }
    void watch() {
        timer_.expires_after(cancel_pause);
        timer_.async_wait([this](error_code) {
            if (std::chrono::steady_clock::now() < until_ && !cancel_.isCancelled())
                return watch();
            error_code ignored;
            socket_.close(ignored);
        });
    }

    const BeaconVoice& voice_;
    const CancelToken& cancel_;
    asio::io_context io_{};
    udp::socket socket_{io_};
    asio::steady_timer timer_{io_};
    udp::endpoint from_{};
    Packet packet_{};
    std::chrono::steady_clock::time_point until_{};
    std::vector<PeerAddress> found_{};
};

} // namespace

Result<BeaconVoice> beaconVoice(Network& network) {
    BeaconVoice voice;
    const auto& epochs = network.epochKeys();
    for (auto key = epochs.rbegin(); key != epochs.rend(); ++key)
        voice.keys.push_back(subkey(*key, Subkey::beacon));
    if (voice.keys.empty())
        return fail(ErrorCode::network_missing);
    voice.own = network.opened().platform().random.take<8>();
    return voice;
}

Result<std::vector<PeerAddress>> findNear(const BeaconVoice& voice, std::int64_t wait_ms,
                                          const BeaconPlace& place, const CancelToken& cancel) {
    try {
        return Asking(voice, cancel).run(wait_ms, place);
    } catch (const std::exception&) {
        return fail(ErrorCode::internal);
    }
}

class NearAnswers::Impl {
  public:
    Impl(BeaconVoice voice, std::uint16_t port) : voice_(std::move(voice)), port_(port) {}
    ~Impl() { io_.stop(); }

    Result<void> begin(const BeaconPlace& place) {
        PEYVAND_LET(const auto group, address4(place.group));
        error_code failed;
        socket_.open(udp::v4(), failed);
        socket_.set_option(udp::socket::reuse_address(true), failed);
        socket_.bind(udp::endpoint(udp::v4(), place.port), failed);
        if (failed)
            return fail(ErrorCode::address_taken, "address", std::to_string(place.port));
        PEYVAND_TRY(goThrough(socket_, place));
        if (!group.is_multicast()) {
            // One computer that is asked by its address.
        } else if (place.through.empty()) {
            socket_.set_option(asio::ip::multicast::join_group(group), failed);
        } else {
            PEYVAND_LET(const auto through, address4(place.through));
            socket_.set_option(asio::ip::multicast::join_group(group, through), failed);
        }
        if (failed)
            return fail(ErrorCode::address_taken, "address", place.group);
        hear();
        thread_ = std::jthread([this] { io_.run(); });
        return {};
    }

  private:
    void hear() {
        socket_.async_receive_from(asio::buffer(packet_), from_,
                                   [this](error_code failed, std::size_t size) {
                                       if (failed == asio::error::operation_aborted)
                                           return;
                                       if (!failed)
                                           answer(ByteView(packet_).first(size));
                                       hear();
                                   });
    }
    void answer(ByteView bytes) {
        const auto beacon = openBeacon(bytes, voice_.keys);
        const auto now = std::chrono::steady_clock::now();
        if (!beacon || beacon->kind != BeaconKind::question || beacon->voice == voice_.own ||
            now - answered_ < shortest_pause)
            return;
        answered_ = now;
        const Bytes said =
            sealBeacon({BeaconKind::answer, port_, voice_.own}, voice_.keys.front(), *random_);
        error_code ignored;
        socket_.send_to(asio::buffer(said), from_, 0, ignored);
    }

    BeaconVoice voice_;
    std::uint16_t port_;
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    asio::io_context io_{};
    udp::socket socket_{io_};
    udp::endpoint from_{};
    Packet packet_{};
    std::chrono::steady_clock::time_point answered_{};
    std::jthread thread_{};
};

NearAnswers::NearAnswers(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NearAnswers::~NearAnswers() = default;

Result<std::unique_ptr<NearAnswers>> NearAnswers::begin(BeaconVoice voice, std::uint16_t port,
                                                        const BeaconPlace& place) {
    try {
        auto impl = std::make_unique<Impl>(std::move(voice), port);
        PEYVAND_TRY(impl->begin(place));
        return std::unique_ptr<NearAnswers>(new NearAnswers(std::move(impl)));
    } catch (const std::exception&) {
        return fail(ErrorCode::internal);
    }
}

} // namespace peyvand
