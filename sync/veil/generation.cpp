// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/veil/generation.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

bool inBounds(StretchCost cost) {
    return cost.passes >= 1 && cost.passes <= veil_passes_max &&
           cost.memory_mib >= veil_memory_min_mib && cost.memory_mib <= veil_memory_max_mib;
}

} // namespace

Bytes VeilGeneration::encode() const {
    return Writer(36)
        .u8(static_cast<std::uint8_t>(suite))
        .u8(cost.passes)
        .u16(cost.memory_mib)
        .fixed(commitment)
        .take();
}

Result<VeilGeneration> VeilGeneration::decode(ByteView bytes) {
    if (bytes.empty())
        return fail(ErrorCode::decision_invalid);
    Reader reader(bytes);
    VeilGeneration record;
    record.suite = static_cast<VeilSuite>(reader.u8());
    // Other suites have other sizes, so they are told apart before the size is looked at.
    if (record.suite != VeilSuite::stretched)
        return fail(ErrorCode::veil_unsupported);
    record.cost.passes = reader.u8();
    record.cost.memory_mib = reader.u16();
    record.commitment = reader.fixed<32>();
    if (!reader.atEnd())
        return fail(ErrorCode::decision_invalid);
    if (!inBounds(record.cost))
        return fail(ErrorCode::veil_unsupported);
    return record;
}

Digest veilCommitment(const VeilSecret& secret) {
    return LabelledHash("veil secret").fixed(secret.view()).digest<32>();
}

} // namespace peyvand
