// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rules, asked of every help that begins in an open register, letters and plans included. One
// thread at a time; network and executor outlive it, and the register asks nobody once it is gone.
// Errors: those of sync/enquiry/enquiry.h.

#include "sync/enquiry/enquiry.h"

namespace peyvand {

class GivingRules final : public GivingCheck {
  public:
    GivingRules(Network& network, Executor& executor, Language language);
    ~GivingRules() override;
    GivingRules(const GivingRules&) = delete;
    GivingRules& operator=(const GivingRules&) = delete;

    Result<void> allow(const AidDraft& draft) override;
    /// What was said to the last draft, for people to read; nothing when nobody asked. After a
    /// refusal it is asked anew, because the audit row of the first time was undone.
    Result<std::optional<AidPreview>> told();

  private:
    Network& network_;
    Executor& executor_;
    Language language_;
    std::optional<AidPreview> preview_{};
    std::optional<AidDraft> refused_{};
};

} // namespace peyvand
