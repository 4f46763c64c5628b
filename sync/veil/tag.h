// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is made from a seed without any further secret ("Tag" and "Report token" of
// docs/formats.md). Pure functions, any thread, about half a microsecond each.

#include "core/crypto/epoch_key.h"
#include "sync/veil/veil.h"

namespace peyvand {

using Tag = ByteArray<16>;
using ReportToken = ByteArray<16>;
using ReportId = Id<struct ReportTag>;

/// H16(seed; "tag" ‖ N ‖ u32 g): equal for one identity everywhere while the generation lasts.
Tag tagOf(const Seed& seed, const NetworkId& network, std::uint32_t generation);
/// H16(seed; "count" ‖ N ‖ u32 g ‖ report id): one per person, for that one report.
ReportToken reportToken(const Seed& seed, const NetworkId& network, std::uint32_t generation,
                        const ReportId& report);

} // namespace peyvand
