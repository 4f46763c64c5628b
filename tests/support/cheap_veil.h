// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A veil without the stretching, for tests and simulations: H32(T; "cheap veil" ‖ N ‖ u32 g ‖
// identity). Never for real people: it can be tried millions of times a second.

#include "core/crypto/epoch_key.h"
#include "sync/veil/generation.h"
#include "sync/veil/veil.h"

namespace peyvand::test {

class CheapVeil final : public Veil {
  public:
    CheapVeil(const NetworkId& network, std::uint32_t generation, const VeilSecret& secret)
        : network_(network), generation_(generation), secret_(secret.copy()) {}

    std::vector<VeilAnswer> evaluate(const std::vector<Identity>& identities) const override {
        std::vector<VeilAnswer> answers;
        for (const Identity& identity : identities)
            answers.push_back({VeilAnswer::Kind::seed, LabelledHash("cheap veil")
                                                           .fixed(network_)
                                                           .u32(generation_)
                                                           .variable(identity.canonical())
                                                           .secret<32>(secret_.view())});
        return answers;
    }
    std::uint32_t generation() const override { return generation_; }

  private:
    NetworkId network_;
    std::uint32_t generation_;
    VeilSecret secret_;
};

} // namespace peyvand::test
