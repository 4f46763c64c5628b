// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a bundle carries: membership records and the network feeds that this desk holds; to the
// desks of the own charity also everything of the office and the keys to read it. Importing is
// idempotent; a bundle that is not whole, or not from a member, changes nothing. Errors: those of
// sync/bundle and of sealing claims; network_missing, network_other, charity_unknown,
// not_permitted.

#include "sync/bundle/bundle_file.h"
#include "sync/network/arriving_feeds.h"
#include "sync/network/claims_worker.h"

namespace peyvand {

struct ExportedBundle {
    Path path{};
    std::int64_t feeds = 0;
    std::int64_t entries = 0;
};
/// To one charity, or to all members. target is the file to write; a folder gets a generated name.
/// What is due is sealed first, so that a refusal of today is in it. Slow (the veil).
Result<ExportedBundle> exportBundle(Network& network, const Path& target,
                                    const std::optional<CharityId>& addressee, Executor& executor,
                                    const Progress& progress = {}, const CancelToken& cancel = {});

struct ImportedBundle {
    std::string sender{};
    std::uint64_t entries = 0;
    std::uint64_t already_there = 0;
    /// Feeds of nodes that no member certified; passed over.
    std::uint64_t strangers = 0;
    /// Two signed heads of one sequence came to light.
    bool forked = false;
    /// Keys of the office that came from an own desk.
    std::size_t keys = 0;
    /// Records that a feed would have taken away which was not taken for that.
    std::uint64_t held_back = 0;
};
Result<ImportedBundle> importBundle(Network& network, const Path& path,
                                    Losses losses = Losses::held_back);

} // namespace peyvand
