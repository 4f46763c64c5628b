// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/erase.h"
#include "sync/network/bundle_book.h"
#include "sync/network/exchange.h"
#include "sync/network/office_exchange.h"
#include "sync/wire/items.h"

#include <algorithm>

namespace peyvand {
namespace {

// Segments of one feed are handed to the journal together, so that few transactions are made.
constexpr std::size_t most_gathered_bytes = std::size_t{8} << 20;
// More feeds than any network has; the rest of a hostile list counts as never said.
constexpr std::size_t most_positions = 65'536;
constexpr std::size_t most_receipts = 4'096;

/// Hands what a bundle holds to membership and journal, feed by feed.
class Importer final : public BundleHandler {
  public:
    Importer(Network& network, ImportedBundle& imported, Losses losses)
        : network_(network), imported_(imported), arriving_(network, losses) {}

    Result<void> manifest(const BundleFront& front, const BundleManifest& manifest) override {
        if (manifest.network != network_.id())
            return fail(ErrorCode::network_other);
        std::vector<Bytes> records = manifest.decisions;
        records.insert(records.end(), manifest.certificates.begin(), manifest.certificates.end());
        PEYVAND_TRY(network_.takeRecords(records));
        const auto charity = network_.membership().charityOfNode(manifest.sender);
        if (!charity || !network_.membership().isEntitled(manifest.sender))
            return fail(ErrorCode::charity_unknown);
        imported_.front = front;
        imported_.sender = network_.charityName(*charity);
        sender_ = *charity;
        is_own_ = charity == network_.opened().journal().charity();
        said_.front = front;
        said_.sender = manifest.sender;
        said_.header_hash = manifest.header_hash;
        said_.time_ms = static_cast<std::int64_t>(
            std::min(manifest.time_ms, static_cast<std::uint64_t>(INT64_MAX)));
        PEYVAND_LET(imported_.keys, takeGrants(network_, manifest.grants));
        return {};
    }

    Result<void> record(BundleRecord type, ByteView bytes) override {
        switch (type) {
        case BundleRecord::descriptor:
            PEYVAND_TRY(hand());
            descriptor_.assign(bytes.begin(), bytes.end());
            return judge();
        case BundleRecord::segment:
            return gather(bytes);
        case BundleRecord::subject_key:
            return is_own_ ? takeSubjectKey(network_, bytes) : Result<void>();
        case BundleRecord::position:
            if (const auto one = decodePosition(bytes);
                one && said_.positions.size() < most_positions)
                said_.positions.push_back(*one);
            return {};
        case BundleRecord::head:
            if (const auto one = decodeHead(bytes); one && heads_.size() < most_positions)
                heads_.push_back(*one);
            return {};
        case BundleRecord::receipt:
            if (const auto one = decodeReceipt(bytes); one && said_.receipts.size() < most_receipts)
                said_.receipts.push_back(*one);
            return {};
        default:
            return {};
        }
    }

    Result<void> hand() {
        std::vector<SegmentView> segments;
        for (const Bytes& bytes : gathered_) {
            PEYVAND_LET(const SegmentView segment, decodeSegment(bytes));
            segments.push_back(segment);
        }
        if (!segments.empty() && arriving_.misses(descriptor_, segments)) {
            // All that follows in this feed misses it too.
            ++imported_.gaps;
            welcome_ = false;
        } else if (!segments.empty()) {
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

    /// How fresh others are, as their desks signed it; only after the trailer was verified.
    Result<void> takeHeads() {
        for (const SegmentHead& head : heads_)
            PEYVAND_TRY(network_.opened().journal().takeHead(head));
        return {};
    }

    /// What its sender said besides the feeds; only after the trailer was verified.
    ReadBundle said() && {
        said_.is_taken = imported_.gaps == 0 && imported_.held_back == 0;
        return std::move(said_);
    }

  private:
    Result<void> judge() {
        PEYVAND_LET(const FeedDescriptor descriptor, decodeDescriptor(descriptor_));
        welcome_ = isWelcome(network_, descriptor, sender_);
        imported_.strangers += welcome_ ? 0 : 1;
        return {};
    }

    Result<void> gather(ByteView bytes) {
        if (!welcome_)
            return {};
        gathered_.emplace_back(bytes.begin(), bytes.end());
        gathered_bytes_ += bytes.size();
        return gathered_bytes_ < most_gathered_bytes ? Result<void>() : hand();
    }

    Network& network_;
    ImportedBundle& imported_;
    ArrivingFeeds arriving_;
    ReadBundle said_{};
    std::vector<SegmentHead> heads_{};
    Bytes descriptor_{};
    CharityId sender_{};
    bool welcome_ = false;
    /// From a desk of the own charity.
    bool is_own_ = false;
    std::vector<Bytes> gathered_{};
    std::size_t gathered_bytes_ = 0;
};

Result<std::uint64_t> sizeOf(Files& files, const Path& path) {
    PEYVAND_LET(const auto file, files.openRead(path));
    return file->size();
}

BundleStep stepOf(std::uint64_t file_bytes, const Progress& reading, const CancelToken& cancel) {
    const auto total = static_cast<std::int64_t>(2 * file_bytes); // verified, then taken
    return [total, done = std::int64_t{0}, &reading,
            &cancel](std::uint64_t bytes) mutable -> Result<void> {
        if (cancel.isCancelled())
            return fail(ErrorCode::cancelled);
        done += static_cast<std::int64_t>(bytes);
        if (reading)
            reading(std::min(done, total), total);
        return {};
    };
}

} // namespace

Result<ImportedBundle> importBundle(Network& network, const Path& path, Losses losses,
                                    const Progress& reading, const CancelToken& cancel) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    Register& opened = network.opened();
    PEYVAND_TRY(opened.need(Deed::exchange));
    Files& files = opened.platform().files;
    PEYVAND_LET(const std::uint64_t file_bytes, sizeOf(files, path));
    ImportedBundle imported;
    Importer importer(network, imported, losses);
    PEYVAND_TRY(opened.audit().write(AuditDeed::import, std::nullopt, {}, {"bundle", {}}));
    auto read = readBundleFile(files, path, opened.journal().nodeKey(), importer,
                               stepOf(file_bytes, reading, cancel));
    // Also of a file that broke off: what came whole stays.
    const auto handed = importer.hand();
    if (!read)
        return fail(std::move(read).error());
    PEYVAND_TRY(handed);
    PEYVAND_TRY(importer.takeHeads());
    if (imported.keys > 0)
        PEYVAND_TRY(network.readWaiting());
    PEYVAND_TRY(finishErasing(opened));
    BundleBook book(opened.database());
    const ReadBundle said = std::move(importer).said();
    PEYVAND_LET(imported.receipts, book.noteRead(said, opened.platform().clock.unixMs()));
    PEYVAND_LET(imported.missing_parts, book.missingParts(said.front, said.sender));
    return imported;
}

} // namespace peyvand
