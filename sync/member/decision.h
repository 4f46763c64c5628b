// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Council decisions: one line from the founding on, each naming its number and the digest before
// (docs/formats-membership.md, "Decisions"). Values and pure functions; whether a decision counts
// is for Membership to say.

#include "core/base/id.h"
#include "sync/member/record.h"
#include "sync/veil/generation.h"

#include <variant>

namespace peyvand {

enum class SeatKind : std::uint8_t {
    coordinator = 1,
    /// On paper: signs as one, is not counted in the size, so a council of one never freezes.
    printed = 2,
};
struct Seat {
    SeatKind kind = SeatKind::coordinator;
    VerifyKey key{};
    friend bool operator==(const Seat&, const Seat&) = default;
};

struct Council {
    /// Signatures that admit a charity (k).
    std::uint8_t admit_count = 1;
    /// By ascending key, none twice, at least one coordinator.
    std::vector<Seat> seats{};

    bool has(const VerifyKey& key) const;
    /// More than half of the coordinators' seats.
    std::size_t majority() const;
    friend bool operator==(const Council&, const Council&) = default;
};
inline constexpr std::size_t council_seats_limit = 32;

/// A council in place of the one before.
struct CouncilBody {
    Council council{};
    /// Digests, ascending, of admissions that stand whoever leaves the council: those that count
    /// and that no decision before this one lists.
    std::vector<Digest> admissions{};
    friend bool operator==(const CouncilBody&, const CouncilBody&) = default;
};
inline constexpr std::size_t listed_admissions_limit = 8192;

/// What network claims may say; bits of Charter::fields.
enum class ClaimField : std::uint16_t {
    category = 1,
    item = 2,
    month = 4,
    amount_band = 8,
    state = 16,
    contact = 32,
};
struct Charter {
    std::uint16_t fields = 63;
    /// How long claims and epoch keys are kept.
    std::uint16_t retention_months = 60;
    bool allows(ClaimField field) const {
        return (fields & static_cast<std::uint16_t>(field)) != 0;
    }
    friend bool operator==(const Charter&, const Charter&) = default;
};

struct FoundingBody {
    std::string network_name{};
    Council council{};
    Charter charter{};
    /// Generation 1.
    VeilGeneration veil{};
    /// Of epoch 1, with 32 zeros in place of N, which does not exist yet.
    Digest key_commitment{};
    ByteArray<32> random{};
    friend bool operator==(const FoundingBody&, const FoundingBody&) = default;
};
struct EpochBody {
    std::uint32_t number = 0;
    /// keyCommitment(N, E).
    Digest key_commitment{};
    friend bool operator==(const EpochBody&, const EpochBody&) = default;
};
struct VeilBody {
    std::uint32_t number = 0;
    VeilGeneration record{};
    friend bool operator==(const VeilBody&, const VeilBody&) = default;
};
/// Only ancestors of this link count in that feed.
struct Cut {
    ByteArray<32> feed{};
    std::uint64_t sequence = 0;
    ByteArray<32> link{};
    friend bool operator==(const Cut&, const Cut&) = default;
};
inline constexpr std::size_t cuts_limit = 4096;
struct ExpulsionBody {
    CharityId charity{};
    /// Feeds of the expelled that are not listed are cut at 0.
    std::vector<Cut> cuts{};
    friend bool operator==(const ExpulsionBody&, const ExpulsionBody&) = default;
};
/// Frequency rules and shifted occasions for all members, whole; what the text says is read by
/// core/rules/network_rules.h.
struct RulesBody {
    std::string text{};
    friend bool operator==(const RulesBody&, const RulesBody&) = default;
};
inline constexpr std::size_t rules_limit_bytes = 64 * 1024;
/// A kind of a later program: keeps its place in the line and has no effect here.
struct UnknownBody {
    friend bool operator==(const UnknownBody&, const UnknownBody&) = default;
};
using DecisionBody = std::variant<FoundingBody, EpochBody, VeilBody, CouncilBody, ExpulsionBody,
                                  RulesBody, UnknownBody>;

struct Decision {
    /// 0 for the founding, then without gaps.
    std::uint32_t number = 0;
    Digest before{};
    std::int64_t time_ms = 0;
    DecisionBody body{};
    friend bool operator==(const Decision&, const Decision&) = default;
};

/// The unsigned record; network is ignored for a founding.
SignedRecord recordOf(const Decision& decision, const NetworkId& network);
/// decision_invalid, or veil_unsupported for a veil this program does not know.
Result<Decision> readDecision(const SignedRecord& record);

} // namespace peyvand
