// SPDX-License-Identifier: GPL-3.0-or-later
// Who sits on the council: each change is a decision that the council in force signs.
#include "sync/member/printed_seat.h"
#include "sync/member/seat_request.h"
#include "sync/network/council_work.h"

#include <algorithm>

namespace peyvand {

Result<CouncilOutcome> CouncilWork::change(Council council, const SigningKey& seat) {
    PEYVAND_LET(const SignedRecord record,
                proposeCouncil(network_.membership(), std::move(council), seat,
                               network_.opened().platform().clock.unixMs()));
    PEYVAND_LET(const bool counts, decide(record));
    return counts ? CouncilOutcome::done : CouncilOutcome::waits;
}

Result<SeatRequested> CouncilWork::requestSeat() {
    PEYVAND_TRY(network_.begin(Deed::council, "seat_request"));
    if (!network_.isMember())
        return fail(ErrorCode::network_missing);
    Register& opened = network_.opened();
    const Membership& membership = network_.membership();
    const SigningKey& node = opened.journal().nodeKey();
    if (!membership.isEntitled(node.publicKey()))
        return fail(ErrorCode::charity_unknown);
    auto seat = network_.seat();
    if (seat && membership.council.has(seat->publicKey()))
        return fail(ErrorCode::step_refused, "kind", "seat");
    // A seat that was removed never comes back: nobody knows who else has its key.
    if (!seat || membership.wasSeat(seat->publicKey())) {
        seat = SigningKey::generate(opened.platform().random);
        PEYVAND_TRY(opened.setSetting(Network::seat_setting, seat->seed().view()));
    }
    return SeatRequested{seat->publicKey(), makeSeatRequest(network_.id(), node, *seat,
                                                            opened.platform().clock.unixMs())};
}

Result<CouncilOutcome> CouncilWork::addSeat(ByteView bytes) {
    PEYVAND_LET(const SigningKey seat, freeSeat("council"));
    PEYVAND_LET(const SeatRequest request, SeatRequest::decode(bytes));
    const Membership& membership = network_.membership();
    if (request.network != network_.id())
        return fail(ErrorCode::network_other);
    if (!membership.isEntitled(request.node))
        return fail(ErrorCode::charity_unknown);
    if (membership.wasSeat(request.seat))
        return fail(ErrorCode::step_refused, "kind", "seat");
    Council council = membership.council;
    council.seats.push_back({SeatKind::coordinator, request.seat});
    return change(std::move(council), seat);
}

Result<CouncilOutcome> CouncilWork::removeSeat(const VerifyKey& removed) {
    PEYVAND_LET(const SigningKey seat, freeSeat("council"));
    Council council = network_.membership().council;
    const auto gone =
        std::erase_if(council.seats, [&](const Seat& one) { return one.key == removed; });
    if (gone == 0)
        return fail(ErrorCode::seat_unknown);
    return change(std::move(council), seat);
}

Result<CouncilOutcome> CouncilWork::admitBy(std::size_t signatures) {
    PEYVAND_LET(const SigningKey seat, freeSeat("council"));
    Council council = network_.membership().council;
    if (signatures < 1 || signatures > council.seats.size())
        return fail(ErrorCode::seats_wrong);
    council.admit_count = static_cast<std::uint8_t>(signatures);
    return change(std::move(council), seat);
}

Result<PrintedSeatMade> CouncilWork::renewPrintedSeat() {
    PEYVAND_LET(const SigningKey seat, freeSeat("printed_seat"));
    PrintedSeatMade made;
    made.code = makeSeatCode(network_.opened().platform().random);
    PEYVAND_LET(const SigningKey printed, printedSeat(made.code));
    Council council = network_.membership().council;
    std::erase_if(council.seats, [](const Seat& one) { return one.kind == SeatKind::printed; });
    council.seats.push_back({SeatKind::printed, printed.publicKey()});
    PEYVAND_LET(made.outcome, change(std::move(council), seat));
    return made;
}

} // namespace peyvand
