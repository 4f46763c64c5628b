// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a seat of the council and a charity's manager decide about membership: fresh keys, charities
// that leave, desks that were stolen, and the second signature under what another seat decided.
// Nobody is made to forget what came before. One thread at a time; the network outlives it.
// Errors: not_permitted, network_missing, not_on_council, charity_unknown, desk_unknown,
// decision_unknown, step_refused (this seat has signed another decision of the same number), those
// of sync/member and the store.

#include "sync/network/network.h"

namespace peyvand {

/// A decision that some seats have signed and that does not count yet.
struct WaitingDecision {
    Digest digest{};
    Decision decision{};
    std::size_t signatures = 0;
    /// How many more than half of the council are.
    std::size_t needed = 0;
    bool signed_here = false;
};

/// How far a deed of the council came.
enum class CouncilOutcome : std::uint8_t {
    /// Other seats have to sign it.
    waits,
    /// It counts; the fresh key that follows waits for other seats.
    key_waits,
    done,
};

class CouncilWork {
  public:
    explicit CouncilWork(Network& network) : network_(network) {}

    /// A fresh key for everything that is written from now on.
    Result<CouncilOutcome> rotate();
    /// The charity goes; of its feeds that counts which is held here. A fresh key follows.
    Result<CouncilOutcome> expel(const CharityId& charity);
    /// The next of the line, in the order of their digests.
    std::vector<WaitingDecision> waiting() const;
    Result<CouncilOutcome> sign(const Digest& decision);

    /// A desk of the own charity, by the root key that the manager's password opens. The office
    /// goes on with a fresh key; where this desk has a seat the network does too, else that waits.
    Result<CouncilOutcome> revokeDesk(const VerifyKey& desk, const SecretText& password);

  private:
    Result<SigningKey> freeSeat(std::string_view what);
    Result<CouncilOutcome> renewAfter();
    Result<bool> decide(const SignedRecord& record);
    Network& network_;
};

} // namespace peyvand
