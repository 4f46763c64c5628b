// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a seat of the council and a charity's manager decide about membership: fresh keys, charities
// that leave, desks that were stolen, the seats themselves, and the further signatures under what
// another seat decided. Nobody is made to forget what came before. One thread at a time; the
// network outlives it.
// Errors: not_permitted, network_missing, not_on_council, seat_code_wrong (a printed seat that is
// not on the council), charity_unknown, desk_unknown, decision_unknown, step_refused (this seat has
// signed another decision of the same number), those of sync/member and the store.

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

/// The public half of a key that this desk made, in a file for who sits on the council.
struct SeatRequested {
    VerifyKey seat{};
    Bytes file{};
};
/// A printed seat in place of the one before: its code is for paper, and kept nowhere.
struct PrintedSeatMade {
    CouncilOutcome outcome = CouncilOutcome::waits;
    SecretText code{};
};

class CouncilWork {
  public:
    /// By this desk's own seat.
    explicit CouncilWork(Network& network) : network_(network) {}
    /// By the printed seat, whose key is wiped with this object.
    CouncilWork(Network& network, SigningKey printed)
        : network_(network), printed_(std::move(printed)) {}

    /// A fresh key for everything that is written from now on.
    Result<CouncilOutcome> rotate();
    /// The charity goes; of its feeds that counts which is held here. A fresh key follows.
    Result<CouncilOutcome> expel(const CharityId& charity);
    /// The next of the line, in the order of their digests.
    std::vector<WaitingDecision> waiting() const;
    /// Of charities that wait for further signatures.
    std::vector<WaitingAdmission> admissions() const;
    /// A decision or an admission that waits.
    Result<CouncilOutcome> sign(const Digest& record);

    /// The seat that acts here: this desk's, or the printed one; nothing without a key.
    std::optional<VerifyKey> ownSeat() const;
    /// This desk asks for a seat. Its key stays here and works once a decision names it; asking
    /// again before gives the same one. step_refused for a desk that has a seat.
    Result<SeatRequested> requestSeat();
    /// Each of these is a decision that the council in force has to sign: seat_request_damaged,
    /// network_other, step_refused (a seat that is or was on the council), seat_unknown,
    /// seats_wrong.
    Result<CouncilOutcome> addSeat(ByteView request);
    Result<CouncilOutcome> removeSeat(const VerifyKey& seat);
    /// How many seats admit a charity.
    Result<CouncilOutcome> admitBy(std::size_t signatures);
    Result<PrintedSeatMade> renewPrintedSeat();

    /// A desk of the own charity, by the root key that the manager's password opens. The office
    /// goes on with a fresh key; where this desk has a seat the network does too, else that waits.
    Result<CouncilOutcome> revokeDesk(const VerifyKey& desk, const SecretText& password);

  private:
    /// A seat on the council; of free ones none that has signed the next decision already.
    Result<SigningKey> signing(std::string_view what);
    Result<SigningKey> freeSeat(std::string_view what);
    Result<SigningKey> key() const;
    bool mayDecide() const;
    Result<CouncilOutcome> signAdmission(WaitingAdmission admission);
    Result<CouncilOutcome> change(Council council, const SigningKey& seat);
    Result<CouncilOutcome> renewAfter();
    Result<bool> decide(const SignedRecord& record);
    Network& network_;
    std::optional<SigningKey> printed_{};
};

} // namespace peyvand
