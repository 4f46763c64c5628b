// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile/intake.h"

namespace peyvand {

Result<void> Intake::record(ByteView record) {
    if (++records_seen_ > itemsLimit(ItemClass::records))
        return fail(ErrorCode::frame_too_many);
    records_.emplace_back(record.begin(), record.end());
    records_bytes_ += record.size();
    return records_bytes_ < most_gathered_bytes ? Result<void>() : flushRecords();
}

Result<void> Intake::flushRecords() {
    if (records_.empty())
        return {};
    const auto records = std::move(records_);
    records_.clear();
    records_bytes_ = 0;
    PEYVAND_LET(const std::size_t count, replica_.takeRecords(records));
    counts_.records += count;
    return {};
}

Result<void> Intake::grant(ByteView grant) {
    if (++keys_seen_ > itemsLimit(ItemClass::office_keys))
        return fail(ErrorCode::frame_too_many);
    PEYVAND_LET(const bool is_new, replica_.takeGrant(grant));
    keys_came_ = keys_came_ || is_new;
    counts_.keys += is_new ? 1 : 0;
    return {};
}

Result<void> Intake::subjectKey(ByteView frame) {
    if (++subjects_seen_ > itemsLimit(ItemClass::subjects))
        return fail(ErrorCode::frame_too_many);
    return replica_.takeSubjectKey(frame);
}

Result<void> Intake::head(ByteView head) {
    if (++heads_seen_ > itemsLimit(ItemClass::heads))
        return fail(ErrorCode::frame_too_many);
    return replica_.takeHead(head);
}

Result<Intake::Run*> Intake::judge(const FeedId& feed, ByteView descriptor) {
    if (runs_.size() >= itemsLimit(ItemClass::network_feeds))
        return fail(ErrorCode::frame_too_many);
    PEYVAND_LET(const bool is_welcome, replica_.welcomes(descriptor));
    counts_.strangers += is_welcome ? 0 : 1;
    Run& run = runs_[feed];
    run.is_welcome = is_welcome;
    return &run;
}

Result<void> Intake::descriptor(ByteView descriptor) {
    PEYVAND_TRY(flush());
    PEYVAND_TRY(decodeDescriptor(descriptor));
    const FeedId feed = feedIdOf(descriptor);
    if (!runs_.contains(feed))
        PEYVAND_TRY(judge(feed, descriptor));
    feed_ = feed;
    descriptor_.assign(descriptor.begin(), descriptor.end());
    return {};
}

Result<Intake::Run*> Intake::runOf(const FeedId& feed) {
    if (feed_ != feed || descriptor_.empty()) {
        PEYVAND_TRY(flush());
        PEYVAND_LET(descriptor_, replica_.descriptor(feed));
        feed_ = feed;
    }
    if (descriptor_.empty())
        return fail(ErrorCode::feed_unknown);
    const auto known = runs_.find(feed);
    return known == runs_.end() ? judge(feed, descriptor_) : Result<Run*>(&known->second);
}

Result<void> Intake::segment(ByteView bytes) {
    PEYVAND_LET(const SegmentView segment, decodeSegment(bytes));
    PEYVAND_LET(Run* const run, runOf(segment.head.feed));
    if (segment.first != run->next_first && ++run->runs > most_runs)
        return fail(ErrorCode::segment_repeated);
    run->next_first = segment.head.seq + 1;
    if (!run->is_welcome)
        return {};
    segments_.emplace_back(bytes.begin(), bytes.end());
    segments_bytes_ += bytes.size();
    return segments_bytes_ < most_gathered_bytes ? Result<void>() : flush();
}

Result<void> Intake::flush() {
    PEYVAND_TRY(flushRecords());
    if (segments_.empty())
        return {};
    const auto gathered = std::move(segments_);
    segments_.clear();
    segments_bytes_ = 0;
    std::vector<SegmentView> segments;
    for (const Bytes& bytes : gathered) {
        PEYVAND_LET(const SegmentView segment, decodeSegment(bytes));
        segments.push_back(segment);
    }
    PEYVAND_LET(const TakenSegments taken, replica_.take(descriptor_, segments));
    counts_.entries += taken.entries;
    counts_.already_there += taken.already_there;
    counts_.forked = counts_.forked || taken.forked;
    counts_.held_back += taken.held_back;
    return {};
}

Result<void> Intake::finish() {
    PEYVAND_TRY(flush());
    return replica_.finish(keys_came_);
}

} // namespace peyvand
