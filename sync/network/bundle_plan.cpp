// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/bundle_plan.h"

#include "sync/network/office_exchange.h"
#include "sync/wire/items.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::uint64_t recordBytes(std::uint64_t bytes) {
    return bundle_record_head_bytes + bytes;
}
constexpr std::uint64_t receipt_bytes = sizeof(BundleId) + sizeof(Digest);
constexpr std::size_t most_parts = 65'535;

/// A record as planParts knows it, and where it comes from.
struct Planned {
    std::vector<PlannedRecord> sizes{};
    /// One a record; subject keys are the first, of no feed.
    std::vector<std::optional<FeedRun>> sources{};
};

std::uint64_t subjectKeyBytes(Database& database) {
    auto row = database.prepare("SELECT COUNT(*) FROM subject_key WHERE key IS NOT NULL");
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return static_cast<std::uint64_t>(count) * recordBytes(subject_key_frame_bytes);
}

// The segments of a feed behind a sequence.
void planFeed(Database& database, const StoredFeed& feed, std::size_t index, std::uint64_t after,
              Planned& planned, BundlePlan& plan) {
    auto rows = database.prepare(
        "SELECT first_seq, count, (SELECT SUM(IFNULL(length(bytes), ?1)) FROM entry"
        " WHERE entry.feed = segment.feed AND seq >= first_seq AND seq < first_seq + count)"
        " FROM segment WHERE feed = ?2 AND first_seq > ?3 ORDER BY first_seq");
    rows.bind(std::int64_t{entry_stub_bytes})
        .bind(feed.number)
        .bind(static_cast<std::int64_t>(after));
    bool is_written = false;
    while (rows.step()) {
        const auto first = static_cast<std::uint64_t>(rows.integer(0));
        const auto count = static_cast<std::uint64_t>(rows.integer(1));
        const auto entries_bytes = static_cast<std::uint64_t>(rows.integer(2));
        planned.sizes.push_back({recordBytes(segment_frame_bytes + entries_bytes), index + 1,
                                 recordBytes(feed.descriptor.size())});
        planned.sources.push_back(FeedRun{index, first, first + count - 1});
        plan.entries += rows.integer(1);
        is_written = true;
    }
    plan.written_feeds += is_written ? 1 : 0;
}

std::vector<PlannedPart> partsOf(const Planned& planned, const PartRoom& room) {
    std::vector<PlannedPart> parts;
    std::size_t next = 0;
    for (const std::size_t count : planParts(planned.sizes, room)) {
        PlannedPart part;
        for (const std::size_t end = next + count; next < end; ++next) {
            const auto& source = planned.sources[next];
            if (!source)
                part.has_subject_keys = true;
            else if (part.runs.empty() || part.runs.back().feed != source->feed)
                part.runs.push_back(*source);
            else
                part.runs.back().last_seq = source->last_seq;
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace

Result<BundlePlan> planBundle(Network& network, const PlanRequest& request) {
    Database& database = network.opened().database();
    BundleBook book(database);
    BundlePlan plan;
    plan.feeds = carriedFeeds(network, request.addressee);
    PEYVAND_LET(plan.receipts, book.receiptsFor(request.desks));
    Planned planned;
    if (request.addressee == network.ownCharity()) {
        planned.sizes.push_back({subjectKeyBytes(database), 0, 0});
        planned.sources.emplace_back();
    }
    for (std::size_t i = 0; i < plan.feeds.size(); ++i) {
        std::uint64_t after = 0;
        if (!request.is_whole) {
            PEYVAND_LET(after, book.heldByAll(request.desks, plan.feeds[i]));
        }
        planFeed(database, plan.feeds[i], i, after, planned, plan);
    }
    PEYVAND_TRY(database.takeFailure());
    PartRoom room{request.start.limit_bytes, request.start.recipients.size(),
                  manifestRecordBytes(request.start)};
    room.shared_bytes +=
        plan.feeds.size() * (recordBytes(feed_position_bytes) + recordBytes(segment_head_bytes)) +
        plan.receipts.size() * recordBytes(receipt_bytes);
    plan.parts = partsOf(planned, room);
    if (plan.parts.size() > most_parts)
        return fail(ErrorCode::bundle_too_large);
    plan.bytes = plan.parts.size() * room.shared_bytes;
    for (const PlannedRecord& record : planned.sizes)
        plan.bytes += record.bytes;
    return plan;
}

namespace {

Result<void> writeRun(Database& database, const StoredFeed& feed, const FeedRun& run,
                      BundleWriter& writer) {
    PEYVAND_TRY(writer.add(BundleRecord::descriptor, feed.descriptor));
    auto rows = database.prepare("SELECT first_seq, count, link, time_ms, signature FROM segment"
                                 " WHERE feed = ? AND first_seq >= ? AND first_seq <= ?"
                                 " ORDER BY first_seq");
    rows.bind(feed.number)
        .bind(static_cast<std::int64_t>(run.first_seq))
        .bind(static_cast<std::int64_t>(run.last_seq));
    while (rows.step())
        PEYVAND_TRY(writer.add(BundleRecord::segment,
                               storedSegment(database, feed.number, feed.position.feed, rows)));
    return database.takeFailure();
}

} // namespace

Result<void> writePlannedPart(Network& network, const BundlePlan& plan, std::size_t number,
                              BundleWriter& writer) {
    const PlannedPart& part = plan.parts[number];
    for (const BundleReceipt& receipt : plan.receipts)
        PEYVAND_TRY(writer.add(BundleRecord::receipt, encodeReceipt(receipt)));
    // Before the entries, so that they are read as they come.
    if (part.has_subject_keys)
        PEYVAND_TRY(writeSubjectKeys(network, writer));
    for (const FeedRun& run : part.runs)
        PEYVAND_TRY(writeRun(network.opened().database(), plan.feeds[run.feed], run, writer));
    for (const StoredFeed& feed : plan.feeds) {
        PEYVAND_TRY(writer.add(BundleRecord::position, encodePosition(feed.position)));
        if (!feed.head.empty())
            PEYVAND_TRY(writer.add(BundleRecord::head, feed.head));
    }
    return {};
}

} // namespace peyvand
