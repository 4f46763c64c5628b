// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The end of a session as the console and the node print it (docs/console.md).

#include "sync/peer/peer.h"

#include <nlohmann/json_fwd.hpp>

namespace peyvand::cli {

nlohmann::json jsonOf(const PeerResult& result);

} // namespace peyvand::cli
