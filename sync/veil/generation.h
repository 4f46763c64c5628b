// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A veil generation as the council decides it: which veil, its parameters, and a commitment to
// the network's veil secret T. Layout: docs/formats-membership.md, "Veil generation record".

#include "core/crypto/hash.h"
#include "core/crypto/stretch.h"

namespace peyvand {

/// T: held by all desks of all members, never in a decision.
using VeilSecret = Secret<32>;

enum class VeilSuite : std::uint8_t { stretched = 1, keeper = 2 };

/// Bounds of what is accepted from outside, so that a record cannot freeze a desk or weaken a tag.
inline constexpr std::uint8_t veil_passes_max = 8;
inline constexpr std::uint16_t veil_memory_min_mib = 16;
inline constexpr std::uint16_t veil_memory_max_mib = 256;
/// Two passes over 32 MiB: about 24 ms, 100,000 people in 20 minutes on two cores.
inline constexpr StretchCost veil_default_cost{2, 32};

struct VeilGeneration {
    VeilSuite suite = VeilSuite::stretched;
    StretchCost cost = veil_default_cost;
    Digest commitment{};

    Bytes encode() const;
    /// veil_unsupported for another suite or parameters out of bounds, decision_invalid for
    /// another size.
    static Result<VeilGeneration> decode(ByteView bytes);
    friend bool operator==(const VeilGeneration&, const VeilGeneration&) = default;
};

/// H32("veil secret" ‖ T); without N, because the founding decision that N is made of holds it.
Digest veilCommitment(const VeilSecret& secret);

} // namespace peyvand
