// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/exchange.h"

#include "sync/network/direct_exchange.h"
#include "sync/network/office_exchange.h"
#include "sync/network/stored_feeds.h"

#include <algorithm>

namespace peyvand {
namespace {

// Segments of one feed are handed to the journal together, so that few transactions are made.
constexpr std::size_t most_gathered_bytes = std::size_t{8} << 20;

std::vector<VerifyKey> desksOf(const Membership& membership,
                               const std::optional<CharityId>& addressee) {
    return addressee ? membership.desksOf(*addressee) : membership.allDesks();
}

Result<std::vector<BoxKey>> recipientsOf(const Membership& membership,
                                         const std::optional<CharityId>& addressee) {
    if (addressee && membership.member(*addressee) == nullptr)
        return fail(ErrorCode::charity_unknown);
    const auto desks = desksOf(membership, addressee);
    std::vector<BoxKey> boxes;
    for (const VerifyKey& desk : desks)
        if (const auto box = boxKeyOf(desk))
            boxes.push_back(*box);
    if (boxes.empty())
        return fail(ErrorCode::charity_unknown);
    return boxes;
}

// To several charities no key of any two.
Result<std::vector<Bytes>> grantsFor(Network& network, const std::optional<CharityId>& addressee) {
    const auto desks = desksOf(network.membership(), addressee);
    PEYVAND_LET(auto grants, networkGrants(network, desks));
    const auto append = [&grants](const std::vector<Bytes>& more) {
        grants.insert(grants.end(), more.begin(), more.end());
    };
    if (addressee == network.ownCharity()) {
        PEYVAND_LET(const auto office, officeGrants(network));
        append(office);
    }
    if (addressee) {
        PEYVAND_LET(const auto direct, directGrants(network, desks));
        append(direct);
    }
    return grants;
}

Result<void> writeFeed(Database& database, const StoredFeed& feed, BundleWriter& writer,
                       ExportedBundle& exported) {
    PEYVAND_TRY(writer.add(BundleRecord::descriptor, feed.descriptor));
    auto rows = database.prepare("SELECT first_seq, count, link, time_ms, signature FROM segment"
                                 " WHERE feed = ? ORDER BY first_seq");
    rows.bind(feed.number);
    while (rows.step()) {
        PEYVAND_TRY(writer.add(BundleRecord::segment,
                               storedSegment(database, feed.number, feed.position.feed, rows)));
        exported.entries += rows.integer(1);
    }
    Writer position;
    position.fixed(feed.position.feed).u64(feed.position.seq).fixed(feed.position.link);
    return writer.add(BundleRecord::position, position.bytes());
}

/// Hands what a bundle holds to membership and journal, feed by feed.
class Importer final : public BundleHandler {
  public:
    Importer(Network& network, ImportedBundle& imported, Losses losses)
        : network_(network), imported_(imported), arriving_(network, losses) {}

    Result<void> manifest(const BundleFront&, const BundleManifest& manifest) override {
        if (manifest.network != network_.id())
            return fail(ErrorCode::network_other);
        std::vector<Bytes> records = manifest.decisions;
        records.insert(records.end(), manifest.certificates.begin(), manifest.certificates.end());
        PEYVAND_TRY(network_.takeRecords(records));
        const auto charity = network_.membership().charityOfNode(manifest.sender);
        if (!charity || !network_.membership().isEntitled(manifest.sender))
            return fail(ErrorCode::charity_unknown);
        imported_.sender = network_.charityName(*charity);
        sender_ = *charity;
        is_own_ = charity == network_.opened().journal().charity();
        PEYVAND_LET(imported_.keys, takeGrants(network_, manifest.grants));
        return {};
    }

    Result<void> record(BundleRecord type, ByteView bytes) override {
        if (type == BundleRecord::descriptor) {
            PEYVAND_TRY(hand());
            descriptor_.assign(bytes.begin(), bytes.end());
            return judge();
        }
        if (type == BundleRecord::subject_key && is_own_)
            return takeSubjectKey(network_, bytes);
        if (type != BundleRecord::segment || !welcome_)
            return {};
        gathered_.emplace_back(bytes.begin(), bytes.end());
        gathered_bytes_ += bytes.size();
        return gathered_bytes_ < most_gathered_bytes ? Result<void>() : hand();
    }

    Result<void> hand() {
        std::vector<SegmentView> segments;
        for (const Bytes& bytes : gathered_) {
            PEYVAND_LET(const SegmentView segment, decodeSegment(bytes));
            segments.push_back(segment);
        }
        if (!segments.empty()) {
            PEYVAND_LET(const auto received, arriving_.take(descriptor_, segments));
            imported_.entries += received.entries;
            imported_.already_there += received.already_there;
            imported_.forked = imported_.forked || received.forked;
            imported_.held_back += received.is_held_back ? received.losses : 0;
        }
        gathered_.clear();
        gathered_bytes_ = 0;
        return {};
    }

  private:
    Result<void> judge() {
        PEYVAND_LET(const FeedDescriptor descriptor, decodeDescriptor(descriptor_));
        welcome_ = isWelcome(network_, descriptor, sender_);
        imported_.strangers += welcome_ ? 0 : 1;
        return {};
    }

    Network& network_;
    ImportedBundle& imported_;
    ArrivingFeeds arriving_;
    Bytes descriptor_{};
    CharityId sender_{};
    bool welcome_ = false;
    /// From a desk of the own charity.
    bool is_own_ = false;
    std::vector<Bytes> gathered_{};
    std::size_t gathered_bytes_ = 0;
};

} // namespace

Result<ExportedBundle> exportBundle(Network& network, const Path& target,
                                    const std::optional<CharityId>& addressee, Executor& executor,
                                    const Progress& progress, const CancelToken& cancel) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    Register& opened = network.opened();
    PEYVAND_TRY(opened.need(Deed::exchange));
    PEYVAND_TRY(sealDueClaims(network, executor, progress, cancel));
    const auto platform = opened.platform();
    BundleStart start;
    start.id = opened.newId<BundleId>();
    start.set = opened.newId<BundleSetId>();
    PEYVAND_LET(start.recipients, recipientsOf(network.membership(), addressee));
    start.network = network.id();
    start.time_ms = static_cast<std::uint64_t>(platform.clock.unixMs());
    for (const Bytes& record : network.records()) {
        PEYVAND_LET(const SignedRecord decoded, SignedRecord::decode(record));
        (isDecision(decoded.kind) ? start.decisions : start.certificates).push_back(record);
    }
    const bool is_own = addressee == network.ownCharity();
    PEYVAND_LET(start.grants, grantsFor(network, addressee));
    PEYVAND_TRY(opened.journal().refreshHeads());
    PEYVAND_TRY(opened.journal().saveHeads());
    const bool to_folder = std::filesystem::is_directory(target);
    const Path folder = to_folder ? target : target.parent_path();
    ExportedBundle exported;
    const auto fill = [&](BundleWriter& writer) -> Result<void> {
        // Before the entries, so that they are read as they come.
        if (is_own)
            PEYVAND_TRY(writeSubjectKeys(network, writer));
        for (const auto& feed : carriedFeeds(network, addressee)) {
            PEYVAND_TRY(writeFeed(opened.database(), feed, writer, exported));
            ++exported.feeds;
        }
        // Before it has a name.
        return opened.audit().write(AuditDeed::export_, std::nullopt, {},
                                    {"bundle", exported.entries});
    };
    auto written = writeBundleFile(platform.files, folder.empty() ? Path(".") : folder, start,
                                   opened.journal().nodeKey(), platform.random, fill);
    // People named the target; the generated name means nothing to them.
    if (!written)
        return fail(to_folder ? std::move(written).error()
                              : aboutFile(std::move(written).error(), target));
    exported.path = std::move(*written);
    if (!to_folder) {
        if (auto named = platform.files.rename(exported.path, target); !named) {
            (void)platform.files.remove(exported.path);
            return fail(aboutFile(std::move(named).error(), target));
        }
        exported.path = target;
    }
    return exported;
}

Result<ImportedBundle> importBundle(Network& network, const Path& path, Losses losses) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_TRY(network.opened().need(Deed::exchange));
    ImportedBundle imported;
    Importer importer(network, imported, losses);
    Register& opened = network.opened();
    PEYVAND_TRY(opened.audit().write(AuditDeed::import, std::nullopt, {}, {"bundle", {}}));
    PEYVAND_TRY(
        readBundleFile(opened.platform().files, path, opened.journal().nodeKey(), importer));
    PEYVAND_TRY(importer.hand());
    if (imported.keys > 0)
        PEYVAND_TRY(network.readWaiting());
    return imported;
}

} // namespace peyvand
