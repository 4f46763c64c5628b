// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sync_json.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

nlohmann::json jsonOf(const PeerResult& result) {
    const SessionCounts& counts = result.counts;
    nlohmann::json about{{"address", result.address},
                         {"charity", result.charity},
                         {"received", counts.received.entries},
                         {"sent", counts.sent.entries},
                         {"already_there", counts.received.already_there},
                         {"records_received", counts.received.records},
                         {"keys_received", counts.received.keys},
                         {"strangers", counts.received.strangers},
                         {"forked", counts.received.forked},
                         {"held_back", counts.received.held_back},
                         {"bytes_received", counts.bytes_received},
                         {"bytes_sent", counts.bytes_sent}};
    if (result.error)
        about["error"] = errorName(result.error->code);
    return about;
}

} // namespace peyvand::cli
