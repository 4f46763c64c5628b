// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What every way of exchanging says at its end: `sync`, `serve`, `bundle import`.

#include "app/cli/command.h"

namespace peyvand::cli {

/// Records that a feed would have taken away; nothing for none.
void sayHeldBack(const CommandContext& context, std::uint64_t count);
/// Two copies of one desk's register were at work.
void sayForked(const CommandContext& context, bool forked);
/// Help given twice that came to light with what was received; the number of such aid.
Result<std::int64_t> tellOverlaps(CommandContext& context, const OpenOffice& office);

/// A member by its id or its name; network_missing, charity_unknown.
Result<CharityId> findCharity(Network& network, const std::string& typed);

} // namespace peyvand::cli
