// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this desk remembers of bundles, in local tables: those that it wrote and for whom, those
// that it read to their end, and how far other desks have each feed. The next bundle for a desk
// leaves out what that desk is known to hold; in doubt it is known to hold less. What a desk says
// counts only from a bundle whose trailer was verified. Times are milliseconds since 1970-01-01
// UTC. One thread at a time, the register's; errors: those of the store.

#include "core/store/database.h"
#include "sync/bundle/bundle_file.h"
#include "sync/network/stored_feeds.h"

#include <map>
#include <set>

namespace peyvand {

/// Names a bundle that was read: its id and the hash of its header.
struct BundleReceipt {
    BundleId bundle{};
    Digest header_hash{};
    friend auto operator<=>(const BundleReceipt&, const BundleReceipt&) = default;
};

struct SentExport {
    BundleSetId set{};
    std::int64_t time_ms = 0;
    /// Its files.
    std::vector<BundleReceipt> parts{};
    std::vector<VerifyKey> desks{};
    std::vector<FeedPosition> positions{};
};

/// A file that was read to its end; its sender is an entitled desk.
struct ReadBundle {
    BundleFront front{};
    VerifyKey sender{};
    Digest header_hash{};
    std::int64_t time_ms = 0;
    std::vector<FeedPosition> positions{};
    std::vector<BundleReceipt> receipts{};
    /// Nothing of it was held back or had to wait for another part.
    bool is_taken = false;
};

class BundleBook {
  public:
    /// Of exports, and of bundles read; the oldest go.
    static constexpr std::int64_t most_bundles = 1'024;

    explicit BundleBook(Database& database) : database_(database) {}

    Result<void> noteSent(const SentExport& sent);
    /// Returns how many exports of this desk it says for the first time were read; a receipt for an
    /// unknown bundle, with another header hash, or from a desk that it was not for, is passed
    /// over.
    Result<std::size_t> noteRead(const ReadBundle& read, std::int64_t now_ms);

    /// For bundles of these desks of which everything is here now; the newest first, at most
    /// most_receipts.
    Result<std::vector<BundleReceipt>> receiptsFor(const std::vector<VerifyKey>& desks);
    static constexpr std::size_t most_receipts = 256;

    /// Of a sender's set, the numbers of the parts that were not taken yet, ascending.
    Result<std::vector<std::uint16_t>> missingParts(const BundleFront& front,
                                                    const VerifyKey& sender);

    /// Up to which sequence every one of these desks has this branch of a feed for certain.
    Result<std::uint64_t> heldByAll(const std::vector<VerifyKey>& desks, const StoredFeed& feed);

  private:
    void forgetOldest();
    void noteStatement(const ReadBundle& read);
    void believe(const ReadBundle& read);
    bool goesBack(const ReadBundle& read);
    std::size_t noteReceipts(const ReadBundle& read, std::int64_t now_ms);
    void settle();
    std::vector<FeedPosition> awaitedOf(const std::vector<FeedPosition>& positions);
    void raise(const VerifyKey& desk, const FeedPosition& position);
    /// A segment ends there.
    bool isHere(const FeedPosition& position);

    Database& database_;
};

/// What encodePosition (sync/wire/items.h) makes, as in a position record.
inline constexpr std::size_t feed_position_bytes = 72;
Bytes encodeReceipt(const BundleReceipt& receipt);
std::optional<BundleReceipt> decodeReceipt(ByteView bytes);

} // namespace peyvand
