// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/giving_rules.h"

namespace peyvand {

GivingRules::GivingRules(Network& network, Executor& executor, Language language)
    : network_(network), executor_(executor), language_(language) {
    network_.opened().setGivingCheck(this);
}

GivingRules::~GivingRules() { network_.opened().setGivingCheck(nullptr); }

Result<void> GivingRules::allow(const AidDraft& draft) {
    preview_.reset();
    refused_.reset();
    Enquiry enquiry(network_, executor_);
    enquiry.setWithinTransaction(true);
    PEYVAND_LET(preview_, enquiry.preview(draft, language_));
    auto allowed = enquiry.allow(draft, *preview_);
    if (!allowed)
        refused_ = draft;
    return allowed;
}

Result<std::optional<AidPreview>> GivingRules::told() {
    if (!refused_)
        return preview_;
    PEYVAND_LET(preview_, Enquiry(network_, executor_).preview(*refused_, language_));
    refused_.reset();
    return preview_;
}

} // namespace peyvand
