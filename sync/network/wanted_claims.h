// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which claims an aid gives rise to, and which may stand somewhere although it does not: the claims
// worker makes the former and withdraws the latter. A claim id follows from the aid, the person and
// the kind of identity, so any desk of a charity finds what another one claimed. Reads only; the
// register's thread. Errors: those of the register.

#include "sync/claim/claim.h"
#include "sync/network/network.h"

namespace peyvand {

/// What a claim is about; its id is made from this.
struct ClaimSource {
    AidId aid{};
    BeneficiaryId person{};
    IdentityKind kind{};
    friend bool operator==(const ClaimSource&, const ClaimSource&) = default;
};

/// One claim that an aid gives rise to.
struct WantedClaim {
    ClaimSource source{};
    ClaimId claim{};
    Identity identity{};
    ClaimContent content{};
    CivilDate drop_after{};
};

struct DueClaims {
    AidId aid{};
    /// False: the charter's time for it is over, and whatever was claimed is left alone.
    bool is_current = true;
    std::vector<WantedClaim> wanted{};
    /// Of people and numbers that the aid concerned once, or concerns but may not be told of.
    std::vector<ClaimSource> unwanted{};
    /// Of these, those that are known not to be wanted (voided, settled, refused, confidential);
    /// of the others this desk may only not have heard yet.
    std::vector<ClaimSource> refused{};
    /// Of people who were erased: nothing here will tell again that these are not wanted.
    std::vector<ClaimSource> lost{};
};

enum class ClaimLife : std::uint8_t { never_made, live, withdrawn };

/// Also of claims that another desk of this charity made.
ClaimLife lifeOf(Network& network, const ClaimId& id);
/// The id under which it is claimed now or next: a withdrawal holds for ever, so what is claimed
/// again after one has the id of the next round.
ClaimId livingClaim(Network& network, const ClaimSource& source);

/// Of the first round.
inline ClaimId claimIdOf(const ClaimSource& source) {
    return claimIdOf(source.aid, source.person, source.kind);
}

Result<DueClaims> dueClaimsOf(Network& network, const AidId& aid);

/// The charter's band of an amount: 0 not told (nothing or unknown), then up to 1, 5, 20, 100
/// million tomans, and 5 above.
std::uint8_t amountBand(Rial amount);

} // namespace peyvand
