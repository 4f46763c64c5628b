// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/veil/stretched_veil.h"

namespace peyvand {

Result<std::unique_ptr<Veil>> StretchedVeil::make(const NetworkId& network,
                                                  std::uint32_t generation,
                                                  const VeilGeneration& record,
                                                  const VeilSecret& secret) {
    PEYVAND_TRY(VeilGeneration::decode(record.encode()));
    if (veilCommitment(secret) != record.commitment)
        return fail(ErrorCode::decision_invalid);
    return std::unique_ptr<Veil>(
        new StretchedVeil(network, generation, record.cost, secret.copy()));
}

StretchedVeil::StretchedVeil(const NetworkId& network, std::uint32_t generation, StretchCost cost,
                             VeilSecret secret)
    : network_(network), generation_(generation), cost_(cost), secret_(std::move(secret)),
      salt_(LabelledHash("veil salt").fixed(network).u32(generation).digest<16>()) {}

std::vector<VeilAnswer> StretchedVeil::evaluate(const std::vector<Identity>& identities) const {
    std::vector<VeilAnswer> answers;
    answers.reserve(identities.size());
    for (const Identity& identity : identities)
        answers.push_back(answer(identity));
    return answers;
}

VeilAnswer StretchedVeil::answer(const Identity& identity) const {
    const Secret<32> password = LabelledHash("veil input")
                                    .fixed(network_)
                                    .u32(generation_)
                                    .variable(identity.canonical())
                                    .secret<32>(secret_.view());
    auto seed = stretch(password.view(), salt_, cost_);
    if (!seed)
        return {};
    return {VeilAnswer::Kind::seed, std::move(*seed)};
}

} // namespace peyvand
