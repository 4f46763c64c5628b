// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The veil turns an identity into a seed that does not give it away; tags and claim keys come from
// seeds alone. StretchedVeil needs no network; KeeperVeil (later) may answer pending or quota.

#include "core/crypto/secret.h"
#include "core/identity/identity.h"

#include <memory>
#include <vector>

namespace peyvand {

using Seed = Secret<32>;

struct VeilAnswer {
    enum class Kind : std::uint8_t { seed, pending, quota } kind = Kind::pending;
    Seed seed{};
};

class Veil {
  public:
    virtual ~Veil() = default;
    /// One answer for each identity, in order. Blocking and slow (milliseconds each): workers
    /// only. Thread-safe: a batch may be split over threads.
    virtual std::vector<VeilAnswer> evaluate(const std::vector<Identity>& identities) const = 0;
    /// The generation of the council's record that this veil computes.
    virtual std::uint32_t generation() const = 0;
};

} // namespace peyvand
