// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/council_work.h"

#include <algorithm>

namespace peyvand {
namespace {

// Where each network feed of a charity has come to here; of a forked one the longest branch.
std::vector<Cut> heldOf(Database& database, const CharityId& charity) {
    std::vector<Cut> cuts;
    auto rows = database.prepare("SELECT id, position, link FROM feed WHERE charity = ?"
                                 " AND scope = 2 AND position > 0 ORDER BY id, position DESC");
    rows.bind(charity);
    while (rows.step()) {
        Cut cut;
        std::copy_n(rows.blob(0).begin(), cut.feed.size(), cut.feed.begin());
        cut.sequence = static_cast<std::uint64_t>(rows.integer(1));
        std::copy_n(rows.blob(2).begin(), cut.link.size(), cut.link.begin());
        if (cuts.size() < cuts_limit && (cuts.empty() || cuts.back().feed != cut.feed))
            cuts.push_back(cut);
    }
    return cuts;
}

} // namespace

Result<SigningKey> CouncilWork::key() const {
    return printed_ ? Result<SigningKey>(printed_->copy()) : network_.seat();
}

std::optional<VerifyKey> CouncilWork::ownSeat() const {
    const auto seat = key();
    return seat ? std::optional(seat->publicKey()) : std::nullopt;
}

Result<SigningKey> CouncilWork::signing(std::string_view what) {
    PEYVAND_TRY(network_.begin(Deed::council, what));
    if (!network_.isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_LET(SigningKey seat, key());
    if (!network_.membership().council.has(seat.publicKey()))
        return fail(printed_ ? ErrorCode::seat_code_wrong : ErrorCode::not_on_council);
    return seat;
}

// A second decision of one number would make this seat a double signer.
Result<SigningKey> CouncilWork::freeSeat(std::string_view what) {
    PEYVAND_LET(SigningKey seat, signing(what));
    if (network_.hasSignedNext(seat.publicKey()))
        return fail(ErrorCode::step_refused, "kind", "decision");
    return seat;
}

bool CouncilWork::mayDecide() const {
    const auto seat = ownSeat();
    return seat && network_.membership().council.has(*seat) && !network_.hasSignedNext(*seat);
}

Result<bool> CouncilWork::decide(const SignedRecord& record) {
    const Digest digest = record.digest();
    PEYVAND_TRY(network_.state_->add(record.encode()));
    PEYVAND_TRY(network_.storeRecords());
    return network_.membership().head == digest;
}

Result<CouncilOutcome> CouncilWork::rotate() {
    PEYVAND_LET(const SigningKey seat, freeSeat("rotate"));
    const auto& platform = network_.opened().platform();
    PEYVAND_LET(NewEpoch epoch,
                rotateEpoch(network_.membership(), seat, platform.clock.unixMs(), platform.random));
    // Kept before it is decided: what nobody holds could never be granted.
    KeyRing keys;
    keys.push_back(std::move(epoch.key));
    PEYVAND_TRY(network_.keepKeys(keys));
    PEYVAND_LET(const bool counts, decide(epoch.decision));
    return counts ? CouncilOutcome::done : CouncilOutcome::waits;
}

// Who leaves reads nothing more: the key that follows is made where the decision counts.
Result<CouncilOutcome> CouncilWork::renewAfter() {
    PEYVAND_LET(const CouncilOutcome renewed, rotate());
    return renewed == CouncilOutcome::done ? renewed : CouncilOutcome::key_waits;
}

Result<CouncilOutcome> CouncilWork::expel(const CharityId& charity) {
    PEYVAND_LET(const SigningKey seat, freeSeat("expel"));
    const Member* member = network_.membership().member(charity);
    if (member == nullptr || member->expelled || charity == network_.opened().journal().charity())
        return fail(ErrorCode::charity_unknown);
    ExpulsionBody body{charity, heldOf(network_.opened().database(), charity)};
    PEYVAND_TRY(network_.opened().database().takeFailure());
    PEYVAND_LET(const SignedRecord record, propose(network_.membership(), std::move(body), seat,
                                                   network_.opened().platform().clock.unixMs()));
    PEYVAND_LET(const bool counts, decide(record));
    return counts ? renewAfter() : Result<CouncilOutcome>(CouncilOutcome::waits);
}

std::vector<WaitingDecision> CouncilWork::waiting() const {
    std::vector<WaitingDecision> waiting;
    if (!network_.isMember())
        return waiting;
    const Membership& membership = network_.membership();
    const auto seat = ownSeat();
    for (const Bytes& bytes : network_.records()) {
        const auto record = SignedRecord::decode(bytes);
        if (!record || !isDecision(record->kind))
            continue;
        const auto decision = readDecision(*record);
        if (!decision || decision->number != membership.head_number + 1 ||
            decision->before != membership.head)
            continue;
        const auto signatures = static_cast<std::size_t>(
            std::count_if(membership.council.seats.begin(), membership.council.seats.end(),
                          [&record](const Seat& one) { return record->isSignedBy(one.key); }));
        waiting.push_back({record->digest(), *decision, signatures, membership.council.majority(),
                           seat && record->isSignedBy(*seat)});
    }
    return waiting;
}

std::vector<WaitingAdmission> CouncilWork::admissions() const {
    return network_.isMember() ? waitingAdmissions(*network_.state_)
                               : std::vector<WaitingAdmission>();
}

// Admissions stand beside the line, so a seat may sign any number of them.
Result<CouncilOutcome> CouncilWork::signAdmission(WaitingAdmission admission) {
    PEYVAND_LET(const SigningKey seat, signing("sign"));
    admission.record.sign(seat);
    PEYVAND_TRY(network_.state_->add(admission.record.encode()));
    PEYVAND_TRY(network_.storeRecords());
    return network_.membership().member(admission.body.charity) != nullptr ? CouncilOutcome::done
                                                                           : CouncilOutcome::waits;
}

Result<CouncilOutcome> CouncilWork::sign(const Digest& digest) {
    for (WaitingAdmission& one : admissions())
        if (one.digest == digest)
            return signAdmission(std::move(one));
    PEYVAND_LET(const SigningKey seat, freeSeat("sign"));
    const auto next = waiting();
    // What lies behind is settled: a signature more could only overturn it.
    if (std::none_of(next.begin(), next.end(),
                     [&](const WaitingDecision& one) { return one.digest == digest; }))
        return fail(ErrorCode::decision_unknown);
    for (const Bytes& bytes : network_.records()) {
        auto record = SignedRecord::decode(bytes);
        if (!record || !isDecision(record->kind) || record->digest() != digest)
            continue;
        record->sign(seat);
        PEYVAND_LET(const bool counts, decide(*record));
        if (counts && record->kind == RecordKind::expulsion)
            return renewAfter();
        return counts ? CouncilOutcome::done : CouncilOutcome::waits;
    }
    return fail(ErrorCode::decision_unknown);
}

Result<CouncilOutcome> CouncilWork::revokeDesk(const VerifyKey& desk, const SecretText& password) {
    PEYVAND_TRY(network_.begin(Deed::network, "revoke_desk"));
    if (!network_.isMember())
        return fail(ErrorCode::network_missing);
    Register& opened = network_.opened();
    const CharityId own = opened.journal().charity();
    if (network_.membership().charityOfNode(desk) != own ||
        desk == opened.journal().nodeKey().publicKey())
        return fail(ErrorCode::desk_unknown);
    PEYVAND_LET(const SigningKey root, opened.vault().root(password));
    PEYVAND_LET(const SignedRecord record,
                peyvand::revokeDesk(network_.membership(), own, desk, root,
                                    opened.platform().clock.unixMs()));
    // The key first: a revocation under the old key would promise what is not so.
    PEYVAND_LET(const auto partners, opened.journal().partners());
    JournalTransaction transaction(opened.journal(), WrittenFor::program);
    transaction.renewKey(FeedScope::office);
    for (const CharityId& partner : partners)
        transaction.renewKey(Audience::direct(partner));
    PEYVAND_TRY(transaction.commit());
    PEYVAND_TRY(network_.state_->add(record.encode()));
    PEYVAND_TRY(network_.storeRecords());
    // Without a seat, or with one that has signed another decision, the council renews it later.
    return mayDecide() ? renewAfter() : Result<CouncilOutcome>(CouncilOutcome::key_waits);
}

} // namespace peyvand
