// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A whole list of identities enquired about (استعلام گروهی): each number once, however often it
// stands in the list; what cannot be read is told with its reason; every number and every claim
// that was opened has its audit row before its answer is handed over. Numbers whose seed is not
// kept cost the veil (about 24 ms each on one core), so this runs on a worker, tells how far it is
// and can be stopped between batches; what was answered until then stays answered.
// One thread at a time. Errors: those of Enquiry, of lists and of exports; cancelled.

#include "core/exchange/export.h"
#include "core/exchange/identity_list.h"
#include "sync/enquiry/enquiry.h"

namespace peyvand {

/// One number of a list.
struct BulkEntry {
    std::string typed{};
    /// Lines of the list where it stands, in order.
    std::vector<std::int64_t> lines{};
};

struct BulkRequest {
    std::vector<exchange::IdentityListRow> rows{};
    /// Narrows the rules; empty is all.
    std::string category{};
    Language language = Language::persian;
};

struct BulkReport {
    std::int64_t rows = 0;
    std::int64_t identities = 0;
    /// Rows that repeat a number of an earlier row.
    std::int64_t repeated = 0;
    /// Numbers that are no valid identity.
    std::int64_t unreadable = 0;
    std::int64_t never_helped = 0;
    std::int64_t allowed = 0;
    std::int64_t within_period = 0;
    bool has_duplicates = false;
};

using BulkAnswer = std::function<Result<void>(const BulkEntry&, const Answer&)>;

/// Calls take for each number in the order of the list.
Result<BulkReport> enquireList(Network& network, Executor& executor, const BulkRequest& request,
                               const BulkAnswer& take, const Progress& progress = {},
                               const CancelToken& cancel = {});

/// The answers as a list to work with: group, last help, next turn. No charity is named unless
/// name_charities says so, and never for a sensitive kind of help; own people marked confidential
/// have no name in it.
struct BulkListRequest {
    exchange::ExportRequest file{};
    bool name_charities = false;
};
Result<BulkReport> enquireListToFile(Network& network, Executor& executor,
                                     const BulkRequest& request, const BulkListRequest& list,
                                     const Progress& progress = {}, const CancelToken& cancel = {});

} // namespace peyvand
