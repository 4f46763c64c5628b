// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Help given twice that comes to light afterwards: claims of other charities about people whom this
// one has helped, which nobody had seen when its own help was written. Items for people to look
// at, never an error and never a penalty (sync.md, "overlaps found after the fact"). Found by equal
// tags at every desk of the charity; what the claims say is opened anew each time and never stored.
// Workers only, one thread at a time. Errors: network_missing, cancelled, audit_failed, those of
// sealing claims, store.

#include "sync/enquiry/enquiry.h"

namespace peyvand {

struct OverlapCounts {
    /// Own aid about whose people a claim is new here.
    std::int64_t looked = 0;
    /// Of those, aid that a rule asks a reason for.
    std::int64_t found = 0;
};

struct Overlap {
    Aid aid{};
    std::int64_t found_ms = 0;
    /// Rules that want a reason because of other charities' help.
    std::vector<RuleLine> rules{};
};

class Overlaps {
  public:
    Overlaps(Network& network, Executor& executor) : network_(network), executor_(executor) {}

    /// Seals what is due, then looks at the claims that came or were made since it looked last; at
    /// all of them once the rules have changed.
    Result<OverlapCounts> find(const Progress& progress = {}, const CancelToken& cancel = {});
    Result<std::int64_t> count();
    /// The newest first. Every one is an enquiry of its own in the audit log; those that are none
    /// any more (withdrawn, voided) are dropped and not shown.
    Result<std::vector<Overlap>> page(std::int64_t offset, int count, Language language);

  private:
    static constexpr std::size_t aid_a_commit = 100;

    Result<std::vector<RuleLine>> linesOf(Enquiry& enquiry, const AidId& aid, Language language);
    Result<void> look(std::span<const AidId> aid, OverlapCounts& counts);

    Network& network_;
    Executor& executor_;
};

} // namespace peyvand
