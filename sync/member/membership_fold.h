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
    void readFounding();
    void followLine();
    bool applies(const DecisionBody& body) const;
    void apply(const DecisionBody& body, const Digest& digest);
    void noteDoubleSigners(std::uint32_t number, const std::vector<const Held*>& decisions);
    void readAdmissions();
    void readDesks();
    bool isSignedByRoot(const SignedRecord& record, const CharityId& charity) const;
    void addDesk(const Held& held, const DeskBody& desk);
    void readRevocations();
    Member* member(const CharityId& charity);

    const MembershipState::HeldRecords& held_;
    Membership now_{};
    /// Every council that the line has set, by the decision that set it.
    std::map<Digest, Council> councils_{};
    /// Every root key that a charity was ever admitted with.
    std::map<CharityId, std::set<VerifyKey>> roots_{};
    std::map<std::pair<CharityId, VerifyKey>, std::int64_t> named_ms_{};
};

} // namespace peyvand
