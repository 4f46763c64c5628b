// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is in the network: a fold over the set of valid decisions and certificates, the same for any
// order of arrival and any repetition. Values and state; not shared by threads while it is changed.

#include "sync/member/certificate.h"
#include "sync/member/decision.h"

#include <map>
#include <set>

namespace peyvand {

struct MemberDesk {
    VerifyKey node{};
    std::string name{};
    bool revoked = false;
    std::int64_t since_ms = 0;
    friend bool operator==(const MemberDesk&, const MemberDesk&) = default;
};

struct Member {
    CharityId id{};
    std::string name{};
    VerifyKey root{};
    bool expelled = false;
    std::int64_t since_ms = 0;
    /// By node key, revoked ones included.
    std::vector<MemberDesk> desks{};
    friend bool operator==(const Member&, const Member&) = default;
};

/// A seat that signed two decisions of one number; people are told.
struct DoubleSigner {
    VerifyKey seat{};
    std::uint32_t number = 0;
    friend auto operator<=>(const DoubleSigner&, const DoubleSigner&) = default;
};

/// A council of the line, and what the decision that set it lists.
struct SetCouncil {
    /// Founding or council decision; admissions name it.
    Digest decision{};
    CouncilBody body{};
    friend bool operator==(const SetCouncil&, const SetCouncil&) = default;
};

/// The network as its records say; plain values.
struct Membership {
    NetworkId network{};
    /// False until the founding decision is known; everything else is then empty.
    bool founded = false;
    std::string network_name{};
    Charter charter{};
    Council council{};
    /// The decision that set the council; admissions name it.
    Digest council_decision{};
    /// All that the line has set, in its order; the last one is in force.
    std::vector<SetCouncil> councils{};
    /// Digests, ascending, of admissions that count and that no council decision lists yet.
    std::vector<Digest> unlisted_admissions{};
    /// The newest decision of the line.
    Digest head{};
    std::uint32_t head_number = 0;
    std::vector<EpochBody> epochs{};
    /// Epochs of lines that counted somewhere until a smaller decision came to light. Something may
    /// have been written under their keys, so they are passed on and read, and write no more.
    std::vector<EpochBody> lost_epochs{};
    std::vector<VeilBody> veils{};
    std::vector<ExpulsionBody> expulsions{};
    /// What the newest decision on rules says; empty without one.
    std::string rules_text{};
    std::vector<Member> members{};
    std::vector<DoubleSigner> double_signers{};

    /// On any council of the line, also one that was replaced.
    bool wasSeat(const VerifyKey& key) const;
    /// Null when unknown.
    const Member* member(const CharityId& charity) const;
    /// The charity that certified this node, revoked or not; its records still have an author.
    std::optional<CharityId> charityOfNode(const VerifyKey& node) const;
    /// A certified, unrevoked desk of a member that is not expelled.
    bool isEntitled(const VerifyKey& node) const;
    /// Entitled desks of one charity; of all for grants and bundles.
    std::vector<VerifyKey> desksOf(const CharityId& charity) const;
    std::vector<VerifyKey> allDesks() const;
    std::uint32_t currentEpoch() const { return epochs.empty() ? 0 : epochs.back().number; }
    std::uint32_t currentVeil() const { return veils.empty() ? 0 : veils.back().number; }
    friend bool operator==(const Membership&, const Membership&) = default;
};

/// What add() did with a record.
enum class RecordFate : std::uint8_t {
    known = 1,
    /// Kept, and the membership was folded anew.
    taken = 2,
    /// Passed over: whoever signed it has used up its share. No error, so that honest peers who
    /// were given other rubbish can still meet.
    no_room = 3,
};

class MembershipState {
  public:
    /// Records beyond this are refused, so that one bad peer never fills a desk.
    static constexpr std::size_t records_limit = 16384;
    static constexpr std::size_t bytes_limit = 64 * 1024 * 1024;
    /// What one root key signed without a seat, and what nobody signed whose key is known yet, may
    /// take no more than this: there is always room for decisions.
    static constexpr std::size_t share_records_limit = 1024;
    static constexpr std::size_t share_bytes_limit = 4 * 1024 * 1024;

    explicit MembershipState(const NetworkId& network);
    /// From the stored set, any order; a record that is not valid is an error.
    static Result<MembershipState> rebuild(const NetworkId& network,
                                           const std::vector<Bytes>& records);

    /// Takes a record on its own; one that cannot count yet (its council, charity or number before
    /// is unknown) is kept and counts when the rest has come. decision_invalid,
    /// certificate_invalid, veil_unsupported; network_other for another network's.
    Result<RecordFate> add(ByteView record);
    /// The same for many with one fold at the end; stops at the first error, keeping what was
    /// taken. Returns how many were new.
    Result<std::size_t> addAll(const std::vector<Bytes>& records);

    const Membership& now() const { return now_; }
    const NetworkId& network() const { return now_.network; }
    /// Everything to store, pass on and rebuild from: decisions first, by number, then
    /// certificates.
    std::vector<Bytes> records() const;

  private:
    struct Held {
        SignedRecord record{};
        std::size_t bytes = 0;
        std::optional<Decision> decision{};
        CertificateBody certificate{UnknownCertificate{}};
    };
    using HeldRecords = std::map<Digest, Held>;
    friend class MembershipFold;

    /// Of what is held, by the root key that signed it; zeros stand for unknown signers.
    struct Share {
        std::size_t records = 0;
        std::size_t bytes = 0;
    };
    enum class Source : std::uint8_t { own_store, others };

    Result<RecordFate> take(ByteView record, Source source);
    Result<std::size_t> takeAll(const std::vector<Bytes>& records, Source source);
    /// Nothing when a seat signed.
    std::optional<VerifyKey> payerOf(const SignedRecord& record) const;
    bool hasRoom(const SignedRecord& record, std::size_t bytes) const;
    void foldAnew();

    /// By digest; signatures of equal records are joined.
    HeldRecords held_{};
    std::size_t held_bytes_ = 0;
    std::set<VerifyKey> seats_{};
    std::set<VerifyKey> roots_{};
    std::map<VerifyKey, Share> shares_{};
    Membership now_{};
};

} // namespace peyvand
