// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The veil that needs no network: Argon2id over the network's veil secret and the identity
// ("StretchedVeil" of docs/formats.md). One identity takes about 24 ms and 32 MiB.

#include "core/crypto/epoch_key.h"
#include "sync/veil/generation.h"
#include "sync/veil/veil.h"

namespace peyvand {

class StretchedVeil final : public Veil {
  public:
    /// veil_unsupported for another suite or bounds; decision_invalid when the secret is not the
    /// one the record commits to.
    static Result<std::unique_ptr<Veil>> make(const NetworkId& network, std::uint32_t generation,
                                              const VeilGeneration& record,
                                              const VeilSecret& secret);

    /// An identity for which there was no memory answers pending.
    std::vector<VeilAnswer> evaluate(const std::vector<Identity>& identities) const override;
    std::uint32_t generation() const override { return generation_; }

  private:
    StretchedVeil(const NetworkId& network, std::uint32_t generation, StretchCost cost,
                  VeilSecret secret);
    VeilAnswer answer(const Identity& identity) const;

    NetworkId network_;
    std::uint32_t generation_;
    StretchCost cost_;
    VeilSecret secret_;
    ByteArray<16> salt_;
};

} // namespace peyvand
