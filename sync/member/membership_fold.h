// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From the set of records to the membership. Looks at nothing but the set, so the order in which
// records came cannot matter. Records that do not count are passed over, never an error.

#include "sync/member/membership.h"

#include <set>

namespace peyvand {

class MembershipFold {
  public:
    using Held = MembershipState::Held;
    MembershipFold(const MembershipState::HeldRecords& held, const NetworkId& network);
    Membership result() &&;
    /// Every seat that a council of the line had, and every root key of a charity.
    struct Signers {
        std::set<VerifyKey> seats{};
        std::set<VerifyKey> roots{};
    };
    Signers signers() const;

  private:
    /// A decision with its digest.
    using Next = std::pair<Digest, const Held*>;
    /// Where a line has come to: what decides whether the next decision counts.
    struct Place {
        Digest head{};
        std::uint32_t number = 0;
        Council council{};
        std::uint32_t epoch = 1;
        std::uint32_t veil = 1;
    };

    void readFounding();
    void indexDecisions();
    /// Those that name this place as the one before, the smallest first.
    std::vector<Next> after(const Place& place) const;
    static bool counts(const Place& place, const Held& next);
    static Place placeAfter(const Place& place, const Next& next);
    void followLine();
    /// What counted until a smaller decision came, with everything that was built on it.
    void followLost(std::vector<Place> lost);
    void noteLost(const Held& held);
    void apply(const DecisionBody& body, const Digest& digest);
    void noteDoubleSigners(const Place& place, const std::vector<Next>& decisions);
    bool isAdmission(const Digest& digest, const SignedRecord& record,
                     const AdmissionBody& body) const;
    bool isListed(const Digest& digest, std::vector<SetCouncil>::const_iterator after) const;
    void readAdmissions();
    void readDesks();
    bool isSignedByRoot(const SignedRecord& record, const CharityId& charity) const;
    void addDesk(const Held& held, const DeskBody& desk);
    void readRevocations();
    Member* member(const CharityId& charity);

    const MembershipState::HeldRecords& held_;
    Membership now_{};
    /// Decisions by the one that they name as the one before; of one place by digest.
    std::map<Digest, std::vector<Next>> next_{};
    /// Every root key that a charity was ever admitted with.
    std::map<CharityId, std::set<VerifyKey>> roots_{};
    std::map<std::pair<CharityId, VerifyKey>, std::int64_t> named_ms_{};
};

} // namespace peyvand
