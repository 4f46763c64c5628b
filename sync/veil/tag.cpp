// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/veil/tag.h"

namespace peyvand {

Tag tagOf(const Seed& seed, const NetworkId& network, std::uint32_t generation) {
    return LabelledHash("tag").fixed(network).u32(generation).digest<16>(seed.view());
}

ReportToken reportToken(const Seed& seed, const NetworkId& network, std::uint32_t generation,
                        const ReportId& report) {
    return LabelledHash("count")
        .fixed(network)
        .u32(generation)
        .fixed(report.bytes)
        .digest<16>(seed.view());
}

} // namespace peyvand
