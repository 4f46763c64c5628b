// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a bundle carries: membership records and the network feeds that this desk holds; to the
// desks of one charity alone also what the two say to each other, and to the own ones everything of
// the office, with the keys to read it. What the
// addressees are known to hold stays away (bundle_book.h). Importing is idempotent; a bundle that
// is not whole, or not from a member, changes nothing; what was taken before an import broke off
// stays, and a second one goes on. Errors: those of sync/bundle and of sealing claims;
// network_missing, network_other, charity_unknown, not_permitted, cancelled.

#include "sync/bundle/bundle_file.h"
#include "sync/network/arriving_feeds.h"
#include "sync/network/claims_worker.h"

namespace peyvand {

struct ExportRequest {
    /// The file to write, further parts beside it as NAME-2, NAME-3, …; a folder gets generated
    /// names.
    Path target{};
    /// Empty for all members.
    std::vector<CharityId> addressees{};
    /// Also what they are known to hold.
    bool is_whole = false;
    /// Each part stays below.
    std::uint64_t part_limit_bytes = max_bundle_bytes;
    /// Bytes that were written or read again, of at most so many.
    Progress writing{};
};

struct ExportedBundle {
    /// The first of paths.
    Path path{};
    /// One for each part, in order.
    std::vector<Path> paths{};
    /// Of which something was written.
    std::int64_t feeds = 0;
    std::int64_t entries = 0;
};
/// What is due is sealed first, so that a refusal of today is in it. Slow (the veil). An error
/// leaves no file.
Result<ExportedBundle> exportBundle(Network& network, const ExportRequest& request,
                                    Executor& executor, const Progress& sealing = {},
                                    const CancelToken& cancel = {});
/// To one charity, or to all members.
Result<ExportedBundle> exportBundle(Network& network, const Path& target,
                                    const std::optional<CharityId>& addressee, Executor& executor,
                                    const Progress& sealing = {}, const CancelToken& cancel = {});

struct ImportedBundle {
    BundleFront front{};
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
    /// Feeds whose beginning is not here: passed over, this file has to come once more after it.
    std::uint64_t gaps = 0;
    /// Of its set, parts that were not taken yet, by number.
    std::vector<std::uint16_t> missing_parts{};
    /// Exports of this desk that its sender has taken in, as it says for the first time.
    std::size_t receipts = 0;
};
/// One file; several parts come in any order, by their numbers in one go (inPartOrder).
/// The progress is in bytes of the file, which is read twice.
Result<ImportedBundle> importBundle(Network& network, const Path& path,
                                    Losses losses = Losses::held_back, const Progress& reading = {},
                                    const CancelToken& cancel = {});

} // namespace peyvand
