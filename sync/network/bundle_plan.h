// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an export writes into which of its files, decided before anything is written, so that every
// file can say how many there are. Nothing may be written to the register between planning and
// writing. The register's thread; errors: those of the store, bundle_too_large.

#include "sync/network/bundle_book.h"

namespace peyvand {

/// Segments of one feed that stand in one part.
struct FeedRun {
    /// In BundlePlan::feeds.
    std::size_t feed = 0;
    std::uint64_t first_seq = 0;
    std::uint64_t last_seq = 0;
};

struct PlannedPart {
    /// The keys of persons and households; all in the first part.
    bool has_subject_keys = false;
    std::vector<FeedRun> runs{};
};

struct BundlePlan {
    /// All that may be carried, also where the addressees have everything of it.
    std::vector<StoredFeed> feeds{};
    std::vector<BundleReceipt> receipts{};
    std::vector<PlannedPart> parts{};
    std::int64_t entries = 0;
    /// Feeds of which something is written.
    std::int64_t written_feeds = 0;
    /// Of all records; what the files take at most, but for their last chunks.
    std::uint64_t bytes = 0;
};

struct PlanRequest {
    /// Whose desks it is for, without this one.
    std::vector<VerifyKey> desks{};
    /// When it is for one charity alone: its direct feeds, and of the own one everything of the
    /// office.
    std::optional<CharityId> addressee{};
    /// Also what the addressees hold.
    bool is_whole = false;
    /// Front and manifest of every part, for their size.
    BundleStart start{};
};

Result<BundlePlan> planBundle(Network& network, const PlanRequest& request);

/// Writes the records of one part behind its manifest.
Result<void> writePlannedPart(Network& network, const BundlePlan& plan, std::size_t part,
                              BundleWriter& writer);

} // namespace peyvand
