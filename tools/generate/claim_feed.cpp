// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/claim_feed.h"

#include "sync/network/claim_join.h"

#include <algorithm>

namespace peyvand::generate {

ClaimFeed::ClaimFeed(Network& author, const std::optional<FeedPosition>& after)
    : author_(author), payload_(subkey(author.epochKeys().back(), Subkey::claim_payload)),
      content_(subkey(author.epochKeys().back(), Subkey::content)),
      key_id_(keyId(author.epochKeys().back())) {
    Journal& journal = author.opened().journal();
    position_ = after.value_or(FeedPosition::start(journal.ownFeed(FeedScope::network)));
    place_ = {author.id(), position_.feed, journal.charity()};
    builder_.emplace(position_);
}

ClaimHead ClaimFeed::headOf(const Seed& seed, CivilDate drop_after) {
    const auto& platform = author_.opened().platform();
    ClaimHead head;
    head.generation = author_.veil()->generation();
    head.key_id = key_id_;
    head.tag = tagOf(seed, author_.id(), head.generation);
    head.claim = platform.random.id<ClaimId>(platform.clock.unixMs());
    head.revision = 1;
    head.drop_after = drop_after;
    return head;
}

void ClaimFeed::add(const Seed& seed, const ClaimContent& content, CivilDate drop_after) {
    const auto& platform = author_.opened().platform();
    const ClaimHead head = headOf(seed, drop_after);
    const auto frame = sealClaim(seed, payload_, place_, head, content, platform.random).encode();
    StampedChange stamped;
    stamped.stamp = clock_.next(platform.clock.unixMs());
    stamped.change.kind = ChangeKind::add_fact;
    stamped.change.record_type = RecordType::claim;
    stamped.change.record = idAs<RecordId>(head.claim);
    stamped.change.fields = {{field::claim::frame, Bytes(frame.begin(), frame.end())}};
    writer_.clear();
    encodeChange(writer_, stamped, nullptr, platform.random);
    entry_.clear();
    sealEntry(entry_, position_.feed, builder_->nextSeq(), key_id_, 0, content_,
              platform.random.take<24>(), writer_.result());
    if (builder_->add(entry_))
        return;
    // The sealed place stays the same: the next segment begins with this sequence.
    close();
    (void)builder_->add(entry_);
}

void ClaimFeed::close() {
    if (builder_->empty())
        return;
    Register& opened = author_.opened();
    entries_.emplace_back(builder_->entries().begin(), builder_->entries().end());
    const auto count = static_cast<std::uint32_t>(builder_->digests().size());
    const auto now = static_cast<std::uint64_t>(opened.platform().clock.unixMs());
    const SegmentHead head = builder_->close(now, opened.journal().nodeKey());
    segments_.push_back({position_.seq + 1, count, entries_.back(), head});
    position_ = head.position();
    builder_.emplace(position_);
}

Result<Bytes> ClaimFeed::descriptor() {
    Database& database = author_.opened().database();
    auto row = database.prepare("SELECT descriptor FROM feed WHERE id = ? ORDER BY branch");
    row.bind(position_.feed);
    if (!row.step()) {
        PEYVAND_TRY(database.takeFailure());
        return fail(ErrorCode::feed_unknown);
    }
    return Bytes(row.blob(0).begin(), row.blob(0).end());
}

Result<void> ClaimFeed::deliver(Journal& to) {
    if (segments_.empty())
        return {};
    PEYVAND_LET(const Bytes encoded, descriptor());
    PEYVAND_TRY(to.receive(encoded, segments_));
    segments_.clear();
    entries_.clear();
    return {};
}

} // namespace peyvand::generate
