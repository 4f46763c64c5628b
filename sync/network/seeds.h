// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Seeds of identities, from the register's cache or from the veil. The veil is slow (about 24 ms
// an identity): a batch is shared out over the executor's workers.

#include "core/base/executor.h"
#include "sync/network/network.h"

#include <functional>
#include <map>

namespace peyvand {

/// Done and in all.
using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

/// One for each identity that the veil answered. cancelled; network_missing without a veil.
Result<std::map<Identity, Seed>> seedsOf(Network& network, const std::vector<Identity>& identities,
                                         Executor& executor, const Progress& progress = {},
                                         const CancelToken& cancel = {});

} // namespace peyvand
