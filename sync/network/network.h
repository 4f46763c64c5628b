// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A register's place in a network: membership, shared keys and the veil as this desk keeps them,
// and the use cases that change them (found, invite, join, admit). The rules of membership stand in
// sync/member; this is where their bytes are kept. One thread at a time; the register outlives it.
// Errors: those of sync/member and of the store; network_missing, network_exists, network_other.

#include "core/register/rule_book.h"
#include "sync/member/joining.h"
#include "sync/veil/stretched_veil.h"

namespace peyvand {

inline constexpr std::string_view first_desk_name = "1";

class Network {
  public:
    /// Also for a register that is in no network yet. Installs the join of claims.
    static Result<std::unique_ptr<Network>> open(Register& opened);

    bool isMember() const { return state_.has_value(); }
    /// Only for a member.
    const Membership& membership() const { return state_->now(); }
    const NetworkId& id() const { return state_->network(); }
    /// As the membership names it; empty when unknown.
    std::string charityName(const CharityId& charity) const;
    const CharityId& ownCharity() const { return register_.journal().charity(); }
    /// Null until the secret of the newest generation is held.
    const Veil* veil() const { return veil_.get(); }
    const std::vector<EpochKey>& epochKeys() const { return epoch_keys_; }
    /// Those of the network and of the veil, decided or waiting for it.
    const KeyRing& keys() const { return keys_; }
    /// Keys that came from a desk that may grant them. The newest that is decided writes.
    Result<void> keepKeys(const KeyRing& keys);

    /// The manager's password opens the charity's root key for certifying this desk. Returns the
    /// code of the printed seat: for paper, kept nowhere here.
    Result<SecretText> foundNetwork(std::string_view name, const SecretText& password);
    /// The text of an invitation, for a file or a QR code.
    Result<std::string> inviteCharity() { return invite(InviteKind::charity); }
    /// For a further desk of the own charity.
    Result<std::string> inviteDesk() { return invite(InviteKind::desk); }
    /// What goes back to the inviter, and the 24 digits to compare by telephone. Answering for a
    /// desk wants an empty register (register_not_empty); the password is not used then.
    Result<JoinAttempt> requestToJoin(std::string_view invitation, const SecretText& password,
                                      std::string_view desk_name = first_desk_name);
    /// The request as it reads, before anybody is admitted.
    Result<RequestSeen> readRequest(ByteView request);
    /// A charity by this desk's seat; not_on_council. Without a welcome while further seats have to
    /// sign; once they have, any seat that holds the request gets one by asking again.
    Result<Admitted> admitCharity(ByteView request);
    /// A desk by the charity's root key, which the manager's password opens. Its welcome carries
    /// the office's keys; the records come with the next bundle.
    Result<Admitted> admitDesk(ByteView request, const SecretText& password);
    /// A desk becomes one of the charity that admitted it.
    Result<void> acceptWelcome(ByteView welcome);
    /// A decision of the council in place of all that it said of rules before. False while other
    /// seats have to sign it too. not_on_council, rule_invalid.
    Result<bool> publishRules(const NetworkRules& rules);

    /// Everything to pass on: decisions first, by number, then certificates.
    std::vector<Bytes> records() const { return state_->records(); }
    /// Records of membership that came with a bundle; returns how many were new.
    Result<std::size_t> takeRecords(const std::vector<Bytes>& records);
    /// Feeds of the expelled end where the council says: of one charity after entries of it came
    /// (branches that do not lead to the cut go once the one that does is here), or of all.
    Result<void> applyCuts(const std::optional<CharityId>& only);
    /// After keys came: what waited for them is applied.
    Result<void> readWaiting();
    /// What came long ago became readable, or entries went: all claims are looked at once more.
    Result<void> lookAgainForOverlaps();
    /// The key of this desk's seat, also one that asks or was removed.
    static constexpr std::string_view seat_setting = "seat";
    static constexpr std::string_view overlaps_setting = "overlaps_looked";
    /// For tests and simulations: a veil that costs nothing.
    void replaceVeil(std::unique_ptr<Veil> veil) { veil_ = std::move(veil); }
    Register& opened() { return register_; }

  private:
    friend class CouncilWork;
    explicit Network(Register& opened) : register_(opened) {}
    Result<void> load();
    Result<void> loadKeys();
    Result<void> enter(MembershipState state, const KeyRing& keys);
    Result<void> takeJournalKey(const SharedKey& key);
    Result<void> storeRecords();
    Result<void> markAllDue();
    /// The newest key that a decision commits to writes from now on.
    Result<void> writeWithNewest();
    /// Whether the user may, and a row of the audit log that it was begun.
    Result<void> begin(Deed deed, std::string_view what);
    /// A decision that waits for other seats has this one's signature.
    bool hasSignedNext(const VerifyKey& seat) const;
    /// This desk's seat on the council.
    Result<SigningKey> seat();
    Result<std::string> invite(InviteKind kind);
    Result<IssuedInvitation> issuedFor(ByteView request);
    Result<Admitted> admit(ByteView request, IssuedInvitation issued, const Admitting& with);

    Register& register_;
    std::optional<MembershipState> state_{};
    KeyRing keys_{};
    std::vector<EpochKey> epoch_keys_{};
    std::unique_ptr<Veil> veil_{};
};

} // namespace peyvand
