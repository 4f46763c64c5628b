// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Desks of the network in the same building: asking for them by UDP multicast, and answering. What
// is found is called like any address that somebody typed; the pins decide whether it is a member.
// Errors: network_missing (no key to ask with), address_taken (the port of beacons), internal.

#include "core/base/executor.h"
#include "sync/network/network.h"
#include "sync/peer/address.h"
#include "sync/wire/beacon.h"

#include <memory>

namespace peyvand {

/// Where beacons are sent; an administratively scoped group (RFC 2365), which no router passes on,
/// or the address of one computer.
struct BeaconPlace {
    std::string group = "239.255.74.11";
    std::uint16_t port = 7412;
    /// The IPv4 address of the interface; empty is the system's choice.
    std::string through{};
};

struct BeaconVoice {
    /// Subkeys "beacon" of the epochs that are held, the newest first.
    std::vector<SealKey> keys{};
    ByteArray<8> own{};
};
/// The register's thread.
Result<BeaconVoice> beaconVoice(Network& network);

/// Asks, and waits so long for answers; each address once. Nothing when nobody is there, and when
/// this computer has no network. Any thread, blocks.
Result<std::vector<PeerAddress>> findNear(const BeaconVoice& voice, std::int64_t wait_ms,
                                          const BeaconPlace& place = {},
                                          const CancelToken& cancel = {});

/// Answers whoever asks, on a thread of its own, while it lives: at most ten times a second.
class NearAnswers {
  public:
    /// port is where this register serves.
    static Result<std::unique_ptr<NearAnswers>> begin(BeaconVoice voice, std::uint16_t port,
                                                      const BeaconPlace& place = {});
    ~NearAnswers();
    NearAnswers(const NearAnswers&) = delete;
    NearAnswers& operator=(const NearAnswers&) = delete;

  private:
    class Impl;
    explicit NearAnswers(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace peyvand
