// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/exchange.h"

#include "sync/network/bundle_plan.h"
#include "sync/network/direct_exchange.h"
#include "sync/network/office_exchange.h"

#include <algorithm>

namespace peyvand {
namespace {

Result<std::vector<VerifyKey>> desksFor(const Membership& membership,
                                        const std::vector<CharityId>& addressees) {
    if (addressees.empty())
        return membership.allDesks();
    std::vector<VerifyKey> desks;
    for (const CharityId& charity : addressees) {
        const auto its = membership.desksOf(charity);
        if (its.empty())
            return fail(ErrorCode::charity_unknown);
        desks.insert(desks.end(), its.begin(), its.end());
    }
    return desks;
}

Result<std::vector<BoxKey>> boxesOf(const std::vector<VerifyKey>& desks) {
    std::vector<BoxKey> boxes;
    for (const VerifyKey& desk : desks)
        if (const auto box = boxKeyOf(desk))
            boxes.push_back(*box);
    if (boxes.empty())
        return fail(ErrorCode::charity_unknown);
    return boxes;
}

// To several charities no key of any two.
Result<std::vector<Bytes>> grantsFor(Network& network, const std::vector<VerifyKey>& desks,
                                     const std::optional<CharityId>& addressee) {
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

/// One export from the plan to the last name.
class Export {
  public:
    Export(Network& network, const ExportRequest& request, const CancelToken& cancel)
        : network_(network), opened_(network.opened()), request_(request), cancel_(cancel) {}

    Result<ExportedBundle> run() {
        PEYVAND_TRY(choose());
        PEYVAND_TRY(begin());
        PEYVAND_LET(plan_, planBundle(network_, {others_, addressee_, request_.is_whole, start_}));
        placeParts();
        total_bytes_ = 2 * plan_.bytes; // written, and read again
        header_hashes_.resize(parts_.size());
        const auto platform = opened_.platform();
        const BundleWork work{
            [this](std::size_t part, BundleWriter& writer) { return fill(part, writer); },
            [this] { return note(); }, [this](std::uint64_t bytes) { return step(bytes); }};
        PEYVAND_TRY(writeBundleFiles(platform.files, parts_, opened_.journal().nodeKey(),
                                     platform.random, work));
        ExportedBundle exported{parts_.front().path, {}, plan_.written_feeds, plan_.entries};
        for (const BundlePart& part : parts_)
            exported.paths.push_back(part.path);
        if (request_.writing)
            request_.writing(signedOf(total_bytes_), signedOf(total_bytes_));
        return exported;
    }

  private:
    static std::int64_t signedOf(std::uint64_t bytes) { return static_cast<std::int64_t>(bytes); }

    Result<void> choose() {
        std::vector<CharityId> addressees = request_.addressees;
        std::sort(addressees.begin(), addressees.end());
        addressees.erase(std::unique(addressees.begin(), addressees.end()), addressees.end());
        PEYVAND_LET(desks_, desksFor(network_.membership(), addressees));
        others_ = desks_;
        std::erase(others_, opened_.journal().nodeKey().publicKey());
        // What only the desks of one charity may read is in no bundle that others open too.
        if (addressees.size() == 1)
            addressee_ = addressees.front();
        return {};
    }

    Result<void> begin() {
        start_.set = opened_.newId<BundleSetId>();
        PEYVAND_LET(start_.recipients, boxesOf(desks_));
        start_.network = network_.id();
        start_.time_ms = static_cast<std::uint64_t>(opened_.platform().clock.unixMs());
        start_.limit_bytes = std::min(request_.part_limit_bytes, max_bundle_bytes);
        for (const Bytes& record : network_.records()) {
            PEYVAND_LET(const SignedRecord decoded, SignedRecord::decode(record));
            (isDecision(decoded.kind) ? start_.decisions : start_.certificates).push_back(record);
        }
        PEYVAND_LET(start_.grants, grantsFor(network_, desks_, addressee_));
        PEYVAND_TRY(opened_.journal().refreshHeads());
        return opened_.journal().saveHeads();
    }

    void placeParts() {
        const bool to_folder = std::filesystem::is_directory(request_.target);
        for (std::size_t i = 1; i <= plan_.parts.size(); ++i) {
            BundlePart part{start_, {}};
            part.start.id = opened_.newId<BundleId>();
            part.start.part = static_cast<std::uint16_t>(i);
            part.start.parts = static_cast<std::uint16_t>(plan_.parts.size());
            part.path = to_folder ? request_.target / bundleFileName(part.start.id)
                                  : partPath(request_.target, i);
            parts_.push_back(std::move(part));
        }
    }

    Result<void> fill(std::size_t part, BundleWriter& writer) {
        header_hashes_[part] = writer.headerHash();
        return writePlannedPart(network_, plan_, part, writer);
    }

    Result<void> note() {
        SentExport sent{start_.set, static_cast<std::int64_t>(start_.time_ms), {}, others_, {}};
        for (std::size_t i = 0; i < parts_.size(); ++i)
            sent.parts.push_back({parts_[i].start.id, header_hashes_[i]});
        for (const StoredFeed& feed : plan_.feeds)
            sent.positions.push_back(feed.position);
        PEYVAND_TRY(BundleBook(opened_.database()).noteSent(sent));
        return opened_.audit().write(AuditDeed::export_, std::nullopt, {},
                                     {"bundle", plan_.entries});
    }

    Result<void> step(std::uint64_t bytes) {
        if (cancel_.isCancelled())
            return fail(ErrorCode::cancelled);
        done_bytes_ += bytes;
        // A last chunk is padded: that it is all is told at the end.
        if (request_.writing && done_bytes_ < total_bytes_)
            request_.writing(signedOf(done_bytes_), signedOf(total_bytes_));
        return {};
    }

    Network& network_;
    Register& opened_;
    const ExportRequest& request_;
    const CancelToken& cancel_;
    std::vector<VerifyKey> desks_{};
    /// desks_ without this one.
    std::vector<VerifyKey> others_{};
    /// When it is for one charity alone.
    std::optional<CharityId> addressee_{};
    BundleStart start_{};
    BundlePlan plan_{};
    std::vector<BundlePart> parts_{};
    std::vector<Digest> header_hashes_{};
    std::uint64_t total_bytes_ = 0;
    std::uint64_t done_bytes_ = 0;
};

} // namespace

Result<ExportedBundle> exportBundle(Network& network, const ExportRequest& request,
                                    Executor& executor, const Progress& sealing,
                                    const CancelToken& cancel) {
    if (!network.isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_TRY(network.opened().need(Deed::exchange));
    PEYVAND_TRY(sealDueClaims(network, executor, sealing, cancel));
    return Export(network, request, cancel).run();
}

Result<ExportedBundle> exportBundle(Network& network, const Path& target,
                                    const std::optional<CharityId>& addressee, Executor& executor,
                                    const Progress& sealing, const CancelToken& cancel) {
    ExportRequest request;
    request.target = target;
    if (addressee)
        request.addressees.push_back(*addressee);
    return exportBundle(network, request, executor, sealing, cancel);
}

} // namespace peyvand
